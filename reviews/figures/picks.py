"""How good the machine's picks are: what people made of the sentences that an
extraction put in the queue, with the worth it gave them."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from claims.models import Claim, Mention
from reviews.figures.filters import FIRST, Filter
from reviews.models import Event

KEPT, DISMISSED = "kept", "dismissed"
JUDGED_BY: Final = ("decide", "merge", "dismiss")


@dataclass(frozen=True)
class Precision:
    """Of ``judged`` sentences among the first ``first`` of their sources, people kept
    ``kept`` as claims to check. ``first`` is None for all of them."""

    extractor: str
    first: int | None
    kept: int
    judged: int


def judged_picks(chosen: Filter) -> QuerySet[Any]:
    """Those judged in the days chosen, narrowed as the filter says."""
    picks = all_picks().filter(
        first_claim__in=_judged_in(chosen),
        at__gte=chosen.period.start,
        at__lt=chosen.period.end,
    )
    if chosen.outlet is not None:
        picks = picks.filter(source__outlet=chosen.outlet)
    if chosen.first is not None:
        picks = picks.filter(place__lte=chosen.first)
    wanted = {"extractor": chosen.extractor, "fate": chosen.fate}
    return picks.filter(**{name: value for name, value in wanted.items() if value})


def all_picks() -> QuerySet[Any]:
    """The mentions an extraction found first, once people judged their claim:
    ``at`` is when, ``place`` the rank by worth in its source, ``fate`` "kept" or
    "dismissed". Whoever merges a claim keeps it. One that was dismissed and reopened
    is judged again."""
    judgement = Event.objects.filter(
        claim=OuterRef("first_claim"), verb__in=JUDGED_BY, undone_by=None
    ).order_by("-seq")
    before = (
        Mention.objects.filter(extraction=OuterRef("extraction"))
        .filter(
            Q(worth__gt=OuterRef("worth"))
            | Q(worth=OuterRef("worth"), pk__lt=OuterRef("pk"))
        )
        .order_by()
        .values("extraction")
        .annotate(n=Count("pk"))
    )
    return (
        Mention.objects.filter(
            linked_by=Mention.LinkedBy.EXTRACTION, extraction__isnull=False
        )
        .annotate(
            at=Subquery(judgement.values("at")[:1]),
            verb=Subquery(judgement.values("verb")[:1]),
        )
        .filter(at__isnull=False)
        .exclude(~Q(first_claim__state=Claim.State.DISMISSED), verb="dismiss")
        .annotate(
            place=Coalesce(
                Subquery(before.values("n"), output_field=IntegerField()), Value(0)
            )
            + 1,
            fate=Case(
                When(verb="dismiss", then=Value(DISMISSED)),
                default=Value(KEPT),
                output_field=CharField(),
            ),
            extractor=Concat(
                "extraction__extractor",
                Value(" "),
                "extraction__version",
                output_field=CharField(),
            ),
        )
    )


def _judged_in(chosen: Filter) -> QuerySet[Any, Any]:
    """Claims judged in these days, maybe again later: a short list to start from."""
    return Event.objects.filter(
        verb__in=JUDGED_BY, at__gte=chosen.period.start, at__lt=chosen.period.end
    ).values("claim")


def measure_precision(chosen: Filter) -> list[Precision]:
    """For each version of the extractor: the first few of each source, and all."""
    kept = Q(fate=KEPT)
    counts = {
        f"{what}_{first}": Count("pk", filter=Q(place__lte=first) & rule)
        for first in FIRST
        for what, rule in (("kept", kept), ("judged", Q()))
    }
    rows = (
        judged_picks(chosen)
        .order_by("extractor")
        .values("extractor")
        .annotate(kept=Count("pk", filter=kept), judged=Count("pk"), **counts)
    )
    return [
        Precision(
            row["extractor"],
            first,
            row[f"kept_{first}" if first else "kept"],
            row[f"judged_{first}" if first else "judged"],
        )
        for row in rows
        for first in (*FIRST, None)
    ]


def pick_rows(picks: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return picks.order_by("-at", "pk").values(
        "first_claim",
        "claim",
        "extractor",
        "place",
        "worth",
        "fate",
        "at",
        wording=F("quote"),
    )
