"""The reports that wait to be read, where they wait for long: a worker may be gone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from claims.models import Extraction

LONG: Final = timedelta(minutes=2)


@dataclass(frozen=True)
class Backlog:
    """How many reports are not read yet, and when the first of them came."""

    count: int
    since: datetime


def reports_wait_long() -> bool:
    return waiting().filter(run_after__lt=timezone.now() - LONG).exists()


def long_backlog() -> Backlog | None:
    """None where no report waits for long."""
    if not reports_wait_long():
        return None
    found = waiting().aggregate(count=Count("pk"), since=Min("queued_at"))
    # The last may have been read since it was asked.
    return Backlog(**found) if found["count"] else None


def waiting() -> QuerySet[Extraction]:
    """In words of the index of what is to do."""
    to_do = (Extraction.Status.QUEUED, Extraction.Status.RUNNING)
    return Extraction.objects.filter(status__in=to_do)
