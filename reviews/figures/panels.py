"""One function per question a manager asks. Every number is counted over the same
rows that its page lists and its export sends; what was undone is in none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import (
    Aggregate,
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from reviews.figures.agreement import read_pairs
from reviews.figures.filters import Filter, of_outlet
from reviews.figures.picks import judged_picks, pick_rows
from reviews.models import Reading, Review, Verdict
from reviews.moves import OPEN_STAGES, Outcome, Stage
from reviews.names import Words

# Under this many a median says nothing.
ENOUGH: Final = 5
OVERDUE: Final = "overdue"
# Of a verdict, and the review that it closed.
TOO_LATE: Final = Q(effective_at__gt=F("review__due_at"))


class Percentile(Aggregate):
    """``percentile_cont``: the value that this share of the rows does not exceed."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Any, *, share: float) -> None:
        super().__init__(expression, share=share, output_field=DurationField())


@dataclass(frozen=True)
class Waiting:
    """How many wait for a second reader, and since when the first of them does."""

    count: int
    since: datetime | None


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
    """How long ``count`` verdicts took; no times where they are too few. ``overdue``
    of them came after they were due."""

    count: int
    overdue: int
    median: timedelta | None
    p85: timedelta | None


def count_open(chosen: Filter) -> dict[str, int]:
    """What is open now? By stage, every open stage named."""
    found = dict(
        still_open(chosen).order_by().values_list("stage").annotate(n=Count("pk"))
    )
    return {stage.value: found.get(stage.value, 0) for stage in OPEN_STAGES}


def count_overdue(chosen: Filter) -> int:
    """How much of it should have been decided by now?"""
    return still_open(replace(chosen, due=OVERDUE)).count()


def count_waiting(chosen: Filter) -> Waiting:
    """What waits for a second reader?"""
    found = waiting_reviews(chosen).aggregate(n=Count("pk"), since=Min("at"))
    return Waiting(found["n"], found["since"])


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


def measure_time_to_verdict(chosen: Filter) -> Spread:
    """How long does a claim wait, from arrival to its first verdict?"""
    found = first_verdicts(chosen).aggregate(
        n=Count("pk"),
        overdue=Count("pk", filter=TOO_LATE),
        median=Percentile(F("seconds"), share=0.5),
        p85=Percentile(F("seconds"), share=0.85),
    )
    if found["n"] < ENOUGH:
        return Spread(found["n"], found["overdue"], None, None)
    return Spread(found["n"], found["overdue"], found["median"], found["p85"])


def still_open(chosen: Filter) -> QuerySet[Review]:
    reviews = Review.objects.exclude(stage=Stage.CLOSED).annotate(at=F("opened_at"))
    if chosen.stage:
        reviews = reviews.filter(stage=chosen.stage)
    if chosen.due:
        reviews = reviews.filter(due_at__lt=timezone.now())
    return of_outlet(reviews, chosen)


def waiting_reviews(chosen: Filter) -> QuerySet[Review]:
    """``at`` is when the first Reading was made. Who made it is not told: the
    second reading may be blind."""
    first = Reading.objects.filter(
        review=OuterRef("pk"), stage=Stage.IN_HAND, undone_at=None
    )
    return (
        still_open(chosen)
        .filter(stage=Stage.SECOND_READING)
        .annotate(at=Subquery(first.values("read_at")[:1]))
    )


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
    return of_outlet(verdicts, chosen)


def first_verdicts(chosen: Filter) -> QuerySet[Verdict]:
    return decided(chosen).filter(number=1)


def _name(person: str) -> Coalesce:
    """What a person is called, as the trail writes it."""
    name = Func(F(person), function="reviews_person_name", output_field=CharField())
    return Coalesce(name, Value(""))


def _of_claim(path: str) -> Subquery:
    """Looked up for the rows of one page, where a join would be made for all."""
    return Subquery(Claim.objects.filter(pk=OuterRef("claim")).values(path))


def _review_rows(reviews: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return reviews.order_by("at", "pk").values(
        "claim",
        "stage",
        "at",
        "due_at",
        wording=_of_claim("wording__text"),
        state=_of_claim("state"),
        who=_name("holder"),
    )


def _verdict_rows(verdicts: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return verdicts.values(
        "claim",
        "number",
        "outcome",
        "seconds",
        wording=_of_claim("wording__text"),
        stage=F("review__stage"),
        state=_of_claim("state"),
        word=F("rating__word"),
        who=_name("decided_by"),
        confirmed=_name("confirmed_by"),
        at=F("effective_at"),
        due_at=F("review__due_at"),
    )


def _pair_rows(pairs: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    """Who read is not told: agreement is of the newsroom, and ranks nobody."""
    return pairs.order_by("-read_at", "-pk").values(
        "claim",
        "pair",
        "first_outcome",
        "first_word",
        "second_outcome",
        wording=_of_claim("wording__text"),
        second_word=F("rating__word"),
        at=F("read_at"),
    )


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One question: what it counts, and the rows behind its numbers. ``columns``
    pairs each key of a row with its heading."""

    name: str
    title: Words
    definition: Words
    columns: Sequence[tuple[str, Words]]
    rows: Callable[[Filter], QuerySet[Any, dict[str, Any]]]


WHERE: Final = (
    ("claim", _("Claim")),
    ("wording", _("In words")),
    ("stage", _("Stage")),
    ("state", _("State")),
)
VERDICT: Final = (
    *WHERE,
    ("number", _("Verdict")),
    ("outcome", _("Outcome")),
    ("word", _("Rating")),
    ("who", _("Decided by")),
    ("confirmed", _("Confirmed by")),
    ("at", _("Took effect")),
    ("seconds", _("After arrival")),
)
PICK: Final = (
    ("first_claim", _("Claim")),
    ("wording", _("In words")),
    ("extractor", _("Extractor")),
    ("place", _("Place")),
    ("worth", _("Worth")),
    ("fate", _("Fate")),
    ("claim", _("Stands as claim")),
    ("at", _("Judged")),
)
PAIR: Final = (
    ("claim", _("Claim")),
    ("wording", _("In words")),
    ("pair", _("How it was read")),
    ("first_outcome", _("First reading")),
    ("first_word", _("First rating")),
    ("second_outcome", _("Second reading")),
    ("second_word", _("Second rating")),
    ("at", _("Second reading made")),
)

PANELS: Final[dict[str, Panel]] = {
    panel.name: panel
    for panel in (
        Panel(
            name="open",
            title=_("Open now"),
            definition=_(
                "Claims with a review that is not closed, by the stage it is "
                "in now. Overdue are those that were to be decided by now. The "
                "dates do not apply; the outlet does."
            ),
            columns=(
                *WHERE,
                ("who", _("In hand of")),
                ("at", _("Opened")),
                ("due_at", _("Due")),
            ),
            rows=lambda chosen: _review_rows(still_open(chosen)),
        ),
        Panel(
            name="waiting",
            title=_("Waiting for second reader"),
            definition=_(
                "Open claims that one person has read and a second has not. They wait "
                "from the first reading on. The dates do not apply; the outlet does."
            ),
            columns=(
                *WHERE,
                ("who", _("In hand of")),
                ("at", _("Waiting since")),
                ("due_at", _("Due")),
            ),
            rows=lambda chosen: _review_rows(waiting_reviews(chosen)),
        ),
        Panel(
            name="decided",
            title=_("Decided per day"),
            definition=_(
                "Verdicts that took effect on the day, by outcome. A verdict "
                "that was undone counts nowhere; one that was withdrawn or corrected "
                "later still counts on its day, and its correction on its own."
            ),
            columns=VERDICT,
            rows=lambda chosen: _verdict_rows(
                decided(chosen).order_by("-effective_at", "-pk")
            ),
        ),
        Panel(
            name="time-to-verdict",
            title=_("Time from arrival to verdict"),
            definition=_(
                "From the moment the claim was found to the moment its first verdict "
                "took effect, for first verdicts that took effect in these days. "
                "Undone verdicts and later corrections are left out. Nights and "
                "weekends count. Half took at most the median; 85 of 100 at most the "
                "p85. Overdue are those that took effect after their review was due."
            ),
            columns=(*VERDICT, ("due_at", _("Due"))),
            rows=lambda chosen: _verdict_rows(
                first_verdicts(chosen).order_by("-seconds", "-pk")
            ),
        ),
        Panel(
            name="picks",
            title=_("The machine’s picks"),
            definition=_(
                "Sentences that an extraction put in the queue and people judged in "
                "these days: kept, when somebody read the claim or merged it into "
                "another, or dismissed as nothing to check. The place is the rank by "
                "worth among all sentences found in the same source. Claims that "
                "nobody judged yet are left out, so are decisions that were undone."
            ),
            columns=PICK,
            rows=lambda chosen: pick_rows(judged_picks(chosen)),
        ),
        Panel(
            name="agreement",
            title=_("How often two people agree"),
            definition=_(
                "Two readings of one claim, the second made in these days. Only blind "
                "pairs count: the second reader could see neither the first reading "
                "nor an earlier one of the claim. What was undone counts nowhere, and "
                "what follows a second reading that was undone is not blind. That a "
                "claim was settled, corrected, reopened or withdrawn since changes "
                "nothing. The specific agreement is how many of the readings with an "
                "outcome stand beside another with it. Krippendorff’s alpha says how "
                "much of the agreement on outcomes is more than chance: 1 all, 0 none. "
                "From 0.80 on it is reliable, from 0.67 tentative. The interval comes "
                "from leaving out one pair at a time, and is rough under 100 pairs. "
                "BLIND_SHARE sets how many second readings are blind."
            ),
            columns=PAIR,
            rows=lambda chosen: _pair_rows(read_pairs(chosen)),
        ),
    )
}
