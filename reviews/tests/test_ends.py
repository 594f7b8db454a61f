"""A claim is dismissed, merged or withdrawn, and comes back."""

import pytest

from conftest import count_voices
from reviews.models import Verdict
from reviews.moves import Stage
from reviews.workflow import MoveRefused, move


def test_dismissed_and_reopened(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "dismiss", actor=people["ana"], reason="An opinion.")
    claim.refresh_from_db()
    dismissed = claim.state

    moved = move(claim.pk, "reopen", actor=people["carla"], reason="It is not.")

    assert dismissed == "dismissed"
    assert (moved.stage, moved.state) == ("queued", "unverified")
    assert list(claim.reviews.values_list("round", "stage").order_by("round")) == [
        (1, "closed"),
        (2, "queued"),
    ]


def test_merging_carries_the_mentions_and_reopening_brings_them_back(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    target = claim_at(Stage.QUEUED, text="In Arlen 4,200 homes were flooded.")

    move(claim.pk, "merge", actor=people["ana"], into=target.pk)
    merged = target.mentions.count(), claim.mentions.count()
    move(claim.pk, "reopen", actor=people["carla"], reason="Another year.")

    assert merged == (4, 0)
    assert (target.mentions.count(), claim.mentions.count()) == (2, 2)
    claim.refresh_from_db()
    assert claim.merged_into is None


def test_ending_a_merge_in_the_middle_of_a_chain_brings_all_of_its_mentions_back(
    claim_at, people
):
    first, second = (claim_at(Stage.IN_HAND, text=f"Wording {n}.") for n in (1, 2))
    last = claim_at(Stage.QUEUED, text="Wording 3.")
    move(first.pk, "merge", actor=people["ana"], into=second.pk)
    move(second.pk, "merge", actor=people["ana"], into=last.pk)
    merged = [claim.mentions.count() for claim in (first, second, last)]

    move(second.pk, "undo", actor=people["ana"])
    undone = [claim.mentions.count() for claim in (first, second, last)]
    move(first.pk, "reopen", actor=people["carla"], reason="Not the same.")

    assert merged == [0, 0, 6]
    assert undone == [0, 4, 2]
    assert [claim.mentions.count() for claim in (first, second, last)] == [2, 2, 2]


def test_a_published_unproven_is_withdrawn_before_it_is_dismissed_or_merged(
    claim_at, people, decide
):
    claim = claim_at(Stage.IN_HAND)
    other = claim_at(Stage.QUEUED, text="Another statement.")
    decide(claim, people["ana"], "Unproven")
    decide(claim, people["ben"], "Unproven")
    move(claim.pk, "reopen", actor=people["carla"], reason="Again.")
    move(claim.pk, "take", actor=people["ana"])

    for verb, given in (("dismiss", {"reason": "No."}), ("merge", {"into": other.pk})):
        with pytest.raises(MoveRefused) as refusal:
            move(claim.pk, verb, actor=people["ana"], **given)
        assert (refusal.value.code, refusal.value.status) == ("has_verdict", 409)


def test_one_outlet_is_one_voice_whatever_a_merge_brought_together(
    claim_at, people, decide
):
    claim = claim_at(Stage.IN_HAND, outlets=("The Lantern",))
    other = claim_at(Stage.QUEUED, text="Other words.", outlets=("The Lantern",))
    move(claim.pk, "merge", actor=people["ana"], into=other.pk)
    move(other.pk, "take", actor=people["ana"])
    origins = set(other.mentions.values_list("origin", flat=True))

    with pytest.raises(MoveRefused) as refusal:
        decide(other, people["ana"])

    assert len(origins) == 2
    assert refusal.value.code == "one_origin"
    assert count_voices(other) == 1


def test_a_claim_cannot_be_merged_into_itself_or_a_dismissed_one(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    gone = claim_at(Stage.IN_HAND, text="A joke.")
    move(gone.pk, "dismiss", actor=people["ana"], reason="A joke.")

    for target in (claim.pk, gone.pk, 10**12):
        with pytest.raises(MoveRefused) as refusal:
            move(claim.pk, "merge", actor=people["ana"], into=target)
        assert refusal.value.code == "unknown_target"


def test_reopening_keeps_the_verdict_in_force_until_another_supersedes_it(
    claim_at, people, decide
):
    claim = claim_at(Stage.CLOSED)

    move(claim.pk, "reopen", actor=people["carla"], reason="New register.")
    claim.refresh_from_db()
    during = claim.state
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")

    claim.refresh_from_db()
    assert during == "corroborated"
    assert claim.state == "contested"
    assert list(claim.verdicts.values_list("number", "outcome")) == [
        (1, "corroborated"),
        (2, "contested"),
    ]


def test_a_withdrawn_verdict_leaves_the_claim_unverified_with_a_notice(
    claim_at, people
):
    claim = claim_at(Stage.CLOSED)

    moved = move(
        claim.pk, "withdraw", actor=people["carla"], notice="The register was wrong."
    )

    assert (moved.stage, moved.state) == ("closed", "unverified")
    assert Verdict.objects.get().notice == "The register was wrong."
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "withdraw", actor=people["carla"], notice="Again.")
    assert refusal.value.code == "no_verdict"
