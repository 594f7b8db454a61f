"""Whether two versions of a sentence say the same, word for word, and what differs.

The likelier a match looks, the more a changed figure or a "not" matters: nothing but
layout, punctuation and a slip of the pen inside a long word passes for the same."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final
from unicodedata import normalize

# What a page may print otherwise without saying anything else.
LAYOUT: Final = (
    r"\s.,:;!¡…\"'`\u00b4\u2018-\u201f«»\u2039\u203a()\[\]{}<>\\/*_|·•"
    r"\u2010-\u2015\-\u3001\u3002\u300c-\u300f\uff01\uff08\uff09\uff0c\uff1a\uff1b"
)
SIGNS: Final = r"%‰$€£¥₹₽¢°≤≥=≈~±\u00d7÷+\u2212#&@§^?\u061f\uff1f¿"
UNSPACED: Final = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD: Final = re.compile(
    rf"""
    (?: (?<![\w.,])[-](?=\d) )?          # a minus belongs to its number
    \d+ (?: [.,:/'\u2019\u2010-\u2015-] \d+ )*
    | [{SIGNS}]
    | [{UNSPACED}]
    | (?: [^\d{LAYOUT}{SIGNS}{UNSPACED}] )+
      (?: ['\u2019] [^\d{LAYOUT}{SIGNS}{UNSPACED}]+ )*
    """,
    re.VERBOSE,
)
UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
DASHES: Final = re.compile("[\u2010-\u2015]")
VOWELS: Final = frozenset("aeiouyäöüáéíóú")
LONG_WORD: Final = 7
# Of all letters: a slip in a short sentence is too much of it to be passed over.
NEARLY_ALIKE: Final = 0.95
REPEATED: Final = 10


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign; ``text`` is how it is compared."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What stood there and what stands there now; "" where nothing did."""

    was: str
    now: str
    was_start: int
    was_end: int
    now_start: int
    now_end: int


def words_of(text: str) -> list[Word]:
    found = (
        Word(match.start(), match.end(), plain(match.group()))
        for match in WORD.finditer(text)
    )
    return [word for word in found if word.text]


def plain(word: str) -> str:
    if word.isascii():
        return word
    word = UNSEEN.sub("", word).replace("\u2019", "'")
    return normalize("NFC", DASHES.sub("-", word))


def says_the_same(was: str, now: str) -> bool:
    """Whether every word is the same one, but for a slip in a sentence long enough."""
    if was == now:
        return True
    before, after = words_of(was), words_of(now)
    if len(before) != len(after):
        return False
    pairs = [
        (one.text, other.text)
        for one, other in zip(before, after, strict=True)
        if one.text != other.text
    ]
    if before and pairs and pairs[0] == (before[0].text, after[0].text):
        # The first word may begin small: the sentence was put behind a colon.
        one, other = pairs[0]
        if one[1:] == other[1:] and one[:1].lower() == other[:1].lower():
            pairs = pairs[1:]
    if not pairs:
        return True
    return all(is_slip(*pair) for pair in pairs) and (
        likeness([each.text for each in before], [each.text for each in after])
        >= NEARLY_ALIKE
    )


def lay_beside(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    """What both have in one order. A word that stands there many times tells not where
    to begin, and goes with those beside it: trying all its places takes minutes."""
    often = {word for word, count in Counter(other).items() if count > REPEATED}
    return SequenceMatcher(often.__contains__, one, other, autojunk=False)


def likeness(before: Sequence[str], after: Sequence[str]) -> float:
    """Of two lists of words by their letters, 0 to 1."""
    pairs = SequenceMatcher(None, " ".join(before), " ".join(after), autojunk=False)
    return pairs.ratio()


def is_slip(one: str, other: str) -> bool:
    """One letter left out, doubled, swapped, or a wrong vowel, inside a long word that
    is no name. Endings are left alone: they tell one from many and now from then."""
    if min(len(one), len(other)) < LONG_WORD or not (one + other).islower():
        return False
    if not (one + other).isalpha() or one[:2] != other[:2] or one[-1] != other[-1]:
        return False
    short, long = sorted((one, other), key=len)
    at = next(
        (
            at
            for at, pair in enumerate(zip(short, long, strict=False))
            if len({*pair}) > 1
        ),
        len(short),
    )
    if len(long) == len(short) + 1:
        return short[at:] == long[at + 1 :]
    if len(long) > len(short):
        return False
    rest = short[at + 1 :] == long[at + 1 :]
    if rest and {short[at], long[at]} <= VOWELS:
        return True
    swapped = short[at : at + 2] == long[at : at + 2][::-1]
    return swapped and short[at + 2 :] == long[at + 2 :]


def find_changes(was: str, now: str) -> list[Change]:
    """The stretches of words that differ, in order."""
    before, after = words_of(was), words_of(now)
    steps = lay_beside(
        [word.text for word in before], [word.text for word in after]
    ).get_opcodes()
    return [
        Change(was[slice(*old)], now[slice(*new)], old[0], old[1], new[0], new[1])
        for tag, first, last, begin, end in steps
        if tag != "equal"
        for old, new in [(reach(before[first:last]), reach(after[begin:end]))]
    ]


def reach(words: Sequence[Word]) -> tuple[int, int]:
    return (words[0].start, words[-1].end) if words else (0, 0)


def in_short(changes: Sequence[Change], *, at_most: int = 3) -> str:
    """The changes in one line of no language: "4,200 → 2,400; + not". Figures first."""
    told = sorted(changes, key=lambda each: not any(map(str.isdigit, each.was)))
    lines = []
    for each in told[:at_most]:
        was, now = shorten(each.was), shorten(each.now)
        lines.append(
            f"{was} → {now}" if was and now else f"+ {now}" if now else f"− {was}"
        )
    return "; ".join(lines + (["…"] if len(told) > at_most else []))


def shorten(words: str, length: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"
