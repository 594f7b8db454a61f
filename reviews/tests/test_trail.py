"""The trail, and what becomes of those who rewrite it."""

from hashlib import sha256
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.feed import publish_due
from reviews.models import Event
from reviews.moves import Stage
from reviews.verification import verify
from reviews.workflow import move


def as_superuser(sql: str, *arguments: Any) -> None:
    """What somebody who owns the database can do: no trigger stops them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, arguments)
        cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def worked(claim_at, people, settings, decide):
    """Claims in every stage, one withdrawn, one undone, and a feed."""
    settings.VERDICT_HOLD_SECONDS = 0
    closed = claim_at(Stage.CLOSED, text="The gate was built in 1974.")
    publish_due()
    move(closed.pk, "withdraw", actor=people["carla"], notice="Wrong gate.")
    publish_due()
    settings.VERDICT_HOLD_SECONDS = 60
    undone = claim_at(Stage.SECOND_READING, text="Nine schools closed.")
    decide(undone, people["ben"])
    move(undone.pk, "undo", actor=people["ben"])
    for stage in (Stage.QUEUED, Stage.IN_HAND, Stage.ADJUDICATION):
        claim_at(stage, text=f"A statement left {stage}.")
    return closed


def test_an_honest_trail_is_intact(worked):
    report = verify()

    assert report.flaws == ()
    assert report.claims == 5
    assert report.events == Event.objects.count()


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE reviews_event SET reason = 'x' WHERE id = %s", "column 'reason'"),
        ("UPDATE reviews_event SET actor_id = NULL WHERE id = %s", "column 'actor'"),
        (
            "UPDATE reviews_event SET body = overlay(body placing 'x'::bytea from 9) "
            "WHERE id = %s",
            "bytes do not give its hash",
        ),
        ("DELETE FROM reviews_event WHERE id = %s", "is missing before it"),
        (
            "UPDATE reviews_reading SET reason = 'x' WHERE read_at = "
            "(SELECT at FROM reviews_event WHERE id = %s)",
            "Reading it recorded",
        ),
    ],
)
def test_an_altered_event_is_named(sql, what, worked):
    event = worked.events.get(seq=3)

    as_superuser(sql, event.pk)
    report = verify()

    assert what in report.flaws[0].what
    assert report.flaws[0].claim == worked.pk
    expected = event.pk if "DELETE" not in sql else worked.events.get(seq=4).pk
    assert report.flaws[0].event == expected


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        (
            "UPDATE claims_claim SET state = 'contested' WHERE id = %s",
            "does not stand where its trail ends",
        ),
        (
            "UPDATE reviews_review SET stage = 'queued', closed_at = NULL "
            "WHERE claim_id = %s",
            "another stage",
        ),
        (
            "UPDATE reviews_verdict SET outcome = 'contested' WHERE claim_id = %s",
            "Verdict it recorded",
        ),
        (
            "UPDATE reviews_verdict SET evidence = '[1]' WHERE claim_id = %s",
            "Verdict it recorded",
        ),
        (
            "UPDATE reviews_verdict SET notice = 'x' WHERE claim_id = %s",
            "Verdict it recorded",
        ),
        (
            "DELETE FROM reviews_event WHERE claim_id = %s AND seq = 5",
            "does not stand where its trail ends",
        ),
        (
            "UPDATE reviews_feedentry SET body = 'x' WHERE claim_id = %s "
            "AND body IS NOT NULL",
            "feed entry 1",
        ),
    ],
)
def test_a_row_that_the_trail_did_not_put_there_is_found(sql, what, worked):
    as_superuser(sql, worked.pk)

    report = verify()

    assert any(what in flaw.what for flaw in report.flaws)
    assert report.flaws[0].claim == worked.pk


@pytest.mark.parametrize(
    ("verb", "sql", "what"),
    [
        ("reword", "UPDATE claims_wording SET text = 'x'", "not those that a person"),
        ("split", "UPDATE claims_wording SET language = 'x', text = 'x'", "not those"),
        ("mark", "UPDATE claims_mention SET stance = 'context'", "last made of it"),
        (
            "regroup",
            "UPDATE claims_mention SET origin_id = (SELECT max(id) FROM claims_origin)",
            "last made of it",
        ),
        ("regroup", "UPDATE claims_origin SET reason = 'x'", "not explained as"),
        ("regroup", "UPDATE claims_origin SET by_person = false", "last made of it"),
        (
            "unlink",
            "UPDATE claims_mention SET first_claim_id ="
            " (SELECT min(id) FROM claims_claim)",
            "last made of it",
        ),
        (
            "unlink",
            "UPDATE claims_mention SET claim_id = (SELECT min(id) FROM claims_claim)",
            "not where its claim stands",
        ),
        (
            "take",
            "UPDATE claims_mention SET linked_by = 'person'",
            "a person's mention stands beside it",
        ),
        (
            "prioritise",
            "UPDATE reviews_review SET priority = 0",
            "not arranged as the trail says",
        ),
        (
            "postpone",
            "UPDATE reviews_review SET not_before = now()",
            "not arranged as the trail says",
        ),
        (
            "assign",
            "UPDATE reviews_review SET assignee_id ="
            " (SELECT id FROM auth_user WHERE username = 'ben')",
            "not arranged as the trail says",
        ),
        (
            "take",
            "UPDATE reviews_review SET second_reader = NOT second_reader",
            "not arranged as the trail says",
        ),
        ("take", "UPDATE reviews_review SET blind = NOT blind", "the terms of"),
        (
            "ask_reply",
            "UPDATE reviews_replyrequest SET not_possible = 'x'",
            "request for a reply",
        ),
        ("ask_reply", "DELETE FROM reviews_replyrequest", "request for a reply"),
        (
            "record_reply",
            "UPDATE reviews_replyrequest SET answer = 'x'",
            "request for a reply",
        ),
    ],
)
def test_a_correction_that_was_tampered_with_is_found(
    verb, sql, what, claim_at, people, given_for
):
    claim = claim_at(Stage.IN_HAND)
    given = {"to": people["ana"].pk} if verb == "assign" else given_for(verb, claim)
    move(claim.pk, verb, actor=people["ana"], **given)
    honest = verify().flaws

    as_superuser(sql)

    assert honest == ()
    assert any(what in flaw.what for flaw in verify().flaws)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_one_changed_bit_anywhere_is_found(data, worked):
    events = list(Event.objects.order_by("pk"))
    event = data.draw(st.sampled_from(events))
    at = data.draw(st.integers(0, len(event.body) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(event.body)
    changed[at] ^= 1 << bit

    with transaction.atomic():
        as_superuser(
            "UPDATE reviews_event SET body = %s WHERE id = %s", bytes(changed), event.pk
        )
        flaws = verify().flaws
        transaction.set_rollback(True)

    assert flaws[0].event == event.pk


@pytest.mark.parametrize(
    ("tamper", "status", "says"),
    [(False, 0, "Intact: "), (True, 1, "Tampered: event ")],
)
def test_the_command_says_so_by_its_exit_status(tamper, status, says, worked, capsys):
    if tamper:
        as_superuser("UPDATE reviews_event SET reason = 'x' WHERE seq = 2")

    with pytest.raises(SystemExit) as stopped:
        call_command("audit_verify")

    assert stopped.value.code == status
    assert capsys.readouterr().out.startswith(says)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seq": 9}, "does not continue the chain"),
        ({"hash": b"x" * 32}, "does not continue the chain"),
        ({"verb": "reopen"}, "not a move"),
        ({"stage_after": "closed"}, "not a move"),
    ],
)
def test_an_event_made_up_by_hand_is_refused(change, message, claim_at):
    claim = claim_at(Stage.IN_HAND)
    event = claim.events.get(seq=2)
    body = b"{}"
    made_up = {
        "claim": claim,
        "seq": 3,
        "at": event.at,
        "actor": event.actor,
        "actor_name": "Ana",
        "verb": "release",
        "review": event.review,
        "stage_before": "in_hand",
        "stage_after": "queued",
        "state_before": "unverified",
        "state_after": "unverified",
        "body": body,
        "hash": chained(claim.head, body),
    }

    with pytest.raises(DatabaseError, match=message), transaction.atomic():
        Event.objects.create(**(made_up | change))

    assert claim.events.count() == 2


def chained(head: bytes, body: bytes) -> bytes:
    return sha256(bytes(head) + body).digest()
