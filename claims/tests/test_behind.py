"""Meaning behind: stored by words at once, suggested by meaning afterwards."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction

from claims.linking.behind import fill_meanings
from claims.models import Claim, Meaning, Mention, Suggestion
from claims.tests.reports import extracted

ENGLISH = "About 4,200 homes were flooded in Arlen after the gate gave way."
GERMAN = (
    "Rund 4.200 Häuser wurden in Arlen überflutet, nachdem das Tor nachgegeben hatte."
)


@pytest.fixture(autouse=True)
def behind(settings: Any) -> None:
    settings.MATCH_BY_MEANING = "behind"


@pytest.mark.django_db
def test_behind_the_same_in_another_language_is_suggested_and_not_merged() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(GERMAN, outlet="Der Tagblick")
    assert Claim.objects.count() == Meaning.objects.filter(vector=None).count() == 2
    assert Suggestion.objects.count() == 0

    assert fill_meanings() == 2

    suggestion = Suggestion.objects.get()
    assert suggestion.score >= 0.8
    assert "both say 4200" in suggestion.why
    assert suggestion.claim_id > suggestion.other_id
    assert Claim.objects.count() == Mention.objects.count() == 2
    assert set(Claim.objects.values_list("state", flat=True)) == {"unverified"}
    assert fill_meanings() == 0


@pytest.mark.django_db
def test_what_was_filled_before_is_found_by_what_is_filled_now() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    assert fill_meanings() == 1
    extracted(GERMAN, outlet="Der Tagblick")

    assert fill_meanings(at_most=1) == 1

    assert Suggestion.objects.count() == 1


@pytest.mark.django_db
def test_words_still_link_and_suggest_at_once() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(ENGLISH.replace("4,200", "2,400"), outlet="The Ledger")

    assert Claim.objects.get().mentions.count() == 2


@pytest.mark.django_db
def test_two_claims_of_one_source_are_not_suggested_for_each_other() -> None:
    extracted(f"{ENGLISH}\n\n{ENGLISH.replace('4,200', '2,400')}")
    assert Claim.objects.count() == 2

    assert fill_meanings() == 2

    assert Suggestion.objects.count() == 0


@pytest.mark.django_db
def test_off_means_that_nothing_is_encoded(settings: Any) -> None:
    settings.MATCH_BY_MEANING = "off"
    extracted(ENGLISH)

    assert fill_meanings() == 0

    assert Meaning.objects.filter(vector=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_fill_the_same_claims() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(GERMAN, outlet="Der Tagblick")

    def fill_and_close() -> int:
        try:
            return fill_meanings()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as elsewhere, transaction.atomic():
        held = Meaning.objects.select_for_update().order_by("pk")[:1]
        assert len(held) == 1
        assert elsewhere.submit(fill_and_close).result(timeout=20) == 1
    assert fill_meanings() == 1
    assert Suggestion.objects.count() == 1
