"""A sentence in its clauses, as far as marks and conjunctions show them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from claims.matching.sense.similarity import words_in

# Fewer words are part of the clause beside them.
SHORTEST_CLAUSE = 4
# The rest of a list without a full stop is one clause.
MOST_CLAUSES = 12
JOINS = (
    r"and|but|while|whereas|because|although|though|after|before|when|since|until|which"
    r"|who|that|as|adding|saying|und|aber|während|weil|obwohl|nachdem|bevor|wobei|doch"
    r"|sondern|sowie|wenn|dass|denn|damit|indem"
)
BORDER = re.compile(
    r"[;:!?…–—]\s|(?<!\d)(?<!\w\.\w)\.[\"”“’]?\s"
    rf"|,[\"”“’]?\s(?=(?:{JOINS})(?!\w)|\w+ing\s)"
    rf"|\s(?=(?:{JOINS})\s)",
    re.IGNORECASE,
)

Span = tuple[int, int]


@lru_cache(maxsize=4000)
def find_clauses(text: str) -> tuple[Span, ...]:
    """Spans that together are the whole text; one too short goes with the next, the
    last with the one before."""
    borders = [0, *(found.end() for found in BORDER.finditer(text)), len(text)]
    spans: list[Span] = []
    start = 0
    for _, end in pairwise(borders):
        if len(spans) == MOST_CLAUSES:
            break
        if count_words(text[start:end]) >= SHORTEST_CLAUSE:
            spans.append((start, end))
            start = end
    if not spans:
        return ((0, len(text)),)
    spans[-1] = spans[-1][0], len(text)
    return tuple(spans)


def cut(text: str, border: re.Pattern[str]) -> Iterator[Span]:
    """What stands before, between and after the borders, however short."""
    start = 0
    for found in border.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def count_words(text: str) -> int:
    return len(list(words_in(text)))
