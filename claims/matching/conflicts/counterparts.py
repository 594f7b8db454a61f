"""Which value of one statement is the counterpart of which of another, and how the two
stand to each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claims.extraction.findings import QUANTITIES, Value
from claims.extraction.values.nouns import PEOPLE, THINGS
from claims.extraction.values.quantities import MEASURED, SCALES
from claims.matching.conflicts.amounts import (
    COMPATIBLE,
    DIFFERENT,
    EQUAL,
    relate_amounts,
)
from claims.matching.conflicts.calendar import (
    are_a_week_apart,
    is_year,
    relate_dates,
)
from claims.matching.conflicts.hours import relate_hours

Key = tuple[str, str, str]
# What a statement is told about: another one makes it another statement.
FRAMES = frozenset(("date", "time", "ordinal"))
COMPARED = QUANTITIES | FRAMES
THING_NAMES = frozenset(THINGS)
NOUNS = THING_NAMES | PEOPLE.keys()
# What a thing costs is its price.
PRICES = frozenset(("cost", "price"))
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
        measured = value.unit if value.unit in MEASURED else ""
        return "number", SCALES.get(measured, (measured,))[0], ""
    if value.kind == "duration":
        return "duration", "", value.role
    if value.kind in {"date", "time"}:
        return value.kind, "", value.role
    if value.kind == "ordinal":
        return "ordinal", "", ""
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
    if len(ours) != len(theirs) and any(each.kind == "time" for each in ours):
        # Nobody knows which of the hours is told by one alone.
        return result
    take(DIFFERENT, count_the_same)
    take(EQUAL, may_count_the_same)
    take(COMPATIBLE, may_count_the_same)
    if len(ours) == len(theirs) == 1:
        take(DIFFERENT, must_count_the_same)
    return result


def relate(left: Value, right: Value) -> str:
    """How two values of one kind and unit stand to each other."""
    if left.kind == "time":
        return relate_hours(left, right)
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
    if speak_of_other_topics(left, right):
        return False
    if left.kind == "date":
        # Who names the year in which, and who a weekday, tell of two things.
        days = "weekday" in {left.unit, right.unit}
        return not (days and (is_year(left.amount) or is_year(right.amount)))
    if left.kind == "ordinal":
        return left.unit == right.unit or share_stem(left.unit, right.unit)
    if left.kind != "number" or left.unit in MEASURED:
        return True
    if left.role != right.role:
        return False
    if left.unit == right.unit or share_stem(left.unit, right.unit):
        return True
    return bool(left.role) and is_anybody(left.unit, right.unit)


def may_count_the_same(left: Value, right: Value) -> bool:
    """Without a sign that they count different things."""
    if speak_of_other_topics(left, right):
        return False
    if left.kind == "ordinal" and are_other_words(left, right):
        return False
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
    if are_other_words(left, right) and not is_anybody(left.unit, right.unit):
        return False
    thing = left.unit == right.unit and left.unit in THING_NAMES
    return left.role == right.role or thing


def share_stem(left: str, right: str) -> bool:
    return len(left) >= STEM and left[:STEM].casefold() == right[:STEM].casefold()


def are_other_words(left: Value, right: Value) -> bool:
    """Two nouns of one language without a common stem. One that is not known has its
    capital in German; a known one goes by its English name."""
    one, other = left.unit, right.unit
    if not one or not other or one == other or share_stem(one, other):
        return False
    if (one in NOUNS) != (other in NOUNS) and left.role:
        return False
    return one.islower() == other.islower()


def speak_of_other_topics(left: Value, right: Value) -> bool:
    ours, theirs = set(left.topics.split()), set(right.topics.split())
    if left.kind == "money" and ours & PRICES and theirs & PRICES:
        return False
    return bool(ours and theirs) and not ours & theirs


def share_topics(left: Value, right: Value) -> bool:
    return bool({*left.topics.split()} & {*right.topics.split()})


def is_anybody(left: str, right: str) -> bool:
    """Whether "12 people" or just "12" may be the "12 soldiers"."""
    return bool({left, right} & {"", "person"}) and (
        {left, right} <= {"", *PEOPLE} or "" in {left, right}
    )
