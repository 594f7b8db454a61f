"""Two workers at once: one claim, and one of them waits."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from claims.extracting import begin, run
from claims.ingest.entrance import ingest_text
from claims.models import Claim, Extraction, Mention
from claims.storing import STORING_LOCK

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "On Monday 4,200 homes were built in Arlen by the county."


def extraction_of(text: str, outlet: str) -> Extraction:
    source, _ = ingest_text(text, outlet=outlet)
    return Extraction.objects.get(source=source)


def run_and_close(extraction: Extraction) -> None:
    try:
        run(extraction.pk)
    finally:
        connections.close_all()


def waiting_for_the_lock() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        )
        return int(cursor.fetchone()[0])


def test_two_extractions_that_state_one_new_claim_create_it_once() -> None:
    first = extraction_of(SENTENCE, "The Lantern")
    second = extraction_of(f"{SENTENCE}\nMore soon.", "The Ledger")
    workers = [Thread(target=run_and_close, args=[each]) for each in (first, second)]

    # Both are brought to the moment before they store, then let go together.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORING_LOCK])
        for worker in workers:
            worker.start()
        stop_at = time.monotonic() + 10
        while waiting_for_the_lock() < 2 and time.monotonic() < stop_at:
            time.sleep(0.02)
        assert waiting_for_the_lock() == 2
    for worker in workers:
        worker.join(timeout=10)

    claim = Claim.objects.get(wording__text=SENTENCE)
    assert claim.mentions.count() == 2
    assert set(Extraction.objects.values_list("status", flat=True)) == {"done"}


def test_one_extraction_given_to_two_workers_is_stored_once() -> None:
    extraction = extraction_of(SENTENCE, "The Lantern")
    workers = [Thread(target=run_and_close, args=[extraction]) for _ in range(2)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=10)

    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("done", 1)
    assert Mention.objects.count() == Claim.objects.count() == 1


def begin_and_close(extraction: Extraction) -> bool:
    try:
        return begin(extraction.pk) is not None
    finally:
        connections.close_all()


def test_what_a_living_worker_has_begun_nobody_else_begins() -> None:
    extraction = extraction_of(SENTENCE, "The Lantern")
    with ThreadPoolExecutor(1) as elsewhere:
        while_alive = (
            begin(extraction.pk),
            elsewhere.submit(begin_and_close, extraction).result(),
        )
        # The lock ends with the worker's connection, long before the lease.
        connection.close()
        once_dead = elsewhere.submit(begin_and_close, extraction).result()

    assert while_alive[0] is not None
    assert while_alive[1] is False
    assert once_dead is True
