"""Whether two statements speak of different places or people."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from claims.extraction.findings import Value

# Spellings of one name differ by language: Zelensky, Selenskyj.
SAME_NAME = 0.6
COMPASS = frozenset(("north", "south", "east", "west"))
KINDS = (("place", "country"), ("place", "city"), ("place", "region"), ("person", ""))


def speak_of_others(left: Sequence[Value], right: Sequence[Value]) -> bool:
    """Both name a country, or a city, or a person, and none of them is the same."""
    return any(
        apart(names_of(left, kind, unit), names_of(right, kind, unit))
        for kind, unit in KINDS
    )


def names_of(values: Iterable[Value], kind: str, unit: str) -> set[str]:
    # A place nobody knows is taken for a city.
    units = {unit, ""} if unit == "city" else {unit}
    return {
        value.amount
        for value in values
        if value.kind == kind
        and value.unit in units
        and (unit != "city" or value.role == "at")
    }


def apart(left: set[str], right: set[str]) -> bool:
    if not left or not right:
        return False
    if left & right:
        return False
    return not any(same_name(one, other) for one in left for other in right)


def same_name(left: str, right: str) -> bool:
    if left == right:
        return True
    if left in COMPASS or len(left) < 3 or len(right) < 3:
        return False
    one, other = left.casefold().split()[-1], right.casefold().split()[-1]
    return SequenceMatcher(None, one, other).ratio() >= SAME_NAME
