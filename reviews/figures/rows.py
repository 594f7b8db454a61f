"""How the rows behind several panels say the same: their claim, and who it was."""

from typing import Any

from django.db.models import CharField, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from claims.models import Claim


def name_of_person(person: str) -> Coalesce:
    """What a person is called, as the trail writes it."""
    name = Func(F(person), function="reviews_person_name", output_field=CharField())
    return Coalesce(name, Value(""))


def of_claim(path: str) -> Subquery:
    """Looked up for the rows of one page, where a join would be made for all."""
    return Subquery(Claim.objects.filter(pk=OuterRef("claim")).values(path))


def review_rows(reviews: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return reviews.order_by("at", "pk").values(
        "claim",
        "stage",
        "at",
        "due_at",
        wording=of_claim("wording__text"),
        state=of_claim("state"),
        who=name_of_person("holder"),
    )


def verdict_rows(verdicts: QuerySet[Any], *more: str) -> QuerySet[Any, dict[str, Any]]:
    """``more`` names what else is told of each."""
    return verdicts.values(
        "claim",
        "number",
        "outcome",
        "seconds",
        *more,
        wording=of_claim("wording__text"),
        stage=F("review__stage"),
        state=of_claim("state"),
        word=F("rating__word"),
        who=name_of_person("decided_by"),
        confirmed=name_of_person("confirmed_by"),
        at=F("effective_at"),
        due_at=F("review__due_at"),
    )


def pair_rows(pairs: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    """Who read is not told: agreement is of the newsroom, and ranks nobody."""
    return pairs.order_by("-read_at", "-pk").values(
        "claim",
        "pair",
        "first_outcome",
        "first_word",
        "second_outcome",
        wording=of_claim("wording__text"),
        second_word=F("rating__word"),
        at=F("read_at"),
    )


def overruled_rows(readings: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return readings.order_by("-at", "pk").values(
        "claim",
        "outcome",
        "settled_outcome",
        "settled_word",
        "at",
        wording=of_claim("wording__text"),
        who=name_of_person("reader"),
        word=F("rating__word"),
    )
