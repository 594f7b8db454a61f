import csv
import io
import json
import re
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from random import Random

import pytest
from django.contrib.auth.models import Permission
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Outlet
from conftest import mention_in
from reviews.figures.decided import count_decided, measure_time_to_verdict
from reviews.figures.filters import Filter, Period, today
from reviews.figures.open_work import count_open, count_waiting
from reviews.figures.panels import PANELS
from reviews.models import Verdict
from reviews.moves import OPEN_STAGES
from reviews.workflow import move

NUMBER = re.compile(r'class="number" data-panel="([\w-]+)" href="([^"]+)">(\d+)<')
TOTAL = re.compile(r'data-total="(\d+)"')
ROW = re.compile(r'<th scope="row"')


@pytest.fixture
def manager(client, people):
    people["dora"].user_permissions.add(Permission.objects.get(codename="see_people"))
    client.force_login(people["dora"])
    return client


@pytest.fixture
def worked(claim_at, people, decide):
    """Some of everything: each open stage, each outcome, one undone decision."""
    for stage in ("queued", "queued", "in_hand", "second_reading", "adjudication"):
        claim_at(stage)
    claim_at("second_reading", outlets=("The Ledger", "The Signal"), text="Three dams.")
    for _ in range(3):
        claim_at("closed")
    claim_at("closed", outlets=("The Harbour", "The Ledger"), text="Six boats sank.")
    claim = claim_at("adjudication")
    decide(claim, people["carla"], "False")
    claim = claim_at("adjudication", outlets=("The Harbour", "The Signal"))
    decide(claim, people["carla"], "Unproven")
    undone = claim_at("closed")
    move(undone.pk, "undo", actor=people["ben"])


def page_of(manager, **given):
    return manager.get(reverse("admin:dashboard"), given).content.decode()


def numbers_on(page):
    return [
        (panel, unescape(address), int(shown))
        for panel, address, shown in NUMBER.findall(page)
    ]


def body_of(response):
    return b"".join(response.streaming_content).decode()


def filter_of(days=30):
    last = today()
    return Filter(period=Period(last - timedelta(days=days - 1), last), days=days)


def varied_filters():
    chance = Random(7)  # varied, and the same every time
    spans = [
        {"days": str(chance.choice((7, 14, 30, 90)))},
        {"from": str(today() - timedelta(days=chance.randrange(40)))},
        {"to": str(today() - timedelta(days=chance.randrange(1, 40)))},
        {"from": str(today()), "to": str(today())},
    ]
    narrower = [{}, {"outcome": "contested"}, {"stage": "queued", "due": "overdue"}]
    return [span | chance.choice(narrower) for span in spans]


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(
    "given",
    [{}, {"outlet": "The Harbour"}, {"outlet": "The Ledger"}, *varied_filters()],
)
def test_a_number_is_its_rows_its_csv_and_its_json(panel, given, manager, worked):
    if "outlet" in given:
        given = given | {"outlet": str(Outlet.objects.get(name=given["outlet"]).pk)}

    numbers = numbers_on(page_of(manager, **given))
    addresses = {(to, shown) for name, to, shown in numbers if name == panel}

    assert addresses
    for address, shown in addresses:
        rows = manager.get(address).content.decode()
        table = body_of(manager.get(f"{address}&format=csv"))
        results = json.loads(body_of(manager.get(f"{address}&format=json")))["results"]
        assert TOTAL.findall(rows) == [str(shown)]
        assert len(ROW.findall(rows)) == shown
        assert len(list(csv.DictReader(io.StringIO(table)))) == shown
        assert len(results) == shown


def test_a_number_links_to_exactly_its_rows(claim_at, manager):
    wanted = {claim_at("second_reading").pk, claim_at("second_reading").pk}
    claim_at("queued")
    claim_at("closed")

    numbers = numbers_on(page_of(manager))
    address = next(to for panel, to, _ in numbers if panel == "waiting")
    answer = json.loads(body_of(manager.get(f"{address}&format=json")))

    assert {row["claim"] for row in answer["results"]} == wanted


def test_an_open_claim_is_counted_in_its_stage(worked):
    found = count_open(filter_of())

    assert [found.in_stage(stage) for stage in OPEN_STAGES] == [2, 1, 3, 1]
    assert found.of_age("day") == found.total == 7


def test_a_claim_waits_since_its_first_reading(claim_at, people):
    first, _ = claim_at("second_reading"), claim_at("second_reading")

    waiting = count_waiting(filter_of())

    assert waiting.count == 2
    assert waiting.since == first.events.get(verb="decide").at


def test_an_undone_decision_is_in_no_number(claim_at, people, manager):
    claim = claim_at("closed")
    move(claim.pk, "undo", actor=people["ben"])

    found = [(panel, int(n)) for panel, _, n in numbers_on(page_of(manager))]
    days = count_decided(filter_of())

    assert Verdict.objects.count() == 1
    assert sum(day.total for day in days) == 0
    assert measure_time_to_verdict(filter_of())[0].count == 0
    done = ("decided", "time-to-verdict", "working-time", "stages", "lasting")
    assert {n for panel, n in found if panel in done} == {0}
    assert count_waiting(filter_of()).count == 1


def test_a_first_reading_undone_waits_for_nobody(claim_at, people):
    claim = claim_at("second_reading")

    move(claim.pk, "undo", actor=people["ana"])

    assert count_waiting(filter_of()).count == 0
    assert count_open(filter_of()).in_stage("in_hand") == 1


def test_verdicts_are_counted_by_outcome_on_their_day(worked):
    days = count_decided(filter_of(7))

    assert len(days) == 7
    assert days[-1].day == today()
    assert days[-1].counts == {"corroborated": 4, "contested": 1, "unverified": 1}
    assert [day.total for day in days[:-1]] == [0] * 6


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_days_are_days_of_the_newsroom(zone, claim_at):
    # These zones are 26 hours apart: never the same date.
    claim_at("closed")
    verdict = Verdict.objects.get()

    with override_settings(TIME_ZONE=zone):
        days = count_decided(filter_of(7))
        day = timezone.localdate(verdict.effective_at)

        assert [each.day for each in days if each.total] == [day]


def test_a_median_needs_five_first_verdicts(claim_at, manager):
    for hours in (1, 2, 3, 4):
        arrive(claim_at("closed"), hours)
    too_few, _late = measure_time_to_verdict(filter_of())
    said = page_of(manager)

    arrive(claim_at("closed"), 10)
    enough, _late = measure_time_to_verdict(filter_of())

    assert (too_few.count, too_few.median, too_few.p85) == (4, None, None)
    assert "too few" in said
    assert enough.count == 5
    assert enough.median == timedelta(hours=3)
    assert enough.p85 == timedelta(hours=6, minutes=24)


def arrive(claim, hours):
    """Let ``claim`` have been found that long before its verdict."""
    at = claim.verdicts.get().effective_at - timedelta(hours=hours)
    Claim.objects.filter(pk=claim.pk).update(found_at=at)


def test_a_correction_is_decided_again_but_arrives_once(claim_at, people, decide):
    claim = claim_at("closed")
    move(claim.pk, "reopen", actor=people["carla"], reason="A register changed.")
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")

    assert sum(day.total for day in count_decided(filter_of())) == 2
    assert measure_time_to_verdict(filter_of())[0].count == 1


def test_an_outlet_counts_a_claim_once_however_often_it_states_it(claim_at, manager):
    claim = claim_at("queued", outlets=("The Lantern", "The Lantern"))
    claim_at("queued", outlets=("The Ledger",))
    outlet = Outlet.objects.get(name="The Lantern")

    address = reverse("admin:dashboard_rows", args=["open"])
    response = manager.get(address, {"outlet": outlet.pk, "format": "json"})

    assert claim.mentions.count() == 2
    assert [row["claim"] for row in json.loads(body_of(response))["results"]] == [
        claim.pk
    ]


def test_csv_has_times_with_offset_and_no_formulas(claim_at, manager):
    claim_at("closed", text='=HYPERLINK("x")')
    verdict = Verdict.objects.get()

    with override_settings(TIME_ZONE="Asia/Kolkata"):
        address = reverse("admin:dashboard_rows", args=["decided"])
        response = manager.get(address, {"format": "csv"})
        (row,) = csv.DictReader(io.StringIO(body_of(response)))
        local = timezone.localtime(verdict.effective_at)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert row["wording"] == '\'=HYPERLINK("x")'
    assert row["at"] == local.isoformat()
    assert row["at"].endswith("+05:30")
    assert row["who"] == "Ana"
    assert row["confirmed"] == "Ben"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula(start, claim_at, manager):
    claim_at("queued", text=f"{start}1 homes")

    address = reverse("admin:dashboard_rows", args=["open"])
    table = body_of(manager.get(address, {"format": "csv"}))

    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["wording"] == f"'{start}1 homes"


def test_a_reader_may_not_see_the_dashboard(client, people):
    client.force_login(people["rosa"])

    pages = [reverse("admin:dashboard"), reverse("admin:dashboard_rows", args=["open"])]

    assert [client.get(page).status_code for page in pages] == [
        HTTPStatus.FORBIDDEN
    ] * 2


def test_who_is_not_logged_in_is_asked_to(client, db):
    response = client.get(reverse("admin:dashboard"))

    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"].startswith(reverse("admin:login"))


BAD = [
    ({"from": "garbage"}, "from", "Write the day as YYYY-MM-DD"),
    ({"to": "2026-02-30"}, "to", "Write the day as YYYY-MM-DD"),
    ({"from": "2026-03-02", "to": "2026-03-01"}, "from", "comes after the last one"),
    ({"from": "0001-01-01"}, "from", "Choose a day from"),
    ({"to": "9999-12-31"}, "to", "Choose a day from"),
    ({"from": "2020-01-01", "to": "2026-01-01"}, "from", "at most 366 days"),
    ({"from": "2020-01-01"}, "from", "at most 366 days"),
    ({"days": "abc"}, "days", "Choose 7, 14, 30 or 90 days"),
    ({"outlet": "99999999999999999999"}, "outlet", "There is no such outlet"),
    ({"stage": "closed"}, "stage", "There is no such stage"),
    ({"outcome": "maybe"}, "outcome", "There is no such outcome"),
    ({"due": "soon"}, "due", "Choose overdue"),
]


@pytest.mark.parametrize(("given", "field", "sentence"), BAD)
@pytest.mark.parametrize("kind", ["", "csv"])
def test_a_bad_filter_gets_a_sentence_beside_its_field(
    given, field, sentence, kind, manager
):
    address = reverse("admin:dashboard_rows", args=["decided"])
    address = address if kind else reverse("admin:dashboard")
    response = manager.get(address, given | {"format": kind})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.context["form"].errors[field][0]
    assert sentence in unescape(response.content.decode())


def test_an_unknown_format_is_refused_and_an_unknown_panel_not_found(manager):
    address = reverse("admin:dashboard_rows", args=["open"])

    refused = manager.get(address, {"format": "xml"})
    missing = manager.get(reverse("admin:dashboard_rows", args=["nothing"]))

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "csv or json" in refused.content.decode()
    assert missing.status_code == HTTPStatus.NOT_FOUND


def test_the_dashboard_asks_the_same_however_many_rows(
    claim_at, manager, django_assert_max_num_queries
):
    claim_at("closed")
    with django_assert_max_num_queries(20) as few:
        page_of(manager)
    for stage in ("queued", "second_reading", *["closed"] * 8):
        claim_at(stage)

    with django_assert_max_num_queries(20) as many:
        page_of(manager)

    assert len(many) == len(few)


def test_rows_ask_the_same_however_many(
    claim_at, manager, django_assert_max_num_queries
):
    address = reverse("admin:dashboard_rows", args=["decided"])
    claim_at("closed")
    with django_assert_max_num_queries(12) as few:
        manager.get(address)
    for _ in range(5):
        claim_at("closed")

    with django_assert_max_num_queries(12) as many:
        manager.get(address)

    assert len(many) == len(few)


def test_the_page_needs_no_inline_style_or_script(worked, manager):
    page = page_of(manager)

    assert "<svg" in page
    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)


def test_every_mark_is_a_link_with_a_name(worked, manager):
    page = page_of(manager)
    today_ = str(today())

    marks = re.findall(r'<a href="([^"]+)" tabindex="-1" aria-label="([^"]+)"', page)

    assert len(marks) == 3
    assert all(f"from={today_}" in unescape(address) for address, _ in marks)
    assert [label.split(": ")[1] for _, label in marks] == [
        "4 corroborated",
        "1 contested",
        "1 unverified",
    ]


def test_a_claim_that_moves_outlets_still_counts_once(claim_at):
    claim = claim_at("closed")
    mention_in(claim, "The Lantern", "4,200 homes were flooded in Arlen.")
    outlet = Outlet.objects.get(name="The Lantern")
    chosen = Filter(period=filter_of().period, outlet=outlet)

    assert sum(day.total for day in count_decided(chosen)) == 1
