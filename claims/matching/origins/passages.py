"""The passages two texts share word for word, or nearly, and where they stand in each.

Words in a row are hashed, rows found in both texts become stretches, and stretches with
little between them one passage. No step takes more than the sorting of
its words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.extraction.page.reading import INVISIBLE

# So many words in a row rarely stand in two texts by chance.
ROW: Final = 5
# Beside them, fewer tell where an edited passage goes on.
SHORT_ROW: Final = 3
# Between two stretches of one passage there are at most so many words, and these are
# a few, or about the same ones on both sides.
REACH: Final = 40
FEW: Final = 3
ALIKE: Final = 0.45
# A shared phrase is no passage.
LEAST_WORDS: Final = 8
# Quotation marks and full stops around a passage belong to it.
MOST_MARKS: Final = 3
# So few words at its edge belong to it only if no line ends between in both.
EDGE: Final = 2
# More than a short novel is compared by its beginning.
MOST_WORDS: Final = 50_000
MOST_CHARACTERS: Final = 500_000
# A text is looked up by the smallest of its hashed rows: one in 16, so that a part of
# it is found as well as the whole, and within these bounds.
SAMPLED: Final = 16
LEAST_SAMPLE: Final = 16
MOST_SAMPLE: Final = 256

INSIDE: Final = INVISIBLE.pattern
WORD: Final = re.compile(rf"[^\W_]+(?:{INSIDE}+[^\W_]+)*")
BREAK: Final = re.compile(r"[\n\r]|[.!?][”\"»“]|[”\"»“][.!?]")
# Occurrences of a repeated row are paired in order, or a few places apart.
SHIFTS: Final = (0, 1, -1, 2, -2)
MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
MIX: Final = np.uint64(0xBF58476D1CE4E5B9)

Hashes = NDArray[np.uint64]
Counts = NDArray[np.int64]
Span = tuple[int, int]


@dataclass(frozen=True)
class InWords:
    """A text as its words, hashed; of a very long one the first of them."""

    text: str
    words: Hashes

    @cached_property
    def places(self) -> Sequence[Span]:
        """Where each word stands in the text; most texts share nothing with another,
        and are not asked."""
        found = WORD.finditer(self.text, 0, MOST_CHARACTERS)
        return [each.span() for each in islice(found, MOST_WORDS)]

    def __len__(self) -> int:
        return len(self.words)

    def rows(self, length: int) -> Hashes:
        """A hash for each so many words in a row."""
        count = max(0, len(self.words) - length + 1)
        rows = np.zeros(count, dtype=np.uint64)
        for at in range(length):
            rows = rows * MULTIPLIER + self.words[at : at + count]
        return mix(rows)

    def sketch(self) -> list[int]:
        """The smallest hashed rows, as signed 32 bit numbers: texts that share a
        passage share some."""
        rows = self.rows(ROW)
        short = np.unique((rows >> np.uint64(32)).astype(np.uint32))
        size = min(max(len(rows) // SAMPLED, LEAST_SAMPLE), MOST_SAMPLE)
        return [int(each) for each in short[:size].view(np.int32)]


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of two texts that say the same, and which words of each these are;
    ``words`` of them are identical."""

    left: Span
    right: Span
    words: int
    left_words: Span
    right_words: Span


@dataclass(slots=True)
class Stretch:
    """Words of two texts from ``left`` and ``right`` on; ``exact`` are identical, at
    most ``longest`` of them in a row."""

    left: int
    right: int
    left_end: int
    right_end: int
    exact: int
    longest: int


def put_in_words(text: str) -> InWords:
    words = WORD.findall(text, 0, MOST_CHARACTERS)[:MOST_WORDS]
    return InWords(text, np.fromiter(map(hash_word, words), np.uint64, len(words)))


@lru_cache(maxsize=1 << 15)
def hash_word(word: str) -> int:
    if not word.isascii():
        word = unicodedata.normalize("NFKC", INVISIBLE.sub("", word))
    return int.from_bytes(blake2b(word.casefold().encode(), digest_size=8).digest())


def mix(hashes: Hashes) -> Hashes:
    """Spread evenly, so that the smallest are any and not those of some words."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * MIX
    return hashes ^ (hashes >> np.uint64(31))


def passages(left: str, right: str) -> list[Passage]:
    return find_passages(put_in_words(left), put_in_words(right))


def find_passages(left: InWords, right: InWords) -> list[Passage]:
    """In the order of the left text; no word of either is in two of them."""
    chained = chain(choose(find_stretches(left, right), left, right), left, right)
    return [
        passage_of(cut_edges(each, left, right), left, right)
        for each in sorted(chained, key=lambda each: each.left)
        if each.exact >= LEAST_WORDS and each.longest >= ROW
    ]


def find_stretches(left: InWords, right: InWords) -> list[tuple[int, int, int]]:
    """Place left, place right and number of words of all that is identical."""
    left_rows, our_places = sort_rows(left)
    right_rows, their_places = sort_rows(right)
    # Few rows stand in both; the others need no pairing.
    first = np.searchsorted(right_rows, left_rows)
    both = right_rows.take(first, mode="clip") == left_rows if len(right_rows) else []
    ours = np.flatnonzero(both)
    if not len(ours):
        return []
    first, rows = first[ours], left_rows[ours]
    times = np.searchsorted(right_rows, rows, "right") - first
    # How often each stood before on our side.
    before = np.arange(len(rows)) - np.searchsorted(rows, rows)
    at, beside = (
        np.concatenate(each)
        for each in zip(
            *(
                (our_places[ours[found]], their_places[(first + before - shift)[found]])
                for shift in SHIFTS
                for found in [(before >= shift) & (before - shift < times)]
            ),
            strict=True,
        )
    )
    order = np.lexsort((at, beside - at))
    at, beside = at[order], beside[order]
    begins = np.flatnonzero(
        (np.diff(at, prepend=-2) != 1) | (np.diff(beside, prepend=-2) != 1)
    )
    lengths = np.diff(begins, append=len(at)) + SHORT_ROW - 1
    return list(
        zip(at[begins].tolist(), beside[begins].tolist(), lengths.tolist(), strict=True)
    )


def sort_rows(text: InWords) -> tuple[Hashes, Counts]:
    """The short rows in order, and where each stands; like ones as they stand."""
    rows = text.rows(SHORT_ROW)
    order = np.argsort(rows, kind="stable")
    return rows[order], order


def choose(
    stretches: Sequence[tuple[int, int, int]], left: InWords, right: InWords
) -> list[Stretch]:
    """The longest first, so that each word of both texts is in one stretch only."""
    ours, theirs = bytearray(len(left)), bytearray(len(right))
    chosen = []
    for at, beside, length in sorted(stretches, key=lambda each: -each[2]):
        while length >= SHORT_ROW and (ours[at] or theirs[beside]):
            at, beside, length = at + 1, beside + 1, length - 1
        until = min(
            find_taken(ours, at, at + length) - at,
            find_taken(theirs, beside, beside + length) - beside,
        )
        if until >= SHORT_ROW:
            ours[at : at + until] = theirs[beside : beside + until] = b"\1" * until
            ends = at + until, beside + until
            chosen.append(Stretch(at, beside, *ends, until, until))
    return sorted(chosen, key=lambda each: each.left)


def find_taken(taken: bytearray, start: int, end: int) -> int:
    found = taken.find(1, start, end)
    return end if found < 0 else found


def chain(
    stretches: Sequence[Stretch], left: InWords, right: InWords
) -> Iterator[Stretch]:
    """Stretches with little between them joined; smaller ones in between are lost."""
    near: list[Stretch] = []
    for stretch in stretches:
        yield from (each for each in near if stretch.left - each.left_end > REACH)
        near = [each for each in near if stretch.left - each.left_end <= REACH]
        before = max(
            (each for each in near if continues(each, stretch, left, right)),
            key=lambda each: each.exact,
            default=None,
        )
        between = [each for each in near if before and each.left >= before.left_end]
        if before is None or any(each.exact > before.exact for each in between):
            near.append(stretch)
            continue
        near = [each for each in near if each not in between]
        before.left_end, before.right_end = stretch.left_end, stretch.right_end
        before.exact += stretch.exact
        before.longest = max(before.longest, stretch.longest)
    yield from near


def continues(before: Stretch, stretch: Stretch, left: InWords, right: InWords) -> bool:
    ours = stretch.left - before.left_end
    theirs = stretch.right - before.right_end
    if not (0 <= ours <= REACH and 0 <= theirs <= REACH):
        return False
    longer = max(ours, theirs)
    if longer <= FEW:
        return True
    mine = left.words[before.left_end : stretch.left].tolist()
    other = right.words[before.right_end : stretch.right].tolist()
    return (Counter(mine) & Counter(other)).total() >= ALIKE * longer


def cut_edges(stretch: Stretch, left: InWords, right: InWords) -> Stretch:
    """Without the word or two that only happen to begin or end the next line too."""
    start = end = 0
    for count in range(1, EDGE + 1):
        ends = stretch.left_end - count, stretch.right_end - count
        if breaks(left, stretch.left + count) and breaks(right, stretch.right + count):
            start = count
        if breaks(left, ends[0]) and breaks(right, ends[1]):
            end = count
    return replace(
        stretch,
        left=stretch.left + start,
        right=stretch.right + start,
        left_end=stretch.left_end - end,
        right_end=stretch.right_end - end,
        exact=stretch.exact - start - end,
    )


def breaks(text: InWords, at: int) -> bool:
    """Whether a line or a quoted sentence ends before the word."""
    before, after = text.places[at - 1][1], text.places[at][0]
    return bool(BREAK.search(text.text, before, after))


def passage_of(stretch: Stretch, left: InWords, right: InWords) -> Passage:
    """With the marks around it that both print."""
    ours, theirs = left.text, right.text
    start, end = left.places[stretch.left][0], left.places[stretch.left_end - 1][1]
    beside = right.places[stretch.right][0]
    until = right.places[stretch.right_end - 1][1]
    for _ in range(MOST_MARKS):
        if is_mark(ours[end : end + 1], theirs[until : until + 1]):
            end, until = end + 1, until + 1
        if start and beside and is_mark(ours[start - 1], theirs[beside - 1]):
            start, beside = start - 1, beside - 1
    return Passage(
        (start, end),
        (beside, until),
        stretch.exact,
        (stretch.left, stretch.left_end),
        (stretch.right, stretch.right_end),
    )


def is_mark(sign: str, other: str) -> bool:
    return sign == other != "" and not (sign.isspace() or sign.isalnum())
