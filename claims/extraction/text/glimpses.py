"""One cheap look at a sentence, to search only for what it may hold.

A newsroom's texts say the same words again and again: what is asked of a word alone is
asked once and remembered."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import count
from operator import or_

WORD = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")
# Words, and the sentences of one text.
WORDS_REMEMBERED = 2**14
SENTENCES_REMEMBERED = 2000
LONGEST_REMEMBERED = 1000
SHORTEST_PART = 3

# What stands in the way of an alternative's plain words.
LOOKED_BACK = re.compile(r"\(\?<[=!][^)]*\)")
BETWEEN_WORDS = re.compile(r"[ -]|\\b|\\\.|\.\{[^}]*\}\??")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """``pieces`` are what stands between two blanks, ``numerals`` those with a digit as
    one line of small letters, ``hints`` the bits of all that is hinted at."""

    pieces: tuple[str, ...]
    hints: int
    numerals: str

    @property
    def digit(self) -> bool:
        return self.numerals != ""

    def has(self, hint: int) -> bool:
        """Whether it may hold what one of the ``hint``'s bits stands for."""
        return self.hints & hint != 0


def glimpse(sentence: str) -> Glimpse:
    short = len(sentence) <= LONGEST_REMEMBERED
    return look_at(sentence) if short else look_at.__wrapped__(sentence)


@lru_cache(SENTENCES_REMEMBERED)
def look_at(sentence: str) -> Glimpse:
    pieces = tuple(sentence.split())
    short = len(sentence) <= LONGEST_REMEMBERED
    read = read_hints if short else read_hints.__wrapped__
    hints = reduce(or_, map(read, pieces), 0)
    numerals = filter(DIGIT.search, pieces) if hints & HAS_DIGIT else ()
    return Glimpse(pieces, hints, " ".join(numerals).lower())


def rules_out(sentence: str, hint: int) -> bool:
    """Whether nothing of the ``hint`` is in a sentence short enough to be remembered:
    of a long one nobody knows, since each look would read it all again."""
    return len(sentence) <= LONGEST_REMEMBERED and not look_at(sentence).has(hint)


def may_hold(text: str, hint: int) -> bool:
    """Whether a word of ``text`` is one that the ``hint`` was made for."""
    return any(hint & bits for bits in map(read_hints, text.split()))


@lru_cache(WORDS_REMEMBERED)
def read_hints(piece: str) -> int:
    """The hints of what stands between two blanks."""
    low = piece.lower()
    if low.isalpha():
        return hints_of_word(low)
    hints = HAS_DIGIT if DIGIT.search(low) else 0
    for word in WORD.findall(low):
        hints |= hints_of_word(word)
    for bit, signs in _signs:
        if any(sign in low for sign in signs):
            hints |= bit
    return hints


@lru_cache(WORDS_REMEMBERED)
def hints_of_word(word: str) -> int:
    """The hints of letters, all small."""
    hints = words_hinting().get(word.casefold(), 0)
    for at in range(len(word) - SHORTEST_PART + 1):
        for part, bit in _parts.get(word[at : at + SHORTEST_PART], ()):
            if word.startswith(part, at):
                hints |= bit
    for bit, pattern in _patterns:
        if pattern.fullmatch(word):
            hints |= bit
    return hints


@cache
def words_hinting() -> Mapping[str, int]:
    hinting: dict[str, int] = defaultdict(int)
    for bit, words in _words:
        for word in words() if callable(words) else words:
            hinting[word.casefold()] |= bit
    return dict(hinting)


def new_hint() -> int:
    """A bit of its own."""
    for each in (words_hinting, hints_of_word, read_hints, look_at):
        each.cache_clear()
    return 1 << next(_numbers)


def hint_of_words(words: Iterable[str] | Callable[[], Iterable[str]]) -> int:
    """Of sentences with one of ``words``, in whatever case; a function that costs much
    is asked for them when there is something to read."""
    bit = new_hint()
    _words.append((bit, words if callable(words) else tuple(words)))
    return bit


def hint_of_parts(*parts: str) -> int:
    """Of sentences with one of ``parts`` anywhere in a word, in small letters."""
    bit = new_hint()
    for part in parts:
        _parts[part[:SHORTEST_PART]].append((part, bit))
    return bit


def hint_of_signs(*signs: str) -> int:
    """Of sentences with one of ``signs``, none of them a letter."""
    bit = new_hint()
    _signs.append((bit, signs))
    return bit


def hint_of_pattern(pattern: str) -> int:
    """Of sentences with a word that is, in small letters, wholly of the ``pattern``."""
    bit = new_hint()
    _patterns.append((bit, re.compile(pattern)))
    return bit


def hint_of(*tables: Mapping[str, str] | str) -> int:
    """Of sentences with a word without which no pattern of the ``tables``, in small
    letters, is found: of each alternative, its longest word."""
    keys = [
        key_word(alternative)
        for table in tables
        for patterns in ([table] if isinstance(table, str) else table.values())
        for alternative in split_alternatives(patterns)
    ]
    hint = hint_of_words(key for key in keys if key.isalpha())
    patterns = [key for key in keys if not key.isalpha()]
    return hint | hint_of_pattern("|".join(patterns)) if patterns else hint


def declined(*words: str) -> frozenset[str]:
    """German words with every ending an adjective may take, English ones among them."""
    return frozenset(word + ending for word in words for ending in ("", *"enrsm", "en"))


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


_numbers = count()
_words: list[tuple[int, Iterable[str] | Callable[[], Iterable[str]]]] = []
_parts: dict[str, list[tuple[str, int]]] = defaultdict(list)
_signs: list[tuple[int, Sequence[str]]] = []
_patterns: list[tuple[int, re.Pattern[str]]] = []
HAS_DIGIT = new_hint()
