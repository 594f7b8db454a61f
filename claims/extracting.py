"""One run of the extractor over one Source: begin, extract, store, or say why not.

The attempt is counted and committed before the work begins, so that a Source which
kills its worker is tried a few times and then failed, like any other. Short texts are
run together the first time, and alone if that went wrong: none suffers for another."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F, Func, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.doorbell import EXTRACT_SOURCES, ring_on_commit
from claims.extraction import Dropped, Extracted, extract
from claims.extraction.worth.worth_model import Way
from claims.filings import Found
from claims.linking.meanings import at_once
from claims.models import Extraction
from claims.storing import MOST_DROPPED, LeaseLost, store_all
from claims.versions import carry_over, newer_than
from factcheck.outage import is_outage

logger = logging.getLogger(__name__)

# Run together: so many at most, and so many bytes of text in all.
TOGETHER = 20
SHORT_TOGETHER = 120_000
ALIVE = 0x616C6976  # "aliv": whoever runs an Extraction holds this lock on it
# Characters of one text: some four thousand sentences, as many as a book has.
MOST_READ = 500_000
UNREAD = (
    f"not read: only the first {MOST_READ:,} characters are, send the rest as a source "
    "of its own"
)
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
OUTAGE_WAIT = timedelta(seconds=30)
TOO_LONG = (
    "Reading it took longer than {seconds} seconds. Split the text, and send the parts "
    "that matter."
)
DIED = (
    "The worker ended without a word on each of {attempts} attempts: the text probably "
    "takes too much time or memory."
)


@dataclass(frozen=True, slots=True)
class Work:
    """What one run holds: the row, its lease and what the extractor needs."""

    extraction_pk: int
    source_pk: int
    supersedes: bool
    lease_no: int
    attempts: int
    text: str
    published_on: date | None


def run(extraction_pk: int) -> bool:
    """Run one Extraction if it is due; says whether anything was stored."""
    work = begin(extraction_pk)
    return work is not None and carry_out([work]) == 1


def run_new() -> int:
    """Run some that were never tried before, all together; says how many were
    stored. Nothing waits when none could be begun. For the rest it rings: at once, that
    others begin, and afterwards for what came meanwhile, as who came while another
    waited has not rung."""
    works = begin_new()
    if not works:
        return 0
    ring_for_more()
    stored = carry_out(works)
    ring_for_more()
    return stored


def ring_for_more() -> None:
    if Extraction.objects.filter(is_new()).exists():
        ring_on_commit(EXTRACT_SOURCES)


def show_alive(extraction_pks: Sequence[int]) -> set[int]:
    """Hold a lock of this connection on each; those that no other worker holds. It
    ends with the worker, however that ends, and so tells a dead one from a slow one."""
    held = ask("SELECT pg_try_advisory_lock(%s, pk)", extraction_pks)
    return {pk for pk, was_free in zip(extraction_pks, held, strict=True) if was_free}


def show_done(extraction_pks: Sequence[int]) -> None:
    ask("SELECT pg_advisory_unlock(%s, pk)", extraction_pks)


def ask(question: str, extraction_pks: Sequence[int]) -> list[bool]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"{question} FROM unnest(%s::int[]) WITH ORDINALITY AS given(pk, at)"
            " ORDER BY at",
            [ALIVE, [pk % 2**31 for pk in extraction_pks]],
        )
        return [bool(answer) for (answer,) in cursor.fetchall()]


def carry_out(works: Sequence[Work]) -> int:
    """Extract and store; what goes wrong ends in its row. Says how many were stored.

    What stood in the version before is carried over first, so that the extractor files
    only what is new; what is found late in an older one goes on to the next."""
    try:
        carry_over([work.source_pk for work in works if work.supersedes])
        stored = len(works) - len(try_all(works))
        carry_over(newer_than([work.source_pk for work in works]) if stored else ())
        return stored
    finally:
        show_done([work.extraction_pk for work in works])


def try_all(works: Sequence[Work]) -> dict[int, Exception]:
    problems: dict[int, Exception] = {}
    found: list[Found] = []
    for work in works:
        try:
            extracted = read(work.text, published_on=work.published_on)
        except Exception as problem:  # noqa: BLE001  # any failure ends in the row
            problems[work.extraction_pk] = problem
        else:
            found.append(Found(work.extraction_pk, work.lease_no, extracted))
    try:
        problems |= store_all(found)
    except Exception as problem:  # noqa: BLE001  # any failure ends in the rows
        problems |= dict.fromkeys((each.extraction_pk for each in found), problem)
    read_in = {each.extraction_pk: each.extracted for each in found}
    for work in works:
        if work.extraction_pk in problems:
            end_badly(work, problems[work.extraction_pk])
        else:
            say_read(work, read_in[work.extraction_pk])
    return problems


def say_read(work: Work, extracted: Extracted) -> None:
    logger.info(
        "Source %d was read, attempt %d: sentences to check: %d, in %d ms.",
        work.source_pk,
        work.attempts,
        len(extracted.findings),
        sum(extracted.timings_ms.values()),
    )


def read(text: str, *, published_on: date | None) -> Extracted:
    """Extract from as much of ``text`` as fits into a task's time and memory; what is
    left unread is among what was dropped."""
    fitting = text[:MOST_READ]
    if len(text) > MOST_READ:
        last = max(fitting.rfind("\n"), fitting.rfind(". "), MOST_READ // 2)
        fitting = fitting[: last + 1]
    extracted = extract(fitting, published_on=published_on, way=way_to_weigh())
    if len(fitting) == len(text):
        return extracted
    rest = Dropped(len(fitting), len(text), UNREAD)
    return replace(extracted, dropped=(*extracted.dropped[: MOST_DROPPED - 1], rest))


def way_to_weigh() -> Way:
    if not at_once():
        return Way.LETTERS
    return Way.SECOND_LOOK if settings.LOOK_TWICE else Way.MEANING


def end_badly(work: Work, problem: Exception) -> None:
    if isinstance(problem, LeaseLost):
        logger.warning("Source %d was taken over meanwhile.", work.source_pk)
        return
    if is_outage(problem):
        if not connection.is_usable():
            connection.close()
        wait_out(work, problem)
        return
    logger.warning(
        "Source %d was not read, attempt %d of %d.",
        work.source_pk,
        work.attempts,
        settings.EXTRACTION_ATTEMPTS,
        exc_info=problem,
    )
    give_back(work, problem)


def is_new() -> Q:
    """Never tried, and its time has come."""
    return Q(status=Extraction.Status.QUEUED, attempts=0, run_after__lte=Now())


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
    free = show_alive([extraction_pk])
    if not free and held_until and held_until > timezone.now():
        return None
    if extraction.attempts >= settings.EXTRACTION_ATTEMPTS:
        show_done([extraction_pk])
        died = DIED.format(attempts=extraction.attempts)
        fail(Extraction.objects.filter(pk=extraction.pk), died)
        return None
    return count_attempts([extraction])[0]


@transaction.atomic(durable=True)
def begin_new() -> list[Work]:
    """Take the lease of some that were never tried, in the order they came; more than
    one only if they are short. One by one where meaning is matched at once: what stands
    in two reports that come together is the same claim too."""
    waiting = (
        Extraction.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(is_new())
        .annotate(size=Func("source__text", function="octet_length"))
        .order_by("run_after", "pk")
        .values_list("pk", "source", "size")[: 1 if at_once() else TOGETHER]
    )
    total = 0
    chosen: dict[int, int] = {}
    for extraction_pk, source_pk, size in waiting:
        total += size
        # Of two of one source the second has to see what the first found.
        if not chosen or (total <= SHORT_TOGETHER and source_pk not in chosen):
            chosen[source_pk] = extraction_pk
    if not chosen:
        return []
    alive = show_alive([*chosen.values()])
    extractions = Extraction.objects.select_related("source").in_bulk(alive)
    return count_attempts([extractions[pk] for pk in chosen.values() if pk in alive])


def count_attempts(extractions: Sequence[Extraction]) -> list[Work]:
    lease = timedelta(seconds=settings.EXTRACTION_LEASE_SECONDS)
    Extraction.objects.filter(pk__in=[each.pk for each in extractions]).update(
        status=Extraction.Status.RUNNING,
        attempts=F("attempts") + 1,
        lease_no=F("lease_no") + 1,
        lease_until=Now() + lease,
        started_at=Now(),
    )
    return [
        Work(
            extraction_pk=each.pk,
            source_pk=each.source_id,
            supersedes=each.source.supersedes_id is not None,
            lease_no=each.lease_no + 1,
            attempts=each.attempts + 1,
            text=each.source.text,
            published_on=each.source.published_on,
        )
        for each in extractions
    ]


def give_back(work: Work, problem: Exception) -> None:
    """Queue the next attempt, later each time, or fail with the reason in words."""
    reason = in_words(problem)[:1000]
    if work.attempts >= settings.EXTRACTION_ATTEMPTS:
        fail(held_by(work), reason)
        return
    wait = min(FIRST_WAIT * 2 ** (work.attempts - 1), LONGEST_WAIT)
    if isinstance(problem, OperationalError):
        # A database that is busy says nothing about the text.
        wait = FIRST_WAIT
    held_by(work).update(
        status=Extraction.Status.QUEUED,
        run_after=timezone.now() + wait,
        lease_until=None,
        error=reason,
    )


def wait_out(work: Work, problem: Exception) -> None:
    """Queue it as if it had not been tried: an outage, however long, fails no text."""
    reason = in_words(problem).partition("\n")[0]
    logger.error(
        "Source %d was not read and is tried again in %d seconds. %s",
        work.source_pk,
        OUTAGE_WAIT.total_seconds(),
        reason,
    )
    held_by(work).update(
        status=Extraction.Status.QUEUED,
        attempts=F("attempts") - 1,
        run_after=timezone.now() + OUTAGE_WAIT,
        lease_until=None,
        error=reason[:1000],
    )


def in_words(problem: Exception) -> str:
    """What people read where a text could not be read."""
    if isinstance(problem, SoftTimeLimitExceeded):
        return TOO_LONG.format(seconds=settings.CELERY_TASK_SOFT_TIME_LIMIT)
    return f"{type(problem).__name__}: {problem}"


def held_by(work: Work) -> QuerySet[Extraction]:
    """The row, while this run holds it: what is stored stays so, whatever went wrong
    afterwards."""
    return Extraction.objects.filter(
        pk=work.extraction_pk,
        lease_no=work.lease_no,
        status=Extraction.Status.RUNNING,
    )


def fail(extractions: QuerySet[Extraction], reason: str) -> None:
    extractions.update(
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
        ring_on_commit(EXTRACT_SOURCES)
    return bool(again)
