"""Which mentions say something else than the claim they are linked to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from claims.extraction.findings import Value
from claims.extraction.values import find_values
from claims.linking.links import read_values
from claims.matching.conflicts import (
    DIFFERENT,
    Conflict,
    Telling,
    are_told,
    compare,
    find_conflicts,
    telling_at,
)
from claims.models import Mention, Wording
from factcheck.formats import quoted

TOLD_AT_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Against:
    """What the claim says, and what a mention of ``outlet`` says in its place.
    ``denied`` is "claims" or "says" where all of that one is denied by a word of the
    other."""

    outlet: str
    claims: str
    says: str
    denied: str = ""

    def in_words(self) -> str:
        words = {"outlet": self.outlet, "says": quoted(self.says)}
        if self.denied == "claims":
            return _("%(outlet)s says that it is not so: %(says)s.") % words
        if self.denied == "says":
            return _("%(outlet)s says that it is so, and the claim says not.") % words
        return _("%(outlet)s says %(says)s where the claim says %(claims)s.") % {
            "outlet": self.outlet,
            "says": quoted(self.says),
            "claims": quoted(self.claims),
        }


def find_against(wording: Wording, mentions: Sequence[Mention]) -> dict[int, Against]:
    """By primary key, the mentions that cannot be right where the claim is: those with
    a value marked as differing from the claim's own, and those that contradict it in
    other words. ``mentions`` come with their source's outlet."""
    own = own_values(wording, mentions)
    told: dict[tuple[str, str], tuple[str, str, str] | None] = {}
    found = {}
    for mention in mentions:
        # Many print the same sentence.
        key = (mention.quote, str(mention.values))
        if key not in told:
            told[key] = _difference(Telling(wording.text, tuple(own)), mention)
        if spans := told[key]:
            found[mention.pk] = Against(mention.source.outlet.name, *spans)
    return found


def own_values(wording: Wording | None, mentions: Sequence[Mention]) -> list[Value]:
    """What the claim's wording says of itself, read as its first source would be."""
    if wording is None:
        return []
    published_on = mentions[0].source.published_on if mentions else None
    return list(find_values(wording.text, wording.language, published_on))


def telling_of(mention: Mention) -> Telling:
    values = read_values(mention.values)
    return telling_at(mention.start, mention.quote, values)


def _difference(claim: Telling, mention: Mention) -> tuple[str, str, str] | None:
    """Two spans in words, the claim's and the mention's, and which of the two is all
    that is denied."""
    telling = telling_of(mention)
    marked = compare(claim.values, telling.values)
    for each in marked:
        if each.relation == DIFFERENT and are_told(each, claim.text, telling.text):
            return _plain(each.left.text), _plain(each.right.text), ""
    for conflict in find_conflicts(claim, telling):
        ours, theirs = slice(*conflict.left), slice(*conflict.right)
        denied = ""
        if conflict.kind == "negation":
            denied = _denied(claim.text, telling.text, conflict)
        return _plain(claim.text[ours]), _plain(telling.text[theirs]), denied
    return None


def _denied(claim: str, told: str, conflict: Conflict) -> str:
    if conflict.left == (0, len(claim)):
        return "claims"
    return "says" if conflict.right == (0, len(told)) else ""


def _plain(text: str) -> str:
    return " ".join(text.split())[:120]


def say_against(found: Iterable[Against]) -> str:
    """The first few, each as a sentence."""
    return " ".join(each.in_words() for each in list(found)[:TOLD_AT_MOST])
