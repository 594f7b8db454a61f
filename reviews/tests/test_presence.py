"""Who is at a claim's page, and the lease that an open page keeps."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from reviews.models import Event, Presence, Review
from reviews.presence import Doing, beat
from reviews.workflow import move


@pytest.fixture
def pulse(client, people):
    """Send a heartbeat from somebody's browser."""

    def send(name, claim, **given):
        client.force_login(people[name])
        return client.post(reverse("admin:desk_renew", args=[claim.pk]), given)

    return send


def leave_seconds(seconds):
    until = timezone.now() + timedelta(seconds=seconds)
    Review.objects.update(lease_until=until)
    return until


def test_a_heartbeat_is_one_statement(claim_at, people, django_assert_num_queries):
    claim = claim_at("in_hand")

    with django_assert_num_queries(1):
        beat(claim.pk, person=people["ana"], doing=Doing.EDITING, keeps=True)


def test_an_open_page_on_which_something_is_done_keeps_the_lease(claim_at, pulse):
    claim = claim_at("in_hand")
    leave_seconds(30)

    answer = pulse("ana", claim, doing="editing", keeps="yes").json()

    in_a_while = timezone.now() + timedelta(minutes=14)
    assert Review.objects.filter(lease_until__gt=in_a_while).exists()
    assert answer["mine"] is True
    assert answer["left"] > 14 * 60
    assert answer["lease"].startswith("Yours until ")


def test_a_page_that_is_only_open_keeps_nothing(claim_at, pulse):
    claim = claim_at("in_hand")
    until = leave_seconds(30)

    answer = pulse("ana", claim, doing="idle").json()

    assert Review.objects.get().lease_until == until
    assert answer["left"] in (29, 30)


def test_a_lease_that_ran_out_goes_on_while_nobody_took_the_claim(claim_at, pulse):
    claim = claim_at("in_hand")
    leave_seconds(-60)
    events = Event.objects.count()

    lapsed = pulse("ana", claim, doing="editing").json()
    kept = pulse("ana", claim, doing="editing", keeps="yes").json()

    assert (lapsed["mine"], lapsed["until"]) == (False, None)
    assert lapsed["lease"] == "In nobody’s hands"
    assert kept["mine"] is True
    assert Event.objects.count() == events


def test_a_lease_that_another_has_is_told_and_not_renewed(claim_at, pulse, people):
    claim = claim_at("in_hand")
    leave_seconds(-60)
    move(claim.pk, "take", actor=people["ben"])
    until = Review.objects.get().lease_until

    answer = pulse("ana", claim, doing="editing", keeps="yes").json()

    assert answer["mine"] is False
    assert answer["lease"].startswith("Ben has it in hand until ")
    assert Review.objects.get().lease_until == until


def test_others_are_told_who_is_here_and_what_they_do(claim_at, pulse):
    claim = claim_at("in_hand")

    pulse("ana", claim, doing="editing", keeps="yes")
    pulse("carla", claim, doing="idle")
    answer = pulse("ben", claim, doing="viewing").json()

    assert answer["people"] == [
        {"name": "Ana", "doing": "editing"},
        {"name": "Carla", "doing": "idle"},
    ]
    assert answer["say"] == "Ana is editing. Carla has this open but is away."


@pytest.mark.parametrize("doing", ["left", "viewing"])
def test_who_left_or_fell_silent_is_here_no_more(claim_at, pulse, doing):
    claim = claim_at("in_hand")
    pulse("ana", claim, doing=doing)
    if doing == "viewing":
        Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))

    assert pulse("ben", claim, doing="viewing").json()["people"] == []


def test_presence_elsewhere_is_swept_away_after_a_while(stated, people):
    first, second = stated("The gate was built in 1974."), stated()
    beat(first.pk, person=people["ana"], doing=Doing.VIEWING)
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=26))

    beat(second.pk, person=people["ana"], doing=Doing.VIEWING)

    assert Presence.objects.get().claim == second


def test_presence_writes_no_log_that_would_have_to_be_kept(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relpersistence FROM pg_class WHERE relname = 'reviews_presence'"
        )
        assert cursor.fetchone() == ("u",)


def test_a_word_that_is_no_doing_counts_as_viewing(claim_at, pulse):
    claim = claim_at("queued")

    assert pulse("ana", claim, doing="flying").status_code == 200
    assert Presence.objects.get().doing == "viewing"


def test_a_heartbeat_needs_a_claim_a_post_and_a_place_at_the_desk(
    claim_at, pulse, client, people
):
    claim = claim_at("queued")
    address = reverse("admin:desk_renew", args=[claim.pk])

    client.force_login(people["ana"])
    got = client.get(address).status_code
    missing = client.post(reverse("admin:desk_renew", args=[77])).status_code
    client.force_login(people["sync"])
    stranger = client.post(address, HTTP_ACCEPT="application/json").status_code

    assert (got, missing, stranger) == (405, 404, 403)
    assert not Presence.objects.exists()


def test_skipping_releases_with_the_reason_and_takes_the_one_after(
    stated, people, client
):
    claims = [
        stated(f"{4 + at},200 homes were flooded.", worth=0.9 - at / 10)
        for at in range(3)
    ]
    move(claims[0].pk, "take", actor=people["ana"])
    client.force_login(people["ana"])

    ways = [
        client.post(
            reverse("admin:desk_skip", args=[claim.pk]), {"reason": "I know them."}
        )["Location"]
        for claim in claims
    ]

    assert ways == [
        reverse("admin:desk_claim", args=[claims[1].pk]),
        reverse("admin:desk_claim", args=[claims[2].pk]),
        reverse("admin:reviews_review_changelist"),
    ]
    assert set(Review.objects.values_list("stage", flat=True)) == {"queued"}
    released = Event.objects.filter(verb="release")
    assert [event.reason for event in released] == ["I know them."] * 3


def test_next_and_previous_only_look(stated, people, client):
    claims = [
        stated(f"{4 + at},200 homes were flooded.", worth=0.9 - at / 10)
        for at in range(3)
    ]
    client.force_login(people["ana"])

    def lead(claim, way):
        return client.get(reverse("admin:desk_beside", args=[claim.pk, way]))[
            "Location"
        ]

    pages = [reverse("admin:desk_claim", args=[claim.pk]) for claim in claims]
    assert lead(claims[0], "next") == pages[1]
    assert lead(claims[1], "previous") == pages[0]
    assert lead(claims[2], "next") == pages[2]
    assert not Event.objects.filter(verb="take").exists()


def test_undo_works_from_any_page(claim_at, people, client, decide):
    claim = claim_at("in_hand")
    client.force_login(people["ana"])
    decide(claim, people["ana"])

    first = client.post(reverse("admin:desk_undo"))
    second = client.post(reverse("admin:desk_undo"))

    assert first["Location"] == reverse("admin:desk_claim", args=[claim.pk])
    assert second["Location"] == reverse("admin:desk_decisions")
    assert [event.verb for event in Event.objects.order_by("-pk")[:1]] == ["undo"]


def test_the_last_decisions_say_what_can_still_be_done(
    claim_at, people, client, decide, settings
):
    settings.VERDICT_HOLD_SECONDS = 0
    waiting = claim_at("second_reading", text="The gate was built in 1974.")
    closed = claim_at("second_reading")
    decide(closed, people["carla"])

    def shown(name):
        client.force_login(people[name])
        page = client.get(reverse("admin:desk_decisions"))
        return [
            (each.event.claim_id, each.undoable, each.reopenable)
            for each in page.context["decisions"]
        ]

    assert shown("ana") == [(closed.pk, False, False), (waiting.pk, True, False)]
    assert shown("carla") == [(closed.pk, False, True)]


@pytest.mark.browser
def test_a_lease_that_nobody_keeps_is_warned_of_and_one_press_keeps_it(visit, claim_at):
    claim = claim_at("in_hand")
    page = visit("ana").open(reverse("admin:desk_claim", args=[claim.pk]))
    page.wait_for_load_state("networkidle")
    leave_seconds(60)

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("[data-warning]:not([hidden])")
    page.click("text=Keep working")
    page.wait_for_selector("[data-warning]", state="hidden")

    in_a_while = timezone.now() + timedelta(minutes=14)
    assert Review.objects.filter(lease_until__gt=in_a_while).exists()


@pytest.mark.browser
def test_who_is_here_is_written_on_the_page(visit, claim_at):
    claim = claim_at("in_hand")
    path = reverse("admin:desk_claim", args=[claim.pk])
    ana, ben = visit("ana"), visit("ben")
    ana.open(path).wait_for_load_state("networkidle")

    page = ben.open(path)
    page.wait_for_selector("text=Ana is editing.")
    ana.page.goto("about:blank")
    page.wait_for_timeout(200)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("text=Ana is editing.", state="hidden")

    assert page.locator("[data-lost]:not([hidden])").count() == 0


def test_who_may_take_over_is_offered_it_and_who_may_not_watches(
    claim_at, people, client
):
    claim = claim_at("in_hand")
    page = reverse("admin:desk_claim", args=[claim.pk])

    client.force_login(people["carla"])
    editor = client.get(page).content.decode()
    client.force_login(people["ben"])
    reviewer = client.get(page).content.decode()

    assert "Ana has this claim in hand. You can watch" in reviewer
    assert "Take it over" in editor
    assert "Take it over" not in reviewer


def test_taking_over_needs_a_reason_and_keeps_it(claim_at, people, client):
    claim = claim_at("in_hand")
    page = reverse("admin:desk_claim", args=[claim.pk])
    client.force_login(people["carla"])
    given = {"verb": "take", "version": claim.version}

    refused = client.post(page, given)
    taken = client.post(page, given | {"reason": "Ana is off sick."})

    assert refused.status_code == 422
    assert 'id="take-error"' in refused.content.decode()
    assert taken.status_code == 303
    assert Event.objects.latest("pk").reason == "Ana is off sick."
    assert Review.objects.get().holder == people["carla"]
