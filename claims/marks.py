"""Text cut into pieces that a page can mark: the claim, its values, other claims."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from django.utils.translation import gettext as _

from claims.extraction.findings import Value
from claims.matching.conflicts import (
    COMPATIBLE,
    DIFFERENT,
    EQUAL,
    Comparison,
    are_told,
    compare,
    group,
    is_told,
)
from claims.matching.conflicts.amounts import rounds_to, span_of

# The name that the style of a relation goes by.
STYLES: Final = {EQUAL: "equal", DIFFERENT: "differs", COMPATIBLE: "compatible"}
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
    """What mentions are held against: the claim's own values in its ``text``, and for a
    kind it does not name, those of the first source that does."""

    def __init__(self, own: Sequence[Value] = (), text: str = "") -> None:
        self.values = list(own)
        self.text = text
        self.told_by: dict[int, str] = {}

    def mark(self, values: Sequence[Value], *, by: str, text: str) -> list[Span]:
        """The values in ``text`` as spans, each with its relation to what was said
        before in words; ``by`` names the source that says them."""
        relations = {
            (found.right.start, found.right.end): found
            for found in compare(self.values, values)
            if found.relation != DIFFERENT or are_told(found, self.text, text)
        }
        known = group(self.values)
        told = group(value for value in values if is_told(text, value))
        for kind, new in told.items():
            if kind not in known:
                self.values += new
                self.told_by |= {id(value): by for value in new}
        return [
            self.span_of(value, relations.get((value.start, value.end)))
            for value in values
        ]

    def span_of(self, value: Value, found: Comparison | None) -> Span:
        if found is None:
            return Span(value.start, value.end, "plain", title=value.kind)
        return Span(
            value.start,
            value.end,
            STYLES[found.relation],
            title=explain(found, by=self.told_by.get(id(found.left), "")),
            sign=found.relation,
        )


def explain(found: Comparison, *, by: str) -> str:
    """How the right value stands to the left one; ``by`` is the source that says the
    left one, "" for the claim itself."""
    words = {"this": found.right.text, "that": found.left.text, "source": by}
    if found.relation == EQUAL:
        sentence = _("same as %(source)s") if by else _("same as the claim")
    elif found.relation == DIFFERENT:
        sentence = (
            _("differs: %(this)s against %(that)s in %(source)s")
            if by
            else _("differs: %(this)s against %(that)s")
        )
    elif is_rounded(found):
        sentence = _("rounds to the same: %(that)s")
    else:
        sentence = _("may be the same: %(that)s")
    return sentence % words


def is_rounded(found: Comparison) -> bool:
    left, right = found.left, found.right
    if left.kind in {"date", "time"} or left.bound or right.bound:
        return False
    return rounds_to(span_of(left, right), span_of(right, left))


def moved_by(spans: Iterable[Span], offset: int) -> list[Span]:
    return [
        replace(span, start=span.start + offset, end=span.end + offset)
        for span in spans
    ]
