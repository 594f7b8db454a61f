"""How alike two sentences are, by their words; numbers are set apart, so that the
same claim with another number is found and can be marked."""

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, sha256
from itertools import pairwise

from claims.extraction.page.reading import INVISIBLE
from claims.insertions import without_insertions

# Two different sentences at least this alike state the same claim.
SAME_CLAIM = 0.6
SHORTEST_TO_MATCH = 5
# The pairs of so many words are kept of a text.
SKETCH_WORDS = 5
SKETCH_SIZE = SKETCH_WORDS * (SKETCH_WORDS - 1) // 2
# What is short stands in very many texts and tells little; numbers come last.
SHORT_WORD = 3
SELDOM_BY_LENGTH = 4
SOME_NUMBER_SELDOM = 0.01
# Most words were drawn a moment ago; these take 6 MB.
DRAWN_KEPT = 30_000
# Spellings of one name differ at its end: Andreyev, Andrejew.
NAME_STEM = 5

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
# The mark first: where there is none, nothing else is tried.
GROUPING = re.compile(r"[.,’'](?<=\d.)(?=\d{3}(?!\d))")
DECIMAL_COMMA = re.compile(r",(?<=\d,)(?=\d)")
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


@dataclass(slots=True)
class Words:
    """One sentence taken apart once, to be compared many times."""

    normalised: str
    content: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    negated: bool
    length: int


@lru_cache(maxsize=4000)
def normalise(text: str) -> str:
    """Case, spacing, punctuation and the grouping of digits gone; numbers kept."""
    return " ".join(fold(words_in(text)))


def fingerprint(text: str) -> bytes:
    return fingerprint_of(take_apart(text))


def fingerprint_of(words: "Words") -> bytes:
    return sha256(words.normalised.encode()).digest()


def sketch(text: str) -> list[int]:
    return sketch_of(take_apart(text))


def sketch_of(words: "Words", *, size: int = SKETCH_WORDS) -> list[int]:
    """The pairs of ``size`` seldom words, wherever they stand, hashed to signed 64 bit
    numbers. Close texts share some; which number stands in a text makes no difference.
    A larger one goes on where a smaller one ends."""
    lots = sorted(map(draw, words.content or set(words.normalised.split())))[:size]
    if len(lots) == 1:
        return [lots[0][1]]
    return [
        mixed ^ number
        for at, (_, number, _) in enumerate(lots)
        for _, _, mixed in lots[:at]
    ]


@lru_cache(maxsize=DRAWN_KEPT)
def draw(word: str) -> tuple[float, int, int]:
    """A word's lot, the same in every text, and two hashes of it: long words draw the
    lower lots."""
    digest = blake2b(word.encode(), digest_size=16).digest()
    number = int.from_bytes(digest[:8], signed=True)
    seldom = max(len(word) - SHORT_WORD, 1) ** SELDOM_BY_LENGTH
    lot = (number + 2**63) / (SOME_NUMBER_SELDOM if word == SOME_NUMBER else seldom)
    return lot, number, int.from_bytes(digest[8:], signed=True)


def similarity(left: str, right: str) -> float:
    return compare_words(take_apart(left), take_apart(right))


def take_apart(text: str) -> Words:
    written = words_in(text)
    words = fold(written)
    content = [
        SOME_NUMBER if word[0].isdigit() else word
        for word in words
        if word not in EMPTY_WORDS
    ]
    return Words(
        normalised=" ".join(words),
        content=frozenset(content),
        pairs=frozenset(pairwise(content)),
        # Lists are made faster than they are drawn from one by one.
        names=frozenset(
            [
                word[:NAME_STEM] if name.isalpha() else word
                for name, word in zip(written[1:], words[1:], strict=True)
                if name[0].isupper()
            ]
        ),
        negated=not NEGATIONS.isdisjoint(words)
        or any(word.endswith(("n't", "n’t")) for word in words if word[-1] == "t"),
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


def words_in(text: str) -> list[str]:
    text = without_insertions(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    text = DECIMAL_COMMA.sub(".", GROUPING.sub("", text))
    return WORD.findall(text)


def fold(words: list[str]) -> list[str]:
    """Case and possessives gone."""
    joined = " ".join(words).casefold()
    folded = joined.split(" ") if joined else []
    if "'" not in joined and "’" not in joined:
        return folded
    return [POSSESSIVE.sub("", word).replace("’", "'") for word in folded]
