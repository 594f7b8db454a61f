"""Ringing for work that already stands in the database. A ring may be lost: the
periodic sweeps find whatever nobody rang for."""

import logging
from functools import partial
from time import monotonic

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

EXTRACT_SOURCES = "claims.tasks.extract_sources"
# While Redis is away, each ring would wait for its connection; ingest must not.
QUIET_SECONDS = 30


class Quiet:
    """Until when nobody rings, because the last ring was not heard."""

    until = 0.0


def ring_on_commit(task: str, *args: int) -> None:
    transaction.on_commit(partial(ring, task, *args))


def ring(task: str, *args: int) -> bool:
    """Send a task by name. Says whether it was sent; never raises for the broker."""
    if monotonic() < Quiet.until:
        return False
    try:
        current_app.send_task(task, args=args)
    except (OperationalError, OSError) as problem:
        Quiet.until = monotonic() + QUIET_SECONDS
        logger.warning(
            "Could not ring for %s (%s); not ringing for %d seconds, the sweep "
            "does the work.",
            task,
            problem,
            QUIET_SECONDS,
        )
        return False
    return True
