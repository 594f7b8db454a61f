"""How often two people who read a claim apart come to the same. Only blind pairs tell:
whoever has seen what another thinks no longer says what they would have said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from reviews.figures.alpha import estimate_interval, measure_alpha
from reviews.figures.filters import Filter, of_outlet
from reviews.models import Reading
from reviews.moves import Outcome, Stage

BLIND, NOT_BLIND = "blind", "not_blind"
# What two Readings have in common, by the name of its field.
SAME_OUTCOME, SAME_RATING = "outcome", "rating"
# Under so many blind pairs alpha says nothing.
ENOUGH_PAIRS: Final = 20


@dataclass(frozen=True)
class Agreement:
    """``counts`` holds the blind pairs by the outcome of the first and the second
    Reading, all of them named; in ``same_rating`` of these the rating is the same too.
    ``not_blind`` are in no other number."""

    counts: Mapping[tuple[str, str], int]
    same_rating: int
    not_blind: int

    @property
    def pairs(self) -> int:
        return sum(self.counts.values())

    @property
    def same_outcome(self) -> int:
        return sum(self.both(outcome) for outcome in Outcome)

    def both(self, outcome: str) -> int:
        return self.counts[outcome, outcome]

    def first(self, outcome: str) -> int:
        return sum(self.counts[outcome, second] for second in Outcome)

    def second(self, outcome: str) -> int:
        return sum(self.counts[first, outcome] for first in Outcome)

    @property
    def alpha(self) -> float | None:
        return measure_alpha(self.counts)

    @property
    def interval(self) -> tuple[float, float] | None:
        return estimate_interval(self.counts)


def read_pairs(chosen: Filter) -> QuerySet[Any]:
    """Each second Reading made in the days chosen, beside the first one of its
    Review. ``pair`` is "blind" where its reader could have seen neither that nor any
    other Reading of the claim: no second Reading was taken back before, which shows
    both, and the claim had not been read in an earlier Review."""
    taken_back = Reading.objects.filter(
        review=OuterRef("review"), stage=Stage.SECOND_READING, undone_at__isnull=False
    )
    earlier = Reading.objects.filter(
        review__claim=OuterRef("review__claim"),
        review__round__lt=OuterRef("review__round"),
    )
    # In this order: what says no for most is asked first.
    blind = Q(review__blind=True) & ~Exists(taken_back) & ~Exists(earlier)
    pairs = (
        Reading.objects.filter(
            stage=Stage.SECOND_READING,
            undone_at=None,
            read_at__gte=chosen.period.start,
            read_at__lt=chosen.period.end,
        )
        .filter(review__readings__stage=Stage.IN_HAND, review__readings__undone_at=None)
        .annotate(
            claim=F("review__claim"),
            pair=Case(
                When(blind, then=Value(BLIND)),
                default=Value(NOT_BLIND),
                output_field=CharField(),
            ),
            first_reader=F("review__readings__reader"),
            first_outcome=F("review__readings__outcome"),
            first_rating=F("review__readings__rating"),
            first_word=F("review__readings__rating__word"),
            second_outcome=F("outcome"),
        )
    )
    if chosen.agreed:
        pairs = pairs.filter(**{chosen.agreed: F(f"first_{chosen.agreed}")})
    narrowed = ("pair", "first_outcome", "second_outcome")
    wanted = {name: getattr(chosen, name) for name in narrowed}
    pairs = pairs.filter(**{name: value for name, value in wanted.items() if value})
    if chosen.person:
        who = chosen.person.pk
        pairs = pairs.filter(Q(reader=who) | Q(first_reader=who))
    return of_outlet(pairs, chosen)


def measure_agreement(chosen: Filter) -> Agreement:
    """Of all pairs of these days: what narrows them to some is left aside."""
    rows = (
        read_pairs(chosen.of_pairs())
        .order_by()
        .values_list("pair", "first_outcome", "second_outcome")
        .annotate(n=Count("pk"), same=Count("pk", filter=Q(rating=F("first_rating"))))
    )
    counts: dict[tuple[str, str], int] = {
        (first.value, second.value): 0 for first in Outcome for second in Outcome
    }
    same_rating = not_blind = 0
    for pair, first, second, n, same in rows:
        if pair == BLIND:
            counts[first, second] = n
            same_rating += same
        else:
            not_blind += n
    return Agreement(counts, same_rating, not_blind)
