"""A stored text cut into sentences and words, so that a place in it is picked without
dragging: a sentence first, then a word more or less at either end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from claims.extraction.findings import QUANTITIES
from claims.extraction.page.cleaning import split_lines
from claims.extraction.page.reading import LINE_BREAKS, ODD_SPACE, read
from claims.extraction.text.sentences import LONGEST_SENTENCE, split_sentences
from claims.extraction.values import find_values
from claims.places import LONGEST_PLACE

# How far around a place the text is cut; a text may have millions of characters.
REACH: Final = 12_000
# Scripts without blanks between words: each sign is a step of its own.
UNSPACED: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD: Final = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
LINE: Final = re.compile(r"[^\r\n]{1,2000}")
TOKEN: Final = re.compile(r"\w+")
# A number or a date that was cut in two says something else.
KEPT_WHOLE: Final = frozenset((*QUANTITIES, "ordinal", "date", "time"))
# What joins two statements in one sentence, in the languages that we read best.
JOINT: Final = re.compile(
    r"(?:;|,?\s(?:and|but|while|whereas|und|aber|während|sowie))\s", re.IGNORECASE
)
FEWEST_WORDS: Final = 3


class Cut(NamedTuple):
    """A stretch of a text; offsets count code points."""

    start: int
    end: int

    @property
    def value(self) -> str:
        return f"{self.start}-{self.end}"


def find_sentences(text: str, language: str, *, around: int) -> list[Cut]:
    """The sentences near an offset, in order; one that is too long comes in parts."""
    low = max(0, around - REACH)
    high = min(len(text), around + REACH)
    reading = read(text[low:high])
    found = [
        Cut(low + start, low + end)
        for line in split_lines(reading.text)
        for at, until in split_sentences(line.text, language)
        for start, end in [reading.place(line.start + at, line.start + until)]
    ]
    # What the window's edge cut off is no sentence.
    if low and len(found) > 1 and found[0].start == low:
        del found[0]
    if high < len(text) and len(found) > 1 and found[-1].end == high:
        del found[-1]
    return [part for each in found for part in _parts(text, each)]


def _parts(text: str, cut: Cut) -> Iterator[Cut]:
    start, end = cut
    while end - start > LONGEST_SENTENCE:
        at = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        until = at if at > start else start + LONGEST_SENTENCE
        yield Cut(start, until)
        start = until + 1 if at > start else until
    if start < end:
        yield Cut(start, end)


def find_words(
    text: str, sentences: Sequence[Cut], language: str, published_on: date | None
) -> list[Cut]:
    """The words of the sentences; numbers, amounts and dates are one word each."""
    words: list[Cut] = []
    for start, end in sentences:
        sentence = ODD_SPACE.sub(" ", text[start:end].translate(LINE_BREAKS))
        whole = [
            (value.start, value.end)
            for value in find_values(sentence, language, published_on)
            if value.kind in KEPT_WHOLE
        ]
        plain = (found.span() for found in WORD.finditer(sentence))
        joined: list[Cut] = []
        for at, until in sorted((*plain, *whole)):
            if joined and at < joined[-1].end:
                joined[-1] = Cut(joined[-1].start, max(until, joined[-1].end))
            else:
                joined.append(Cut(at, until))
        words += [Cut(start + at, start + until) for at, until in joined]
    return words


def snap(words: Sequence[Cut], place: Cut) -> Cut:
    """The place with the words at its edges taken whole."""
    covered = _covered(words, place)
    return Cut(words[covered[0]].start, words[covered[1]].end) if covered else place


def step(words: Sequence[Cut], place: Cut, way: str) -> Cut:
    """The place with a word more or less: ``way`` is start_more, start_less, end_more
    or end_less. Where that cannot be, the place as it was."""
    covered = _covered(words, place)
    if covered is None:
        return place
    first, last = covered
    first += {"start_more": -1, "start_less": 1}.get(way, 0)
    last += {"end_more": 1, "end_less": -1}.get(way, 0)
    if not 0 <= first <= last < len(words):
        return place
    stepped = Cut(words[first].start, words[last].end)
    return stepped if stepped.end - stepped.start <= LONGEST_PLACE else place


def _covered(words: Sequence[Cut], place: Cut) -> tuple[int, int] | None:
    """The first and the last word that the place touches."""
    first = bisect_right(words, place.start, key=lambda word: word.end)
    last = bisect_left(words, place.end, key=lambda word: word.start) - 1
    return (first, last) if first <= last else None


def find_hits(text: str, words: str) -> list[int]:
    """Where lines begin that hold the most of these words; none if none holds any."""
    wanted = wanted_of(words)
    best = 0
    hits: list[int] = []
    for line in LINE.finditer(text) if wanted else ():
        score = score_of(line.group(), wanted)
        if score > best:
            best, hits = score, []
        if best and score == best:
            hits.append(line.start())
    return hits


def wanted_of(words: str) -> frozenset[str]:
    """The words worth looking for: numbers, and what is longer than an article."""
    return frozenset(
        token
        for token in TOKEN.findall(words.casefold())
        if len(token) > 3 or not token.isalpha() or not token.isascii()
    ) or frozenset(TOKEN.findall(words.casefold()))


def score_of(text: str, wanted: frozenset[str]) -> int:
    return len(wanted.intersection(TOKEN.findall(text.casefold())))


def halve(wording: str) -> tuple[str, str]:
    """The two statements that a sentence joins, as a start for whoever splits it; the
    sentence twice where no joint is seen."""
    middle = len(wording) / 2
    joints = [
        joint
        for joint in JOINT.finditer(wording)
        if wording[: joint.start()].count(" ") + 1 >= FEWEST_WORDS
        and wording[joint.end() :].count(" ") + 1 >= FEWEST_WORDS
    ]
    if not joints:
        return wording, wording
    joint = min(joints, key=lambda found: abs(found.start() - middle))
    one, other = wording[: joint.start()].strip(" ,;"), wording[joint.end() :].strip()
    ended = one if one.endswith((".", "!", "?")) else f"{one}."
    return ended, other[:1].upper() + other[1:]
