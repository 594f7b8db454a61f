"""What clients get, and in which order."""

import json
import struct
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from reviews.feed import (
    Cursor,
    CursorGone,
    CursorInvalid,
    changes,
    digest,
    publish_due,
)
from reviews.models import FeedEntry, PendingEntry
from reviews.moves import Stage
from reviews.workflow import MoveRefused, move


@pytest.fixture(autouse=True)
def no_hold(settings):
    settings.VERDICT_HOLD_SECONDS = 0


def read(cursor=None, **options):
    page = changes(cursor or Cursor(), limit=options.pop("limit", 500), **options)
    return json.loads(b"[" + page.items + b"]"), page


def end_hold():
    PendingEntry.objects.update(due_at=timezone.now())


def test_a_verdict_is_published_by_whoever_reads_the_feed(claim_at):
    claim = claim_at(Stage.CLOSED)

    items, page = read()

    (item,) = items
    assert (item["seq"], item["id"], item["version"]) == (1, claim.pk, 1)
    assert (item["op"], item["kind"]) == ("upsert", "published")
    assert item["data"]["outcome"] == "corroborated"
    assert item["data"]["claim"] == "4,200 homes were flooded in Arlen."
    assert [each["outlet"] for each in item["data"]["evidence"]] == [
        "The Lantern",
        "The Ledger",
    ]
    assert (item["data"]["decided_by"], item["data"]["confirmed_by"]) == ("Ana", "Ben")
    assert not page.has_more
    assert page.head == 1


def test_nothing_leaves_inside_the_hold(claim_at, settings):
    settings.VERDICT_HOLD_SECONDS = 60
    claim_at(Stage.CLOSED)

    items, page = read()

    assert items == []
    assert page.next_cursor == Cursor()
    assert not FeedEntry.objects.exists()


def test_undo_inside_the_hold_leaks_nothing(claim_at, settings, people):
    settings.VERDICT_HOLD_SECONDS = 60
    claim = claim_at(Stage.CLOSED)

    moved = move(claim.pk, "undo", actor=people["ben"])
    end_hold()
    items, _ = read()

    assert (moved.stage, moved.state) == ("second_reading", "unverified")
    assert items == []
    assert not PendingEntry.objects.exists()
    assert claim.verdicts.get().undone_at is not None
    event = claim.events.last()
    assert (event.verb, event.undoes.verb) == ("undo", "decide")


def test_only_the_one_who_did_it_may_undo_it(claim_at, settings, people):
    settings.VERDICT_HOLD_SECONDS = 60
    claim = claim_at(Stage.CLOSED)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "undo", actor=people["ana"])

    assert refusal.value.code == "not_yours"
    assert refusal.value.say == "That was Ben's; only they can undo it."
    assert PendingEntry.objects.count() == 1


def test_undo_after_the_hold_is_too_late(claim_at, people):
    claim = claim_at(Stage.CLOSED)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "undo", actor=people["ben"])

    assert (refusal.value.code, refusal.value.status) == ("published", 412)
    assert claim.verdicts.get().undone_at is None


def test_an_undone_number_is_given_again(claim_at, settings, people, decide):
    settings.VERDICT_HOLD_SECONDS = 60
    claim = claim_at(Stage.CLOSED)
    move(claim.pk, "undo", actor=people["ben"])
    decide(claim, people["ben"])
    end_hold()

    items, _ = read()

    assert [(item["version"], item["kind"]) for item in items] == [(1, "published")]


def test_publish_correct_withdraw_publish_again(claim_at, people, decide):
    claim = claim_at(Stage.CLOSED)
    publish_due()
    for word in ("False", None, "True"):
        if word is None:
            move(claim.pk, "withdraw", actor=people["carla"], notice="Wrong gate.")
            publish_due()
            continue
        move(claim.pk, "reopen", actor=people["carla"], reason="New register.")
        move(claim.pk, "take", actor=people["ana"])
        decide(claim, people["ana"], word)
        decide(claim, people["ben"], word)
        publish_due()

    everything, _ = read()
    latest, _ = read(latest=True)

    assert [(item["version"], item["kind"]) for item in everything] == [
        (1, "published"),
        (2, "corrected"),
        (2, "withdrawn"),
        (3, "published"),
    ]
    assert everything[2]["data"] is None
    assert everything[2]["notice"] == "Wrong gate."
    assert latest == everything[3:]


def test_a_verdict_withdrawn_inside_its_hold_is_never_published(
    claim_at, settings, people
):
    settings.VERDICT_HOLD_SECONDS = 60
    claim = claim_at(Stage.CLOSED)

    move(claim.pk, "withdraw", actor=people["carla"], notice="At once.")

    assert not PendingEntry.objects.exists()
    assert read()[0] == []


def test_a_withdrawal_does_not_wait_for_the_hold_of_a_correction(
    claim_at, settings, people, decide
):
    claim = claim_at(Stage.CLOSED)
    publish_due()
    settings.VERDICT_HOLD_SECONDS = 60
    move(claim.pk, "reopen", actor=people["carla"], reason="New register.")
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")

    move(claim.pk, "withdraw", actor=people["carla"], notice="At once.")
    items, _ = read()

    assert [(item["version"], item["kind"]) for item in items] == [
        (1, "published"),
        (2, "withdrawn"),
    ]
    assert not PendingEntry.objects.exists()


def test_pages_join_without_gap_or_repeat(claim_at):
    for number in range(7):
        claim_at(Stage.CLOSED, text=f"Statement {number} of seven.")
    everything, _ = read()

    paged, cursor, more = [], Cursor(), True
    while more:
        items, page = read(cursor, limit=3)
        paged += items
        cursor, more = Cursor.parse(str(page.next_cursor)), page.has_more

    assert paged == everything
    assert [item["seq"] for item in paged] == [1, 2, 3, 4, 5, 6, 7]


def test_the_digest_is_what_an_exact_copy_gives(claim_at, people):
    gone = claim_at(Stage.CLOSED, text="The gate was built in 1974.")
    kept = claim_at(Stage.CLOSED)
    publish_due()
    move(gone.pk, "withdraw", actor=people["carla"], notice="Wrong.")
    read()

    body = bytes(FeedEntry.objects.get(claim=kept).body or b"")
    line = f"{kept.pk} 1 {sha256(body).hexdigest()}\n"
    told = digest()

    assert (told.seq, told.live, told.deleted) == (3, 1, 1)
    assert told.sha256 == sha256(line.encode()).hexdigest()


@pytest.mark.parametrize("text", ["", "abc", "٣", "A" * 32, "cD1hYmM=", "x" * 10_000])
def test_a_cursor_of_nobodys_making_is_invalid(text):
    with pytest.raises(CursorInvalid):
        Cursor.parse(text)


def test_a_cursor_from_a_history_we_do_not_have_is_gone(claim_at):
    claim_at(Stage.CLOSED)
    _, page = read()

    with pytest.raises(CursorGone, match="cursor-ahead"):
        read(Cursor(seq=9, acc=page.next_cursor.acc))
    with pytest.raises(CursorGone, match="cursor-diverged"):
        read(Cursor(seq=1, acc=b"otherwise"[:8]))


def test_a_cursor_lives_on_when_the_secret_key_is_changed(claim_at, settings):
    claim_at(Stage.CLOSED)
    _, page = read()
    kept = str(page.next_cursor)
    settings.SECRET_KEY = "another " * 8

    items, page = read(Cursor.parse(kept))

    assert items == []
    assert str(page.next_cursor) == kept


def test_a_cursor_of_another_layout_is_invalid(claim_at):
    claim_at(Stage.CLOSED)
    _, page = read()
    other = struct.pack(">BQ15s", 1, 1, page.next_cursor.acc)

    with pytest.raises(CursorInvalid):
        Cursor.parse(urlsafe_b64encode(other).decode())


def test_a_published_entry_is_never_rewritten(claim_at):
    claim_at(Stage.CLOSED)
    publish_due()

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        FeedEntry.objects.update(notice="x")


def test_reading_the_feed_costs_one_query_when_nothing_is_new(
    claim_at, django_assert_num_queries
):
    claim_at(Stage.CLOSED)
    _, page = read()

    with django_assert_num_queries(1):
        read(page.next_cursor)
