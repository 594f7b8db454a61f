import csv
import io
import json
import re
from http import HTTPStatus

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from reviews.admin import events as page
from reviews.figures.filters import today
from reviews.models import Event
from reviews.workflow import move

SHOWN = re.compile(r'data-event="(\d+)"')


@pytest.fixture
def manager(client, people):
    client.force_login(people["dora"])
    return client


@pytest.fixture
def log():
    return reverse("admin:reviews_event_changelist")


def shown_in(response):
    return [int(pk) for pk in SHOWN.findall(response.content.decode())]


def body_of(response):
    return b"".join(response.streaming_content).decode()


def newest_first(**wanted):
    return list(
        Event.objects.filter(**wanted).order_by("-pk").values_list("pk", flat=True)
    )


def test_the_log_shows_every_event_newest_first(claim_at, manager, log):
    claim_at("closed")

    response = manager.get(log)

    assert len(newest_first()) == 4
    assert shown_in(response) == newest_first()


def test_a_row_says_who_did_what_to_which_claim(claim_at, manager, log):
    claim = claim_at("second_reading")
    event = claim.events.get(verb="decide")

    text = manager.get(log, {"verb": "decide"}).content.decode()

    assert "Ana" in text
    assert "decide: corroborated (True)" in text
    assert "in hand → second reading" in text
    assert "Two registers agree." in text
    assert bytes(event.hash).hex()[:8] in text
    assert event.request_id in text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"verb": "take"}, {"verb": "take"}),
        ({"outcome": "corroborated"}, {"verb": "decide"}),
        ({"outcome": "contested"}, {"verb": "nothing"}),
        ({"from": str(today()), "to": str(today())}, {}),
        ({"from": "2001-01-01", "to": "2001-12-31"}, {"verb": "nothing"}),
    ],
)
def test_the_log_is_narrowed_by_its_address(given, wanted, claim_at, manager, log):
    claim_at("closed")

    assert shown_in(manager.get(log, given)) == newest_first(**wanted)


def test_the_log_is_narrowed_to_a_person_and_a_claim(claim_at, people, manager, log):
    claim_at("closed")
    claim = claim_at("closed")
    ben = people["ben"]

    assert shown_in(manager.get(log, {"person": ben.pk})) == newest_first(actor=ben)
    assert shown_in(manager.get(log, {"claim": claim.pk})) == newest_first(claim=claim)


def test_an_undone_event_is_marked_and_its_undo_is_not(claim_at, people, manager, log):
    claim = claim_at("closed")
    move(claim.pk, "undo", actor=people["ben"])
    undo, undone = claim.events.order_by("-pk")[:2]

    text = manager.get(log).content.decode()

    assert undo.undoes == undone
    assert re.findall(r'class="undone" data-event="(\d+)"', text) == [str(undone.pk)]


def test_pages_follow_each_other_without_a_gap(claim_at, manager, log, monkeypatch):
    monkeypatch.setattr(page, "PAGE", 3)
    claim_at("closed")
    claim_at("closed")

    found, query = [], ""
    while True:
        response = manager.get(f"{log}?{query}")
        found += shown_in(response)
        if not response.context["older"]:
            break
        query = response.context["older"]

    assert found == newest_first()
    assert len(found) == 8


def test_no_page_of_the_log_counts_or_skips(
    claim_at, manager, log, django_assert_max_num_queries
):
    claim_at("closed")
    with django_assert_max_num_queries(8) as few:
        manager.get(log)
    for _ in range(5):
        claim_at("closed")

    with django_assert_max_num_queries(8) as many:
        manager.get(log)

    assert len(many) == len(few)
    said = " ".join(query["sql"] for query in many.captured_queries).upper()
    assert "COUNT(" not in said
    assert "OFFSET" not in said


def test_a_blind_first_decision_is_kept_from_others(claim_at, people, manager, log):
    with override_settings(BLIND_SHARE=1.0):
        claim = claim_at("second_reading")
    decision = claim.events.get(verb="decide")

    page_ = manager.get(log)
    table = body_of(manager.get(log, {"format": "csv"}))
    filtered = shown_in(manager.get(log, {"outcome": "corroborated"}))

    assert decision.pk not in shown_in(page_)
    assert decision.reason not in table
    assert bytes(decision.hash).hex() not in table
    assert filtered == []


def test_a_blind_decision_is_shown_once_the_second_is_made(
    claim_at, people, decide, manager, log
):
    with override_settings(BLIND_SHARE=1.0):
        claim = claim_at("second_reading")
    decide(claim, people["ben"])

    assert shown_in(manager.get(log, {"verb": "decide"})) == newest_first(verb="decide")


@pytest.mark.parametrize("given", [{}, {"verb": "decide"}, {"outcome": "contested"}])
def test_the_log_its_csv_and_its_json_are_the_same_rows(
    given, claim_at, people, decide, manager, log
):
    claim_at("closed")
    decide(claim_at("adjudication"), people["carla"], "Misleading")

    on_page = shown_in(manager.get(log, given))
    table = body_of(manager.get(log, given | {"format": "csv"}))
    answer = json.loads(body_of(manager.get(log, given | {"format": "json"})))

    assert on_page
    assert [int(row["id"]) for row in csv.DictReader(io.StringIO(table))] == on_page
    assert [row["id"] for row in answer["results"]] == on_page


def test_an_export_longer_than_one_batch_is_whole(claim_at, manager, log, monkeypatch):
    monkeypatch.setattr("reviews.figures.event_log.BATCH", 2)
    claim_at("closed")
    claim_at("queued")

    answer = json.loads(body_of(manager.get(log, {"format": "json"})))

    assert [row["id"] for row in answer["results"]] == newest_first()
    event = Event.objects.latest("pk")
    assert answer["results"][0]["hash"] == bytes(event.hash).hex()
    assert answer["results"][0]["at"] == event.at.isoformat()


@pytest.mark.parametrize("name", ["rosa", "ana"])
def test_who_may_not_view_events_is_refused(name, client, people, log):
    client.force_login(people[name])

    assert client.get(log).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("route", ["add", "change", "delete", "history"])
def test_the_admin_has_no_way_to_touch_an_event(route, claim_at):
    event = claim_at("queued").events.get()
    arguments = [] if route == "add" else [event.pk]

    with pytest.raises(NoReverseMatch):
        reverse(f"admin:reviews_event_{route}", args=arguments)


@pytest.mark.parametrize("path", ["add/", "{pk}/change/", "{pk}/delete/", "{pk}/"])
def test_even_a_superuser_cannot_touch_an_event(path, claim_at, admin_client, log):
    event = claim_at("queued").events.get()

    address = log + path.format(pk=event.pk)
    response = admin_client.post(address, {"post": "yes"})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert Event.objects.filter(pk=event.pk).exists()


def test_posting_to_the_log_deletes_nothing(claim_at, admin_client, log):
    event = claim_at("queued").events.get()

    admin_client.post(log, {"action": "delete_selected", "_selected_action": event.pk})

    assert Event.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from": "garbage"}, "from"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "from"),
        ({"claim": "twelve"}, "claim"),
        ({"claim": "99999999999999999999"}, "claim"),
        ({"before": "-1"}, "before"),
        ({"person": "0"}, "person"),
        ({"verb": "publish"}, "verb"),
        ({"outcome": "maybe"}, "outcome"),
    ],
)
def test_a_bad_filter_gets_a_sentence_beside_its_field(given, field, manager, log):
    response = manager.get(log, given)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    (sentence,) = response.context["form"].errors[field]
    assert sentence in response.content.decode()
