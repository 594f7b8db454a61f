"""Where the mentions of one claim contradict each other, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.against import telling_of
from claims.extraction import Value
from claims.matching.conflicts import Conflict, find_conflicts
from claims.matching.sense.similarity import normalise
from claims.models import Mention, Source
from reviews.names import Words

# Each pair of tellings takes half a millisecond: the page does not wait for more.
MOST_TELLINGS: Final = 10
MOST_ROWS: Final = 12
LONGEST_SPAN: Final = 120

KINDS: Final[dict[str, Words]] = {
    "number": gettext_lazy("number"),
    "percent": gettext_lazy("percentage"),
    "money": gettext_lazy("amount of money"),
    "duration": gettext_lazy("duration"),
    "change": gettext_lazy("change"),
    "ordinal": gettext_lazy("rank"),
    "date": gettext_lazy("date"),
    "time": gettext_lazy("time of day"),
    "person": gettext_lazy("person"),
    "place": gettext_lazy("place"),
    "negation": gettext_lazy("whether it is so"),
    "doer": gettext_lazy("who did it"),
}
BOUNDS: Final[dict[str, Words]] = {
    "about": gettext_lazy("about %(value)s"),
    "almost": gettext_lazy("almost %(value)s"),
    "just over": gettext_lazy("just over %(value)s"),
    "more than": gettext_lazy("more than %(value)s"),
    "at least": gettext_lazy("at least %(value)s"),
    "less than": gettext_lazy("less than %(value)s"),
    "at most": gettext_lazy("at most %(value)s"),
    "before": gettext_lazy("before %(value)s"),
    "after": gettext_lazy("after %(value)s"),
    "shortly before": gettext_lazy("shortly before %(value)s"),
    "shortly after": gettext_lazy("shortly after %(value)s"),
    "by": gettext_lazy("by %(value)s"),
}


@dataclass(frozen=True)
class Difference:
    """Two spans that cannot both be right, and of each outlet that prints one its first
    mention. ``pair`` are the mentions that say it first."""

    kind: Words
    left: str
    right: str
    pair: tuple[int, int]
    left_by: list[Mention] = field(default_factory=list)
    right_by: list[Mention] = field(default_factory=list)

    @property
    def left_outlets(self) -> list[str]:
        return [name_beside(mention, self.right_by) for mention in self.left_by]

    @property
    def right_outlets(self) -> list[str]:
        return [name_beside(mention, self.left_by) for mention in self.right_by]


# What each side says, and the row that holds it.
Key = tuple[str, ...]
Rows = dict[tuple[str, Key, Key], Difference]


@dataclass(frozen=True)
class Differences:
    """``kinds`` in words; ``more`` counts the rows that are left out."""

    kinds: Sequence[Words] = ()
    rows: Sequence[Difference] = ()
    more: int = 0


def find_differences(mentions: Sequence[Mention]) -> Differences:
    """Between the first few tellings that are not the same words."""
    tellings: dict[str, list[Mention]] = {}
    for mention in mentions:
        tellings.setdefault(normalise(mention.quote), []).append(mention)
    rows: Rows = {}
    found = [
        (conflict, ours, theirs)
        for ours, theirs in combinations(list(tellings.values())[:MOST_TELLINGS], 2)
        for conflict in find_conflicts(telling_of(ours[0]), telling_of(theirs[0]))
    ]
    deniers = {
        side[0].pk
        for conflict, ours, theirs in found
        for side, span, other in (
            (ours, conflict.left, whole_of(theirs, conflict.right)),
            (theirs, conflict.right, whole_of(ours, conflict.left)),
        )
        if conflict.kind == "negation" and other and not whole_of(side, span)
    }
    for conflict, ours, theirs in found:
        # Whoever denies a figure does not say it.
        if conflict.kind == "negation" or deniers.isdisjoint(
            (ours[0].pk, theirs[0].pk)
        ):
            add_row(rows, conflict, ours, theirs)
    kinds = dict.fromkeys(row.kind for row in rows.values())
    return Differences(
        kinds=list(kinds),
        rows=list(rows.values())[:MOST_ROWS],
        more=max(0, len(rows) - MOST_ROWS),
    )


def whole_of(mentions: Sequence[Mention], span: tuple[int, int]) -> bool:
    return span == (0, len(mentions[0].quote))


def add_row(
    rows: Rows,
    conflict: Conflict,
    ours: Sequence[Mention],
    theirs: Sequence[Mention],
) -> None:
    left = span_in_words(ours[0], conflict.left, conflict.left_value)
    right = span_in_words(theirs[0], conflict.right, conflict.right_value)
    one, other = (
        key_of(conflict.left_value, left),
        key_of(conflict.right_value, right),
    )
    if (conflict.kind, other, one) in rows:
        left, right, ours, theirs = right, left, theirs, ours
        one, other = other, one
    row = rows.setdefault(
        (conflict.kind, one, other),
        Difference(
            KINDS.get(conflict.kind, conflict.kind),
            left,
            right,
            (ours[0].pk, theirs[0].pk),
        ),
    )
    add_outlets(row.left_by, ours)
    add_outlets(row.right_by, theirs)


def key_of(value: Value | None, text: str) -> Key:
    """What a span says, however it is written: €38 million is 38 Millionen Euro. The
    noun that is counted has another name in another language."""
    if value is None or not value.amount:
        return (normalise(text),)
    unit = "" if value.kind in ("number", "date") else value.unit
    return (value.amount, unit, value.bound)


def add_outlets(by: list[Mention], mentions: Sequence[Mention]) -> None:
    named = {mention.source.outlet_id for mention in by}
    for mention in mentions:
        if mention.source.outlet_id not in named:
            named.add(mention.source.outlet_id)
            by.append(mention)


def name_beside(mention: Mention, others: Sequence[Mention]) -> str:
    """The outlet of ``mention``; which of its texts it is where ``others``, which say
    otherwise, hold one of the same outlet."""
    source = mention.source
    words = {"outlet": source.outlet.name}
    for other in others:
        if other.source_id == source.pk:
            return _("%(outlet)s · in the same text") % words
        if other.source.outlet_id == source.outlet_id:
            words["day"] = date_format(day_of(source), "SHORT_DATE_FORMAT")
            if time_of(source) < time_of(other.source):
                return _("%(outlet)s · %(day)s · older") % words
            return _("%(outlet)s · %(day)s · newer") % words
    return words["outlet"]


def day_of(source: Source) -> date:
    return source.published_on or timezone.localdate(source.received_at)


def time_of(source: Source) -> tuple[date, datetime]:
    return day_of(source), source.received_at


def span_in_words(mention: Mention, span: tuple[int, int], value: Value | None) -> str:
    text = " ".join(mention.quote[slice(*span)].split()) or mention.quote
    if value is not None and value.bound in BOUNDS:
        words: Mapping[str, str] = {"value": text}
        return str(BOUNDS[value.bound]) % words
    return text[:LONGEST_SPAN]
