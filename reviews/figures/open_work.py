"""What is open now: in which stage, how old, and what waits for a second reader."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from reviews.figures.filters import Filter, of_outlet
from reviews.models import Reading, Review
from reviews.moves import OPEN_STAGES, Stage

OVERDUE: Final = "overdue"
# Each age by its name, the youngest first: under so long, and what is older still.
AGES: Final = {
    "day": timedelta(days=1),
    "three_days": timedelta(days=3),
    "week": timedelta(days=7),
}
OLDER: Final = "older"


@dataclass(frozen=True)
class OpenWork:
    """``counts`` by stage and age, all of them named; of these ``overdue`` should
    have been decided by now."""

    counts: Mapping[tuple[str, str], int]
    overdue: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def in_stage(self, stage: str) -> int:
        return sum(self.counts[stage, age] for age in (*AGES, OLDER))

    def of_age(self, age: str) -> int:
        return sum(self.counts[stage.value, age] for stage in OPEN_STAGES)


@dataclass(frozen=True)
class Waiting:
    """How many wait for a second reader, and since when the first of them does."""

    count: int
    since: datetime | None


def count_open(chosen: Filter) -> OpenWork:
    """What is open now, where does it stand, and how old is it?"""
    rows = (
        still_open(chosen)
        .order_by()
        .values_list("stage", "age")
        .annotate(n=Count("pk"), late=Count("pk", filter=_late()))
    )
    counts = {(stage.value, age): 0 for stage in OPEN_STAGES for age in (*AGES, OLDER)}
    overdue = 0
    for stage, age, n, late in rows:
        counts[stage, age] = n
        overdue += late
    return OpenWork(counts, overdue)


def count_waiting(chosen: Filter) -> Waiting:
    """What waits for a second reader?"""
    found = waiting_reviews(chosen).aggregate(n=Count("pk"), since=Min("at"))
    return Waiting(found["n"], found["since"])


def still_open(chosen: Filter) -> QuerySet[Any]:
    """``at`` is when each was opened, ``age`` the name of how long that is ago."""
    now = timezone.now()
    younger = [
        When(opened_at__gt=now - longest, then=Value(age))
        for age, longest in AGES.items()
    ]
    reviews = Review.objects.exclude(stage=Stage.CLOSED).annotate(
        at=F("opened_at"),
        age=Case(*younger, default=Value(OLDER), output_field=CharField()),
    )
    if chosen.stage:
        reviews = reviews.filter(stage=chosen.stage)
    if chosen.age:
        reviews = reviews.filter(age=chosen.age)
    if chosen.due:
        reviews = reviews.filter(_late())
    return of_outlet(reviews, chosen)


def _late() -> Q:
    return Q(due_at__lt=timezone.now())


def waiting_reviews(chosen: Filter) -> QuerySet[Any]:
    """``at`` is when the first Reading was made. Who made it is not told: the
    second reading may be blind."""
    first = Reading.objects.filter(
        review=OuterRef("pk"), stage=Stage.IN_HAND, undone_at=None
    )
    reviews: QuerySet[Any] = (
        still_open(replace(chosen, age=""))
        .filter(stage=Stage.SECOND_READING)
        .annotate(at=Subquery(first.values("read_at")[:1]))
    )
    return reviews
