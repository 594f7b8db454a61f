"""What was decided, how long it took, and where the time went."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from reviews.figures.filters import Filter, of_outlet
from reviews.models import Event, Verdict
from reviews.moves import OPEN_STAGES, Outcome

# Under this many a median says nothing.
ENOUGH: Final = 5
# Of a verdict, and the review that it closed.
TOO_LATE: Final = Q(effective_at__gt=F("review__due_at"))


class Percentile(Aggregate):
    """``percentile_cont``: the value that this share of the rows does not exceed."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Any, *, share: float) -> None:
        super().__init__(expression, share=share, output_field=DurationField())


@dataclass(frozen=True)
class Day:
    """The verdicts of one day, by outcome."""

    day: date
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Spread:
    """How long ``count`` verdicts took; no times where they are too few."""

    count: int
    median: timedelta | None
    p85: timedelta | None


def count_decided(chosen: Filter) -> list[Day]:
    """What was decided on each day? Days without a verdict are listed too."""
    zone = timezone.get_default_timezone()
    found = (
        decided(chosen)
        .annotate(day=TruncDate("effective_at", tzinfo=zone))
        .order_by()
        .values_list("day", "outcome")
        .annotate(n=Count("pk"))
    )
    counts = {(day, outcome): n for day, outcome, n in found}
    return [
        Day(day, {each.value: counts.get((day, each.value), 0) for each in Outcome})
        for day in chosen.period.days
    ]


def measure_time_to_verdict(chosen: Filter) -> tuple[Spread, int]:
    """How long does a claim wait, from arrival to its first verdict, and how many of
    these came after they were due?"""
    found = first_verdicts(chosen).aggregate(
        **_spread_of("seconds"), overdue=Count("pk", filter=TOO_LATE)
    )
    return _spread(found, "seconds"), found["overdue"]


def measure_working_time(chosen: Filter) -> Spread:
    """And how long from when somebody first took it?"""
    found = worked_on(chosen).aggregate(**_spread_of("working_seconds"))
    return _spread(found, "working_seconds")


def measure_stages(chosen: Filter) -> tuple[int, dict[str, Spread]]:
    """Of how many first verdicts where did that time go? Of each stage those that
    were in it."""
    spent = [f"{stage.value}_seconds" for stage in OPEN_STAGES]
    wanted = {key: of for each in spent for key, of in _spread_of(each).items()}
    found = through_stages(chosen).aggregate(count=Count("pk"), **wanted)
    return found["count"], {
        stage.value: _spread(found, each)
        for stage, each in zip(OPEN_STAGES, spent, strict=True)
    }


def _spread_of(took: str) -> dict[str, Aggregate]:
    return {
        f"{took}_count": Count(took),
        f"{took}_median": Percentile(F(took), share=0.5),
        f"{took}_p85": Percentile(F(took), share=0.85),
    }


def _spread(found: dict[str, Any], took: str) -> Spread:
    count = found[f"{took}_count"]
    if count < ENOUGH:
        return Spread(count, None, None)
    return Spread(count, found[f"{took}_median"], found[f"{took}_p85"])


def decided(chosen: Filter) -> QuerySet[Verdict]:
    """``seconds`` is how long after the claim's arrival each took effect."""
    verdicts = Verdict.objects.filter(
        undone_at=None,
        effective_at__gte=chosen.period.start,
        effective_at__lt=chosen.period.end,
    ).annotate(
        seconds=ExpressionWrapper(
            F("effective_at") - F("claim__found_at"), output_field=DurationField()
        )
    )
    if chosen.outcome:
        verdicts = verdicts.filter(outcome=chosen.outcome)
    if chosen.due:
        verdicts = verdicts.filter(TOO_LATE)
    if chosen.person:
        verdicts = verdicts.filter(decided_by=chosen.person)
    return of_outlet(verdicts, chosen)


def first_verdicts(chosen: Filter) -> QuerySet[Verdict]:
    return decided(chosen).filter(number=1)


def worked_on(chosen: Filter) -> QuerySet[Any]:
    """First verdicts, each with when its review was first taken: ``working_seconds``
    before it took effect."""
    takes = Event.objects.filter(review=OuterRef("review"), verb="take")
    return (
        first_verdicts(chosen)
        .annotate(taken_at=Subquery(takes.order_by("seq").values("at")[:1]))
        .annotate(
            working_seconds=ExpressionWrapper(
                F("effective_at") - F("taken_at"), output_field=DurationField()
            )
        )
    )


def through_stages(chosen: Filter) -> QuerySet[Any]:
    """First verdicts, each with the time its review was in every stage; none where it
    was not. With a stage chosen, those that were in it."""
    verdicts = first_verdicts(chosen).annotate(
        **{f"{stage.value}_seconds": _time_in(stage.value) for stage in OPEN_STAGES}
    )
    if chosen.stage:
        verdicts = verdicts.filter(**{f"{chosen.stage}_seconds__isnull": False})
    return verdicts


def _time_in(stage: str) -> Subquery:
    """Every leaving of the stage less every entering, each held against one moment.
    What was undone, and the undoing, moved nothing."""
    left = ExpressionWrapper(
        F("at") - OuterRef("effective_at"), output_field=DurationField()
    )
    entered = ExpressionWrapper(
        OuterRef("effective_at") - F("at"), output_field=DurationField()
    )
    turns = (
        Event.objects.filter(review=OuterRef("review"), undoes=None, undone_by=None)
        .filter(Q(stage_before=stage) | Q(stage_after=stage))
        .exclude(stage_before=F("stage_after"))
        .order_by()
        .values("review")
        .annotate(spent=Sum(Case(When(stage_before=stage, then=left), default=entered)))
    )
    return Subquery(turns.values("spent"), output_field=DurationField())
