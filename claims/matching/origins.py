"""Whether two mentions of a claim go back to one origin, and by which sign."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.matching.similarity import normalise, take_apart

if TYPE_CHECKING:
    from claims.models import Mention

VERBATIM_WORDS = 8
# A paragraph of this many words, nearly all of them the same, was not written twice.
SHARED_WORDS = 25
NEARLY_VERBATIM = 0.85
SAME_WORDS = 4

QUOTED = re.compile(r"[“„\"«]([^“”„\"«»]{1,900})[”“\"»]")


@dataclass(frozen=True, slots=True)
class Voice:
    """What tells the origin of one mention: who published it ("" if nobody knows),
    and how it reads."""

    outlet: str
    owner: str
    quote: str
    paragraph: str
    speaker: str


def shared_origin(left: Voice, right: Voice) -> str:
    """The reason why both mentions are one voice, or ""."""
    if left.outlet and left.outlet == right.outlet:
        return f"Both are published by {left.outlet}."
    if left.owner and left.owner.casefold() == right.owner.casefold():
        return f"{left.outlet} and {right.outlet} belong to {left.owner}."
    sentence = normalise(left.quote)
    if sentence == normalise(right.quote) and sentence.count(" ") + 1 >= VERBATIM_WORDS:
        return "Both print the same sentence, word for word."
    if shares_paragraph(left.paragraph, right.paragraph):
        return "Both print the same paragraph, nearly word for word."
    if words := same_quotation(left, right):
        return f"Both quote {left.speaker}: “{words}”."
    return ""


def shares_paragraph(left: str, right: str) -> bool:
    ours, theirs = take_apart(left), take_apart(right)
    if min(ours.length, theirs.length) < SHARED_WORDS:
        return False
    shared = len(ours.pairs & theirs.pairs)
    return shared >= NEARLY_VERBATIM * max(len(ours.pairs), len(theirs.pairs))


def same_quotation(left: Voice, right: Voice) -> str:
    """The words both put in one named speaker's mouth, or ""."""
    if not same_speaker(left.speaker, right.speaker):
        return ""
    theirs = {normalise(words) for words in QUOTED.findall(right.quote)}
    for words in QUOTED.findall(left.quote):
        said = normalise(words)
        if said in theirs and said.count(" ") + 1 >= SAME_WORDS:
            return str(words).strip(" ,.")[:120]
    return ""


def same_speaker(left: str, right: str) -> bool:
    """Judged by the last name, which is what reports repeat."""
    ours, theirs = normalise(left).split(), normalise(right).split()
    return bool(ours and theirs) and ours[-1] == theirs[-1]


def count_independent(mentions: Iterable["Mention"]) -> int:
    """How many independent voices these mentions are. Two claims merged, or an owner
    learnt later, may leave one voice with two origins: it counts once."""
    mentions = list(mentions)
    origins = {mention.origin_id for mention in mentions}
    return min(len(origins), len({publisher_of(mention) for mention in mentions}))


def publisher_of(mention: "Mention") -> str:
    outlet = mention.source.outlet
    if outlet.owner:
        return outlet.owner.lower()
    if outlet.name != outlet.UNKNOWN:
        return outlet.name
    return f"source {mention.source_id}"
