"""What the door refuses, by name, and what PostgreSQL refuses beside it."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from claims.models import Claim
from reviews.models import Event
from reviews.moves import ANY_STAGE, MOVES, VERBS, Stage
from reviews.workflow import MoveRefused, move

DOOR = [
    Path(__file__).parents[1] / name
    for name in (
        "move.sql",
        "merge.sql",
        "decide.sql",
        "queue.sql",
        "correct.sql",
        "desk.sql",
    )
]


ILLEGAL = [
    (verb, stage)
    for verb in VERBS
    for stage in ANY_STAGE
    if not any(rule.verb == verb and rule.stage == stage for rule in MOVES)
]


@pytest.mark.parametrize(("verb", "stage"), ILLEGAL)
def test_a_verb_is_refused_in_every_stage_it_has_no_line_for(
    verb, stage, claim_at, people, given_for
):
    claim = claim_at(stage)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, verb, actor=people["carla"], **given_for(verb, claim))

    assert refusal.value.code == "wrong_stage"
    assert refusal.value.status == 409
    before = claim.version
    claim.refresh_from_db()
    assert claim.version == before
    assert claim.events.count() == before


def test_only_mentions_of_the_claim_count_as_evidence(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    other = claim_at(Stage.QUEUED, text="The gate was built in 1974.")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"], mentions=[other.mentions.first().pk])

    assert refusal.value.code == "unknown_mention"


def test_a_rating_that_implies_another_outcome_is_refused(claim_at, people, rating):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(
            claim.pk,
            "decide",
            actor=people["ana"],
            outcome="contested",
            rating=rating("True").pk,
            mentions=[claim.mentions.first().pk],
            reason="So.",
        )

    assert refusal.value.code == "unknown_rating"


def test_what_is_missing_is_named(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "dismiss", actor=people["ana"], reason="  ")

    assert refusal.value.say == "Say why: a reason is missing."
    assert refusal.value.status == 422


def test_a_stale_page_is_refused_and_told_the_version(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "release", actor=people["ana"], version=1)

    assert refusal.value.code == "stale"
    assert refusal.value.status == 412
    assert refusal.value.words["version"] == 2


@pytest.mark.parametrize(
    "given",
    [
        {"rating": 10**30},
        {"rating": True},
        {"rating": "1"},
        {"mentions": "12"},
        {"mentions": [1.5]},
        {"mentions": [None]},
        {"reason": 5},
        {"reason": "x" * 20_001},
        {"reason": "\ud800"},
        {"reason": "a\x00b"},
        {"outcome": "true"},
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(given, claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    whole = {
        "outcome": "corroborated",
        "rating": 1,
        "mentions": [claim.mentions.first().pk],
        "reason": "So.",
    }

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "decide", actor=people["ana"], **(whole | given))

    assert refusal.value.code == "bad_value"
    assert refusal.value.field == next(iter(given))


def test_a_reason_nobody_can_see_is_none(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "dismiss", actor=people["ana"], reason="\u200b \u2060")

    assert refusal.value.code == "missing"


def test_readers_and_managers_may_not_move_anything(claim_at, people):
    claim = claim_at(Stage.QUEUED)

    for name in ("rosa", "dora", "sync"):
        with pytest.raises(MoveRefused) as refusal:
            move(claim.pk, "take", actor=people[name])
        assert refusal.value.status == 403
    claim.refresh_from_db()
    assert claim.version == 1


def test_an_account_that_is_switched_off_moves_nothing(claim_at, people):
    claim = claim_at(Stage.QUEUED)
    people["ana"].is_active = False

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "take", actor=people["ana"])

    assert refusal.value.code == "inactive"


def test_fields_that_do_not_go_with_the_verb_are_refused(claim_at, people):
    claim = claim_at(Stage.QUEUED)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "take", actor=people["ana"], notice="?")

    assert refusal.value.say == "Notice: does not go with take."


def test_the_installed_door_is_the_one_in_the_file(db):
    source = "".join(path.read_text() for path in DOOR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'reviews\\_%%'")
        bodies = [row[0] for row in cursor.fetchall()]

    assert len(bodies) == source.count("CREATE OR REPLACE FUNCTION")
    assert all(body in source for body in bodies)


def test_moving_the_state_by_hand_fails_at_commit(claim_at):
    claim = claim_at(Stage.QUEUED)
    Claim.objects.filter(pk=claim.pk).update(state="corroborated")

    with pytest.raises(DatabaseError, match="moved without its event"):
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "sql", ["UPDATE reviews_event SET reason = 'x'", "DELETE FROM reviews_event"]
)
def test_events_can_be_neither_changed_nor_deleted(sql, claim_at):
    claim = claim_at(Stage.QUEUED)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        run_sql(sql)

    assert Event.objects.filter(claim=claim).count() == 1


def run_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
