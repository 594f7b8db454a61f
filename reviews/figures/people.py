"""What each person did, by name and in the order of names: it ranks nobody, and only
who may see people sees it."""

from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import (
    Case,
    Count,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from reviews.figures.agreement import BLIND, read_pairs
from reviews.figures.decided import ENOUGH, Percentile, decided, worked_on
from reviews.figures.filters import Filter, of_outlet
from reviews.figures.rows import name_of_person
from reviews.models import Reading
from reviews.moves import Stage

SEE_PEOPLE: Final = "reviews.see_people"


def overruled(chosen: Filter) -> QuerySet[Any]:
    """Readings that an adjudication in these days gave another rating than."""
    settled = "review__readings"
    readings = (
        Reading.objects.filter(undone_at=None)
        .exclude(stage=Stage.ADJUDICATION)
        .filter(
            **{
                f"{settled}__stage": Stage.ADJUDICATION,
                f"{settled}__undone_at": None,
                f"{settled}__read_at__gte": chosen.period.start,
                f"{settled}__read_at__lt": chosen.period.end,
            }
        )
        .annotate(
            claim=F("review__claim"),
            at=F(f"{settled}__read_at"),
            settled_rating=F(f"{settled}__rating"),
            settled_outcome=F(f"{settled}__outcome"),
            settled_word=F(f"{settled}__rating__word"),
        )
        .exclude(rating=F("settled_rating"))
    )
    if chosen.person:
        readings = readings.filter(reader=chosen.person)
    return of_outlet(readings, chosen)


def at_work(chosen: Filter) -> QuerySet[User, dict[str, Any]]:
    """Whoever decided, was overruled or read blind in these days. The median is of the
    first verdicts that they decided, and left out where these are too few."""
    pairs = read_pairs(chosen.of_pairs(BLIND))
    first = (
        worked_on(chosen)
        .filter(decided_by=OuterRef("pk"))
        .order_by()
        .values("decided_by")
        .annotate(n=Count("pk"), median=Percentile(F("working_seconds"), share=0.5))
    )
    people = User.objects.annotate(
        decided=_count(decided(chosen).filter(decided_by=OuterRef("pk"))),
        first=_count(worked_on(chosen).filter(decided_by=OuterRef("pk"))),
        median_seconds=Subquery(
            first.annotate(told=Case(When(n__gte=ENOUGH, then=F("median")))).values(
                "told"
            )
        ),
        overruled=_count(overruled(chosen).filter(reader=OuterRef("pk"))),
        pairs=_count(
            pairs.filter(Q(reader=OuterRef("pk")) | Q(first_reader=OuterRef("pk")))
        ),
    ).filter(Q(decided__gt=0) | Q(overruled__gt=0) | Q(pairs__gt=0))
    if chosen.person:
        people = people.filter(pk=chosen.person.pk)
    return (
        people.annotate(who=name_of_person("pk"))
        .order_by("who", "pk")
        .values("pk", "who", "decided", "first", "median_seconds", "overruled", "pairs")
    )


def _count(rows: QuerySet[Any]) -> Subquery:
    counted = Func(F("pk"), function="count", output_field=IntegerField())
    return Subquery(rows.order_by().values(n=counted), output_field=IntegerField())
