"""Which figures follow from others: 212 and 18 make 230, 46 of a hundred leave 54."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.extraction.findings import QUANTITIES, Value

CLOSE = 0.011
WHOLE = 100
KM_IN_A_MILE = 1.609
# Other units of the same: hectares, tonnes, months, weeks, days and hours.
FACTORS = (KM_IN_A_MILE, 100, 1000, 12, 7, 24, 60, 2)
FREEZING, DEGREES = 32, 1.8


@dataclass(frozen=True, slots=True)
class Amount:
    kind: str
    size: float

    def is_like(self, size: float) -> bool:
        most = max(abs(self.size), abs(size))
        return abs(self.size - size) <= CLOSE * most

    def stands_in(self, others: Sequence["Amount"]) -> bool:
        return any(self.is_like(each.size) for each in others)

    def apart(self, other: "Amount") -> float:
        """By what share two figures of one kind differ; 1 for two kinds."""
        most = max(abs(self.size), abs(other.size))
        if self.kind != other.kind or not most:
            return float(self.kind != other.kind)
        return min(abs(self.size - other.size) / most, 1.0)


def read_amounts(values: Sequence[Value]) -> list[Amount]:
    """The first of a range stands for it."""
    return [
        Amount(each.kind, float(each.amount.partition("/")[0]))
        for each in values
        if each.kind in QUANTITIES or each.kind == "ordinal"
    ]


def follows_from(amount: Amount, others: Sequence[Amount]) -> bool:
    return any(amount.is_like(size) for size in derive(others))


def derive(amounts: Sequence[Amount]) -> Iterator[float]:
    for one, other in combinations((each.size for each in amounts), 2):
        yield one + other
        yield abs(one - other)
        if one and other:
            yield from (one / other, other / one, one * other / WHOLE)
            yield from (WHOLE * one / other, WHOLE * other / one)
            yield from (WHOLE * abs(one - other) / each for each in (one, other))
    for each in amounts:
        if each.kind == "percent":
            yield WHOLE - each.size
        for factor in FACTORS:
            yield from (each.size * factor, each.size / factor)
        yield from ((each.size - FREEZING) / DEGREES, each.size * DEGREES + FREEZING)
    yield sum(each.size for each in amounts)
