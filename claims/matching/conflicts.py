"""Where two statements of one claim give different amounts, dates or the opposite."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from claims.extraction.findings import QUANTITIES, Value
from claims.extraction.quantities import MEASURES
from claims.extraction.reading import read
from claims.extraction.roles import PEOPLE, THINGS
from claims.extraction.values import find_values
from claims.matching.amounts import (
    COMPATIBLE,
    DIFFERENT,
    EQUAL,
    is_close,
    relate_amounts,
)
from claims.matching.calendar import (
    are_a_week_apart,
    name_one_day,
    relate_dates,
)
from claims.matching.negation import find_negation, same_act
from claims.matching.reference import speak_of_others

__all__ = ["COMPATIBLE", "DIFFERENT", "EQUAL", "Comparison", "Conflict", "Telling"]

Judgement = Literal["agree", "contradict", "compatible"]
Key = tuple[str, str, str]
# What a statement is told about: another one makes it another statement.
FRAMES = frozenset(("date", "ordinal"))
COMPARED = QUANTITIES | FRAMES
MEASURED = frozenset(MEASURES.values())
THING_NAMES = frozenset(THINGS)
NOUNS = THING_NAMES | PEOPLE.keys()
STEM = 5
# No sentence anybody wrote has more; a list of figures shall not cost their square.
MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Value
    right: Value
    relation: str

    @property
    def kind(self) -> str:
        return self.left.kind


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as one source states it; the values' offsets count from its beginning."""

    text: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two spans, one in each statement, that cannot both be right. ``left_value`` and
    ``right_value`` are None for a negation."""

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]
    left_value: Value | None = None
    right_value: Value | None = None


def judge(
    left: str,
    right: str,
    *,
    left_language: str,
    right_language: str,
    published_on: date | None = None,
) -> Judgement:
    """What two statements are to each other. "compatible": both may be right, as they
    are bounded, rounded, or about different things."""
    left, right = read(left).text, read(right).text
    ours = find_values(left, left_language, published_on)
    theirs = find_values(right, right_language, published_on)
    found = pair_all(ours, theirs)
    if is_other_reference(ours, theirs, found):
        return "compatible"
    if any(each.relation == DIFFERENT for each in found) or find_negation(left, right):
        return "contradict"
    if found:
        return "agree" if all(agrees(each) for each in found) else "compatible"
    # Each tells a figure the other does not: nothing is known of either.
    apart = group(ours) and group(theirs)
    return "agree" if same_act(left, right) and not apart else "compatible"


def find_conflicts(left: Telling, right: Telling) -> list[Conflict]:
    """Every pair of spans that cannot both be right."""
    found = pair_all(left.values, right.values)
    if is_other_reference(left.values, right.values, found):
        return []
    conflicts = [
        Conflict(
            each.kind,
            (each.left.start, each.left.end),
            (each.right.start, each.right.end),
            each.left,
            each.right,
        )
        for each in found
        if each.relation == DIFFERENT
    ]
    if spans := find_negation(left.text, right.text):
        conflicts.append(Conflict("negation", *spans))
    return conflicts


def compare(left: Sequence[Value], right: Sequence[Value]) -> list[Comparison]:
    """Each value beside its counterpart of the same kind and unit.

    Equal values are paired first, then compatible ones; what is left on both sides
    differs, unless the statements speak of different places or days. A value without
    counterpart is only an omission and gives nothing."""
    found = pair_all(left, right)
    if is_other_reference(left, right, found):
        return [each for each in found if each.relation != DIFFERENT]
    return found


def differing_kinds(left: Sequence[Value], right: Sequence[Value]) -> set[str]:
    return {each.kind for each in compare(left, right) if each.relation == DIFFERENT}


def is_other_reference(
    left: Sequence[Value], right: Sequence[Value], found: Iterable[Comparison]
) -> bool:
    """Another place or person; or another date with other figures to it."""
    if speak_of_others(left, right):
        return True
    differing = {each.kind for each in found if each.relation == DIFFERENT}
    return bool(differing & FRAMES and differing & QUANTITIES)


def agrees(found: Comparison) -> bool:
    if found.relation == EQUAL:
        return True
    if found.kind == "date":
        return name_one_day(found.left.amount, found.right.amount)
    return is_close(found.left, found.right)


def group(values: Iterable[Value]) -> dict[Key, list[Value]]:
    """The values that may be compared with each other."""
    groups: dict[Key, list[Value]] = defaultdict(list)
    for value in values:
        if value.kind in COMPARED:
            groups[key_of(value)].append(value)
    return groups


def key_of(value: Value) -> Key:
    if value.kind == "change" or (
        value.kind == "percent" and value.role and not value.unit
    ):
        return "change", "", ""
    if value.kind == "number":
        return "number", value.unit if value.unit in MEASURED else "", ""
    if value.kind == "duration":
        return "duration", "", value.role
    if value.kind == "date":
        return "date", "", value.role
    return value.kind, value.unit, value.role if value.kind == "money" else ""


def pair_all(left: Sequence[Value], right: Sequence[Value]) -> list[Comparison]:
    result: list[Comparison] = []
    sides = group(right)
    for key, ours in group(left).items():
        result += pair(ours, sides.get(key, []))
    return result


def pair(left: Sequence[Value], right: Sequence[Value]) -> list[Comparison]:
    """Values that plainly count the same first, then those that may."""
    ours, theirs = list(left[:MOST_COMPARED]), list(right[:MOST_COMPARED])
    result: list[Comparison] = []

    def take(wanted: str, may_pair: Callable[[Value, Value], bool]) -> None:
        for one in list(ours):
            for other in theirs:
                if may_pair(one, other) and relate(one, other) == wanted:
                    ours.remove(one)
                    theirs.remove(other)
                    result.append(Comparison(one, other, wanted))
                    break

    take(EQUAL, count_the_same)
    take(EQUAL, likely_count_the_same)
    take(COMPATIBLE, count_the_same)
    take(DIFFERENT, count_the_same)
    take(EQUAL, may_count_the_same)
    take(COMPATIBLE, may_count_the_same)
    if len(ours) == len(theirs) == 1:
        take(DIFFERENT, must_count_the_same)
    return result


def relate(left: Value, right: Value) -> str:
    """How two values of one kind and unit stand to each other."""
    if left.kind != "date":
        return relate_amounts(left, right)
    # Two reports may tell on two days what happened on one.
    bare = "weekday" in {left.unit, right.unit}
    if left.role == "reported" or (
        bare and are_a_week_apart(left.amount, right.amount)
    ):
        return COMPATIBLE
    return relate_dates(left.amount, right.amount)


def count_the_same(left: Value, right: Value) -> bool:
    if left.kind != "number" or left.unit in MEASURED:
        return True
    if left.role != right.role:
        return False
    if left.unit == right.unit or share_stem(left.unit, right.unit):
        return True
    return bool(left.role) and is_anybody(left.unit, right.unit)


def may_count_the_same(left: Value, right: Value) -> bool:
    """Without a sign that they count different things."""
    if left.role and right.role and left.role != right.role:
        return False
    known = left.unit in NOUNS and right.unit in NOUNS
    return not known or left.unit == right.unit or is_anybody(left.unit, right.unit)


def likely_count_the_same(left: Value, right: Value) -> bool:
    return left.role == right.role and may_count_the_same(left, right)


def must_count_the_same(left: Value, right: Value) -> bool:
    """The only numbers left on both sides, and nothing said of one alone."""
    if not may_count_the_same(left, right):
        return False
    thing = left.unit == right.unit and left.unit in THING_NAMES
    return left.role == right.role or thing


def share_stem(left: str, right: str) -> bool:
    return len(left) >= STEM and left[:STEM] == right[:STEM]


def is_anybody(left: str, right: str) -> bool:
    """Whether "12 people" or just "12" may be the "12 soldiers"."""
    return bool({left, right} & {"", "person"}) and (
        {left, right} <= {"", *PEOPLE} or "" in {left, right}
    )
