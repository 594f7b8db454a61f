"""How far two readers agree beyond chance: Krippendorff's alpha of values that are
names, and how far off it may be."""

from collections import Counter
from collections.abc import Mapping
from math import sqrt
from typing import Any, Final, TypeAlias

# How often each pair of values was given; None where somebody gave none.
Pairs: TypeAlias = Mapping[tuple[Any, Any], int]

# Of a normal distribution, 95 % lie within so many standard errors.
NORMAL: Final = 1.96


def measure_alpha(pairs: Pairs) -> float | None:
    """Alpha, 1 less observed by expected disagreement, from the coincidences of the
    values, as in K. Krippendorff, "Computing Krippendorff's Alpha-Reliability"
    (2011), B and C; a pair with one value has nothing to coincide with. None where
    fewer than two values were given: nothing could have disagreed."""
    whole = _whole(pairs)
    given: Counter[str] = Counter()
    for (first, second), count in whole.items():
        given[first] += count
        given[second] += count
    values = given.total()
    expected = values**2 - sum(count**2 for count in given.values())
    if not expected:
        return None
    observed = 2 * sum(n for (first, second), n in whole.items() if first != second)
    return 1 - (values - 1) * observed / expected


def estimate_interval(pairs: Pairs) -> tuple[float, float] | None:
    """Where alpha lies with 95 % confidence, by the jackknife: from how much it
    changes when one pair is left out (J. Hughes, "Toward improved inference for
    Krippendorff's Alpha", arXiv:2210.13265). None where without one of the pairs
    there is no alpha, and where it is the same without any of them."""
    whole = _whole(pairs)
    alpha, total = measure_alpha(whole), sum(whole.values())
    without: list[tuple[float, int]] = []
    for pair, count in whole.items():
        less = measure_alpha({**whole, pair: count - 1})
        if less is None:
            return None
        without.append((less, count))
    if alpha is None or len({less for less, _ in without}) == 1:
        return None
    mean = sum(less * count for less, count in without) / total
    spread = sum(count * (less - mean) ** 2 for less, count in without)
    error = NORMAL * sqrt((total - 1) / total * spread)
    return max(-1.0, alpha - error), min(1.0, alpha + error)


def _whole(pairs: Pairs) -> Pairs:
    return {pair: count for pair, count in pairs.items() if count and None not in pair}
