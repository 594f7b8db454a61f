"""Which mentions state only a part of the claim they are linked to."""

from collections.abc import Sequence
from typing import Final

from claims.against import own_values
from claims.extraction.findings import Value
from claims.linking import read_values
from claims.matching.clauses import find_clauses
from claims.matching.conflicts import COMPARED, compare
from claims.matching.meaning import without_source
from claims.matching.similarity import take_apart
from claims.models import Mention, Wording

# A clause of whose words fewer stand in a sentence is not told there.
TOLD: Final = 0.25
SHORTEST_CLAUSE: Final = 4


def find_untold(wording: Wording, mentions: Sequence[Mention]) -> dict[int, str]:
    """By primary key, the words of the claim that a mention says nothing of: a value
    without counterpart, or in the same language a clause. Nothing is said of what a
    person has linked. ``mentions`` come with their source."""
    own = [value for value in own_values(wording, mentions) if value.kind in COMPARED]
    return {
        mention.pk: untold
        for mention in mentions
        if mention.linked_by == Mention.LinkedBy.MATCHING
        and (untold := missing_value(own, mention) or missing_clause(wording, mention))
    }


def missing_value(own: Sequence[Value], mention: Mention) -> str:
    found = compare(own, read_values(mention.values))
    told = {id(each.left) for each in found}
    return next((value.text for value in own if id(value) not in told), "")


def missing_clause(wording: Wording, mention: Mention) -> str:
    if len({wording.language, mention.source.language} - {""}) > 1:
        return ""
    claim, theirs = without_source(wording.text), take_apart(mention.quote).content
    for span in find_clauses(claim):
        clause = claim[slice(*span)].strip(" ,;")
        content = take_apart(clause).content
        if len(content) < SHORTEST_CLAUSE:
            continue
        if len(content & theirs) < TOLD * len(content):
            return clause
    return ""
