"""What a newer version of a source does to the claims that rest on it."""

import json
from typing import Any

import pytest

from claims.models import Reanchoring
from claims.rereading import queue_again
from reviews.feed import Cursor, changes
from reviews.models import Review, Verdict
from reviews.moves import Stage
from reviews.rechecking import changed_mentions, tell_claims
from reviews.tasks import open_reviews
from reviews.tests.conftest import supersede
from reviews.verification import verify
from reviews.workflow import move

HOMES = "4,200 homes were flooded in Arlen."


def published() -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(
        b"[" + changes(Cursor(), limit=500).items + b"]"
    )
    return items


def test_a_changed_number_makes_the_verdict_stale_and_opens_a_review(claim_at, revise):
    claim = claim_at(Stage.CLOSED)
    assert published()

    newer = revise(claim, "4,200", "2,400")

    event = claim.events.latest("seq")
    assert (event.verb, event.actor) == ("recheck", None)
    assert event.reason == "The Lantern changed its text: 4,200 → 2,400."
    assert event.data["source"] == newer.pk
    assert event.data["found"] == [
        {
            "mention": claim.mentions.earliest("pk").pk,
            "state": "changed",
            "carried": None,
            "why": "4,200 → 2,400",
        }
    ]
    assert Verdict.objects.in_force().get(claim=claim).stale_since == event.at
    assert claim.reviews.latest("round").stage == "queued"
    assert [(each["kind"], each["data"]["stale"]) for each in published()] == [
        ("published", False),
        ("stale", True),
    ]
    assert verify().flaws == ()


@pytest.mark.parametrize(
    ("now", "state", "reason"),
    [
        ("The river rose.", "lost", "the statement is no longer in it."),
        (
            f"{HOMES}\n\nIn full, as of noon.\n\n{HOMES}",
            "ambiguous",
            "the statement could be one of several places in it.",
        ),
    ],
)
def test_what_is_lost_or_ambiguous_is_checked_again(
    now, state, reason, claim_at, revise
):
    claim = claim_at(Stage.CLOSED)

    # So that the older place is not the same as one of the new.
    revise(claim, HOMES, f"Corrected at noon, as readers asked for it.\n\n{now}")

    assert Reanchoring.objects.get().state == state
    assert claim.events.latest("seq").reason.endswith(reason)
    assert Verdict.objects.in_force().get().stale_since


def test_what_says_the_same_is_in_the_trail_and_changes_nothing_else(claim_at, revise):
    claim = claim_at(Stage.CLOSED)

    newer = revise(claim, "Report", "Updated report")

    event = claim.events.latest("seq")
    assert (event.verb, event.actor_name) == ("reanchor", "Factcheck")
    assert event.reason == (
        "The Lantern changed its text, and the statement stands in it as before."
    )
    (found,) = event.data["found"]
    assert found["state"] == "moved"
    assert claim.mentions.get(pk=found["carried"]).source == newer
    claim.refresh_from_db()
    assert claim.state == "corroborated"
    assert claim.reviews.get().stage == "closed"
    assert Verdict.objects.in_force().get().stale_since is None
    assert [each["kind"] for each in published()] == ["published"]
    assert not changed_mentions().exists()
    assert verify().flaws == ()


@pytest.mark.parametrize("stage", [each for each in Stage if each != Stage.CLOSED])
def test_an_open_review_goes_on_where_it_was(stage, claim_at, revise):
    claim = claim_at(stage)
    holder = Review.objects.get(claim=claim).holder

    revise(claim, "4,200", "2,400")

    review = claim.reviews.get()
    assert (review.stage, review.holder) == (stage, holder)
    assert claim.events.latest("seq").verb == "recheck"


def test_telling_twice_is_telling_once(claim_at, revise):
    claim = claim_at(Stage.CLOSED)
    revise(claim, "4,200", "2,400")
    seq = claim.events.latest("seq").seq

    assert tell_claims() == 0
    open_reviews()

    assert claim.events.latest("seq").seq == seq


def test_it_needs_attention_until_somebody_has_decided(
    claim_at, revise, people, decide
):
    claim = claim_at(Stage.CLOSED)
    revise(claim, "4,200", "2,400")
    assert changed_mentions().get().why == "4,200 → 2,400"

    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], "False")
    assert changed_mentions().exists()
    decide(claim, people["ben"], "False")

    assert not changed_mentions().exists()
    move(claim.pk, "reopen", actor=people["carla"], reason="A reader wrote in.")
    assert not changed_mentions().exists()


def test_a_place_picked_by_a_person_settles_it(claim_at, revise, people):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, HOMES, f"In short.\n\n{HOMES}\n\nIn full.\n\n{HOMES}")
    place = changed_mentions().get().places[1]
    move(claim.pk, "take", actor=people["ana"])

    move(
        claim.pk,
        "link",
        actor=people["ana"],
        source=newer.pk,
        start=place["start"],
        end=place["end"],
        stance="supports",
    )

    assert not changed_mentions().exists()
    assert verify().flaws == ()


def test_a_merged_claim_hands_what_changed_to_the_one_it_went_into(
    stated, revise, people
):
    claim, into = stated(), stated("The dam held.", outlets=("The Herald",))
    move(claim.pk, "take", actor=people["ana"])
    move(claim.pk, "merge", actor=people["ana"], into=into.pk)
    source = into.mentions.get(source__outlet__name="The Lantern").source

    supersede(source, source.text.replace("4,200", "2,400"))

    assert into.events.latest("seq").verb == "recheck"
    assert claim.events.latest("seq").verb == "merge"


def test_a_dismissed_claim_stays_dismissed(stated, revise, people):
    claim = stated()
    move(claim.pk, "take", actor=people["ana"])
    move(claim.pk, "dismiss", actor=people["ana"], reason="A joke.")

    revise(claim, "4,200", "2,400")

    claim.refresh_from_db()
    assert (claim.state, claim.reviews.count()) == ("dismissed", 1)
    assert not changed_mentions().exists()


def test_no_extractor_moves_what_was_carried_over_by_reading_again(claim_at, revise):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, "Report", "Updated report")
    before = claim.mentions.count()

    queue_again([newer.pk])
    open_reviews()

    assert claim.mentions.count() == before
