"""Where the mentions of one claim contradict each other, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from django.utils.translation import gettext_lazy as _

from claims.against import telling_of
from claims.extraction import Value
from claims.matching.conflicts import Conflict, find_conflicts
from claims.matching.similarity import normalise
from claims.models import Mention
from reviews.desk.keys import Words

# Each pair of tellings takes half a millisecond: the page does not wait for more.
MOST_TELLINGS: Final = 10
MOST_ROWS: Final = 12
LONGEST_SPAN: Final = 120

KINDS: Final[dict[str, Words]] = {
    "number": _("number"),
    "percent": _("percentage"),
    "money": _("amount of money"),
    "duration": _("duration"),
    "change": _("change"),
    "ordinal": _("rank"),
    "date": _("date"),
    "person": _("person"),
    "place": _("place"),
    "negation": _("whether it is so"),
}
BOUNDS: Final[dict[str, Words]] = {
    "about": _("about %(value)s"),
    "almost": _("almost %(value)s"),
    "just over": _("just over %(value)s"),
    "more than": _("more than %(value)s"),
    "at least": _("at least %(value)s"),
    "less than": _("less than %(value)s"),
    "at most": _("at most %(value)s"),
}


@dataclass(frozen=True)
class Difference:
    """Two spans that cannot both be right, and the outlets that print each. ``pair``
    are the mentions that say it first."""

    kind: Words
    left: str
    right: str
    pair: tuple[int, int]
    left_outlets: list[str] = field(default_factory=list)
    right_outlets: list[str] = field(default_factory=list)


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
    for ours, theirs in combinations(list(tellings.values())[:MOST_TELLINGS], 2):
        for conflict in find_conflicts(telling_of(ours[0]), telling_of(theirs[0])):
            add_row(rows, conflict, ours, theirs)
    kinds = dict.fromkeys(row.kind for row in rows.values())
    return Differences(
        kinds=list(kinds),
        rows=list(rows.values())[:MOST_ROWS],
        more=max(0, len(rows) - MOST_ROWS),
    )


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
    add_outlets(row.left_outlets, ours)
    add_outlets(row.right_outlets, theirs)


def key_of(value: Value | None, text: str) -> Key:
    """What a span says, however it is written: €38 million is 38 Millionen Euro. The
    noun that is counted has another name in another language."""
    if value is None or not value.amount:
        return (normalise(text),)
    unit = "" if value.kind in ("number", "date") else value.unit
    return (value.amount, unit, value.bound)


def add_outlets(names: list[str], mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        if (name := mention.source.outlet.name) not in names:
            names.append(name)


def span_in_words(mention: Mention, span: tuple[int, int], value: Value | None) -> str:
    text = " ".join(mention.quote[slice(*span)].split()) or mention.quote
    if value is not None and value.bound in BOUNDS:
        words: Mapping[str, str] = {"value": text}
        return str(BOUNDS[value.bound]) % words
    return text[:LONGEST_SPAN]
