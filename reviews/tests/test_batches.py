"""Many claims at once: each a move of its own, refused or made by itself."""

from uuid import UUID

import pytest

from claims.models import Claim
from reviews.batches import move_all, undo_batch
from reviews.models import Event, Review, Verdict
from reviews.verification import verify
from reviews.workflow import MoveRefused, move


@pytest.fixture
def three(stated):
    return [stated(f"Statement {number}.") for number in range(3)]


def keys(claims):
    return [claim.pk for claim in claims]


def test_a_batch_takes_and_dismisses_each_and_says_so(three, people):
    result = move_all(keys(three), "dismiss", actor=people["ana"], reason="Opinions.")

    assert [moved.claim for moved in result.done] == keys(three)
    assert result.skipped == []
    assert str(UUID(result.batch)) == result.batch
    events = Event.objects.filter(data__batch=result.batch).order_by("pk")
    assert list(events.values_list("claim", "verb")) == [
        (claim.pk, verb) for claim in three for verb in ("take", "dismiss")
    ]
    assert set(Claim.objects.values_list("state", flat=True)) == {"dismissed"}
    assert verify().flaws == ()


def test_what_another_holds_is_left_and_the_rest_goes_on(three, people):
    move(three[1].pk, "take", actor=people["ben"])

    result = move_all(keys(three), "dismiss", actor=people["ana"], reason="Opinions.")

    ((claim, refusal),) = result.skipped
    assert (claim, refusal.code) == (three[1].pk, "held")
    assert [moved.claim for moved in result.done] == [three[0].pk, three[2].pk]
    assert Review.objects.get(claim=three[1]).holder == people["ben"]


def test_what_cannot_be_dismissed_is_not_left_in_hand(three, people):
    result = move_all(keys(three), "dismiss", actor=people["ana"])

    assert {refusal.code for _, refusal in result.skipped} == {"missing"}
    assert set(Review.objects.values_list("stage", flat=True)) == {"queued"}
    assert set(Event.objects.values_list("verb", flat=True)) == {"open"}


def test_a_claim_that_changed_meanwhile_is_left(three, people):
    versions = dict.fromkeys(keys(three), 1) | {three[2].pk: 0}

    result = move_all(
        keys(three), "prioritise", actor=people["ana"], versions=versions, priority=2
    )

    assert [moved.version for moved in result.done] == [2, 2]
    assert [refusal.code for _, refusal in result.skipped] == ["stale"]


def test_a_claim_that_is_named_twice_is_moved_once(three, people):
    result = move_all([three[0].pk] * 2, "take", actor=people["ana"])

    assert len(result.done) == 1


def test_at_most_fifty_at_once(people):
    with pytest.raises(MoveRefused) as refusal:
        move_all(range(1, 52), "take", actor=people["ana"])

    assert (refusal.value.code, refusal.value.field) == ("bad_value", "claims")


def test_one_verdict_for_the_same_statement_many_times(
    settings, stated, people, rating
):
    settings.SECOND_READER = "never"
    same = [stated("4,200 homes were flooded.") for _ in range(2)]
    word = rating("False")

    result = move_all(
        keys(same),
        "decide",
        actor=people["ana"],
        outcome=word.outcome,
        rating=word.pk,
        reason="The register says 2,400.",
    )

    assert result.skipped == []
    assert Verdict.objects.filter(outcome="contested").count() == 2
    assert [len(each.evidence) for each in Verdict.objects.all()] == [2, 2]


@pytest.mark.parametrize(
    ("alike", "reason", "code"),
    [(False, "So.", "not_one_claim"), (True, " ", "reason_missing")],
)
def test_no_verdict_for_different_statements_or_without_a_reason(
    alike, reason, code, stated, people, rating
):
    texts = ["Homes were flooded.", "Homes were flooded." if alike else "No rain."]
    pair = [stated(text) for text in texts]
    word = rating("False")

    with pytest.raises(MoveRefused) as refusal:
        move_all(
            keys(pair),
            "decide",
            actor=people["ana"],
            outcome=word.outcome,
            rating=word.pk,
            reason=reason,
        )

    assert (refusal.value.code, refusal.value.status) == (code, 422)
    assert not Event.objects.exclude(verb="open").exists()


def test_a_batch_is_taken_back_and_put_down(three, people):
    made = move_all(keys(three), "dismiss", actor=people["ana"], reason="Opinions.")

    undone = undo_batch(made.batch, actor=people["ana"])

    assert [moved.stage for moved in undone.done] == ["queued"] * 3
    assert set(Claim.objects.values_list("state", flat=True)) == {"unverified"}
    assert not Review.objects.filter(holder__isnull=False).exists()
    assert verify().flaws == ()


@pytest.mark.parametrize(
    ("verb", "given", "before"),
    [("prioritise", {"priority": 2}, 0), ("assign", {"to": "ana"}, None)],
)
def test_what_was_arranged_for_many_is_as_before(verb, given, before, three, people):
    if verb == "assign":
        given = {"to": people["ana"].pk}
    made = move_all(keys(three), verb, actor=people["ana"], **given)
    move(three[0].pk, "take", actor=people["ben"])

    undone = undo_batch(made.batch, actor=people["ana"])

    assert len(undone.done) == 2
    assert [refusal.code for _, refusal in undone.skipped] == ["held"]
    rest = Review.objects.filter(claim__in=three[1:])
    field = "priority" if verb == "prioritise" else "assignee"
    assert set(rest.values_list(field, flat=True)) == {before}


def test_only_who_made_a_batch_takes_it_back(three, people):
    made = move_all(keys(three), "dismiss", actor=people["ana"], reason="Opinions.")

    with pytest.raises(MoveRefused) as refusal:
        undo_batch(made.batch, actor=people["carla"])

    assert refusal.value.code == "nothing_to_undo"


@pytest.mark.parametrize("batch", ["", "7", "not a batch", None])
def test_a_batch_is_a_uuid(batch, three, people):
    with pytest.raises(MoveRefused) as refusal:
        move(three[0].pk, "take", actor=people["ana"], batch=batch)

    assert (refusal.value.code, refusal.value.field) == ("bad_value", "batch")
