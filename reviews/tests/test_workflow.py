"""The life of a claim, move by move: in hand, read, settled."""

import pytest

from claims.models import Claim
from conftest import mention_in
from reviews.models import PendingEntry, Reading, Review, Verdict
from reviews.moves import Stage
from reviews.workflow import MoveRefused, allowed_verbs, move, take_next


def test_two_people_who_agree_make_a_verdict(claim_at, people, decide):
    claim = claim_at(Stage.SECOND_READING)

    moved = decide(claim, people["ben"], reason="")

    claim.refresh_from_db()
    verdict = Verdict.objects.get()
    assert (moved.stage, moved.state) == ("closed", "corroborated")
    assert claim.state == Claim.State.CORROBORATED
    assert (verdict.decided_by, verdict.confirmed_by) == (people["ana"], people["ben"])
    assert verdict.reason == "Two registers agree."
    assert [item["outlet"] for item in verdict.evidence] == [
        "The Lantern",
        "The Ledger",
    ]
    assert list(claim.events.values_list("verb", flat=True)) == [
        "open",
        "take",
        "decide",
        "decide",
    ]
    assert PendingEntry.objects.get().verdict == verdict


def test_two_people_who_differ_leave_it_to_an_editor(claim_at, people, decide):
    claim = claim_at(Stage.ADJUDICATION)
    claim_before = claim.state

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ben"])
    moved = decide(claim, people["carla"], "Misleading")

    assert claim_before == "unverified"
    assert refusal.value.code == "not_permitted"
    assert (moved.stage, moved.state) == ("closed", "contested")
    assert Verdict.objects.get().decided_by == people["carla"]


def test_same_outcome_with_another_rating_is_a_difference(claim_at, people, decide):
    claim = claim_at(Stage.SECOND_READING)

    moved = decide(claim, people["ben"], "Mostly true")

    assert moved.stage == "adjudication"
    assert not Verdict.objects.exists()


def test_unproven_leaves_the_claim_unverified_with_a_verdict(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    decide(claim, people["ana"], "Unproven")

    moved = decide(claim, people["ben"], "Unproven")

    assert (moved.stage, moved.state) == ("closed", "unverified")
    assert Verdict.objects.get().rating.word == "Unproven"


def test_corroborating_needs_two_origins(stated, people, decide):
    claim = stated(outlets=("The Lantern",))
    shared = claim.mentions.get().origin
    mention_in(claim, "The Copyist", "4,200 homes were flooded.", origin=shared)
    move(claim.pk, "take", actor=people["ana"])

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"])

    assert refusal.value.code == "one_origin"
    assert refusal.value.status == 422
    assert "these have 1" in refusal.value.say
    assert not Reading.objects.exists()


def test_one_origin_is_enough_when_both_readers_say_why(stated, people, decide):
    claim = stated(outlets=("The Lantern",))
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], exception="The register itself.")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ben"])
    moved = decide(claim, people["ben"], exception="Confirmed.")

    assert refusal.value.code == "one_origin"
    assert moved.state == "corroborated"
    assert Verdict.objects.get().exception == "The register itself."


def test_a_claim_in_a_colleagues_hand_is_theirs(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as taking:
        move(claim.pk, "take", actor=people["ben"])
    with pytest.raises(MoveRefused) as deciding:
        decide(claim, people["ben"])

    assert taking.value.code == deciding.value.code == "held"
    assert taking.value.say.startswith("Ana has this claim in hand until ")


def test_a_lapsed_lease_lets_a_colleague_take_over(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    Review.objects.filter(claim=claim).update(lease_until="2020-01-01T00:00Z")

    moved = move(claim.pk, "take", actor=people["ben"])

    assert moved.stage == "in_hand"
    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"])
    assert refusal.value.code == "held"


def test_taking_twice_is_one_take(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    moved = move(claim.pk, "take", actor=people["ana"])

    assert moved.event is None
    assert moved.version == claim.version


def test_release_puts_the_claim_back(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    moved = move(claim.pk, "release", actor=people["ana"])

    review = claim.reviews.get()
    assert moved.stage == "queued"
    assert (review.holder, review.lease_until) == (None, None)


def test_ones_own_lapsed_claim_is_handed_out_again(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    Review.objects.filter(claim=claim).update(lease_until="2020-01-01T00:00Z")

    moved = take_next(actor=people["ana"])

    assert moved.claim == claim.pk
    assert moved.event is not None


@pytest.mark.parametrize("policy", ["never", "always"])
def test_the_policy_in_force_is_recorded_on_the_review(
    policy, settings, stated, people, decide
):
    settings.SECOND_READER = policy
    claim = stated()
    settings.SECOND_READER = "always"
    move(claim.pk, "take", actor=people["ana"])

    moved = decide(claim, people["ana"])

    assert moved.stage == ("closed" if policy == "never" else "second_reading")
    assert claim.reviews.get().second_reader is (policy == "always")


def test_next_hands_out_the_most_urgent_claim_and_never_ones_own_reading(
    stated, claim_at, people
):
    read_by_ana = claim_at(Stage.SECOND_READING, text="Nine schools closed.", worth=0.9)
    plain = stated(text="The gauge stood at 5.8 m.", worth=0.4)

    for_ana = take_next(actor=people["ana"])
    for_ben = take_next(actor=people["ben"])

    assert for_ana.claim == plain.pk
    assert for_ben.claim == read_by_ana.pk
    with pytest.raises(MoveRefused) as refusal:
        take_next(actor=people["carla"])
    assert refusal.value.code == "nothing_left"


def test_the_desk_offers_what_the_table_allows(claim_at, people):
    review = claim_at(Stage.CLOSED).reviews.get()

    assert allowed_verbs(review, actor=people["carla"]) == [
        "reopen",
        "withdraw",
        "undo",
    ]
    assert allowed_verbs(review, actor=people["ana"]) == ["undo"]
    assert allowed_verbs(review, actor=people["rosa"]) == []


def test_what_is_learnt_of_a_waiting_claim_moves_it_up(stated, people):
    stated(text="A plain statement.", worth=0.9)
    disputed = stated(text="A disputed statement.", worth=0.5)

    Claim.objects.filter(pk=disputed.pk).update(differing=1)

    assert take_next(actor=people["ana"]).claim == disputed.pk
