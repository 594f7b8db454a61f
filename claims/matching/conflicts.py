"""Where two statements of one claim give different numbers, amounts or dates."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.extraction.findings import Value

EQUAL, DIFFERENT, COMPATIBLE = "=", "≠", "~"
# "About 10,000" and 10,400 are compatible; 11,000 is not.
ABOUT = Decimal("0.05")
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Value
    right: Value
    relation: str

    @property
    def kind(self) -> str:
        return self.left.kind


def compare(left: Sequence[Value], right: Sequence[Value]) -> list[Comparison]:
    """Each value beside its counterpart of the same kind and unit.

    Equal values are paired first, then compatible ones; what is left on both sides
    differs. A value without counterpart is only an omission and gives nothing."""
    result: list[Comparison] = []
    sides = group(right)
    for key, ours in group(left).items():
        result += pair(ours, sides.get(key, []))
    return result


def differing_kinds(left: Sequence[Value], right: Sequence[Value]) -> set[str]:
    return {each.kind for each in compare(left, right) if each.relation == DIFFERENT}


def group(values: Iterable[Value]) -> dict[tuple[str, str], list[Value]]:
    groups: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for value in values:
        unit = "" if value.kind == "date" else value.unit
        groups[value.kind, unit].append(value)
    return groups


def pair(left: Sequence[Value], right: Sequence[Value]) -> list[Comparison]:
    ours, theirs = list(left), list(right)
    result: list[Comparison] = []
    for wanted in (EQUAL, COMPATIBLE, DIFFERENT):
        for one in list(ours):
            other = next((each for each in theirs if relate(one, each) == wanted), None)
            if other is not None:
                ours.remove(one)
                theirs.remove(other)
                result.append(Comparison(one, other, wanted))
    return result


def relate(left: Value, right: Value) -> str:
    """How two values of one kind and unit stand to each other."""
    if left.kind == "date":
        return relate_dates(left.amount, right.amount)
    one, other = Decimal(left.amount), Decimal(right.amount)
    if one == other and left.bound == right.bound:
        return EQUAL
    low, high = interval(one, left.bound)
    other_low, other_high = interval(other, right.bound)
    if max(low, other_low) <= min(high, other_high) or rounds_to(one, other):
        return COMPATIBLE
    return DIFFERENT


def interval(amount: Decimal, bound: str) -> tuple[Decimal, Decimal]:
    if bound == "about":
        return amount - abs(amount) * ABOUT, amount + abs(amount) * ABOUT
    if bound in {"more than", "at least"}:
        return amount, Decimal("Infinity")
    if bound in {"less than", "at most"}:
        return Decimal("-Infinity"), amount
    return amount, amount


def rounds_to(left: Decimal, right: Decimal) -> bool:
    """Whether the one with fewer digits is the other, rounded: 12,300 and 12,345.

    A single digit is no rounding: 4 dead and 4.4 dead are not the same report."""
    short, long = sorted((left, right), key=digits)
    if digits(short) == digits(long) or digits(short) < 2:
        return False
    step = Decimal(1).scaleb(int(short.normalize().as_tuple().exponent))
    return abs(short - long) <= step / 2


def digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)


def relate_dates(left: str, right: str) -> str:
    if left == right:
        return EQUAL
    ours, theirs = left.split("/"), right.split("/")
    if any(dates_meet(one, other) for one in ours for other in theirs):
        return COMPATIBLE
    return DIFFERENT


def dates_meet(left: str, right: str) -> bool:
    """Whether both may be the same day, as far as each is known."""
    if left in WEEKDAYS or right in WEEKDAYS:
        return weekday_meets(left, right)
    return all(
        not one or not other or one == other
        for one, other in zip(parts(left), parts(right), strict=False)
    )


def weekday_meets(left: str, right: str) -> bool:
    days = {weekday_of(left), weekday_of(right)} - {None}
    return len(days) < 2


def weekday_of(amount: str) -> int | None:
    if amount in WEEKDAYS:
        return WEEKDAYS.index(amount)
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
