"""The clause that two sentences have in common, where each says more than that."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from claims.matching.same.doubts import Side, find_doubts, share_beyond_names
from claims.matching.sense.clauses import find_clauses
from claims.matching.sense.meaning import Sense, covered, part_of, without_source
from claims.matching.sense.similarity import take_apart

# Shorter clauses are not linked by themselves.
SHORTEST_CLAUSE = 6
# How much of either clause stands in the other, the lesser and the greater way.
ENOUGH = (0.5, 0.65)
ENOUGH_BEYOND_NAMES = 0.5
# Of the weight of one of the sentences: a minor half of both is no claim of theirs.
MAIN = 0.4
# No clause stands in a sentence of which less does.
WORTH_A_LOOK = 0.35


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence; ``part`` is how much of its weight."""

    text: str
    sense: Sense
    language: str
    part: float

    def as_side(self) -> Side:
        return Side(self.text, take_apart(self.text), self.sense, self.language)


@dataclass(frozen=True, slots=True)
class SharedClause:
    """``share`` is the lesser of the ways in which one stands in the other."""

    left: str
    right: str
    share: float


def find_shared_clause(
    one: Side, other: Side, shares: tuple[float, float]
) -> SharedClause | None:
    """The best pair of clauses that say the same without a doubt, and that are the
    main part of one of the sentences; ``shares`` are those of the whole sentences."""
    if max(shares) < WORTH_A_LOOK:
        return None
    ours, theirs = list(clauses_of(one)), list(clauses_of(other))
    found = [
        SharedClause(left.text, right.text, lesser)
        for left, right in product(ours, theirs)
        if max(left.part, right.part) >= MAIN
        and min(left.part, right.part) < 1
        and (lesser := say_the_same(left, right))
    ]
    return max(found, key=lambda clause: clause.share, default=None)


def say_the_same(left: Clause, right: Clause) -> float:
    """The lesser share, or 0."""
    lesser, greater = sorted(covered(left.sense, right.sense))
    if lesser < ENOUGH[0] or greater < ENOUGH[1]:
        return 0.0
    one, other = left.as_side(), right.as_side()
    if share_beyond_names(one, other) < ENOUGH_BEYOND_NAMES:
        return 0.0
    return 0.0 if find_doubts(one, other) else lesser


def clauses_of(side: Side) -> Iterator[Clause]:
    """The longer clauses."""
    told = without_source(side.text)
    whole = float(side.sense.weights.sum())
    for span in find_clauses(told):
        clause = told[slice(*span)].strip(" ,")
        if len(clause.split()) < SHORTEST_CLAUSE:
            continue
        sense = part_of(side.sense, clause)
        if sense.words:
            part = float(sense.weights.sum()) / whole
            yield Clause(clause, sense, side.language, part)
