"""One cheap look at a sentence, to search only for what it may hold."""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The sentence in small letters, its runs of letters, and if it has a digit."""

    low: str
    words: frozenset[str]
    digit: bool

    def has_any(self, words: frozenset[str]) -> bool:
        return not self.words.isdisjoint(words)


def glimpse(sentence: str) -> Glimpse:
    low = sentence.lower()
    words = frozenset(WORD.findall(low))
    return Glimpse(low, words, DIGIT.search(sentence) is not None)


def declined(*words: str) -> frozenset[str]:
    """German words with every ending an adjective may take, English ones among them."""
    return frozenset(word + ending for word in words for ending in ("", *"enrsm", "en"))
