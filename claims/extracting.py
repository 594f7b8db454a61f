"""One run of the extractor over one Source: begin, extract, store, or say why not.

The attempt is counted and committed before the work begins, so that a Source which
kills its worker is tried a few times and then failed, like any other."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from claims.doorbell import ring_on_commit
from claims.extraction import extract
from claims.models import Extraction
from claims.storing import LeaseLost, store

logger = logging.getLogger(__name__)

ALIVE = 0x616C6976  # "aliv": whoever runs an Extraction holds this lock on it
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
DIED = (
    "The worker ended without a word on each of {attempts} attempts: the text probably "
    "takes too much time or memory."
)


@dataclass(frozen=True, slots=True)
class Work:
    """What one run holds: the row, its lease and what the extractor needs."""

    extraction_pk: int
    lease_no: int
    attempts: int
    text: str
    published_on: date | None


def run(extraction_pk: int) -> bool:
    """Run one Extraction if it is due; says whether anything was stored."""
    work = begin(extraction_pk)
    if work is None:
        return False
    try:
        return carry_out(work)
    finally:
        show_done(extraction_pk)


def show_alive(extraction_pk: int) -> bool:
    """Hold a lock of this connection; False when another worker holds it. It ends
    with the worker, however that ends, and so tells a dead one from a slow one."""
    return ask("SELECT pg_try_advisory_lock(%s, %s)", extraction_pk)


def show_done(extraction_pk: int) -> None:
    ask("SELECT pg_advisory_unlock(%s, %s)", extraction_pk)


def ask(question: str, extraction_pk: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [ALIVE, extraction_pk % 2**31])
        return bool(cursor.fetchone()[0])


def carry_out(work: Work) -> bool:
    try:
        extracted = extract(work.text, published_on=work.published_on)
        store(work.extraction_pk, work.lease_no, extracted)
    except LeaseLost:
        logger.warning("Extraction %d was taken over meanwhile.", work.extraction_pk)
        return False
    except Exception as problem:  # any failure ends in the row
        logger.warning("Extraction %d failed.", work.extraction_pk, exc_info=True)
        give_back(work, problem)
        return False
    return True


def is_due() -> Q:
    """Waiting and its time has come, or begun: its worker may be gone."""
    return Q(status=Extraction.Status.QUEUED, run_after__lte=Now()) | Q(
        status=Extraction.Status.RUNNING
    )


def due(*, at_most: int) -> Sequence[int]:
    found = Extraction.objects.filter(is_due()).order_by("run_after", "pk")
    return list(found.values_list("pk", flat=True)[:at_most])


@transaction.atomic(durable=True)
def begin(extraction_pk: int) -> Work | None:
    """Count the attempt and take the lease, or None when there is nothing to do."""
    extraction = (
        Extraction.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("source")
        .filter(is_due(), pk=extraction_pk)
        .first()
    )
    if extraction is None:
        return None
    held_until = extraction.lease_until
    if not show_alive(extraction_pk) and held_until and held_until > timezone.now():
        return None
    if extraction.attempts >= settings.EXTRACTION_ATTEMPTS:
        show_done(extraction_pk)
        fail(extraction.pk, DIED.format(attempts=extraction.attempts))
        return None
    lease = timedelta(seconds=settings.EXTRACTION_LEASE_SECONDS)
    Extraction.objects.filter(pk=extraction_pk).update(
        status=Extraction.Status.RUNNING,
        attempts=F("attempts") + 1,
        lease_no=F("lease_no") + 1,
        lease_until=Now() + lease,
        started_at=Now(),
    )
    return Work(
        extraction_pk=extraction_pk,
        lease_no=extraction.lease_no + 1,
        attempts=extraction.attempts + 1,
        text=extraction.source.text,
        published_on=extraction.source.published_on,
    )


def give_back(work: Work, problem: Exception) -> None:
    """Queue the next attempt, later each time, or fail with the reason in words."""
    reason = f"{type(problem).__name__}: {problem}"[:1000]
    if work.attempts >= settings.EXTRACTION_ATTEMPTS:
        fail(work.extraction_pk, reason, lease_no=work.lease_no)
        return
    wait = min(FIRST_WAIT * 2 ** (work.attempts - 1), LONGEST_WAIT)
    if isinstance(problem, OperationalError):
        # A database that is busy says nothing about the text.
        wait = FIRST_WAIT
    Extraction.objects.filter(pk=work.extraction_pk, lease_no=work.lease_no).update(
        status=Extraction.Status.QUEUED,
        run_after=timezone.now() + wait,
        lease_until=None,
        error=reason,
    )


def fail(extraction_pk: int, reason: str, *, lease_no: int | None = None) -> None:
    rows = Extraction.objects.filter(pk=extraction_pk)
    if lease_no is not None:
        rows = rows.filter(lease_no=lease_no)
    rows.update(
        status=Extraction.Status.FAILED,
        error=reason,
        lease_until=None,
        finished_at=timezone.now(),
    )


def requeue(extraction: Extraction) -> bool:
    """Give a failed Extraction its attempts again; False if it has not failed."""
    again = Extraction.objects.filter(
        pk=extraction.pk, status=Extraction.Status.FAILED
    ).update(
        status=Extraction.Status.QUEUED,
        attempts=0,
        run_after=Now(),
        finished_at=None,
        error="",
    )
    if again:
        ring_on_commit("claims.tasks.extract_source", extraction.pk)
    return bool(again)
