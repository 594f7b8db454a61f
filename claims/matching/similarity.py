"""How alike two sentences are, by their words; numbers are set apart, so that the
same claim with another number is found and can be marked."""

import re
import unicodedata
from collections.abc import Iterable, Set
from dataclasses import dataclass
from hashlib import blake2b, sha256
from itertools import pairwise

from claims.extraction.reading import INVISIBLE

# Two different sentences at least this alike state the same claim.
SAME_CLAIM = 0.6
SHORTEST_TO_MATCH = 5
SKETCH_SIZE = 8
# Spellings of one name differ at its end: Andreyev, Andrejew.
NAME_STEM = 5

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
GROUPING = re.compile(r"(?<=\d)[.,’'](?=\d{3}(?!\d))")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
POSSESSIVE = re.compile(r"['’]s?$")
SOME_NUMBER = "#"
EMPTY_WORDS = frozenset(
    word
    for line in (
        "a an the of in on at to for by with from and or as that this these those it",
        "its der die das den dem des ein eine einen einem einer eines im am auf zu zum",
        "zur von vom für mit und oder als dass dies diese dieser es",
    )
    for word in line.split()
)
NEGATIONS = frozenset(
    word
    for line in (
        "not no never none nobody neither nor without cannot nicht kein keine keinen",
        "keinem keiner nie niemals niemand ohne weder",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence taken apart once, to be compared many times."""

    normalised: str
    content: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    negated: bool
    length: int


def normalise(text: str) -> str:
    """Case, spacing, punctuation and the grouping of digits gone; numbers kept."""
    return " ".join(folded(word) for word in words_in(text))


def fingerprint(text: str) -> bytes:
    return sha256(normalise(text).encode()).digest()


def sketch(text: str) -> list[int]:
    """The smallest hashed word pairs, as signed 64 bit numbers. Close texts share
    some; which number stands in a text makes no difference."""
    every = [masked(folded(word)) for word in words_in(text)]
    # Pairs like "of the" stand in half of all sentences and would find them all.
    words = [word for word in every if word not in EMPTY_WORDS] or every
    pairs = {" ".join(pair) for pair in pairwise(words)} or set(words)
    hashes = (
        int.from_bytes(blake2b(pair.encode(), digest_size=8).digest(), signed=True)
        for pair in pairs
    )
    return sorted(hashes)[:SKETCH_SIZE]


def similarity(left: str, right: str) -> float:
    return compare_words(take_apart(left), take_apart(right))


def take_apart(text: str) -> Words:
    written = list(words_in(text))
    words = [folded(word) for word in written]
    content = [masked(word) for word in words if word not in EMPTY_WORDS]
    return Words(
        normalised=" ".join(words),
        content=frozenset(content),
        pairs=frozenset(pairwise(content)),
        names=frozenset(
            folded(word)[:NAME_STEM] if word.isalpha() else folded(word)
            for word in written[1:]
            if word[0].isupper()
        ),
        negated=any(
            word in NEGATIONS or word.endswith(("n't", "n’t")) for word in words
        ),
        length=len(content),
    )


def compare_words(left: Words, right: Words) -> float:
    """From 0 to 1. Identical texts are 1; short ones that are not identical 0."""
    if left.normalised == right.normalised:
        return 1.0
    if min(left.length, right.length) < SHORTEST_TO_MATCH:
        return 0.0
    words = overlap(left.content, right.content)
    pairs = overlap(left.pairs, right.pairs)
    alike = 0.65 * words + 0.35 * pairs
    if left.names - right.names and right.names - left.names:
        # Each names somebody the other does not: often the same act by another.
        alike *= 0.6
    if left.negated != right.negated:
        alike *= 0.6
    # Only identical texts may say 1.
    return round(min(alike, 0.99), 4)


def overlap(left: Set[object], right: Set[object]) -> float:
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def words_in(text: str) -> Iterable[str]:
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    text = DECIMAL_COMMA.sub(".", GROUPING.sub("", text))
    return WORD.findall(text)


def folded(word: str) -> str:
    return POSSESSIVE.sub("", word.casefold()).replace("’", "'")


def masked(word: str) -> str:
    return SOME_NUMBER if word[0].isdigit() else word
