"""Nobody works on what they declared an interest in."""

import pytest
from django.db import DatabaseError, connection, transaction

from claims.models import Mention, Outlet
from reviews.models import Recusal, Review
from reviews.moves import Stage
from reviews.recusal import not_recused
from reviews.workflow import (
    MoveRefused,
    declare_interest,
    end_interest,
    move,
    take_next,
)

PERSON = {"kind": "person", "amount": "Mayor Ruiz", "text": "Mayor Ruiz’s"}


@pytest.fixture
def interest(people):
    def declare(name="Ana Ruiz", **given):
        return declare_interest(
            actor=people["ana"], name=name, reason="A cousin.", **given
        )

    return declare


def refused(claim, verb, actor, **given):
    before = claim.events.count()
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, verb, actor=actor, **given)
    assert claim.events.count() == before
    return refusal.value


def test_a_claim_of_the_outlet_is_never_handed_to_them(stated, people, interest):
    concerned = stated(worth=0.9)
    other = stated("Another statement.", outlets=("The Herald",), worth=0.1)
    interest("", outlet=Outlet.objects.get(name="The Ledger").pk)

    refusal = refused(concerned, "take", people["ana"])

    assert (refusal.code, refusal.status) == ("recused", 403)
    assert refusal.say == (
        "Ana declared an interest in The Ledger, which this claim concerns. "
        "Somebody else must work on it."
    )
    assert take_next(actor=people["ana"]).claim == other.pk
    assert take_next(actor=people["ben"]).claim == concerned.pk


@pytest.mark.parametrize(
    ("text", "speaker", "values", "concerned"),
    [
        ("The dam was sold by ana RUIZ.", "", [], True),
        ("Ana Ruiz’s dam broke.", "", [], True),
        ("The dam was sold by Ruiz.", "", [], False),
        ("Diana Ruizo sold the dam.", "", [], False),
        ("The dam broke.", "Ruiz", [], True),
        ("The dam broke.", "Ben Ruizo", [], False),
        ("The dam broke.", "", [PERSON], True),
        ("The dam broke.", "", [PERSON | {"kind": "place"}], False),
    ],
)
def test_whom_a_claim_names(text, speaker, values, concerned, stated, people, interest):
    claim = stated(text)
    mention = claim.mentions.first()
    Mention.objects.filter(pk=mention.pk).update(speaker=speaker, values=values)
    interest()

    free = Review.objects.filter(not_recused(people["ana"]))

    assert list(free) == ([] if concerned else [Review.objects.get()])
    assert Review.objects.filter(not_recused(people["ben"])).count() == 1
    if concerned:
        assert refused(claim, "take", people["ana"]).code == "recused"
    else:
        assert take_next(actor=people["ana"]).claim == claim.pk


@pytest.mark.parametrize("name", ["Müller-Lüdenscheidt", "O’Hara", "a.*b", "(Ruiz"])
def test_names_are_names_and_no_patterns(name, stated, people, interest):
    named, other = stated(f"{name.upper()} sold the dam."), stated("An axb broke.")
    interest(name)

    free = Review.objects.filter(not_recused(people["ana"]))

    assert [review.claim_id for review in free] == [other.pk]
    assert refused(named, "take", people["ana"]).words["interest"] == name


def test_who_declares_it_meanwhile_has_put_it_down_and_decides_nothing(
    stated, people, interest, decide
):
    claim = stated("Ana Ruiz sold the dam.")
    move(claim.pk, "take", actor=people["ana"])
    interest()

    taking = refused(claim, "take", people["ana"])
    with pytest.raises(MoveRefused) as deciding:
        decide(claim, people["ana"])

    assert (taking.code, deciding.value.code) == ("recused", "wrong_stage")
    review = claim.reviews.get()
    assert (review.stage, review.holder) == ("queued", None)


def test_nobody_is_assigned_what_they_have_an_interest_in(stated, people, interest):
    claim = stated("Ana Ruiz sold the dam.")
    interest()

    refusal = refused(claim, "assign", people["carla"], to=people["ana"].pk)

    assert (refusal.code, refusal.field) == ("recused", "to")
    assert refusal.say.startswith("Ana declared an interest in Ana Ruiz")


def test_an_interest_ends_and_is_not_forgotten(claim_at, people, interest):
    claim = claim_at(Stage.QUEUED)
    declared = interest("", outlet=Outlet.objects.get(name="The Ledger").pk)

    end_interest(declared.pk, actor=people["ana"])

    assert move(claim.pk, "take", actor=people["ana"]).stage == "in_hand"
    assert Recusal.objects.get().ended_at is not None


def test_nobody_ends_the_interest_of_another(people, interest):
    declared = interest()

    with pytest.raises(MoveRefused):
        end_interest(declared.pk, actor=people["carla"])

    assert Recusal.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "Ana Ruiz", "outlet": 1, "reason": "So."}, "name"),
        ({"reason": "So."}, "name"),
        ({"name": "…", "reason": "So."}, "name"),
        ({"name": "Ana Ruiz", "reason": " "}, "reason"),
        ({"outlet": 2**62, "reason": "So."}, "outlet"),
    ],
)
def test_an_interest_is_in_one_thing_and_has_a_reason(given, field, people):
    with pytest.raises(MoveRefused) as refusal:
        declare_interest(actor=people["ana"], **given)

    assert (refusal.value.status, refusal.value.field) == (422, field)
    assert not Recusal.objects.exists()


def test_an_interest_is_never_rewritten(people, interest):
    interest()

    with pytest.raises(DatabaseError), transaction.atomic():
        Recusal.objects.update(name="Somebody else")
    with pytest.raises(DatabaseError), transaction.atomic():
        Recusal.objects.all().delete()


def test_interests_are_asked_once_for_a_whole_queue(stated, people):
    stated()

    with connection.cursor() as cursor:
        query, values = Review.objects.filter(
            not_recused(people["ana"])
        ).query.sql_with_params()
        cursor.execute(f"EXPLAIN {query}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "SubPlan" not in plan
