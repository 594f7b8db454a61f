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
# What is told of a whole period, and what of a day.
OVER = re.compile(
    r"(?<!\w)(?:over|during|in the course of|im Laufe|während|binnen|in)\s"
    r"(?:the\s|de[rsmn]\s)?"
    r"(?:last|past|previous|whole|letzten|vergangenen|vorigen|ganzen|gesamten)\s"
    rf"(?:{PERIOD})(?:e?s)?(?!\w)",
    re.IGNORECASE,
)
ON_A_DAY = re.compile(
    r"(?<!\w)(?:(?:on|am)\s)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)(?!\w)",
    re.IGNORECASE,
)
# The quarters of a year, by what names them where no year does: a date is a value.
SEASONS = (
    "March April May spring März April Mai Frühjahr Frühling",
    "June July August summer Juni Juli August Sommer",
    "September October November autumn Oktober Herbst",
    "December January February winter Dezember Januar Februar Winter",
)
SEASON_OF = {
    word.casefold(): number
    for number, words in enumerate(SEASONS)
    for word in words.split()
}
IN_SEASON = re.compile(
    rf"(?<!\w)(?:in|im|vom)\s(?:the\s|early\s|late\s)?"
    rf"(?P<season>{'|'.join(sorted(SEASON_OF, key=len, reverse=True))})"
    r"(?!\w|\s\d)",
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
    """Whether one tells of what is over, and the other of what goes on; one of a day,
    and the other of a week; or one of the spring, and the other of November."""
    if tell_either(left, right, PAST, PRESENT):
        return True
    if tell_either(left, right, OVER, ON_A_DAY):
        return True
    ours, theirs = seasons_of(left), seasons_of(right)
    return bool(ours and theirs) and not ours & theirs


def tell_either(
    left: str, right: str, one: re.Pattern[str], other: re.Pattern[str]
) -> bool:
    """Whether each has one of the two, and not the same."""
    ours, theirs = (
        (bool(one.search(text)), bool(other.search(text))) for text in (left, right)
    )
    return ours != theirs and all(sum(each) == 1 for each in (ours, theirs))


def seasons_of(text: str) -> set[int]:
    return {SEASON_OF[found["season"].casefold()] for found in IN_SEASON.finditer(text)}


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
