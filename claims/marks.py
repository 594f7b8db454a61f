"""Text cut into pieces that a page can mark: the claim, its values, other claims."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from claims.extraction.findings import Value
from claims.matching.conflicts import COMPATIBLE, DIFFERENT, EQUAL, compare, group

# The sign, its word, and the name its style goes by.
RELATIONS: Final = {
    EQUAL: ("=", "equal", "equal"),
    DIFFERENT: ("≠", "differs", "differs"),
    COMPATIBLE: ("~", "compatible", "compatible"),
}
START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Span:
    """A marked place: offsets, the kind of mark, where it leads and what it means."""

    start: int
    end: int
    kind: str
    href: str = ""
    title: str = ""
    sign: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under one mark, or under none."""

    text: str
    span: Span | None = None


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """In order of place; of two that overlap, the one given first stands."""
    kept: list[Span] = []
    for span in spans:
        at = bisect_left(kept, span.start, key=START)
        after_last = at == 0 or kept[at - 1].end <= span.start
        before_next = at == len(kept) or kept[at].start >= span.end
        if span.start < span.end and after_last and before_next:
            insort(kept, span, key=START)
    return kept


def cut(text: str, spans: Sequence[Span], *, start: int, end: int) -> list[Piece]:
    """``text[start:end]`` in pieces. ``spans`` in order, without overlaps."""
    pieces: list[Piece] = []
    at = start
    first = max(0, bisect_left(spans, start, key=START) - 1)
    for span in spans[first : bisect_left(spans, end, key=START)]:
        if span.end <= start:
            continue
        if span.start > at:
            pieces.append(Piece(text[at : span.start]))
        pieces.append(Piece(text[max(span.start, at) : min(span.end, end)], span))
        at = min(span.end, end)
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of each line that holds anything."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def cut_paragraphs(
    text: str, spans: Sequence[Span], *, places: Iterable[tuple[int, int]]
) -> list[list[Piece]]:
    return [cut(text, spans, start=start, end=end) for start, end in places]


class Yardstick:
    """What later mentions are held against: the first mention's values, and for a
    kind it does not name, those of the first mention that does."""

    def __init__(self) -> None:
        self.values: list[Value] = []

    def mark(self, values: Sequence[Value]) -> list[Span]:
        """The values as spans with their relation to what was said before."""
        relations = {
            (found.right.start, found.right.end): found.relation
            for found in compare(self.values, values)
        }
        known = group(self.values)
        for kind, new in group(values).items():
            if kind not in known:
                self.values += new
        return [
            _value_span(value, relations.get((value.start, value.end)))
            for value in values
        ]


def moved_by(spans: Iterable[Span], offset: int) -> list[Span]:
    return [
        replace(span, start=span.start + offset, end=span.end + offset)
        for span in spans
    ]


def _value_span(value: Value, relation: str | None) -> Span:
    if relation is None:
        return Span(value.start, value.end, "plain", title=value.kind)
    sign, word, kind = RELATIONS[relation]
    return Span(value.start, value.end, kind, title=word, sign=sign)
