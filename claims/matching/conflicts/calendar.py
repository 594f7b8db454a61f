"""How two dates stand to each other, as far as each is known."""

from datetime import date

from claims.extraction.values.relative_dates import WEEKDAY_NAMES, days_of
from claims.matching.conflicts.amounts import COMPATIBLE, DIFFERENT, EQUAL

# A leap year, for dates of which nobody says the year.
SOME_YEAR = "2000"


def relate_dates(left: str, right: str) -> str:
    if left == right:
        return EQUAL
    year = year_of(left) or year_of(right) or SOME_YEAR
    ours, theirs = days_of(left, year), days_of(right, year)
    if ours and theirs:
        meet = max(ours[0], theirs[0]) <= min(ours[1], theirs[1])
    else:
        meet = any(
            parts_meet(one, other)
            for one in left.split("/")
            for other in right.split("/")
        )
    return COMPATIBLE if meet else DIFFERENT


def year_of(amount: str) -> str:
    return "" if amount.startswith("--") else amount[:4] if amount[0].isdigit() else ""


def name_one_time(left: str, right: str) -> bool:
    """Whether two dates that can meet both name a day, or both a month: "15 November",
    "2024-11-15"."""
    return (is_day(left) and is_day(right)) or (is_month(left) and is_month(right))


def are_a_week_apart(left: str, right: str) -> bool:
    """Whether "Friday" was only counted to another Friday than the one meant."""
    year = year_of(left) or year_of(right) or SOME_YEAR
    ours, theirs = days_of(left, year), days_of(right, year)
    if ours is None or theirs is None:
        return False
    return any(
        max(ours[0] + days, theirs[0]) <= min(ours[1] + days, theirs[1])
        for days in (-7, 7)
    )


def is_year(amount: str) -> bool:
    return len(amount) == len(SOME_YEAR) and amount.isdigit()


def is_day(amount: str) -> bool:
    return "/" not in amount and (amount in WEEKDAY_NAMES or bool(parts(amount)[2]))


def is_month(amount: str) -> bool:
    if "/" in amount or amount in WEEKDAY_NAMES:
        return False
    _, month, day = parts(amount)
    return bool(month and not day)


def parts_meet(left: str, right: str) -> bool:
    if left in WEEKDAY_NAMES or right in WEEKDAY_NAMES:
        return len({weekday_of(left), weekday_of(right)} - {None}) < 2
    return all(
        not one or not other or one == other
        for one, other in zip(parts(left), parts(right), strict=True)
    )


def weekday_of(amount: str) -> int | None:
    if amount in WEEKDAY_NAMES:
        return WEEKDAY_NAMES.index(amount)
    try:
        return date.fromisoformat(amount).weekday()
    except ValueError:
        return None


def parts(amount: str) -> tuple[str, str, str]:
    """Year, month and day, each empty when unknown: "--11-15" has no year."""
    if amount.startswith("--"):
        year, rest = "", amount[2:]
    else:
        year, _, rest = amount.partition("-")
    month, _, day = rest.partition("-")
    return year, month, day
