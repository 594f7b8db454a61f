"""What speaks for two statements agreeing, contradicting or being of two things, each
sign a number; most come for the lesser and for the greater side, so that it does not
matter which statement stands first."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from claims.encoders import encode_meaning
from claims.extraction.findings import QUANTITIES, Value
from claims.matching.conflicts import FRAMES, Comparison, pair_all
from claims.matching.conflicts.amounts import COMPATIBLE, DIFFERENT, EQUAL, is_close
from claims.matching.conflicts.calendar import name_one_time
from claims.matching.conflicts.doers import relate_doings
from claims.matching.conflicts.hours import name_one_hour
from claims.matching.conflicts.negation import (
    are_other_acts,
    find_negation,
    oppose_acts,
    same_act,
)
from claims.matching.conflicts.subjects import have_other_subjects
from claims.matching.judging.arithmetic import follows_from, read_amounts
from claims.matching.judging.ground import Ground, find_ground, without_figures
from claims.matching.judging.judging_model import ANSWERS

WORD = re.compile(r"\w[\w’'-]*")
NOT = re.compile(
    r"(?<!\w)(?:not|no|never|none|nobody|neither|without|nicht|kein\w*|nie|niemand|ohne"
    r"|weder)(?!\w)|n[’']t(?!\w)",
    re.IGNORECASE,
)
LIMITS = frozenset(("more than", "at least", "less than", "at most"))
ROUGHLY = frozenset(("about", "almost", "just over"))
# A word less like each of the other side's has nothing to do with them, or not much.
STRANGE = 0.3
ANOTHER = 0.6
STEM = 6
# No sentence anybody wrote has more words, or more figures.
MOST_WORDS = 80
MOST_VALUES = 12
Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of text, and the values that stand in it."""

    text: str
    language: str
    values: tuple[Value, ...]


def read_signs(one: Statement, other: Statement, vote: str) -> Signs:
    """``vote`` is what the rules say. Raises ``EncoderMissing``."""
    one, other = shorten(one), shorten(other)
    compared = pair_all(one.values, other.values)
    crossing = one.language != other.language
    rests = compare_rests(one, other)
    ground = find_ground(
        one.text, other.text, one.values, other.values, crossing=crossing
    )
    signs = {f"vote {answer}": float(vote == answer) for answer in ANSWERS}
    signs |= compare_values(one, other, compared)
    signs |= compare_figures(one, other)
    signs |= compare_names(one, other)
    signs |= compare_words(ground)
    signs |= rests
    signs |= {
        "near": ground.near,
        "crossing": float(crossing),
        "german": float(one.language == other.language == "de"),
    }
    signs |= either("length", len(one.text) / 100, len(other.text) / 100)
    signs |= compare_acts(one.text, other.text)
    signs["not"] = float(bool(NOT.search(one.text)) != bool(NOT.search(other.text)))
    return signs


def shorten(statement: Statement) -> Statement:
    words = [found.end() for found in WORD.finditer(statement.text)]
    if len(words) <= MOST_WORDS and len(statement.values) <= MOST_VALUES:
        return statement
    text = statement.text[: words[:MOST_WORDS][-1]] if words else ""
    values = tuple(each for each in statement.values if each.end <= len(text))
    return Statement(text, statement.language, values[:MOST_VALUES])


def either(name: str, left: float, right: float) -> Signs:
    return {f"{name}, least": min(left, right), f"{name}, most": max(left, right)}


def compare_acts(left: str, right: str) -> Signs:
    """What the rules know of acts and of who did them, each by itself."""
    doing = relate_doings(left, right)
    return {
        "acts opposed": float(oppose_acts(left, right)),
        "denied": float(find_negation(left, right) is not None),
        "same act": float(same_act(left, right)),
        "other acts": float(are_other_acts(left, right)),
        "same doing": float(doing is not None and doing.same),
        "turned round": float(doing is not None and not doing.same),
        "other subjects": float(have_other_subjects(left, right)),
    }


def compare_values(
    one: Statement, other: Statement, compared: Sequence[Comparison]
) -> Signs:
    """How many are equal, near, within bounds, different, or without counterpart."""
    signs: Signs = {}
    for name, kinds in (("figures", QUANTITIES), ("dates", FRAMES)):
        pairs = [each for each in compared if each.kind in kinds]
        close = sum(each.relation == COMPATIBLE and agrees(each) for each in pairs)
        told = [each.relation for each in pairs]
        signs[f"{name} equal"] = told.count(EQUAL)
        signs[f"{name} near"] = close
        signs[f"{name} bounded"] = told.count(COMPATIBLE) - close
        signs[f"{name} different"] = told.count(DIFFERENT)
        mine, yours = count(one, kinds), count(other, kinds)
        signs |= either(f"{name} alone", mine - len(pairs), yours - len(pairs))
        signs[f"{name} on both"] = min(mine, yours)
    return {name: float(value) for name, value in signs.items()}


def agrees(found: Comparison) -> bool:
    if found.relation == EQUAL:
        return True
    if found.kind == "date":
        return name_one_time(found.left.amount, found.right.amount)
    if found.kind == "time":
        return name_one_hour(found.left, found.right)
    return is_close(found.left, found.right)


def count(statement: Statement, kinds: Collection[str]) -> int:
    return sum(each.kind in kinds for each in statement.values)


def compare_figures(one: Statement, other: Statement) -> Signs:
    """The figures whatever they count: which are the same, and which follow from the
    other side's: 18 of 20 is 90 percent, and all but two."""
    ours, theirs = read_amounts(one.values), read_amounts(other.values)
    mine = [each for each in ours if not each.stands_in(theirs)]
    yours = [each for each in theirs if not each.stands_in(ours)]
    follow = [follows_from(each, ours) for each in yours]
    follow += [follows_from(each, theirs) for each in mine]
    bounds = [value.bound for value in (*one.values, *other.values)]
    kinds = {each.kind for each in ours}, {each.kind for each in theirs}
    return {
        "same figures": float(len(ours) - len(mine)),
        "some follow": float(any(follow)),
        "all follow": float(bool(follow) and all(follow)),
        "do not follow": float(len(follow) - sum(follow)),
        "figures in one": float(bool(ours) != bool(theirs)),
        "figures in none": float(not ours and not theirs),
        "kinds shared": float(len(kinds[0] & kinds[1])),
        "limit": float(any(bound in LIMITS for bound in bounds)),
        "roughly": float(any(bound in ROUGHLY for bound in bounds)),
        "apart": min(
            (each.apart(beside) for each in ours for beside in theirs), default=1.0
        ),
        **either("other figures", len(mine), len(yours)),
    }


def compare_names(one: Statement, other: Statement) -> Signs:
    signs: Signs = {}
    for kind in ("place", "person", "date"):
        mine, yours = (
            {each.amount for each in side.values if each.kind == kind}
            for side in (one, other)
        )
        signs[f"{kind} shared"] = float(len(mine & yours))
        signs |= either(f"other {kind}", len(mine - yours), len(yours - mine))
    words, beside = words_of(one.text), words_of(other.text)
    shared = {stem(word) for word in words} & {stem(word) for word in beside}
    capitals = [
        {stem(word) for word in side if word[0].isupper()} for side in (words, beside)
    ]
    signs["names shared"] = float(len((capitals[0] | capitals[1]) & shared))
    # Every German noun has a capital.
    plain = "de" not in (one.language, other.language)
    return signs | either(
        "other names",
        len(capitals[0] - shared) * plain,
        len(capitals[1] - shared) * plain,
    )


def compare_words(ground: Ground) -> Signs:
    """How far the words of either side have a like one on the other."""
    signs: Signs = {}
    left, right = (
        np.array(sorted(side.values()) or [1.0]) for side in (ground.left, ground.right)
    )
    signs |= either("strangest word", left[0], right[0])
    signs |= either("second word", left[:2][-1], right[:2][-1])
    signs |= either("words", left.mean(), right.mean())
    for name, least in (("strange", STRANGE), ("other", ANOTHER)):
        signs |= either(f"{name} words", (left < least).sum(), (right < least).sum())
        signs |= either(
            f"share of {name} words", (left < least).mean(), (right < least).mean()
        )
        both = (left < least).any() and (right < least).any()
        signs[f"{name} words in both"] = float(both)
    return {name: float(value) for name, value in signs.items()}


def compare_rests(one: Statement, other: Statement) -> Signs:
    """What is said besides the shared words, and beside the figures."""
    bare = [without_figures(side.text, side.values) for side in (one, other)]
    words, beside = words_of(bare[0]), words_of(bare[1])
    rests = rest_of(words, beside), rest_of(beside, words)
    signs = either(
        "share of the rest",
        len(rests[0]) / max(len(words), 1),
        len(rests[1]) / max(len(beside), 1),
    )
    # The whole is asked for next, and remembered: one call costs less than two.
    *_, left, right = encode_meaning([*bare, *(" ".join(rest) for rest in rests)])
    signs["rest"] = float(left @ right) if all(rests) else 1.0
    return signs


def rest_of(words: Sequence[str], others: Sequence[str]) -> list[str]:
    stems = {stem(word) for word in others}
    return [word for word in words if stem(word) not in stems]


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def stem(word: str) -> str:
    for ending in ("'s", "’s", "s"):
        word = word.removesuffix(ending)
    return word.casefold()[:STEM]
