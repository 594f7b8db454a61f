"""The same claim in another source is linked or suggested, whatever its language."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import IntegrityError, connection

from claims import checked, storing
from claims.checked import find_checked
from claims.extracting import run_new
from claims.ingest.entrance import ingest_text
from claims.linking import meanings
from claims.models import Asked, Claim, Meaning, Mention, Suggestion
from claims.tasks import fill_meanings
from claims.tests.reports import extracted

pytestmark = pytest.mark.django_db

ENGLISH = "About 4,200 homes were flooded in Arlen after the gate gave way."
GERMAN = (
    "Rund 4.200 Häuser wurden in Arlen überflutet, nachdem das Tor nachgegeben hatte."
)
REPORTS = Path(settings.BASE_DIR) / "fixtures" / "reports"


def test_a_report_in_another_language_states_the_same_claim() -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(GERMAN, outlet="Der Tagblick")

    claim = Claim.objects.get()
    first, second = claim.mentions.all()
    assert (first.quote, second.quote) == (ENGLISH, GERMAN)
    assert (first.linked_by, second.linked_by) == ("extraction", "matching")
    assert second.similarity is not None
    assert 0.8 <= second.similarity < 1


def test_two_reports_that_come_together_state_the_same_claim() -> None:
    ingest_text(ENGLISH, outlet="The Lantern")
    ingest_text(GERMAN, outlet="Der Tagblick")

    while run_new():
        pass

    assert Claim.objects.get().mentions.count() == 2


def test_another_number_in_another_language_is_linked_and_marked() -> None:
    extracted(ENGLISH.replace("4,200", "2,400"), outlet="The Lantern")
    extracted(GERMAN, outlet="Der Tagblick")

    assert Claim.objects.get().differing == 1


def test_what_may_be_the_same_is_suggested_with_its_score_and_reason() -> None:
    extracted(
        "The council of Arlen approved the new dam on Monday.", outlet="The Lantern"
    )
    extracted(
        "The council of Arlen did not approve the new dam on Monday.",
        outlet="The Ledger",
    )

    suggestion = Suggestion.objects.get()
    assert suggestion.claim_id > suggestion.other_id
    assert 0.3 <= suggestion.score < 1
    assert "one says that it is not so" in suggestion.why
    assert Claim.objects.count() == Mention.objects.count() == 2


def test_the_german_report_of_the_demo_meets_the_english_ones() -> None:
    for number, path in enumerate(sorted(REPORTS.glob("*.txt"))):
        extracted(path.read_text(), outlet=f"Outlet {number}")

    german = Mention.objects.filter(source__language="de")
    linked = set(german.filter(linked_by="matching").values_list("quote", flat=True))
    suggested = set(
        german.filter(claim__suggestions__isnull=False).values_list("quote", flat=True)
    )
    met = linked | suggested
    for words in ("4.200 Häuser", "8.000 Menschen", "6.500 Haushalte", "1974 gebaut"):
        assert any(words in quote for quote in met), words
    assert any("12. März" in quote for quote in met)


def test_what_was_filed_meanwhile_is_suggested_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = meanings.look_elsewhere

    def look_and_be_overtaken(texts: list[str], **given: object) -> object:
        found = looked(texts, **given)  # type: ignore[arg-type]  # passed on as given
        monkeypatch.setattr(storing, "look_elsewhere", looked)
        extracted(ENGLISH, outlet="The Lantern")
        return found

    monkeypatch.setattr(storing, "look_elsewhere", look_and_be_overtaken)
    extracted(GERMAN, outlet="Der Tagblick")

    suggestion = Suggestion.objects.get()
    assert suggestion.score > 0.8
    assert {suggestion.claim, suggestion.other} == set(Claim.objects.all())


@pytest.fixture
def without_encoders(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    monkeypatch.setattr("claims.encoders.PACKAGE", "not_installed")
    for module in ("claims.checked", "claims.checks"):
        monkeypatch.setattr(f"{module}.fine_encoder_installed", lambda: False)
    return monkeypatch.undo


def test_without_the_encoders_the_sketch_works_on_and_the_check_says_so(
    without_encoders: Callable[[], None],
) -> None:
    extracted(ENGLISH, outlet="The Lantern")
    extracted(ENGLISH.replace("4,200", "2,400"), outlet="The Ledger")
    extracted(GERMAN, outlet="Der Tagblick")

    assert Claim.objects.count() == 2
    assert Meaning.objects.filter(vector=None).count() == 2
    assert find_checked(ENGLISH, language="en") == []
    assert {each.id for each in run_checks()} >= {"claims.W001", "claims.W002"}


def test_claims_stored_without_the_encoder_get_their_meaning_later(
    without_encoders: Callable[[], None],
) -> None:
    extracted(ENGLISH, outlet="The Lantern")
    assert fill_meanings() == 0
    without_encoders()

    assert fill_meanings() == 1
    extracted(GERMAN, outlet="Der Tagblick")
    assert Claim.objects.count() == 1


def test_a_suggestion_looks_back_and_not_forward() -> None:
    extracted(f"{ENGLISH}\n\nThe mill at Low Arlen burnt down on 3 May.")
    earlier, later = Claim.objects.order_by("pk")

    with pytest.raises(IntegrityError, match="suggestion_looks_back"):
        Suggestion.objects.create(claim=earlier, other=later, score=0.5, why="Alike.")


def test_a_claim_that_was_checked_is_found_by_what_a_post_means(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extracted(f"{ENGLISH}\n\nThe mill at Low Arlen burnt down on 3 May.")
    # No verdict is needed to see that the search finds: any state will do here.
    monkeypatch.setattr(checked, "CHECKED", ["unverified"])
    checked.fill_checked()

    post = "4200 houses under water in Arlen!! the gate just broke"
    found = find_checked(post, language="en")

    assert found[0].text == ENGLISH
    assert found[0].state == "unverified"


def test_what_was_asked_is_known_to_the_next_in_its_language() -> None:
    for text in (ENGLISH, "The mill at Low Arlen burnt down on 3 May."):
        find_checked(text, language="en")
    find_checked(GERMAN, language="de")

    assert dict(Asked.objects.values_list("language", "count")) == {"en": 2, "de": 1}
    # A mean of two unit rows is shorter than they are.
    lengths = {
        each.language: np.linalg.norm(each.middle) for each in Asked.objects.all()
    }
    assert lengths["en"] < 0.99 < lengths["de"]


def test_the_index_gives_as_many_candidates_as_are_ranked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extracted(
        "\n\n".join(
            f"The mill at Low Arlen sold {n} sacks of flour in {n + 1900}."
            for n in range(10, 60)
        )
    )
    monkeypatch.setattr(checked, "CHECKED", ["unverified"])
    rows = np.random.default_rng(7).normal(size=(50, 384))
    for meaning, row in zip(Meaning.objects.all(), rows, strict=True):
        meaning.fine = row
        meaning.save()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert len(find_checked("Flour", language="en", at_most=60)) == 50
