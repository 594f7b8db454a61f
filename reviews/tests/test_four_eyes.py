"""Nobody confirms their own Reading, by any entrance. The page and the API have
their own files; here are the shell and raw SQL."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction

from reviews.models import Reading, Review, Verdict
from reviews.moves import Stage
from reviews.workflow import MoveRefused, move


@pytest.fixture
def read_once(claim_at):
    """Ana has read it; a second person is still to come."""
    return claim_at(Stage.SECOND_READING)


def test_deciding_again_is_refused(read_once, people, decide):
    with pytest.raises(MoveRefused) as refusal:
        decide(read_once, people["ana"])

    assert (refusal.value.code, refusal.value.status) == ("own_reading", 403)
    assert Reading.objects.count() == 1
    assert not Verdict.objects.exists()


def test_taking_it_as_second_reader_is_refused(read_once, people):
    with pytest.raises(MoveRefused) as refusal:
        move(read_once.pk, "take", actor=people["ana"])

    assert refusal.value.code == "own_reading"


def test_who_is_the_only_reviewer_is_told_that_it_takes_a_second(
    desk, claim_at, page_of
):
    claim = claim_at("in_hand")
    told = "you are the only one here who may review"
    among_others = desk("ana").get(page_of(claim)).content.decode()
    User.objects.exclude(username="ana").update(is_active=False)

    alone = desk("ana").get(page_of(claim)).content.decode()

    assert told not in among_others
    assert told in alone


def test_an_editor_who_read_first_cannot_adjudicate(stated, people, decide):
    claim = stated()
    move(claim.pk, "take", actor=people["carla"])
    decide(claim, people["carla"])
    decide(claim, people["ben"], "False")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["carla"], "False")

    assert refusal.value.code == "own_reading"
    assert not Verdict.objects.exists()


def test_after_undo_one_may_read_again_and_still_not_twice(read_once, people, decide):
    move(read_once.pk, "undo", actor=people["ana"])

    moved = decide(read_once, people["ana"], "False")

    assert moved.stage == "second_reading"
    with pytest.raises(MoveRefused) as refusal:
        decide(read_once, people["ana"], "False")
    assert refusal.value.code == "own_reading"


def test_a_second_reading_of_ones_own_by_sql_is_refused(read_once):
    first = Reading.objects.get()
    first.pk = None
    first.stage = Stage.SECOND_READING

    with pytest.raises(IntegrityError, match="reading_once_per_person_and_review"):
        first.save(force_insert=True)


def verdict_by_hand(claim, **fields):
    first = Reading.objects.get()
    return Verdict.objects.create(
        **{
            "claim": claim,
            "review": first.review,
            "number": 1,
            "outcome": first.outcome,
            "rating": first.rating,
            "reason": first.reason,
            "evidence": [{"quote": "x"}],
            "decided_by": first.reader,
            "confirmed_by": None,
            "effective_at": first.read_at,
        }
        | fields
    )


def test_a_verdict_confirmed_by_its_author_is_refused_by_sql(read_once, people):
    with pytest.raises(IntegrityError, match="verdict_not_confirmed_by_its_author"):
        verdict_by_hand(read_once, confirmed_by=people["ana"])


def test_a_verdict_with_one_reader_fails_at_commit(read_once, people):
    verdict_by_hand(read_once, confirmed_by=people["ben"])

    with (
        pytest.raises(
            DatabaseError, match=r"lacks its second reader|not what the trail says"
        ),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"reason": " "}, "verdict_has_reason"),
        ({"evidence": []}, "verdict_cites_evidence"),
        ({"decided_by": None}, "decided_by_id"),
    ],
)
def test_a_verdict_without_reason_evidence_or_person_is_refused(
    fields, constraint, read_once
):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        verdict_by_hand(read_once, **fields)

    assert not Verdict.objects.exists()


def test_closing_the_review_by_sql_is_refused(read_once):
    Review.objects.filter(claim=read_once).update(
        stage="closed", closed_at="2026-03-13T00:00Z"
    )

    with (
        pytest.raises(DatabaseError, match="moved without its event"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_reading_is_not_rewritten(read_once):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Reading.objects.update(reason="Something else.")

    assert Reading.objects.get().reason == "Two registers agree."


def test_a_person_with_a_past_is_not_deleted(read_once, people):
    people["ana"].groups.clear()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=people["ana"].pk)._raw_delete("default")
