"""What stands around a place in a text: its whole sentence, and its context."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

# Characters of context on each side, as the W3C's TextQuoteSelector has them.
CONTEXT: Final = 64
SENTENCE_AT_MOST: Final = 400
POINTED: Final = (".", ",", ":")
# From here on scripts write no blanks between words.
UNSPACED_FROM: Final = "\u0e00"
END_OF_WORD: Final = re.compile(rf"[\W_{UNSPACED_FROM}-\U0010ffff]|$")
SENTENCE_END: Final = re.compile(
    r"[.!?\u061f][\"'\u2019\u201d»)\]]*(?=\s)"
    r"|[\u3002\uff01\uff1f][\u300d\u300f\u201d]*|\n"
)


def occurrences(text: str, words: str, *, limit: int) -> Iterator[int]:
    """Where the words stand by themselves, not as a part of longer ones."""
    at = text.find(words)
    while at >= 0 and limit:
        if is_whole(text, at, at + len(words)):
            limit -= 1
            yield at
        # A text may be one long word.
        inside = cuts(text, at + 1) and END_OF_WORD.search(text, at + 1)
        at = text.find(words, inside.start() if inside else at + 1)


def is_whole(text: str, start: int, end: int) -> bool:
    """Not "en Ruiz" of "Ben Ruiz", nor "200" of "4,200"."""
    return not cuts(text, start) and not cuts(text, end)


def cuts(text: str, at: int) -> bool:
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    here, there = before[-1:], after[:1]
    if here.isalnum() and there.isalnum():
        return max(here, there) < UNSPACED_FROM
    return (here in POINTED and before[:1].isdigit() and there.isdigit()) or (
        there in POINTED and here.isdigit() and after[1:].isdigit()
    )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def ratio(one: str, other: str) -> float:
    """How many pairs of letters both have: the same effort for any two texts."""
    if one == other:
        return 1.0
    left, right = pairs_of(one), pairs_of(other)
    return 2 * (left & right).total() / max(1, left.total() + right.total())


@lru_cache(maxsize=4096)
def pairs_of(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(text))


def whole_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The place grown to the ends of its sentence, where they are near."""
    low = max(0, start - SENTENCE_AT_MOST)
    ends = [match.end() for match in SENTENCE_END.finditer(text, low, start)]
    begin = ends[-1] if ends else (0 if low == 0 else start)
    # A sentence's own full stop may be in the place.
    stop = SENTENCE_END.search(text, max(start, end - 3), end + SENTENCE_AT_MOST)
    until = max(end, stop.end()) if stop else end
    if not stop and end + SENTENCE_AT_MOST >= len(text):
        until = len(text)
    while begin < start and text[begin].isspace():
        begin += 1
    while until > end and text[until - 1].isspace():
        until -= 1
    return begin, until
