"""Celery's way in: find the row, call one function. The rows are the queue."""

from time import monotonic

from celery import shared_task

from claims import checked, extracting, versions
from claims.ingest import link_checks, subscriptions
from claims.linking import behind

SWEEP_AT_MOST = 100
# Whatever text is begun last still has nearly all of the task's time; what is left
# waits for the next sweep.
SWEEP_SECONDS = 10
# Shorter than the time between two calls, so that reports never wait for long.
FILL_SECONDS = 20
LINK_SECONDS = 45
SUBSCRIPTION_SECONDS = 20


@shared_task
def extract_sources() -> int:
    """Run some of what came in; says how many. Safe to ring twice, or never."""
    return extracting.run_new()


@shared_task
def sweep_extractions() -> int:
    """Run what nobody rang for, and what a dead worker left; says how many ran."""
    stop_at = monotonic() + SWEEP_SECONDS
    ran = 0
    while monotonic() < stop_at and (new := extracting.run_new()):
        ran += new
    for extraction_pk in extracting.due(at_most=SWEEP_AT_MOST):
        if monotonic() > stop_at:
            break
        ran += extracting.run(extraction_pk)
    versions.sweep()
    return ran


@shared_task
def fill_meanings() -> int:
    """Encode what was stored without the encoder and what was checked since; says
    how many claims."""
    stop_at = monotonic() + FILL_SECONDS
    filled = checked.fill_checked()
    while monotonic() < stop_at and (some := behind.fill_meanings()):
        filled += some
    return filled


@shared_task
def check_links() -> int:
    """Ask whether pages that sources came from are still there; says how many."""
    return link_checks.check_links(seconds=LINK_SECONDS)


@shared_task
def read_subscriptions() -> int:
    """Read the feeds of outlets that are due, and fetch what they list; says how many
    pages."""
    return subscriptions.read_subscriptions(seconds=SUBSCRIPTION_SECONDS)
