"""How two amounts of one kind stand to each other: equal, compatible or different."""

from decimal import Decimal

from claims.extraction.findings import Value
from claims.extraction.values.quantities import IMPERIAL, SCALES

EQUAL, DIFFERENT, COMPATIBLE = "=", "≠", "~"
# "About 10,000" may be 10,700 and not 11,000; up to 10,500 it says the same.
ABOUT = Decimal("0.07")
# "Nearly 10,000" may be 9,000.
NEAR = Decimal("0.1")
CLOSE = Decimal("0.05")
FAR = Decimal(100)
ROUND = Decimal("0.02")
INFINITE = Decimal("Infinity")
APPROXIMATE = frozenset(("", "about", "almost", "just over"))
OVER = frozenset(("more than", "just over"))
UNDER = frozenset(("less than", "almost"))
FLOORS = OVER | {"at least"}
CEILINGS = UNDER | {"at most"}
SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_629_800,
    "year": 31_557_600,
    "decade": 315_576_000,
}
SHORT = frozenset(("second", "minute", "hour", "day", "week"))


def relate_amounts(left: Value, right: Value) -> str:
    """For two values of one kind that count the same."""
    if opposed_directions(left, right):
        return DIFFERENT
    ours, theirs = span_of(left, right), span_of(right, left)
    if ours == theirs and left.bound == right.bound:
        return EQUAL
    if shuts_out(left.bound, right.bound) and touch(ours, theirs, left.bound):
        return DIFFERENT
    low, high = widen(ours, left.bound)
    other_low, other_high = widen(theirs, right.bound)
    if max(low, other_low) <= min(high, other_high):
        return COMPATIBLE
    if crosses_calendar(left, right) or crosses_measures(left, right):
        return COMPATIBLE
    if {left.bound, right.bound} == {""} and rounds_to(ours, theirs):
        return COMPATIBLE
    if is_far_off(left, ours, theirs):
        return COMPATIBLE
    return DIFFERENT


def is_far_off(
    left: Value, ours: tuple[Decimal, Decimal], theirs: tuple[Decimal, Decimal]
) -> bool:
    """So far apart that they can hardly be amounts of one thing; but 4 million and 4
    billion are a slip."""
    far = left.kind == "money" or SCALES.get(left.unit, ("",))[0] == "length"
    if not far or left.unit == "" or not ours[0] or not theirs[0]:
        return False
    low, high = sorted((abs(ours[0]), abs(theirs[0])))
    same_figures = (
        low.normalize().as_tuple().digits == high.normalize().as_tuple().digits
    )
    return high > FAR * low and not same_figures


def is_close(left: Value, right: Value) -> bool:
    """Whether the two say the same, if roughly: "about 10,000" and 10,400."""
    if opposed_directions(left, right):
        return False
    ours, theirs = span_of(left, right), span_of(right, left)
    if ours == theirs and left.bound == right.bound:
        return True
    if not {left.bound, right.bound} <= APPROXIMATE:
        return False
    if ours[0] != ours[1] or theirs[0] != theirs[1]:
        return ours == theirs
    apart = abs(ours[0] - theirs[0])
    most = max(abs(ours[0]), abs(theirs[0]))
    if {left.bound, right.bound} == {""}:
        crosses = crosses_calendar(left, right) or crosses_measures(left, right)
        return apart == 0 or crosses
    return apart <= CLOSE * most


def opposed_directions(left: Value, right: Value) -> bool:
    return {direction(left), direction(right)} == {"rise", "fall"}


def direction(value: Value) -> str:
    if value.kind == "change":
        return "fall" if Decimal(value.amount) < 1 else "rise"
    return value.role if value.role in {"rise", "fall"} else ""


def span_of(value: Value, other: Value) -> tuple[Decimal, Decimal]:
    """Lowest and highest amount as written, in what both can be compared in."""
    low, _, high = value.amount.partition("/")
    span = Decimal(low), Decimal(high or low)
    if value.kind == "duration":
        seconds = SECONDS[value.unit]
        return span[0] * seconds, span[1] * seconds
    if value.unit != other.unit and value.unit in SCALES and other.unit in SCALES:
        factor = Decimal(SCALES[value.unit][1])
        return span[0] * factor, span[1] * factor
    if other.kind == "change" and value.kind == "percent":
        if value.role == "fall":
            return 1 - span[1] / 100, 1 - span[0] / 100
        return 1 + span[0] / 100, 1 + span[1] / 100
    return span


def crosses_calendar(left: Value, right: Value) -> bool:
    """Days against months: a month has no fixed number of days."""
    if left.kind != "duration" or (left.unit in SHORT) == (right.unit in SHORT):
        return False
    (ours, _), (theirs, _) = span_of(left, right), span_of(right, left)
    return abs(ours - theirs) <= NEAR * max(ours, theirs)


def crosses_measures(left: Value, right: Value) -> bool:
    """Miles against kilometres, which are told in round figures of their own."""
    if (left.unit in IMPERIAL) == (right.unit in IMPERIAL):
        return False
    (ours, _), (theirs, _) = span_of(left, right), span_of(right, left)
    return abs(ours - theirs) <= CLOSE * max(ours, theirs)


def widen(span: tuple[Decimal, Decimal], bound: str) -> tuple[Decimal, Decimal]:
    low, high = span
    if bound in {"more than", "at least"}:
        return low, INFINITE
    if bound in {"less than", "at most"}:
        return -INFINITE, high
    if bound in {"about", "almost"}:
        low -= abs(low) * (ABOUT if bound == "about" else NEAR)
    if bound in {"about", "just over"}:
        high += abs(high) * (ABOUT if bound == "about" else NEAR)
    return low, high


def shuts_out(left: str, right: str) -> bool:
    """Whether one says over and the other under: "gut 500" and "knapp 500"."""
    return (
        (left in OVER and right in CEILINGS)
        or (left in CEILINGS and right in OVER)
        or (left in UNDER and right in FLOORS)
        or (left in FLOORS and right in UNDER)
    )


def touch(
    left: tuple[Decimal, Decimal], right: tuple[Decimal, Decimal], bound: str
) -> bool:
    """Whether the one said to lie over does not lie below the other."""
    over, under = (left, right) if bound in FLOORS else (right, left)
    return over[0] >= under[1]


def rounds_to(left: tuple[Decimal, Decimal], right: tuple[Decimal, Decimal]) -> bool:
    """Whether the one with fewer digits is the other, rounded: 12,300 and 12,345.

    A single digit rounds large numbers only, and not far: 4 dead and 4.4 dead are not
    the same report; 5,000 and 4,961 may be."""
    if left[0] != left[1] or right[0] != right[1]:
        return False
    short, long = sorted((left[0], right[0]), key=digits)
    apart = abs(short - long)
    if digits(short) == digits(long):
        return False
    if digits(short) < 2:
        return abs(short) >= 100 and apart <= abs(short) * ROUND
    step = Decimal(1).scaleb(int(short.normalize().as_tuple().exponent))
    return apart <= step / 2


def digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)
