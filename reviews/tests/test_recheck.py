"""What a verdict rests on has changed: it is stale, in the trail and in public."""

import json
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from reviews.feed import Cursor, changes, digest
from reviews.models import Event, PendingEntry, Review, Verdict
from reviews.moves import ANY_STAGE, Stage
from reviews.verification import verify
from reviews.workflow import MoveRefused, move, recheck

WHY = "The Ledger says 2,400 now."


@pytest.fixture
def no_hold(settings):
    settings.VERDICT_HOLD_SECONDS = 0


def read(cursor=None):
    page = changes(cursor or Cursor(), limit=500)
    return json.loads(b"[" + page.items + b"]"), page.next_cursor


def check_at_commit():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert verify().flaws == ()


@pytest.mark.parametrize("stage", ANY_STAGE)
def test_a_closed_review_is_followed_by_a_new_one(stage, claim_at):
    claim = claim_at(stage)
    holder = Review.objects.get().holder

    moved = recheck(claim.pk, reason=WHY, data={"mention": 31, "state": "changed"})

    assert moved is not None
    event = claim.events.latest("seq")
    newest = Review.objects.latest("round")
    assert (event.actor, event.actor_name, event.verb) == (None, "Factcheck", "recheck")
    assert event.reason == WHY
    assert (event.data["mention"], event.data["state"]) == (31, "changed")
    assert moved.stage == newest.stage == ("queued" if stage == "closed" else stage)
    assert newest.round == (2 if stage == "closed" else 1)
    assert newest.holder == holder
    assert moved.version == claim.version + 1
    check_at_commit()


def test_the_verdict_in_force_is_stale_from_then_on(claim_at):
    claim = claim_at(Stage.CLOSED)

    recheck(claim.pk, reason=WHY, data={})
    recheck(claim.pk, reason="Again.", data={})

    first, second = claim.events.filter(verb="recheck").order_by("seq")
    verdict = Verdict.objects.in_force().get()
    assert verdict.stale_since == first.at
    assert first.data["verdict"] == second.data["verdict"] == verdict.pk
    assert Review.objects.count() == 2
    claim.refresh_from_db()
    assert claim.state == "corroborated"
    check_at_commit()


def test_the_public_learns_that_a_verdict_is_stale(no_hold, claim_at):
    claim = claim_at(Stage.CLOSED)
    (published,), cursor = read()

    recheck(claim.pk, reason=WHY, data={})
    recheck(claim.pk, reason="Again.", data={})
    (stale,), _ = read(cursor)

    assert (published["kind"], published["data"]["stale"]) == ("published", False)
    assert (stale["op"], stale["kind"], stale["version"]) == ("upsert", "stale", 1)
    assert stale["data"] == published["data"] | {"stale": True}
    assert stale["etag"] != published["etag"]
    assert digest().live == 1
    check_at_commit()


def test_what_waits_in_its_hold_is_published_stale_and_once(settings, claim_at):
    settings.VERDICT_HOLD_SECONDS = 60
    claim = claim_at(Stage.CLOSED)

    recheck(claim.pk, reason=WHY, data={})
    pending = PendingEntry.objects.get()
    pending.due_at = claim.found_at
    pending.save()
    (item,), _ = read()

    assert (item["kind"], item["data"]["stale"]) == ("published", True)
    check_at_commit()


def test_a_new_verdict_is_fresh(no_hold, claim_at, people, decide):
    claim = claim_at(Stage.CLOSED)
    read()
    recheck(claim.pk, reason=WHY, data={})
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")

    items, _ = read()

    assert [item["kind"] for item in items] == ["published", "stale", "corrected"]
    assert items[-1]["data"]["stale"] is False
    assert Verdict.objects.in_force().get().stale_since is None
    check_at_commit()


def test_a_withdrawal_ends_it(no_hold, claim_at, people):
    claim = claim_at(Stage.CLOSED)
    read()
    recheck(claim.pk, reason=WHY, data={})

    move(claim.pk, "withdraw", actor=people["carla"], notice="We were wrong.")
    items, _ = read()

    assert [item["kind"] for item in items][-1] == "withdrawn"
    check_at_commit()


@pytest.mark.parametrize("verb", ["dismiss", "merge"])
def test_what_is_no_claim_any_more_gets_a_line_in_its_trail(
    verb, claim_at, people, given_for
):
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, verb, actor=people["ana"], **given_for(verb, claim))

    moved = recheck(claim.pk, reason=WHY, data={})

    assert moved is not None
    assert moved.stage == "closed"
    assert claim.events.latest("seq").verb == "recheck"
    assert claim.reviews.count() == 1
    check_at_commit()


def test_what_is_not_in_the_queue_yet_need_not_be_read_again(stated, db):
    claim = stated()
    other = type(claim).objects.create()

    assert recheck(other.pk, reason=WHY, data={}) is None
    with pytest.raises(MoveRefused) as refusal:
        recheck(2**40, reason=WHY, data={})

    assert refusal.value.code == "no_such_claim"


def test_what_a_caller_says_is_no_persons_word(claim_at):
    claim = claim_at(Stage.CLOSED)
    data = {"says": "So", "into": 7, "batch": "x", "verdict": 7, "blind": True}

    recheck(claim.pk, reason=WHY, data=data)

    event = claim.events.latest("seq")
    assert set(event.data) == {"verdict", "number", "second_reader", "blind"}
    assert event.data["verdict"] == Verdict.objects.get().pk
    check_at_commit()


def test_no_person_makes_it(claim_at, people):
    claim = claim_at(Stage.CLOSED)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "recheck", actor=people["carla"])

    assert refusal.value.code == "unknown_verb"


@pytest.mark.parametrize(("verb", "name"), [("recheck", "ana"), ("take", "")])
def test_the_trail_takes_nothing_else_of_the_machine_or_of_a_person(
    verb, name, claim_at, people
):
    claim = claim_at(Stage.IN_HAND)
    line: dict[str, Any] = {}
    line |= Event.objects.filter(claim=claim, verb="take").values().get()
    line |= {"id": None, "seq": claim.version + 1, "verb": verb, "body": b"{}"}
    line |= {"stage_before": "in_hand", "stage_after": "in_hand"}
    line["actor_id"] = people[name].pk if name else None
    line["hash"] = sha256(bytes(claim.head) + b"{}").digest()

    with pytest.raises(DatabaseError, match="not a move"), transaction.atomic():
        Event.objects.create(**line)
    Event.objects.create(**line | {"actor_id": None, "verb": "recheck"})

    assert Event.objects.filter(verb="recheck").count() == 1


def test_no_verdict_grows_stale_behind_the_door(claim_at):
    claim = claim_at(Stage.CLOSED)

    Verdict.objects.update(stale_since=claim.found_at)

    with pytest.raises(DatabaseError, match="is not what the trail says"):
        check_at_commit()


def test_too_late_to_undo_names_what_is_left(no_hold, claim_at, people):
    claim = claim_at(Stage.CLOSED)
    read()

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "undo", actor=people["ben"])

    assert (refusal.value.code, refusal.value.status) == ("published", 412)
    assert "reopen the claim" in refusal.value.say
    assert "withdraw the verdict" in refusal.value.say
