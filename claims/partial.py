"""Which mentions state only a part of the claim they are linked to."""

import re
from collections.abc import Sequence
from typing import Final

from claims.against import own_values
from claims.encoders import can_tell_meaning
from claims.extraction.findings import Value
from claims.linking.links import read_values
from claims.matching.conflicts import COMPARED
from claims.matching.same.untold import (
    untold_clause,
    untold_clause_abroad,
    untold_value,
)
from claims.models import Mention, Wording

# A clause is quoted inside a sentence, which has a stop of its own. That of "U.S." is
# part of the word.
FULL_STOP: Final = re.compile(r"(?<!\.\w)\.(?=[\"”“»’]*$)")


def find_untold(wording: Wording, mentions: Sequence[Mention]) -> dict[int, str]:
    """By primary key, the words of the claim that a mention says nothing of: a value
    without counterpart, or a clause; in another language a clause is missed by its
    meaning, where there is an encoder. Nothing is said of what a person has linked.
    ``mentions`` come with their source."""
    own = [value for value in own_values(wording, mentions) if value.kind in COMPARED]
    return {
        mention.pk: untold
        for mention in mentions
        if mention.linked_by == Mention.LinkedBy.MATCHING
        and (untold := untold_by(mention, wording, own))
    }


def untold_by(mention: Mention, wording: Wording, own: Sequence[Value]) -> str:
    abroad = len({wording.language, mention.source.language} - {""}) > 1
    values = read_values(mention.values)
    if value := untold_value(own, values, mention.quote, abroad=abroad):
        return value
    if abroad and not can_tell_meaning():
        return ""
    left_out = untold_clause_abroad if abroad else untold_clause
    return FULL_STOP.sub("", left_out(wording.text, mention.quote))
