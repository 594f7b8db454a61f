"""Nothing that was typed is lost: drafts, second saves, decisions that meet, sessions
that end."""

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Draft, Reading
from reviews.workflow import move

JSON = {"HTTP_ACCEPT": "application/json"}


def page_of(claim):
    return reverse("admin:desk_claim", args=[claim.pk])


def draft_of(claim):
    return reverse("admin:desk_draft", args=[claim.pk])


@pytest.fixture
def desk(people):
    def as_person(name, **options):
        client = Client(**options)
        client.force_login(people[name])
        return client

    return as_person


def test_what_is_typed_is_kept_also_by_who_does_not_hold_the_claim(
    desk, claim_at, form, people
):
    claim = claim_at("in_hand")

    answer = desk("ben").post(draft_of(claim), form(claim, reason="So far."))

    assert answer.json()["say"].startswith("Draft saved ")
    draft = Draft.objects.get()
    assert (draft.person, draft.given["decide"]["reason"]) == (
        people["ben"],
        "So far.",
    )


def test_the_last_typing_stands_and_an_emptied_form_leaves_nothing(
    desk, claim_at, form
):
    claim = claim_at("in_hand")
    ana = desk("ana")
    ana.post(draft_of(claim), {"verb": "dismiss", "reason": "An opinion."})
    for reason in ("One.", "Two."):
        ana.post(draft_of(claim), form(claim, reason=reason))

    both = Draft.objects.get().given
    ana.post(draft_of(claim), form(claim, reason="", rating=""))

    assert both["decide"]["reason"] == "Two."
    assert list(Draft.objects.get().given) == ["dismiss"]


def test_a_draft_that_comes_after_its_decision_is_none(desk, claim_at, form):
    claim = claim_at("in_hand")
    ana, typed = desk("ana"), form(claim)
    ana.post(page_of(claim), typed)

    answer = ana.post(draft_of(claim), typed)

    assert answer.json()["say"] == ""
    assert not Draft.objects.exists()


def test_a_draft_of_no_move_is_refused(desk, claim_at):
    claim = claim_at("in_hand")

    answer = desk("ana").post(draft_of(claim), {"verb": "fly", "reason": "x"})

    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_another_move_on_the_claim_keeps_the_words_for_the_decision(
    desk, claim_at, form
):
    claim = claim_at("in_hand")
    ana = desk("ana")
    ana.post(draft_of(claim), form(claim, reason="Half a thought."))

    ana.post(page_of(claim), {"verb": "release", "version": claim.version})

    assert Draft.objects.get().given["decide"]["reason"] == "Half a thought."


def test_the_same_form_sent_twice_is_saved_once(desk, claim_at, form):
    claim = claim_at("in_hand")
    ana, typed = desk("ana"), form(claim)

    answers = [ana.post(page_of(claim), typed).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Reading.objects.count() == 1


def test_two_decisions_that_meet_stand_side_by_side(desk, claim_at, form, rating):
    claim = claim_at("second_reading")
    seen = form(claim, "False", reason="The register says 2,400.")

    first = desk("ben").post(page_of(claim), form(claim, "Misleading"))
    second = desk("carla").post(page_of(claim), seen)

    assert (first.status_code, second.status_code) == (303, 412)
    page = second.content.decode()
    assert second.context["theirs"].actor_name == "Ben"
    assert "Misleading" in page
    assert ">The register says 2,400.</blockquote>" in page
    assert ">The register says 2,400.</textarea>" in page
    assert f'value="{rating("False").pk}" checked' in page
    assert page.count('name="mentions"') == page.count('form="decide" checked') == 2
    assert "Save mine on top" in page


def test_mine_is_saved_on_top_where_the_life_of_a_claim_allows_it(desk, claim_at, form):
    claim = claim_at("second_reading")
    seen = form(claim, "False")
    desk("ben").post(page_of(claim), form(claim, "Misleading"))
    carla = desk("carla")
    met = carla.post(page_of(claim), seen)

    saved = carla.post(
        page_of(claim), seen | {"version": met.context["workspace"].claim.version}
    )

    assert saved.status_code == 303
    claim.refresh_from_db()
    assert claim.verdicts.get().rating.word == "False"


def test_keeping_theirs_drops_the_draft_and_goes_on(desk, claim_at, form):
    other = claim_at("queued", text="The gate was built in 1974.", worth=0.1)
    claim = claim_at("second_reading")
    seen = form(claim, "False")
    desk("ben").post(page_of(claim), form(claim, "Misleading", then="stay"))
    carla = desk("carla")
    carla.post(page_of(claim), seen)
    kept = Draft.objects.count()

    went = carla.post(reverse("admin:desk_skip", args=[claim.pk]), {"drop": "yes"})

    assert kept == 1
    assert not Draft.objects.exists()
    assert went["Location"] == page_of(other)


def test_a_blind_second_reader_learns_nothing_from_decisions_that_meet(
    desk, claim_at, form, people, settings
):
    settings.BLIND_SHARE = 1.0
    claim = claim_at("second_reading")
    seen = form(claim, reason="My own.")
    move(claim.pk, "take", actor=people["carla"])
    move(claim.pk, "release", actor=people["carla"])

    met = desk("ben").post(page_of(claim), seen)

    assert met.status_code == 412
    assert met.context["theirs"] is None
    assert "Two registers agree." not in met.content.decode()


def token_in(response):
    page = response.content.decode()
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_a_form_sent_after_the_session_ended_is_kept_to_the_last_letter(
    desk, claim_at, form, people
):
    claim = claim_at("in_hand")
    words = "\n  4,200 <b>&amp; “more” \r\n z 1 "
    client = desk("ana", enforce_csrf_checks=True)
    typed = form(claim, reason=words)
    typed["csrfmiddlewaretoken"] = token_in(client.get(page_of(claim)))
    del client.cookies["sessionid"]

    out = client.post(page_of(claim), typed)
    client.force_login(people["ana"])
    kept = dict(out.context["fields"]) | {"mentions": typed["mentions"]}
    saved = client.post(page_of(claim), kept | {"csrfmiddlewaretoken": token_in(out)})

    assert out.status_code == 403
    assert "Log in in a new tab" in out.content.decode()
    assert kept["reason"] == words
    assert saved.status_code == 303
    assert Reading.objects.get().reason == words.strip()


def test_a_form_from_before_logging_in_again_is_saved_when_it_is_sent_once_more(
    desk, claim_at, form
):
    claim = claim_at("in_hand")
    client = desk("ana", enforce_csrf_checks=True)
    client.get(page_of(claim))
    here = {"HTTP_ORIGIN": "http://testserver"}
    old = form(claim, csrfmiddlewaretoken="x" * 64)

    met = client.post(page_of(claim), old, **here)
    saved = client.post(
        page_of(claim), old | {"csrfmiddlewaretoken": token_in(met)}, **here
    )

    assert met.status_code == 403
    assert "You logged in again meanwhile" in met.content.decode()
    assert saved.status_code == 303
    assert Reading.objects.get().reason == "Two registers agree."


@pytest.mark.parametrize("origin", ["https://evil.example", None])
def test_words_from_another_site_are_never_offered_for_sending(
    desk, claim_at, form, origin
):
    claim = claim_at("in_hand")
    client = desk("ana", enforce_csrf_checks=True)
    headers = {"HTTP_ORIGIN": origin} if origin else {}

    answer = client.post(page_of(claim), form(claim, reason="Evil words."), **headers)

    assert answer.status_code == 403
    assert "Evil words." not in answer.content.decode()


def test_a_password_is_never_shown_again(client, people, claim_at):
    answer = Client(enforce_csrf_checks=True).post(
        "/admin/login/",
        {"username": "ana", "password": "a secret one"},
        HTTP_ORIGIN="http://testserver",
    )

    assert answer.status_code == 403
    assert "a secret one" not in answer.content.decode()


def test_a_heartbeat_without_a_session_says_so(client, claim_at):
    claim = claim_at("in_hand")

    answer = client.post(draft_of(claim), {"verb": "decide"}, **JSON)

    assert (answer.status_code, answer.json()["out"]) == (403, True)
