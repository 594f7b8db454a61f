"""Passages that a Source shares with others, as a page shows them: marked in the text,
with where else they stand."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.urls import reverse

from claims.linking.origins import passages_between, shared_passages
from claims.models import Mention, SharedPassage, Source

SHOWN_AT_MOST: Final = 20


class Side(NamedTuple):
    """One of the two Sources of a passage, with the address of the place there."""

    outlet: str
    href: str


@dataclass(frozen=True)
class Passage:
    """A span of the Source that is shown, and where the same stands."""

    pk: int
    start: int
    end: int
    there: Side
    reason: str


class Both(NamedTuple):
    """A passage between two Sources that print one claim."""

    earlier: Side
    later: Side
    reason: str


class Marked(NamedTuple):
    """A run of text from ``start``; ``opens`` and ``ends`` are the passages that begin
    or end with it, ``shared`` when it stands in any."""

    text: str
    start: int
    opens: Sequence[Passage] = ()
    ends: Sequence[Passage] = ()
    shared: bool = False


def passages_in(source: Source) -> list[Passage]:
    """Every passage of the Source that stands in another, in the order of the text."""
    found = []
    for each in shared_passages(source.pk):
        if each.later_id == source.pk:
            start, end, there = each.later_start, each.later_end, earlier_side(each)
        else:
            start, end, there = each.earlier_start, each.earlier_end, later_side(each)
        found.append(Passage(each.pk, start, end, there, each.reason))
    return sorted(found, key=lambda passage: (passage.start, passage.end, passage.pk))


def passages_of(mentions: Iterable[Mention]) -> list[Both]:
    """What the Sources of a claim's mentions share around it."""
    places = [(each.source_id, each.start, each.end) for each in mentions]
    return [
        Both(earlier_side(each), later_side(each), each.reason)
        for each in passages_between(places, at_most=SHOWN_AT_MOST)
    ]


def earlier_side(passage: SharedPassage) -> Side:
    return side(passage, passage.earlier, passage.earlier_start)


def later_side(passage: SharedPassage) -> Side:
    return side(passage, passage.later, passage.later_start)


def side(passage: SharedPassage, source: Source, start: int) -> Side:
    page = reverse("admin:desk_source", args=[source.pk])
    return Side(source.outlet.name, f"{page}?near={start}#passage-{passage.pk}")


def cut_at(text: str, start: int, passages: Sequence[Passage]) -> list[Marked]:
    """``text``, which begins at ``start`` of its Source, cut where passages begin and
    end."""
    end = start + len(text)
    near = [each for each in passages if each.start < end and each.end > start]
    edges = {start, end}
    for each in near:
        edges |= {max(each.start, start), min(each.end, end)}
    places = sorted(edges)
    return [
        cut_of(text[low - start : high - start], low, high, near)
        for low, high in itertools.pairwise(places)
    ]


def cut_of(text: str, low: int, high: int, passages: Sequence[Passage]) -> Marked:
    """A run that no passage begins or ends within, unless it may not be cut."""
    return Marked(
        text,
        low,
        opens=[each for each in passages if low <= each.start < high],
        ends=[each for each in passages if low < each.end <= high],
        shared=any(each.start < high and each.end > low for each in passages),
    )
