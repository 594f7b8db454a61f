"""What contradicts a claim is told, though it is hardly the same claim."""

import pytest

from claims.matching.conflicts.oppositions import Opposition
from claims.matching.same.pairs import scale
from claims.models import Claim, Suggestion
from claims.rows import SuggestedPair, create_suggestions
from claims.tests.reports import extracted

pytestmark = pytest.mark.django_db

SOLDIERS = (
    "Norway has said that no talks can resume until winter, and has sent some 4,000"
    " Danish soldiers into the battle for Arlen."
)
TROOPS = (
    "The treasurer is concerned about the 5,000 Danish soldiers that Norway sent to the"
    " river."
)
AID = "It will end food aid for Chad this year, the ministry told the council."
CUT = "Critics say that Norway was wrong to cut food aid for Chad in half in 2020."


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        (SOLDIERS, TROOPS, "One contradicts the other: “5,000” – “4,000”."),
        (AID, CUT, "One contradicts the other: “cut” – “end”."),
    ],
)
def test_what_contradicts_a_claim_says_so(earlier, later, why):
    extracted(earlier, outlet="The Lantern")
    extracted(later, outlet="The Ledger")

    suggestion = Suggestion.objects.get()
    assert Claim.objects.count() == 2
    assert suggestion.score < scale().same
    assert (suggestion.why, suggestion.opposition) == (why, Opposition.PLAIN)


def test_what_was_only_like_it_before_is_told_to_contradict_it(stated):
    one, other = stated(SOLDIERS).pk, stated(TROOPS).pk
    opposed = "One contradicts the other: “4,000” – “5,000”."

    plain = SuggestedPair(other, one, 0.3, opposed, Opposition.PLAIN)
    create_suggestions([SuggestedPair(one, other, 0.4, "Alike.")])
    create_suggestions([plain, SuggestedPair(one, other, 0.6, "Alike.")])
    create_suggestions([SuggestedPair(one, other, 0.5, "Alike.")])

    assert list(Suggestion.objects.values_list("score", "why", "opposition")) == [
        (0.4, opposed, Opposition.PLAIN)
    ]
