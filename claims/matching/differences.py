"""How many kinds of value differ between the Mentions of a claim."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from claims.extraction.findings import Value
from claims.matching.conflicts import differing_kinds
from claims.models import Claim, Mention


def count_differing(sides: Sequence[Sequence[Value]]) -> int:
    """Kinds of value in which any two of the ``sides`` differ."""
    kinds: set[str] = set()
    for left, right in combinations(sides, 2):
        kinds |= differing_kinds(left, right)
    return len(kinds)


def recount_differences(claims: Iterable[int]) -> None:
    """Bring ``Claim.differing`` up to date after Mentions came or went."""
    wanted = sorted(set(claims))
    values: dict[int, list[list[Value]]] = defaultdict(list)
    for claim, found in Mention.objects.filter(claim__in=wanted).values_list(
        "claim", "values"
    ):
        values[claim].append([Value(**value) for value in found])
    changed = []
    for row in Claim.objects.filter(pk__in=wanted).only("differing").order_by("pk"):
        differing = count_differing(values[row.pk])
        if row.differing != differing:
            row.differing = differing
            changed.append(row)
    Claim.objects.bulk_update(changed, ["differing"])
