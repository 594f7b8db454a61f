"""Whether two statements speak of different places, people or times."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from claims.extraction.findings import Value

# Spellings of one name differ by language: Zelensky, Selenskyj.
SAME_NAME = 0.6
COMPASS = frozenset(("north", "south", "east", "west"))
# "Last season" and "this season", whenever that was.
PERIOD = (
    r"season|term|campaign|edition|summer|winter|spring|autumn|year|month|week|quarter"
    r"|Saison|Spielzeit|Amtszeit|Ausgabe|Sommer|Winter|Frühjahr|Herbst|Jahr|Monat|Woche"
    r"|Quartal"
)
PAST = re.compile(
    r"(?<!\w)(?:last|previous|past|vergangene|letzte|vorige)[nrms]?\s"
    rf"(?:{PERIOD})(?:e?s)?(?!\w)",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"(?<!\w)(?:this|current|next|coming|diese|laufende|nächste|kommende)[nrms]?\s"
    rf"(?:{PERIOD})(?:e?s)?(?!\w)",
    re.IGNORECASE,
)
KINDS = (("place", "country"), ("place", "city"), ("place", "region"), ("person", ""))


def speak_of_others(left: Sequence[Value], right: Sequence[Value]) -> bool:
    """Both name a country, or a city, or a person, and none of them is the same."""
    return any(
        apart(names_of(left, kind, unit), names_of(right, kind, unit))
        for kind, unit in KINDS
    )


def speak_of_other_times(left: str, right: str) -> bool:
    """Whether one tells of what is over, and the other of what goes on."""
    ours, theirs = (
        (bool(PAST.search(text)), bool(PRESENT.search(text))) for text in (left, right)
    )
    return ours != theirs and all(sum(each) == 1 for each in (ours, theirs))


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
