"""How many kinds of value differ between the Mentions of a claim."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from claims.extraction.findings import Value
from claims.linking import read_values
from claims.matching.conflicts import differing_kinds
from claims.models import Claim, Mention

# Of what everybody says differently, this many already show it.
COMPARED_AT_MOST = 50


def count_differing(sides: Sequence[Sequence[Value]]) -> int:
    """Kinds of value in which any two of the ``sides`` differ."""
    kinds = {value.kind for side in sides for value in side}
    return sum(differs(kind, sides) for kind in kinds)


def differs(kind: str, sides: Sequence[Sequence[Value]]) -> bool:
    # Sides that say the same are compared once: a claim may have many mentions.
    distinct: dict[frozenset[tuple[str, ...]], list[Value]] = {}
    for side in sides:
        values = [value for value in side if value.kind == kind]
        said = frozenset((value.amount, value.unit, value.bound) for value in values)
        distinct.setdefault(said, values)
    few = list(distinct.values())[:COMPARED_AT_MOST]
    return any(differing_kinds(*pair) for pair in combinations(few, 2))


def recount_differences(claims: Iterable[int]) -> None:
    """Bring ``Claim.differing`` up to date after Mentions came or went."""
    wanted = sorted(set(claims))
    values: dict[int, list[tuple[Value, ...]]] = defaultdict(list)
    for claim, found in Mention.objects.filter(claim__in=wanted).values_list(
        "claim", "values"
    ):
        values[claim].append(read_values(found))
    changed = []
    for row in Claim.objects.filter(pk__in=wanted).only("differing").order_by("pk"):
        differing = count_differing(values[row.pk])
        if row.differing != differing:
            row.differing = differing
            changed.append(row)
    Claim.objects.bulk_update(changed, ["differing"])
