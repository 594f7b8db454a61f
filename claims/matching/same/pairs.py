"""Whether two sentences state the same claim: same, maybe or different, and why.

The weights in pairs.json are fitted by benchmarks/train_pairs.py on labelled reports of
one event each, and checked on each event with weights fitted on the others."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from textwrap import shorten
from typing import Any

from claims.matching.conflicts.oppositions import Opposition
from claims.matching.same.doubts import (
    DENIED,
    Side,
    find_doubts,
    have_strange_names,
    in_two_languages,
    is_short,
    name_the_same,
    seem_to_deny,
    share_beyond_names,
    tell_another_thing,
)
from claims.matching.same.quoted_core import find_quoted_core
from claims.matching.same.shared_clauses import SharedClause, find_shared_clause
from claims.matching.sense.meaning import covered
from claims.matching.sense.similarity import Words

WEIGHTS = Path(__file__).with_name("pairs.json")
# Words alone, where there is no encoder: claims this alike may be one.
MAYBE_BY_WORDS = 0.4
# Less than this cannot reach "maybe", whatever the words are.
LEAST_NEARNESS = 0.25
# Sure whatever the capitals are, or where so much beyond the names stands in both.
SURE = 0.9
ENOUGH_BEYOND_NAMES = 0.65
# Sure though nothing else shows that both tell of one event, or of one thing.
PLAIN = 0.97
# Nothing else near is no proof: sure where so much is shared, or a number, and where
# as much is beyond the names or the rest would do without it.
LEAST_SHARED = 0.4
WITHOUT_LEAD = 0.5
# A lead beyond this says no more.
MOST_LEAD = 0.25
# So likely by themselves, two sentences are a sign of one event.
KIN = 0.3


class Answer(StrEnum):
    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``score`` is a likelihood, 0 to 1; ``why`` is empty for what is different.
    ``denied`` is whether one says that it is not so."""

    answer: Answer
    score: float
    why: str
    opposition: Opposition = Opposition.NONE
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a pair, each from 0 to 1: the cosine of the whole; how much of
    the one stands in the other, the lesser and the greater way; whether two languages
    meet, which never come as near as two sentences of one; whether they share a
    number; by how much they are nearer to each other than to anything else there."""

    nearness: float
    lesser: float
    greater: float
    crossing: float
    number: float
    lead: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The fitted weights of the Signs, and the scores from which a pair is the same,
    or may be."""

    weights: Signs
    start: float
    same: float
    maybe: float


@cache
def scale() -> Scale:
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Scale(
        weights=Signs(**stored["weights"]),
        start=stored["start"],
        same=stored["same"],
        maybe=stored["maybe"],
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences beside each other. ``shares`` say how much of either stands in
    the other; the signs know nothing yet of other sentences."""

    one: Side
    other: Side
    shares: tuple[float, float]
    signs: Signs

    @property
    def score(self) -> float:
        """The likelihood that both say the same, as far as the two alone show."""
        return combine(self.signs)


def weigh_pair(one: Side, other: Side, nearness: float) -> Pair:
    """``nearness`` is the cosine of the two sentences' vectors."""
    shares = covered(one.sense, other.sense)
    signs = read_signs(one, other, nearness, shares, lead=0.0)
    return Pair(one, other, shares, signs)


def judge_pair(
    one: Side, other: Side, nearness: float, *, lead: float = 0.0
) -> Judgement:
    """``lead`` comes from ``find_leads``, and is 0 where nothing is known of other
    sentences."""
    return judge_weighed(weigh_pair(one, other, nearness), lead=lead)


def judge_weighed(pair: Pair, *, lead: float, kin: bool = True) -> Judgement:
    """``kin`` is whether both may stand in reports of one event: a lead, a clause or a
    likeness that would do there is no proof between reports of two."""
    one, other, shares = pair.one, pair.other, pair.shares
    signs = replace(pair.signs, lead=limit_lead(lead) if kin else 0.0)
    score = combine(signs)
    clause = find_part(one, other, shares) if kin else None
    if score < scale().maybe and not clause:
        # Most pairs: nobody reads why.
        return Judgement(Answer.DIFFERENT, round(score, 4), "")
    doubts = find_doubts(one, other)
    sure = not doubts and score >= score_needed(one, other, signs, kin=kin)
    if clause and not sure:
        why = explain_clause(clause)
        return Judgement(Answer.SAME, round(max(score, scale().same), 4), why)
    if not sure and is_short(one, other):
        doubts.append("too short to be linked")
    if not (sure or doubts or kin):
        doubts.append("the two reports share nothing else")
    return Judgement(
        answer=Answer.SAME if sure else Answer.MAYBE,
        score=round(min(score, 0.99), 4),
        why=explain(one.words, other.words, shares, signs.lead, doubts),
        denied=DENIED in doubts,
    )


def find_part(
    one: Side, other: Side, shares: tuple[float, float]
) -> SharedClause | None:
    """A part of each that says the same: a clause, or what is quoted."""
    return find_shared_clause(one, other, shares) or find_quoted_core(one, other)


def read_signs(
    one: Side, other: Side, nearness: float, shares: tuple[float, float], *, lead: float
) -> Signs:
    return Signs(
        nearness=nearness,
        lesser=min(shares),
        greater=max(shares),
        crossing=float(in_two_languages(one, other)),
        number=float(bool(shared_numbers(one.words, other.words))),
        lead=limit_lead(lead),
    )


def limit_lead(lead: float) -> float:
    return min(max(lead, 0.0), MOST_LEAD)


def combine(signs: Signs) -> float:
    """The likelihood, 0 to 1, that both say the same."""
    by = scale()
    total = by.start + sum(
        getattr(by.weights, name) * getattr(signs, name) for name in Signs.__slots__
    )
    return 1 / (1 + exp(-total))


def find_leads(
    nearness: Mapping[tuple[int, int], float],
) -> dict[tuple[int, int], float]:
    """By how much each pair of two texts' sentences is nearer than the next best that
    either of them could be paired with; below 0 for all but the best."""
    rivals: dict[tuple[str, int], list[float]] = {}
    for (one, other), near in nearness.items():
        for sentence in (("one", one), ("other", other)):
            rivals.setdefault(sentence, []).append(near)
    for each in rivals.values():
        # What is less near was never looked at.
        each.extend((LEAST_NEARNESS, LEAST_NEARNESS))
        each.sort(reverse=True)
    leads = {}
    for (one, other), near in nearness.items():
        best = [rivals["one", one], rivals["other", other]]
        next_best = max(each[1] if near >= each[0] else each[0] for each in best)
        leads[one, other] = near - next_best
    return leads


def is_kin(pair: Pair) -> bool:
    """Whether it shows by itself that both reports tell of one event."""
    return (
        pair.score >= KIN
        and not is_short(pair.one, pair.other)
        and not find_doubts(pair.one, pair.other)
    )


def find_kin(
    likely: Iterable[tuple[int, int]], told_in: Mapping[int, Collection[int]]
) -> Callable[[int, int], bool]:
    """Whether a text and a claim stand in two reports of one event: another text is
    ``likely`` to say another claim that one of its sources tells. One sentence alone
    that is like one elsewhere leads for want of rivals."""
    rows: Counter[tuple[int, int]] = Counter()
    columns: Counter[tuple[int, int]] = Counter()
    every: Counter[int] = Counter()
    known = set(likely)
    for text, claim in known:
        for source in told_in.get(claim, ()):
            every[source] += 1
            rows[source, text] += 1
            columns[source, claim] += 1

    def are_kin(text: int, claim: int) -> bool:
        return any(
            every[source]
            > rows[source, text] + columns[source, claim] - ((text, claim) in known)
            for source in told_in.get(claim, ())
        )

    return are_kin


def score_needed(one: Side, other: Side, signs: Signs, *, kin: bool = True) -> float:
    """From where on nobody need look at a pair without doubts. More is needed where one
    may deny what the other says, where neither the reports nor the names in it show
    that both tell of one event, where they have little in common but that nothing else
    is near, or else but a number, where one is short or they say two things of one
    thing, and where each has capitals of its own and what both say beyond the names
    does not say so too."""
    if seem_to_deny(one, other) or not (kin or name_the_same(one, other)):
        return PLAIN
    beyond = share_beyond_names(one, other)
    without = replace(signs, lead=0.0) if signs.lead else replace(signs, number=0.0)
    alone = combine(without) < WITHOUT_LEAD and beyond < LEAST_SHARED
    if (
        alone
        or is_short(one, other)
        or (signs.greater < LEAST_SHARED and not signs.number)
    ):
        return SURE
    if tell_another_thing(one, other):
        return PLAIN
    if not have_strange_names(one, other):
        return scale().same
    return scale().same if beyond >= ENOUGH_BEYOND_NAMES else SURE


def explain(
    one: Words,
    other: Words,
    shares: tuple[float, float],
    lead: float,
    doubts: Sequence[str],
) -> str:
    """One sentence that a reviewer can check."""
    said = f"{shares[0]:.0%} of it stands there, {shares[1]:.0%} of that stands here"
    numbers = sorted(shared_numbers(one, other))
    both = [f"both say {', '.join(numbers[:4])}"] if numbers else []
    alone = ["nothing else there comes as near"] if lead > 0 else []
    return f"{'; '.join([said, *both, *alone, *doubts])}."[:300]


def explain_clause(clause: SharedClause) -> str:
    """Where only a part of two sentences is one claim, which."""
    left, right = (shorten(side, width=110) for side in (clause.left, clause.right))
    return (
        f"A part of each says the same: \u201c{left}\u201d \u2013 \u201c{right}\u201d."
    )


def shared_numbers(one: Words, other: Words) -> frozenset[str]:
    return numbers_in(one.normalised) & numbers_in(other.normalised)


@lru_cache(maxsize=2000)
def numbers_in(normalised: str) -> frozenset[str]:
    return frozenset(word for word in normalised.split() if word[0].isdigit())
