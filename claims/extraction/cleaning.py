"""Text to paragraphs: furniture is named and dropped, body sentences stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.extraction.findings import Dropped
from claims.extraction.furniture import name_furniture
from claims.extraction.tail import Line, name_tail

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
SENTENCE_END = re.compile(r"[.!?…:;]['\"”“’»)\]]*$")
HEADING_WORDS = 25
# Hard-wrapped text, as in mail and old documents, has lines of about this length.
WRAPPED = range(45, 101)
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int


def clean(text: str) -> tuple[list[Paragraph], list[Dropped]]:
    """The paragraphs to search for claims, and the rest with a reason each."""
    lines = list(split_lines(text))
    has_sentences = any(SENTENCE_END.search(line.text[-8:]) for line in lines)
    seen: set[str] = set()
    named = []
    for line in lines:
        reason = name_furniture(line.text)
        if not reason and has_sentences:
            reason = name_heading(line.text, seen)
        named.append(replace(line, reason=reason))
    named = name_tail(named)
    dropped = [
        Dropped(each.start, each.end, each.reason) for each in named if each.reason
    ]
    return [
        Paragraph(each.start, each.end) for each in named if not each.reason
    ], dropped


def name_heading(line: str, seen: set[str]) -> str:
    if not LETTER.search(line[:200]):
        return "no words"
    if len(line) > 300 or SENTENCE_END.search(line[-8:]):
        return ""
    if line.count(" ") >= HEADING_WORDS:
        return ""
    key = line.casefold()
    if key in seen:
        return "repeated heading"
    seen.add(key)
    return "heading"


def split_lines(text: str) -> Iterator[Line]:
    """Lines without outer blanks; the lines of a hard-wrapped paragraph as one."""
    block: list[Line] = []
    for found in LINE.finditer(text):
        line = trim(text, found.start(), found.end())
        if line.start == line.end:
            continue
        if block and blank_between(text, block[-1].end, line.start):
            yield from unwrap(text, block)
            block = []
        block.append(line)
    yield from unwrap(text, block)


def trim(text: str, start: int, end: int) -> Line:
    whole = text[start:end]
    start += len(whole) - len(whole.lstrip())
    stripped = whole.strip()
    return Line(start, start + len(stripped), stripped)


def blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1 or text.count("\r", end, start) > 1


def unwrap(text: str, block: list[Line]) -> Iterator[Line]:
    """The lines of ``block``, those that a machine wrapped joined again."""
    body = block[:-1]
    unfinished = sum(not SENTENCE_END.search(line.text[-8:]) for line in body)
    wrapped = (
        len(block) > 2
        and all(len(line.text) in WRAPPED for line in body)
        and unfinished > len(body) / 2
    )
    start: Line | None = None
    for line, following in pairwise([*block, None]):
        start = start or line
        if line and following and (wrapped or goes_on(line.text, following.text)):
            continue
        if start and line:
            yield Line(start.start, line.end, text[start.start : line.end])
        start = None


def goes_on(line: str, following: str) -> bool:
    """Whether the next line is the rest of this one's sentence."""
    return (
        len(line) in WRAPPED
        and following[0].islower()
        and not SENTENCE_END.search(line[-8:])
    )
