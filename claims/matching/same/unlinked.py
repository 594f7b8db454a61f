"""How likely two statements that were not linked by themselves say the same: the sure
ones have left such pairs, and what one event tells beside it has stayed.

The weights in unlinked.json are fitted by benchmarks/train_unlinked.py on pairs that a
person read, and checked on each event with weights fitted on the others."""

import json
from dataclasses import astuple, dataclass, replace
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any, Final

from claims.matching.conflicts.oppositions import Opposition
from claims.matching.judging import judge_by_rules, judging_signs, read_statement
from claims.matching.judging.judging_model import weigh
from claims.matching.same.doubts import (
    Side,
    find_doubts,
    in_two_languages,
    words_beyond_names,
)
from claims.matching.same.pairs import Answer, Judgement, Pair
from claims.matching.sense.meaning import Sense, covered, keep_words

WEIGHTS: Final = Path(__file__).with_suffix(".json")
# Nothing is left to one of them: it stands in the other whole, or is too little.
STANDS_WHOLE: Final = 0.6
STANDS_HARDLY: Final = 0.2
LEAST_COMMON: Final = 2


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells such pairs apart: the odds that the scorer of all pairs gave, whether
    something made one doubt, whether two languages meet, how much of what both do not
    say in the same words stands in the other, and how likely they are of two things,
    as the networks see it that judge what contradicts."""

    odds: float
    doubted: float
    crossing: float
    rest: float
    apart: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """The fitted weights, and the likelihood from which on anybody is asked."""

    weights: Signs
    start: float
    asked: float


@cache
def fitted() -> Fitted:
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Fitted(Signs(**stored["weights"]), stored["start"], stored["asked"])


def is_worth_asking(judgement: Judgement) -> bool:
    """Whether a person should see what was not linked."""
    return (
        judgement.answer == Answer.SAME
        or judgement.score >= fitted().asked
        or judgement.opposition == Opposition.PLAIN
    )


def find_likelihood(pair: Pair, score: float, *, thoroughly: bool = True) -> float:
    """Of a pair with this ``score`` that was not linked; the least it may be where that
    is not worth a thorough look. Raises ``EncoderMissing``."""
    signs = read_signs(pair.one, pair.other, score)
    if thoroughly and combine(replace(signs, apart=0.0)) >= fitted().asked:
        # The networks take longest.
        signs = replace(signs, apart=tell_apart(pair.one, pair.other))
    return round(combine(signs), 4)


def read_signs(one: Side, other: Side, score: float) -> Signs:
    """``apart`` is not asked for, and taken for sure."""
    return Signs(
        odds=log(score / (1 - score)),
        doubted=float(bool(find_doubts(one, other))),
        crossing=float(in_two_languages(one, other)),
        rest=share_of_rest(one, other),
        apart=1.0,
    )


def combine(signs: Signs) -> float:
    by = fitted()
    told = zip(astuple(by.weights), astuple(signs), strict=True)
    return 1 / (1 + exp(-by.start - sum(weight * sign for weight, sign in told)))


def share_of_rest(one: Side, other: Side) -> float:
    """How much of the one that has more of it stands in the other, without the names,
    figures and words that are the same: whom and what a report speaks of is in many of
    its sentences, and what it says of them in few."""
    ours, theirs = words_told(one, other), words_told(other, one)
    common = set(ours.words) & set(theirs.words)
    left = keep_words(ours, lambda word: word not in common)
    right = keep_words(theirs, lambda word: word not in common)
    if left.words and right.words:
        return max(covered(left, right))
    return STANDS_WHOLE if len(common) >= LEAST_COMMON else STANDS_HARDLY


def words_told(one: Side, other: Side) -> Sense:
    told = words_beyond_names(one, other)
    return keep_words(told, lambda word: not word[0].isdigit())


def tell_apart(one: Side, other: Side) -> float:
    """The chance that both may be right, being of two things."""
    left, right = (read_statement(side.text, side.language) for side in (one, other))
    signs = judging_signs.read_signs(left, right, judge_by_rules(left, right))
    return weigh([*signs.values()])["compatible"]
