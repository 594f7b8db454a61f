"""Which of many patterns a text may hold, by what begins at its words: looking for
those alone takes a fraction of the time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from claims.extraction.text.glimpses import split_alternatives

# What stands there as it is, and what may be spelled out.
PLAIN: Final = re.compile(r"(?:[\w -](?![?*+{]))*")
GROUP: Final = re.compile(r"\(\?:(?P<inside>[^()]*)\)(?![*+{])(?P<maybe>\??)")
LETTERS: Final = re.compile(r"\[(?P<inside>\w+)\](?![*+{])(?P<maybe>\??)")
WORD: Final = re.compile(r"\w+")
LONGEST_START: Final = 10
# Behind a word that goes on no further.
END: Final = "|"
# Two texts are held against each other.
TEXTS_REMEMBERED: Final = 16

Starts = Mapping[str, set[int]]


def index_starts(patterns: Iterable[Iterable[str]]) -> Starts:
    """By what may begin at a word, the places of those that begin so. Each is some
    patterns in whatever case, of whole words, or "" for none."""
    index: dict[str, set[int]] = defaultdict(set)
    for at, every in enumerate(patterns):
        for start in (each for some in every if some for each in starts_of(some)):
            index[start].add(at)
    return dict(index)


def find_begun(text: str, starts: Starts) -> list[int]:
    """The places of those that may begin at a word of the text."""
    found = starts_in(text) & starts.keys()
    return sorted(set[int]().union(*[starts[each] for each in found]))


@lru_cache(TEXTS_REMEMBERED)
def starts_in(text: str) -> frozenset[str]:
    """All that begins at a word of the text."""
    low = text.lower()
    begun = {""}
    for word in WORD.finditer(low):
        rest = low[word.start() : word.start() + LONGEST_START]
        begun.update([rest[:end] for end in range(1, len(rest) + 1)])
        begun.add(word.group() + END)
    return frozenset(begun)


def starts_of(pattern: str) -> Iterator[str]:
    """How what a pattern finds may begin, in small letters; "" where it is not
    plain."""
    for alternative in split_alternatives(pattern):
        yield from spell_out(alternative)


def spell_out(rest: str, begun: str = "") -> Iterator[str]:
    if plain := PLAIN.match(rest):
        begun, rest = begun + plain.group(), rest[plain.end() :]
    either = GROUP.match(rest) or LETTERS.match(rest)
    if either is None or len(begun) >= LONGEST_START:
        whole = begun.isalpha() and rest == "" and len(begun) < LONGEST_START
        yield begun[:LONGEST_START].lower() + END * whole
        return
    rest = rest[either.end() :]
    inside = either["inside"]
    for each in split_alternatives(inside) if either.re is GROUP else inside:
        yield from spell_out(each + rest, begun)
    if either["maybe"]:
        yield from spell_out(rest, begun)
