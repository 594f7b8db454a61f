"""A claim is found by all the words it is told in, and a sentence may state two."""

from typing import Any

import pytest

from claims.linking import behind
from claims.models import Claim, Mention, Retelling
from claims.tests.reports import extracted

pytestmark = pytest.mark.django_db

ENGLISH = "About 4,200 homes were flooded in Arlen after the gate gave way."
GERMAN = (
    "Rund 4.200 Häuser wurden in Arlen überflutet, nachdem das Tor nachgegeben hatte."
)
AGAIN = "Rund 4.200 Häuser standen in Arlen unter Wasser, nachdem das Tor brach."
BOTH = (
    "The mayor of Arlen urged the government to rebuild the broken flood gate,"
    " and the council cancelled the spring fair on the market square."
)
GATE = "The mayor of Arlen urged the government to rebuild the broken flood gate."
FAIR = "The council of Arlen cancelled the spring fair on the market square."


def quotes(claim: Claim) -> set[str]:
    return set(claim.mentions.values_list("quote", flat=True))


def test_other_words_of_a_claim_are_kept_with_a_vector() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(GERMAN, outlet="Der Tagblick")

    retelling = Retelling.objects.get()
    assert (retelling.text, retelling.language) == (GERMAN, "de")
    assert retelling.claim == Claim.objects.get() == retelling.mention.claim
    assert retelling.vector is not None


def test_the_same_other_words_are_kept_once_and_are_the_same_claim() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(GERMAN, outlet="Der Tagblick")
    extracted(GERMAN + "\n\nMehr dazu morgen.", outlet="Die Post")

    claim = Claim.objects.get()
    assert Retelling.objects.count() == 1
    assert claim.mentions.get(source__outlet__name="Die Post").similarity == 1


def test_a_third_report_is_linked_by_the_words_of_the_second() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(GERMAN, outlet="Der Tagblick")
    extracted(AGAIN, outlet="Die Post")

    assert Claim.objects.get().mentions.count() == 3


def test_a_sentence_that_states_two_claims_is_a_mention_of_both() -> None:
    extracted(f"{GATE} {FAIR}", outlet="The Lantern")
    source = extracted(BOTH, outlet="The Ledger")

    (place,) = set(source.mentions.values_list("start", "end"))
    assert place == (0, len(BOTH))
    assert [quotes(claim) for claim in Claim.objects.order_by("pk")] == [
        {GATE, BOTH},
        {FAIR, BOTH},
    ]


def test_a_claim_made_later_finds_the_sentence_that_states_two() -> None:
    first = extracted(BOTH, outlet="The Lantern")
    extracted(f"{GATE} {FAIR}", outlet="The Ledger")

    assert sorted(map(sorted, map(quotes, Claim.objects.all()))) == sorted(
        [sorted([BOTH, GATE]), sorted([BOTH, FAIR])]
    )
    brought = first.mentions.get(linked_by=Mention.LinkedBy.MATCHING)
    assert brought.origin is not None
    assert brought.similarity is not None
    assert behind.fill_meanings() == 1
    assert Retelling.objects.filter(mention=brought, vector__isnull=False).exists()


def test_words_linked_without_the_encoder_get_their_vector_behind(
    settings: Any,
) -> None:
    settings.MATCH_BY_MEANING = "behind"
    extracted(ENGLISH, outlet="The Lantern")
    extracted(ENGLISH.replace("gave way", "failed"), outlet="The Ledger")
    assert Retelling.objects.get().vector is None

    while behind.fill_meanings():
        pass

    assert Retelling.objects.get().vector is not None
