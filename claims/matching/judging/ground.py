"""How far two statements speak of one thing, by what their words mean rather than by
lists of them; their figures are left out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from claims.encoders import encode_meaning
from claims.extraction.findings import Value
from claims.extraction.text.wordlists import listed
from claims.extraction.values.roles import STATE, state_name
from claims.extraction.values.topics import topic_of
from claims.matching.conflicts.acts import PATTERNS, acts_begun_in
from claims.matching.conflicts.subjects import concept_of, share_head
from claims.matching.sense.languages import NUMERIC, is_german
from claims.matching.sense.meaning import (
    Sense,
    keep_words,
    liken_words,
    make_sense,
    without_source,
)
from claims.matching.sense.similarity import fold, words_in

STEM = 5
# Words that say of a figure how it is meant, and nothing of the matter.
SLIGHT = NUMERIC | frozenset(
    listed(
        "only just some still already currently so far now well total overall latest"
        " new expected set due be put put stands stood come came there least"
        " each every bereits schon nur lediglich derzeit noch nun jetzt insgesamt seit"
        " gab gibt liegt lag betrug beträgt voraussichtlich neue neuen neuer neues"
        " remains remain remained stays bleibt bleiben blieb"
        " ab ein an zu aus kam kamen stand steht allein zurzeit aktuell jeder jede"
        " planned scheduled geplant angesetzt vorgesehen"
        " home live lives leben lebt last lasts lasted dauert dauerte"
        " evening morning night afternoon abend morgen nacht"
    )
)


@dataclass(frozen=True, slots=True)
class Ground:
    """``near`` is the cosine of the statements without their figures; ``left`` and
    ``right`` are the words of each with how much a word of the other is like them."""

    near: float
    left: dict[str, float]
    right: dict[str, float]


def find_ground(
    left: str,
    right: str,
    ours: Sequence[Value],
    theirs: Sequence[Value],
    *,
    crossing: bool,
) -> Ground:
    """``crossing`` are two languages. Raises ``EncoderMissing``."""
    one, other = without_figures(left, ours), without_figures(right, theirs)
    vectors = encode_meaning([one, other])
    named = SLIGHT | shared_names(ours, theirs)
    senses = [
        keep_words(sense, lambda word: word not in named)
        for sense in make_sense([one, other], {})
    ]
    names = frozenset() if crossing else names_in(left) | names_in(right)
    alike = liken(*senses, crossing=crossing, names=names)
    return Ground(float(vectors[0] @ vectors[1]), *alike)


def names_in(text: str) -> frozenset[str]:
    """English names of one word, folded: capitals within the sentence."""
    if is_german(text):
        return frozenset()
    words = words_in(text)[1:]
    return frozenset(fold([word for word in words if word[0].isupper()]))


def shared_names(ours: Sequence[Value], theirs: Sequence[Value]) -> set[str]:
    """The words of whom and what both name, as each language writes it."""
    named = [{each.amount for each in side if is_name(each)} for side in (ours, theirs)]
    return {
        word
        for value in (*ours, *theirs)
        if is_name(value) and value.amount in named[0] & named[1]
        for word in fold(words_in(value.text))
    }


def is_name(value: Value) -> bool:
    return value.kind in {"place", "person"}


def without_figures(text: str, values: Iterable[Value]) -> str:
    kept, at = [], 0
    for value in values:
        if not is_name(value):
            kept.append(text[at : value.start])
            at = value.end
    return without_source(" ".join("".join([*kept, text[at:]]).split()))


def liken(
    one: Sense, other: Sense, *, crossing: bool, names: Collection[str] = ()
) -> tuple[dict[str, float], dict[str, float]]:
    """The words of each side with how much the likest of the other is like them."""
    likeness = liken_words(one, other)
    for at, word in enumerate(one.words):
        for beside, another in enumerate(other.words):
            if are_one(word, another):
                likeness[at, beside] = 1
            # Two names are never alike, nor is a compound like its neighbour.
            if word != another and (
                (word in names and another in names)
                or (not crossing and share_head(word, another))
            ):
                likeness[at, beside] = 0
    ours, theirs = (likeness.max(axis=axis, initial=0) for axis in (1, 0))
    return most_alike(one, ours), most_alike(other, theirs)


def most_alike(sense: Sense, likeness: NDArray[np.float32]) -> dict[str, float]:
    return dict(zip(sense.words, likeness.tolist(), strict=True))


def are_one(word: str, other: str) -> bool:
    return word[:STEM] == other[:STEM] or bool(meanings_of(word) & meanings_of(other))


@lru_cache(4096)
def meanings_of(word: str) -> frozenset[str]:
    """What a listed word stands for, the same in both languages."""
    acts = {name for name in acts_begun_in(word) if PATTERNS[name].fullmatch(word)}
    state = STATE.fullmatch(word)
    named = {concept_of(word), topic_of(word), state_name(state) if state else ""}
    return frozenset(acts | named) - {""}
