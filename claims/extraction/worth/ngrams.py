"""The words and runs of characters of many sentences, as numbered buckets, and what a
model that learned a weight for each bucket says of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# There are two to the power of so many buckets.
WORD_BITS = 16
CHARACTER_BITS = 17
LONGEST_RUN = 5
# Numbers below it are sorted in half the time.
FEW = 2**32

TOKENS_REMEMBERED = 2**14
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[?!%$€£\"]")
DIGIT = re.compile(r"\d")

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Tokens = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Ngrams:
    """Each bucket of each sentence once, in the order of the sentences."""

    sentences: int
    rows: Numbers
    buckets: Numbers
    counts: Numbers

    def weigh(self, rarity: Floats) -> Floats:
        """TF-IDF; the weights of one sentence have unit length together."""
        times = np.arange(1, self.counts.max(initial=0) + 1)
        weights = (1 + np.log(times))[self.counts - 1] * rarity[self.buckets]
        squares = np.bincount(self.rows, weights**2, self.sentences)
        lengths = np.sqrt(np.maximum(squares, 1e-9))
        return (weights / lengths[self.rows]).astype(np.float32)

    def score(self, rarity: Floats, *learned: Floats) -> list[Floats]:
        """What each of the ``learned`` weights makes of each sentence."""
        weights = self.weigh(rarity)
        return [
            np.bincount(self.rows, weights * each[self.buckets], self.sentences).astype(
                np.float32
            )
            for each in learned
        ]


def read_tokens(sentences: Sequence[str]) -> Tokens:
    return [
        [*chain.from_iterable(map(tokens_of, sentence.lower().split()))]
        for sentence in sentences
    ]


@lru_cache(TOKENS_REMEMBERED)
def tokens_of(piece: str) -> tuple[str, ...]:
    """The tokens of what stands between two blanks."""
    return tuple(TOKEN.findall(piece))


def read_words(listed: Tokens) -> Ngrams:
    """Words, and pairs of neighbours."""
    hashes = [hash_words(tokens) for tokens in listed]
    rows = np.repeat(np.arange(len(listed)), [len(each) for each in hashes])
    flat = np.fromiter(chain.from_iterable(hashes), np.uint32, len(rows))
    return count(len(listed), rows, flat, WORD_BITS)


def hash_words(tokens: Sequence[str]) -> Sequence[int]:
    if not tokens:
        return ()
    # No token has a blank in it.
    written = " ".join(tokens).encode("utf-8", "replace").split(b" ")
    hashes = [*map(crc32, written)]
    followed = [b" " + each for each in written[1:]]
    return [*hashes, *map(crc32, followed, hashes)]


def read_characters(listed: Tokens) -> Ngrams:
    """Runs of two to five characters, any digit counting as 0."""
    texts = [f" {' '.join(tokens)} " for tokens in listed]
    whole = DIGIT.sub("0", "".join(texts)).encode("utf-32-le", "surrogatepass")
    hashes = codes = np.frombuffer(whole, dtype=np.uint32)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    found, rows = [], []
    for size in range(2, LONGEST_RUN + 1):
        hashes = hashes[:-1] * np.uint32(0x9E3779B1) + codes[size - 1 :]
        mixed = (hashes ^ (hashes >> np.uint32(15))) * np.uint32(0x85EBCA6B)
        # A run that reaches into the next sentence is none.
        within = owners[: len(mixed)] == owners[size - 1 :]
        found.append((mixed >> np.uint32(9))[within])
        rows.append(owners[: len(mixed)][within])
    hashes, owners = np.concatenate(found), np.concatenate(rows)
    return count(len(texts), owners, hashes, CHARACTER_BITS)


def count(
    sentences: int, rows: Numbers, hashes: NDArray[np.uint32], bits: int
) -> Ngrams:
    """A hash's last ``bits`` are its bucket."""
    last = 2**bits - 1
    keys = rows * 2**bits + (hashes & np.uint32(last))
    if sentences * 2**bits < FEW:
        keys = keys.astype(np.uint32)
    keys.sort()
    changed = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=changed[1:])
    first = np.flatnonzero(changed)
    counts = np.diff(first, append=len(keys))
    found = keys[first].astype(np.int64)
    return Ngrams(sentences, found >> bits, found & last, counts)
