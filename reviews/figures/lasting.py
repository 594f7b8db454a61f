"""What became of verdicts: whether they lasted."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.query import QuerySet
from django.utils import timezone

from reviews.figures.decided import decided
from reviews.figures.filters import Filter
from reviews.models import Event, Verdict

WATCHED: Final = timedelta(days=30)
WITHDRAWN, CORRECTED, REOPENED = CHANGES = ("withdrawn", "corrected", "reopened")
TOO_EARLY, LASTED = "too_early", "lasted"
# Any of CHANGES, where an address asks for it.
CHANGED: Final = "changed"


def count_lasting(chosen: Filter) -> dict[str, int]:
    """How many verdicts of these days were changed within 30 days, and how?"""
    found = dict(
        watched(chosen).order_by().values_list("since").annotate(n=Count("pk"))
    )
    return {each: found.get(each, 0) for each in (*CHANGES, TOO_EARLY, LASTED)}


def watched(chosen: Filter) -> QuerySet[Any]:
    """Verdicts, each with what was done ``since``, the gravest first: nothing is too
    early while its 30 days last, and lasted afterwards. Opened again by the machine
    and found the same, a verdict lasted."""
    until = OuterRef("effective_at") + WATCHED
    another = Verdict.objects.filter(
        claim=OuterRef("claim"),
        number=OuterRef("number") + 1,
        undone_at=None,
        effective_at__lte=until,
    ).exclude(rating=OuterRef("rating"))
    reopening = Event.objects.filter(
        claim=OuterRef("claim"),
        verb="reopen",
        review__round=OuterRef("review__round") + 1,
        at__lte=until,
    )
    verdicts = decided(chosen).annotate(
        since=Case(
            When(withdrawn_at__lte=F("effective_at") + WATCHED, then=Value(WITHDRAWN)),
            When(Exists(another), then=Value(CORRECTED)),
            When(Exists(reopening), then=Value(REOPENED)),
            When(Q(effective_at__gt=timezone.now() - WATCHED), then=Value(TOO_EARLY)),
            default=Value(LASTED),
            output_field=CharField(),
        )
    )
    if chosen.since == CHANGED:
        return verdicts.filter(since__in=CHANGES)
    return verdicts.filter(since=chosen.since) if chosen.since else verdicts
