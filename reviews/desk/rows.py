"""One line of the queue: a claim as the page shows it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise

from claims.linking import read_values
from claims.marks import Piece, Span, cut, without_overlaps
from claims.matching.conflicts import COMPARED, Telling
from claims.matching.differences import differing_kinds
from claims.models import Mention
from reviews.desk.differences import KINDS
from reviews.models import Review

CHARACTERS: Final = 140
OUTLETS_NAMED: Final = 2
# More tellings of one claim are compared on its own page.
TELLINGS: Final = 8


@dataclass
class Stated:
    """What the Mentions of a claim add to its line."""

    outlets: dict[int, str] = field(default_factory=dict)
    reasons: Sequence[str] | None = None
    words: set[str] = field(default_factory=set)
    tellings: list[Telling] = field(default_factory=list)

    def add(self, outlet: int, name: str, why: Sequence[str], telling: Telling) -> None:
        self.outlets.setdefault(outlet, name)
        self.reasons = why if self.reasons is None else self.reasons
        self.words |= {each.text for each in telling.values if each.kind in COMPARED}
        self.tellings.append(telling)


@dataclass(frozen=True)
class Row:
    """One claim of the queue. ``kinds`` are those of the values that differ, as far
    as this page looked: ``claim.differing`` counts them all. ``interest`` is why it is
    not handed to the person who looks, if so."""

    review: Review
    stated: Stated
    kinds: Sequence[str | Promise]
    held: bool
    overdue: bool
    interest: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """The first characters of the wording, its numbers and dates under a mark."""
        text = self.review.claim.wording.text
        end = len(text)
        if end > CHARACTERS:
            blank = text.rfind(" ", 0, CHARACTERS)
            end = blank if blank > CHARACTERS // 2 else CHARACTERS
        pieces = cut(text, find_words(text, self.stated.words), start=0, end=end)
        return pieces if end == len(text) else [*pieces, Piece("…")]

    @property
    def outlets(self) -> Sequence[str]:
        return list(self.stated.outlets.values())[:OUTLETS_NAMED]

    @property
    def more_outlets(self) -> int:
        return max(0, len(self.stated.outlets) - OUTLETS_NAMED)

    @property
    def worth(self) -> int:
        return round(self.review.claim.worth * 100)

    @property
    def postponed(self) -> bool:
        until = self.review.not_before
        return until is not None and until > timezone.now()


def rows_of(reviews: Sequence[Review]) -> list[Row]:
    """``reviews`` with their claim, wording, holder and assignee; one statement."""
    stated = read_stated([review.claim_id for review in reviews])
    now = timezone.now()
    return [
        Row(
            review=review,
            stated=stated[review.claim_id],
            kinds=kinds_of(review, stated[review.claim_id]),
            held=review.lease_until is not None and review.lease_until > now,
            overdue=review.closed_at is None and review.due_at < now,
            interest=getattr(review, "interest", None) or "",
        )
        for review in reviews
    ]


def read_stated(claims: Collection[int]) -> dict[int, Stated]:
    stated: dict[int, Stated] = defaultdict(Stated)
    mentions = Mention.objects.filter(claim__in=claims).order_by("-worth", "pk")
    for claim, outlet, name, why, quote, values in mentions.values_list(
        "claim", "source__outlet", "source__outlet__name", "reasons", "quote", "values"
    ):
        stated[claim].add(outlet, name, why, Telling(quote, read_values(values)))
    return stated


def kinds_of(review: Review, stated: Stated) -> list[Any]:
    if not review.claim.differing:
        return []
    kinds = differing_kinds(stated.tellings, at_most=TELLINGS)
    return [KINDS.get(kind, kind) for kind in sorted(kinds)]


def find_words(text: str, words: Collection[str]) -> list[Span]:
    """Where whole ``words`` stand in ``text``; of two that overlap, the longer."""
    return without_overlaps(
        Span(found.start(), found.end(), "value")
        for word in sorted(filter(None, words), key=len, reverse=True)
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    )
