"""In how many ways the Mentions of a claim contradict each other."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from claims.linking.links import read_values
from claims.matching.conflicts import Telling, find_conflicts
from claims.models import Claim, Mention

# Of a claim that everybody prints, that many different tellings are compared.
MOST_TELLINGS = 40

Pair = tuple[Telling, Telling]


def count_differing(tellings: Iterable[Telling]) -> int:
    return len(differing_kinds(tellings))


def count_new_differing(known: Sequence[Telling], new: Sequence[Telling]) -> int:
    """How many kinds differ among all. The known ones were compared when they came:
    if nothing new differs from any, what was counted then stands, and this says 0."""
    before = {what_is_told(each) for each in known}
    old: list[Pair] = []
    fresh: list[Pair] = []
    for pair in combinations(distinct([*known, *new], MOST_TELLINGS), 2):
        compared = all(what_is_told(each) in before for each in pair)
        (old if compared else fresh).append(pair)
    kinds = kinds_between(fresh)
    return len(kinds | kinds_between(old)) if kinds else 0


def differing_kinds(
    tellings: Iterable[Telling], *, at_most: int = MOST_TELLINGS
) -> set[str]:
    """Kinds of conflict between any two of the last ``at_most`` of the ``tellings``."""
    return kinds_between(combinations(distinct(tellings, at_most), 2))


def distinct(tellings: Iterable[Telling], at_most: int) -> list[Telling]:
    return list({what_is_told(each): each for each in tellings}.values())[-at_most:]


def kinds_between(pairs: Iterable[Pair]) -> set[str]:
    return {conflict.kind for pair in pairs for conflict in find_conflicts(*pair)}


def what_is_told(telling: Telling) -> tuple[object, ...]:
    """The same for the same words about the same values, wherever they stand."""
    values = (
        (each.kind, each.amount, each.unit, each.bound, each.role, each.topics)
        for each in telling.values
    )
    return (telling.text, *values)


def recount_differences(claims: Iterable[int]) -> None:
    """Bring ``Claim.differing`` up to date after Mentions came or went."""
    wanted = sorted(set(claims))
    tellings = read_tellings(wanted)
    changed = []
    for row in Claim.objects.filter(pk__in=wanted).only("differing").order_by("pk"):
        differing = count_differing(tellings[row.pk])
        if row.differing != differing:
            row.differing = differing
            changed.append(row)
    Claim.objects.bulk_update(changed, ["differing"])


def read_tellings(claims: Collection[int]) -> dict[int, list[Telling]]:
    tellings: dict[int, list[Telling]] = defaultdict(list)
    mentions = Mention.objects.filter(claim__in=claims).order_by("pk")
    for claim, quote, values in mentions.values_list("claim", "quote", "values"):
        tellings[claim].append(Telling(quote, read_values(values)))
    return tellings
