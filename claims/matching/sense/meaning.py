"""How much of what one sentence says stands in another, in whatever language: the
words of both are laid beside each other by their meaning."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from claims.encoders import DIMENSIONS, encode_meaning
from claims.matching.sense.similarity import EMPTY_WORDS, fold, words_in

Vectors = NDArray[np.float32]

# Words this unlike each other have nothing to do with one another.
UNRELATED = 0.3
# Another number in the same place: the same claim, told differently.
OTHER_NUMBER = 0.6
WORDS_KEPT = 20_000
MOST_WORDS = 60
TEXTS_KEPT = 2_000

FUNCTION_WORDS = EMPTY_WORDS | frozenset(
    word
    for line in (
        "is are was were be been being has have had having do does did will would",
        "can could shall should may might must he she they we you i his her their our",
        "your him them us who which what when where there than then so such but if",
        "if also after before about into over under up out off because while",
        "during through more most some any all said says say told according added",
        "ist sind war waren sei seien wäre wären wird werden wurde wurden worden hat",
        "haben hatte hatten habe sein seine seinen seiner ihr ihre ihren ihrer er sie",
        "wir uns ich man sich wer was wann wo da dort hier dann so aber wenn auch nach",
        "vor über unter aus bei bis durch während weil mehr einige alle rund etwa",
        "sagte teilte mitteilte erklärte laut kann können soll sollen muss müssen will",
    )
    for word in line.split()
)
# Who says it is no part of what is said: "…, the council said", "…, wie die
# Feuerwehr mitteilte".
SAYS = (
    r"(?:said|says|told|added|announced|reported|sagte|sagt|teilte|mitteilte|erklärte|"
    r"berichtete|hieß|hervorgeht|zufolge)"
)
# "Ilse Torvand, the minister for waterways,"
OFFICE = r",\s(?:the|an?|its|his|her|their|der|die|eine?)\s[^,:]{3,90},"
SOURCE_AFTER = re.compile(
    rf",[\"”’]?\s+(?:[^,]{{1,90}}\b{SAYS}\b[^,]{{0,40}}|{SAYS}\b[^,]{{1,90}}(?:,[^,]{{1,60}})?|"
    rf"[^,]{{3,60}}{OFFICE}\s{SAYS}\b[^,]{{0,120}}|"
    rf"(?:according to|laut)\b[^,]{{1,90}}|wie\b[^,]{{1,90}})[.!]?\s*$",
    re.IGNORECASE,
)
# "Asked about it, the minister said …": a clause that begins without "that".
CLAUSE = (
    r"\s(?=(?:the(?!\ssame)|an?|it|its|he|his|she|her|they|their|there|no|nobody)\s)"
)
SOURCE_BEFORE = re.compile(
    rf"^(?:(?:according to|laut)\b[^,]{{1,80}},|"
    rf"(?:(?:asked|\w+ing)\s[^,]{{1,80}},\s)?"
    rf"(?:(?!(?:what|how|who|which|if|when)\s)[^,“”„\"]){{1,80}}(?:{OFFICE}[^,]{{0,20}})?"
    rf"\b{SAYS}\b(?:\s+that\b,?|:|,|{CLAUSE}))\s*",
    re.IGNORECASE,
)
LEAST_LEFT = 25


@dataclass(frozen=True, slots=True)
class Sense:
    """A sentence taken apart by meaning: its words, one unit vector each, and how
    much each of them weighs."""

    words: tuple[str, ...]
    vectors: Vectors
    weights: NDArray[np.float32]


def without_source(text: str) -> str:
    """``text`` without the clause that only names who says it, where enough is left."""
    for frame in (SOURCE_BEFORE, SOURCE_AFTER):
        rest = frame.sub("", text).strip()
        if len(rest) >= LEAST_LEFT:
            text = rest
    return text


def weigh_words(texts: Iterable[str]) -> dict[str, float]:
    """What each word tells among ``texts``: one that stands in many of them, as the
    names of an event do in all its reports, tells little."""
    spread: Counter[str] = Counter()
    many = 0
    for text in texts:
        spread.update(set(content_words(text)))
        many += 1
    most = np.log1p(many)
    return {word: float(np.log1p(many / n) / most) for word, n in spread.items()}


def make_sense(
    texts: Sequence[str], weights: dict[str, float] | None = None
) -> list[Sense]:
    """Each text as a Sense; all words that are new are encoded in one batch."""
    if weights is None:
        weights = weigh_words(texts)
    listed = [tuple(dict.fromkeys(content_words(text)))[:MOST_WORDS] for text in texts]
    vectors = word_vectors({word for words in listed for word in words})
    return [
        Sense(
            words,
            np.array([vectors[word] for word in words], dtype=np.float32).reshape(
                len(words), DIMENSIONS
            ),
            np.array([weights.get(word, 1.0) for word in words], dtype=np.float32),
        )
        for words in listed
    ]


@lru_cache(maxsize=TEXTS_KEPT)
def content_words(text: str) -> tuple[str, ...]:
    found = fold(words_in(without_source(text)))
    return tuple(word for word in found if word not in FUNCTION_WORDS)


@cache
def word_memory() -> dict[str, NDArray[np.float16]]:
    """The vectors of words seen before; reports repeat most of theirs."""
    return {}


def word_vectors(words: Iterable[str]) -> dict[str, NDArray[np.float16]]:
    wanted = set(words)
    memory = word_memory()
    unknown = sorted(wanted - memory.keys())
    if len(memory) + len(unknown) > WORDS_KEPT:
        memory.clear()
        unknown = sorted(wanted)
    rows = encode_meaning(unknown).astype(np.float16)
    memory.update(zip(unknown, rows, strict=True))
    return {word: memory[word] for word in wanted}


def covered(one: Sense, other: Sense) -> tuple[float, float]:
    """How much of each side's weight the other side says too, 0 to 1."""
    if not one.words or not other.words:
        return 0.0, 0.0
    likeness = liken_words(one, other)
    return (
        float(likeness.max(axis=1) @ one.weights / one.weights.sum()),
        float(likeness.max(axis=0) @ other.weights / other.weights.sum()),
    )


def liken_words(one: Sense, other: Sense) -> NDArray[np.float32]:
    """How alike each word is to each of the other side, 0 to 1."""
    likeness = np.clip(
        (one.vectors @ other.vectors.T - UNRELATED) / (1 - UNRELATED), 0, 1
    )
    ours, theirs = numbers_among(one.words), numbers_among(other.words)
    # A number is like no word, whatever the encoder thinks of it.
    likeness[ours] = 0
    likeness[:, theirs] = 0
    for at in ours:
        for beside in theirs:
            equal = one.words[at] == other.words[beside]
            likeness[at, beside] = 1 if equal else OTHER_NUMBER
    return np.asarray(likeness, dtype=np.float32)


def part_of(sense: Sense, text: str) -> Sense:
    """The words of ``sense`` that stand in ``text``, a part of its sentence."""
    told = set(fold(words_in(text)))
    return keep_words(sense, told.__contains__)


def keep_words(sense: Sense, wanted: Callable[[str], bool]) -> Sense:
    kept = [at for at, word in enumerate(sense.words) if wanted(word)]
    return Sense(
        tuple(sense.words[at] for at in kept), sense.vectors[kept], sense.weights[kept]
    )


def numbers_among(words: Sequence[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word[0].isdigit()]
