"""One cheap look at a sentence, to search only for what it may hold.

A newsroom's texts say the same words again and again: what is asked of a word alone is
asked once and remembered."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

WORD = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")
# Words, and the sentences of one text.
WORDS_REMEMBERED = 2**14
SENTENCES_REMEMBERED = 2000
LONGEST_REMEMBERED = 1000

# What stands in the way of an alternative's plain words.
LOOKED_BACK = re.compile(r"\(\?<[=!][^)]*\)")
BETWEEN_WORDS = re.compile(r"[ -]|\\b|\\\.|\.\{[^}]*\}\??")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The sentence in small letters, its runs of letters, and what stands between two
    blanks and has a digit, as one line."""

    low: str
    words: frozenset[str]
    numerals: str

    @property
    def digit(self) -> bool:
        return self.numerals != ""

    def has_any(self, words: frozenset[str]) -> bool:
        return not self.words.isdisjoint(words)

    def has_part(self, parts: Iterable[str]) -> bool:
        """Whether one of ``parts``, in small letters, stands anywhere in it."""
        return any(map(self.low.__contains__, parts))


def glimpse(sentence: str) -> Glimpse:
    short = len(sentence) <= LONGEST_REMEMBERED
    return look_at(sentence) if short else look_at.__wrapped__(sentence)


@lru_cache(SENTENCES_REMEMBERED)
def look_at(sentence: str) -> Glimpse:
    low = sentence.lower()
    pieces = low.split()
    if len(low) <= LONGEST_REMEMBERED:
        words = frozenset(chain.from_iterable(map(words_of, pieces)))
        return Glimpse(low, words, " ".join(filter(has_digit, pieces)))
    numerals = " ".join(filter(DIGIT.search, pieces))
    return Glimpse(low, frozenset(WORD.findall(low)), numerals)


@lru_cache(WORDS_REMEMBERED)
def words_of(piece: str) -> tuple[str, ...]:
    return tuple(WORD.findall(piece))


@lru_cache(WORDS_REMEMBERED)
def has_digit(piece: str) -> bool:
    return DIGIT.search(piece) is not None


def may_hold(text: str, hint: Callable[[str], bool]) -> bool:
    """Whether a word of ``text`` is one that the ``hint`` was made for."""
    return any(map(hint, chain.from_iterable(map(words_of, text.lower().split()))))


def declined(*words: str) -> frozenset[str]:
    """German words with every ending an adjective may take, English ones among them."""
    return frozenset(word + ending for word in words for ending in ("", *"enrsm", "en"))


def hint_of(*tables: Mapping[str, str] | str) -> Callable[[str], bool]:
    """Whether a word, in small letters, is one without which no pattern of the
    ``tables`` is found: of each alternative, its longest word."""
    keys = [
        key_word(alternative)
        for table in tables
        for patterns in ([table] if isinstance(table, str) else table.values())
        for alternative in split_alternatives(patterns)
    ]
    pattern = re.compile("|".join(keys), re.IGNORECASE)

    @lru_cache(WORDS_REMEMBERED)
    def hint(word: str) -> bool:
        return pattern.fullmatch(word) is not None

    return hint


def key_word(alternative: str) -> str:
    """Raises ValueError where each word of ``alternative`` may be absent."""
    words = BETWEEN_WORDS.split(LOOKED_BACK.sub("", alternative))
    return max((each for each in words if is_closed(each)), key=len)


def split_alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern, bracketed ones left whole."""
    begun = ""
    for part in pattern.split("|"):
        begun += part
        if is_closed(begun):
            yield begun
            begun = ""
        else:
            begun += "|"


def is_closed(pattern: str) -> bool:
    return all(
        pattern.count(a) == pattern.count(b) for a, b in (("(", ")"), ("[", "]"))
    )
