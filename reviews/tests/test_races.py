"""What holds while many people work at once, against a real database."""

import contextlib
import json
import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from claims.models import Mention
from reviews.feed import Cursor, changes, digest, publish_due
from reviews.models import FeedEntry, PendingEntry, Reading, Review, Verdict
from reviews.moves import Stage
from reviews.verification import verify
from reviews.workflow import MoveRefused, file_claim, move, recheck, take_next

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(count, work):
    """Run ``work(number)`` in that many threads at once; their results in order."""

    def closing(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(closing, range(count)))


def wait_until_somebody_waits_for_a_lock():
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks l JOIN pg_database d "
                "ON d.oid = l.database OR l.database IS NULL "
                "WHERE NOT granted AND d.datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    pytest.fail("nobody ever waited")


def test_fifty_people_take_fifty_claims(stated, people):
    claims = {stated(text=f"Statement {number}.").pk for number in range(60)}

    taken = in_threads(50, lambda _: take_next(actor=people["ana"]).claim)

    assert len(set(taken)) == 50
    assert set(taken) <= claims
    assert Review.objects.filter(stage=Stage.IN_HAND).count() == 50


def test_more_people_than_claims_leaves_the_rest_with_nothing(stated, people):
    for number in range(5):
        stated(text=f"Statement {number}.")

    def attempt(_):
        try:
            return take_next(actor=people["ben"]).claim
        except MoveRefused as refusal:
            return refusal.code

    answers = Counter(in_threads(20, attempt))

    assert answers.pop("nothing_left") == 15
    assert list(answers.values()) == [1] * 5


def test_whoever_comes_second_is_told_that_it_changed(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    refused = []

    def rival():
        try:
            move(
                claim.pk,
                "dismiss",
                actor=people["ana"],
                version=claim.version,
                reason="No.",
            )
        except MoveRefused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    second = threading.Thread(target=rival)
    with transaction.atomic():
        move(claim.pk, "release", actor=people["ana"], version=claim.version)
        second.start()
        wait_until_somebody_waits_for_a_lock()
    second.join()

    assert refused == ["stale"]
    claim.refresh_from_db()
    assert claim.state == "unverified"


def test_a_decision_made_while_its_evidence_leaves_is_told_so(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    leaves = claim.mentions.last().pk
    refused = []

    def rival():
        try:
            decide(claim, people["ana"], exception="One register.")
        except MoveRefused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    second = threading.Thread(target=rival)
    with transaction.atomic():
        # What she read in another tab a moment ago.
        move(claim.pk, "unlink", actor=people["ana"], mention=leaves, reason="No.")
        second.start()
        wait_until_somebody_waits_for_a_lock()
    second.join()

    assert refused == ["unknown_mention"]
    assert not Reading.objects.exists()
    assert verify().flaws == ()


def test_a_mention_does_not_leave_once_it_was_decided_on(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    leaves = claim.mentions.last().pk

    def act(number):
        try:
            if number:
                return decide(claim, people["ana"], exception="One register.").stage
            ana = people["ana"]
            return move(
                claim.pk, "unlink", actor=ana, mention=leaves, reason="No."
            ).stage
        except MoveRefused as refusal:
            return refusal.code

    answers = in_threads(2, act)

    assert answers in (
        ["in_hand", "unknown_mention"],
        ["in_hand", "second_reading"],
        ["wrong_stage", "second_reading"],
    )
    cited = Reading.objects.filter(mentions=leaves).exists()
    assert claim.mentions.filter(pk=leaves).exists() == (answers[0] == "wrong_stage")
    assert cited == (answers[0] == "wrong_stage")
    assert verify().flaws == ()


def test_mentions_leave_and_merges_end_at_once_without_a_deadlock(claim_at, people):
    pairs = []
    for number in range(8):
        gone = claim_at(Stage.IN_HAND, text=f"Wording {number}.", outlets=("A",))
        claim = claim_at(Stage.IN_HAND, text=f"Statement {number}.")
        if number % 2:
            gone, claim = claim, gone
        move(gone.pk, "merge", actor=people["ana"], into=claim.pk)
        pairs.append((gone, claim))

    def act(number):
        gone, claim = pairs[number // 2]
        try:
            if number % 2:
                move(gone.pk, "reopen", actor=people["carla"], reason="No.")
            else:
                came = Mention.objects.filter(first_claim=gone).earliest("pk").pk
                ana = people["ana"]
                move(claim.pk, "unlink", actor=ana, mention=came, reason="No.")
        except MoveRefused as refusal:
            return refusal.code
        return "made"

    answers = Counter(in_threads(16, act))

    assert set(answers) <= {"made", "stale", "wrong_mention", "wrong_stage"}
    assert answers["made"] >= 8
    assert verify().flaws == ()


def test_two_people_file_one_place_once(stated, people):
    source = stated(outlets=("The Herald",)).mentions.get().source_id

    def act(number):
        try:
            return file_claim(source, 0, 6, actor=people[("ana", "ben")[number % 2]])
        except MoveRefused as refusal:
            return refusal.code

    answers = in_threads(6, act)

    assert answers.count("already_filed") == 5
    assert verify().flaws == ()


def test_two_second_readers_make_one_verdict(claim_at, people, decide):
    claim = claim_at(Stage.SECOND_READING)

    def agree(number):
        try:
            return decide(claim, people[("ben", "carla")[number]]).stage
        except MoveRefused as refusal:
            return refusal.code

    answers = in_threads(2, agree)

    assert sorted(answers) in (["closed", "not_permitted"], ["closed", "wrong_stage"])
    assert Verdict.objects.count() == 1
    assert Reading.objects.count() == 2


class RolledBack(Exception):
    """The writer changed its mind before the commit."""


def work_on(claim, chance, people, decide):
    """Publish, correct or withdraw: one transaction of random length."""
    with transaction.atomic():
        claim.refresh_from_db()
        decided = claim.verdicts.exists()
        if decided and claim.state != "unverified" and chance.random() < 0.2:
            move(claim.pk, "withdraw", actor=people["carla"], notice="Wrong.")
        else:
            if decided:
                move(claim.pk, "reopen", actor=people["carla"], reason="Again.")
            move(claim.pk, "take", actor=people["ana"])
            decide(claim, people["ana"], chance.choice(["True", "False"]))
        time.sleep(chance.random() * 0.05)
        if chance.random() < 0.05:
            raise RolledBack


def follow_feed(writing):
    """What a client holds in the end, and every ``seq`` in the order it came."""
    copy, seen, cursor = {}, [], Cursor()
    try:
        while True:
            last_look = not writing.is_set()
            page = changes(cursor, limit=50)
            for item in json.loads(b"[" + page.items + b"]"):
                seen.append(item["seq"])
                copy[item["id"]] = item["data"]
            cursor = page.next_cursor
            if last_look and not page.count:
                return {pk: data for pk, data in copy.items() if data}, seen
            time.sleep(0.005)
    finally:
        connection.close()


def test_a_client_misses_nothing_of_eight_writers(people, stated, decide, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    settings.SECOND_READER = "never"
    claims = [stated(text=f"Statement {number}.") for number in range(32)]
    ends = time.monotonic() + float(os.environ.get("LOAD_SECONDS", "8"))
    writing = threading.Event()
    writing.set()

    def write(number):
        chance = random.Random(number)
        while time.monotonic() < ends:
            with contextlib.suppress(RolledBack):
                work_on(chance.choice(claims[number::8]), chance, people, decide)

    with ThreadPoolExecutor(1) as reader:
        client = reader.submit(follow_feed, writing)
        in_threads(8, write)
        writing.clear()
        live, seen = client.result()

    assert seen == list(range(1, FeedEntry.objects.count() + 1))
    assert len(seen) > 100
    assert not PendingEntry.objects.exists()
    assert {pk: data["version"] for pk, data in live.items()} == dict(
        Verdict.objects.in_force().values_list("claim", "number")
    )
    assert digest().live == len(live)
    assert verify().flaws == ()


def test_what_changes_while_its_verdict_is_being_published_is_told_after_it(
    settings, claim_at
):
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at(Stage.CLOSED)

    def work():
        with contextlib.closing(connection):
            recheck(claim.pk, reason="It changed.", data={})

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        publish_due()
        rechecked = pool.submit(work)
        wait_until_somebody_waits_for_a_lock()
    rechecked.result()
    publish_due()

    bodies = [json.loads(bytes(entry.body or b"")) for entry in FeedEntry.objects.all()]
    assert [body["stale"] for body in bodies] == [False, True]
    assert verify().flaws == ()
