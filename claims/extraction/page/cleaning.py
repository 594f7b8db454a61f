"""Text to paragraphs: furniture is named and dropped, body sentences stay."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.extraction.findings import Dropped
from claims.extraction.page.furniture import name_furniture
from claims.extraction.page.layout import SIGN_OFF, find_article
from claims.extraction.page.tail import Line, name_tail
from claims.extraction.text.quotes import CLOSING

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
SENTENCE_END = re.compile(rf"[.!?…:;][{CLOSING})\]]*{SIGN_OFF}")
LONGEST_END = 52
HEADING_WORDS = 25
# A paragraph of several sentences whose last has no full stop.
SENTENCES = re.compile(
    rf"(?<=[a-zäöüß\d]{{3}})\.[{CLOSING}]?\s[\"“„»«]?[A-ZÄÖÜ](?:\S*\s){{3}}"
)
# A slogan may stand twice in an article, a paragraph does not.
SHORTEST_REPEATED = 60
AWAY = "away from the article"
# Between a heading and the article stand at most a byline, the day and some buttons.
MOST_ABOVE = 10
TITLE_WORDS = 4
# Hard-wrapped text, as in mail and old documents, has lines of about this length.
WRAPPED = range(45, 101)
ENTRY = re.compile(r"(?:[-–—•*▪◦·]|\d{1,2}[.)])\s+\S+(?:\s\S+){4}")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``doubt`` says why it may be no part of the article after all, or ""."""

    start: int
    end: int
    doubt: str = ""


def clean(text: str) -> tuple[list[Paragraph], list[Dropped]]:
    """The paragraphs to search for claims, and the rest with a reason each."""
    named = name_lines(list(split_lines(text)))
    dropped = [
        Dropped(each.start, each.end, each.reason) for each in named if each.reason
    ]
    return [
        Paragraph(each.start, each.end, each.doubt) for each in named if not each.reason
    ], dropped


def name_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines with a reason on each that is no part of the article's body."""
    has_sentences = any(ends_sentence(line.text) for line in lines)
    named = [
        replace(line, reason=reason) if reason else line
        for line, reason in ((each, name_furniture(each.text)) for each in lines)
    ]
    inside = find_article(named)
    title = find_title(named, inside)
    seen: set[str] = set()
    for at, line in enumerate(named):
        if line.reason:
            continue
        reason = AWAY
        if inside[at] or at == title:
            reason = name_line(line.text, seen, has_sentences=has_sentences)
        if reason:
            named[at] = replace(line, reason=reason)
    return name_tail(named)


def find_title(lines: Sequence[Line], inside: Sequence[bool]) -> int | None:
    """Where right above the article its heading stands, without a full stop."""
    first = inside.index(True) if True in inside else 0
    near = range(max(0, first - MOST_ABOVE), first)
    able = [at for at in near if reads_as_title(lines[at])]
    return max(able, key=lambda at: len(lines[at].text), default=None)


def reads_as_title(line: Line) -> bool:
    words = line.text.count(" ") + 1
    return not line.reason and not ends_sentence(line.text) and words >= TITLE_WORDS


def name_line(line: str, seen: set[str], *, has_sentences: bool) -> str:
    """Why a line of the article is none of its sentences, or "". Where no line ends
    as a sentence does, none is a heading."""
    if not LETTER.search(line[:200]):
        return "no words"
    ended = len(line) > 300 or ends_sentence(line)
    if ended and len(line) < SHORTEST_REPEATED:
        return ""
    key = line.casefold()
    repeated = key in seen
    seen.add(key)
    long = line.count(" ") >= HEADING_WORDS or SENTENCES.search(line)
    if ended or long or ENTRY.match(line):
        return "repeated paragraph" if repeated else ""
    if repeated:
        return "repeated heading"
    return "heading" if has_sentences else ""


def ends_sentence(line: str) -> bool:
    return SENTENCE_END.search(line[-LONGEST_END:]) is not None


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
    unfinished = sum(not ends_sentence(line.text) for line in body)
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
    return len(line) in WRAPPED and following[0].islower() and not ends_sentence(line)
