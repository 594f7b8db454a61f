"""Whether two sentences state the same claim: same, maybe or different, and why.

The weights were fitted on about a thousand pairs of sentences, labelled by hand, from
reports of two events, and checked on each event with the weights of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp

from claims.matching.meaning import Sense, covered
from claims.matching.similarity import SHORTEST_TO_MATCH, Words

# From these scores on. At SAME no wrong pair was found in either event.
SAME, MAYBE = 0.8, 0.3
# Words alone, where there is no encoder: claims this alike may be one.
MAYBE_BY_WORDS = 0.4
# What two sentences have in common weighs: the nearness of the whole, what the one
# says of the other, and what the other says of it, the lesser and the greater.
NEARNESS, LESSER, GREATER, START = 7.0, 6.0, 8.5, -13.0
# Two languages never come as near to each other as two sentences of one.
CROSSING = 1.5
# Less than this cannot reach MAYBE, whatever the words are.
LEAST_NEARNESS = 0.35


class Answer(StrEnum):
    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a pair, in words and in meaning."""

    words: Words
    sense: Sense
    language: str


@dataclass(frozen=True, slots=True)
class Judgement:
    answer: Answer
    score: float
    why: str


def judge_pair(one: Side, other: Side, nearness: float) -> Judgement:
    """``nearness`` is the cosine of the two sentences' vectors."""
    shares = covered(one.sense, other.sense)
    crossing = bool(one.language and other.language and one.language != other.language)
    score = combine(nearness, shares, crossing=crossing)
    doubts = find_doubts(one.words, other.words, crossing=crossing)
    return Judgement(
        answer=answer_for(score, doubts),
        score=round(min(score, 0.99), 4),
        why=explain(one.words, other.words, shares, doubts),
    )


def combine(
    nearness: float, shares: tuple[float, float], *, crossing: bool = False
) -> float:
    """The likelihood, 0 to 1, that both say the same."""
    weighed = NEARNESS * nearness + LESSER * min(shares) + GREATER * max(shares)
    return 1 / (1 + exp(-(START + weighed + CROSSING * crossing)))


def answer_for(score: float, doubts: Sequence[str]) -> Answer:
    if score >= SAME and not doubts:
        return Answer.SAME
    return Answer.MAYBE if score >= MAYBE else Answer.DIFFERENT


def find_doubts(one: Words, other: Words, *, crossing: bool) -> list[str]:
    """What forbids to link by itself, however alike both are."""
    doubts = []
    if min(one.length, other.length) < SHORTEST_TO_MATCH:
        doubts.append("too short to be linked")
    if one.negated != other.negated:
        doubts.append("one says that it is not so")
    # Nouns of another language are no other names.
    if not crossing and one.names - other.names and other.names - one.names:
        doubts.append("each names somebody or something else")
    return doubts


def explain(
    one: Words, other: Words, shares: tuple[float, float], doubts: Sequence[str]
) -> str:
    """One sentence that a reviewer can check."""
    said = f"{shares[0]:.0%} of it stands there, {shares[1]:.0%} of that stands here"
    numbers = sorted(numbers_in(one) & numbers_in(other))
    both = [f"both say {', '.join(numbers[:4])}"] if numbers else []
    return f"{'; '.join([said, *both, *doubts])}."[:300]


def numbers_in(words: Words) -> set[str]:
    return {word for word in words.normalised.split() if word[0].isdigit()}
