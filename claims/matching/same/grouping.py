"""Which claim a statement belongs to, where several are like it: one rule for what is
stored and for what is only tried."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from claims.matching.conflicts.oppositions import Opposition

# A sentence of many clauses states more than one claim; of more it is a summary.
MOST_CLAIMS: Final = 2
# Of 27 pairs that were the same and not linked: of 17 that say what only a later report
# tells of the claim, 5 say what the claim says; of ten whose claim another sentence of
# their report took, five.
TOLD_LATER_ONLY: Final = 0.3
TAKEN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """The text at a place beside one of the wordings of a claim that is like it;
    ``own`` is the claim's first. ``same`` may be linked without asking anybody.
    ``found_pk`` is the claim that has the wording, ``claim_pk`` where its mentions go,
    which differs when it was merged."""

    at: int
    found_pk: int
    claim_pk: int
    score: float
    same: bool
    own: bool
    why: str
    opposition: Opposition = Opposition.NONE
    by_meaning: bool = False
    # The mention whose words they are, 0 for the claim's own.
    mention_pk: int = 0

    @property
    def opposed(self) -> bool:
        """Whether it is like it to contradict it."""
        return self.opposition == Opposition.PLAIN


def weigh_claims(alike: Iterable[Likeness]) -> list[Likeness]:
    """For each text and claim the best of its wordings; ``own`` then says whether the
    claim's first is the same too. What is like a later one only, and not even near to
    what the claim said first, may be linked by a person: one thing leads to another."""
    by_claim: dict[tuple[int, int], list[Likeness]] = defaultdict(list)
    for each in alike:
        by_claim[each.at, each.claim_pk].append(each)
    weighed = []
    for every in by_claim.values():
        own = [each for each in every if each.own]
        best = max(every, key=lambda each: (each.same, each.opposed, each.score))
        said_first = any(each.same for each in own)
        if best.same and not own:
            score = min(best.score, TOLD_LATER_ONLY)
            best = replace(best, same=False, score=score)
        weighed.append(replace(best, own=said_first))
    return weighed


def choose_claims(weighed: Iterable[Likeness]) -> list[Likeness]:
    """Each text with the claims it states, those first whose own words it says. Each
    claim takes one text: two sentences of one source are not the same claim."""
    counts: Counter[int] = Counter()
    taken: set[int] = set()
    chosen = []
    for each in sorted(
        (each for each in weighed if each.same),
        key=lambda each: (not each.own, -each.score, each.at, each.found_pk),
    ):
        if counts[each.at] < MOST_CLAIMS and each.claim_pk not in taken:
            counts[each.at] += 1
            taken.add(each.claim_pk)
            chosen.append(each)
    return chosen
