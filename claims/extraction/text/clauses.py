"""The words of a sentence, its longer quotations as one word each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from claims.extraction.text.glimpses import (
    LONGEST_REMEMBERED,
    WORDS_REMEMBERED,
    glimpse,
)
from claims.extraction.text.quotes import Span

QUOTATION = "“”"
# Shorter ones are a part of the sentence around them.
WORDS_OF_QUOTATION = 4
WORDS_OF_PARTIAL = 2
MARKS_AT_END = 2
# A sentence has fewer; the rest of a list without a full stop is not read.
MOST_TOKENS = 300
# The marks of short quotations part no words.
GLYPHS = frozenset('„“”"»«‘')
TOKEN = re.compile(
    r"(?:[A-Z]\.){2,8}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|Sr|Lt|Col|Prof|Sgt|Rev|No"
    r"|[A-Z])\.(?=\s)|['’](?:s|re|ve|d|ll)\b|\w+(?:[-/&.]\w+|['’](?!(?:s|re|ve|d|ll)\b)\w+)*"
    r"|\S"
)


class Token(NamedTuple):
    low: str
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that the text hands to somebody else. Spans are offsets into the text.

    ``kind``: "direct" for a quotation; "indirect" for a clause that a cue reports;
    "reported" for a sentence that tells no more than that somebody spoke of something;
    "mood" for what only the German mood of reported speech shows; "stance" for what
    somebody wants, believes or plans. ``frame`` is the clause of source and cue.
    ``owner`` is whose account a source is that only says it is somebody's own."""

    kind: str
    content: tuple[Span, ...]
    source: Span | None = None
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    owner: Span | None = None


@dataclass
class Unit:
    """A sentence of ``text``, or several that one quotation spans. ``partial`` are
    quotations of two or three words."""

    text: str
    start: int
    end: int
    quotations: list[Span] = field(default_factory=list)
    partial: list[Span] = field(default_factory=list)

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenise(self.text, self.start, self.end, self.quotations)

    def has(self, hint: int) -> bool:
        """Whether it may hold what is hinted at, quoted or not."""
        return glimpse(self.text[self.start : self.end]).has(hint)

    def span(self, first: int, last: int) -> Span:
        """From the token ``first`` to the token ``last``, both included."""
        return self.tokens[first].start, self.tokens[last].end

    def are_quoted(self, spans: Sequence[Span]) -> bool:
        """Whether each span is a quotation, but for the marks at its end."""
        quoted = dict((*self.quotations, *self.partial))
        return all(
            start in quoted and abs(quoted[start] - end) <= MARKS_AT_END
            for start, end in spans
        )

    @property
    def last(self) -> int:
        """The last token that is not the mark at the end."""
        at = len(self.tokens) - 1
        while at > 0 and self.tokens[at].low in {".", "!", "?", ";", "…"}:
            at -= 1
        return at


def around(unit: Unit, first: int, last: int) -> tuple[Span, ...]:
    """What stands before and behind a frame in its sentence."""
    tokens = unit.tokens
    spans = []
    before = first - 1
    while before >= 0 and tokens[before].low in {",", "–", "—"}:
        before -= 1
    if before >= 0:
        spans.append(unit.span(0, before))
    after = last + 1
    while after <= unit.last and tokens[after].low in {",", ":", "–", "—"}:
        after += 1
    if after <= unit.last:
        spans.append(unit.span(after, unit.last))
    return tuple(spans)


def tokenise(
    text: str, start: int, end: int, quotations: Sequence[Span]
) -> list[Token]:
    """The tokens between two places; each of the ``quotations`` is one token."""
    tokens: list[Token] = []
    at = start
    for first, last in quotations:
        tokens += read_tokens(text, at, first)
        tokens.append(Token(QUOTATION, first, last, QUOTATION))
        at = last
    tokens += read_tokens(text, at, end)
    return tokens


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """The marks of short quotations belong to the word they touch."""
    tokens: list[Token] = []
    opened = -1
    for piece in text[start:end].split():
        start = text.index(piece, start)
        whole = piece
        if piece[-1] == "." and start + len(piece) < end:
            # A blank belongs to it: it tells "Mr." from the end of a sentence.
            whole += " "
        remembered = len(whole) <= LONGEST_REMEMBERED
        for low, first, last, raw in (
            read_piece(whole) if remembered else read_piece.__wrapped__(whole)
        ):
            if raw in GLYPHS:
                if tokens and tokens[-1].end == start + first:
                    tokens[-1] = tokens[-1]._replace(end=start + last)
                else:
                    opened = start + first
                continue
            begin = start + first if opened < 0 else opened
            opened = -1
            tokens.append(Token(low, begin, start + last, raw))
            if len(tokens) == MOST_TOKENS:
                return tokens
        start += len(piece)
    return tokens


@lru_cache(WORDS_REMEMBERED)
def read_piece(piece: str) -> tuple[Token, ...]:
    """The tokens of what stands between two blanks."""
    if piece.isalpha():
        return (Token(piece.lower(), 0, len(piece), piece),)
    found = islice(TOKEN.finditer(piece), MOST_TOKENS)
    return tuple(Token(x.group().lower(), *x.span(), x.group()) for x in found)
