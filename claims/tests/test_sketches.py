"""Claims are found again by their words, however many there are."""

from typing import Any

import pytest
from django.db import connection

from claims.filings import Found
from claims.linking import sketches
from claims.linking.sketches import Phrase, Recent, SameWords, ask
from claims.matching.sense.similarity import sketch
from claims.models import Claim, Mention, WordPair
from claims.storing import store_all
from claims.tests.reports import begun, extracted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_words_alone(settings: Any) -> None:
    settings.MATCH_BY_MEANING = "off"


BRIDGE = "The Arlen county council sold 42 wooden bridges to a Velmark timber merchant."
REWORDED = "Arlen county council leased 17 old bridges to one Velmark timber merchant."


def test_long_word_pairs_stand_in_a_sketch_and_numbers_only_at_need() -> None:
    assert len(sketch(BRIDGE)) == 10
    assert sketch(BRIDGE) == sketch(BRIDGE.replace("42", "1,300"))
    assert set(sketch(BRIDGE)) & set(sketch(REWORDED))
    assert len(sketch("42 cows, 17 hens.")) == 3


def test_postgresql_keeps_the_word_pairs_of_every_claim() -> None:
    extracted(BRIDGE)

    claim = Claim.objects.get()
    pairs = WordPair.objects.filter(claim_id=claim.pk).values_list("hash", flat=True)
    assert sorted(pairs) == sorted(sketch(BRIDGE))


def test_a_claim_in_other_words_is_found_with_how_alike_it_is() -> None:
    extracted(BRIDGE)

    known = ask([Phrase.of(REWORDED), Phrase.of(BRIDGE)])

    claim = Claim.objects.get()
    assert known.latest_pk == claim.pk
    assert known.same == {Phrase.of(BRIDGE).fingerprint: claim.pk}
    ((found_pk, own, score),) = known.alike[Phrase.of(REWORDED).fingerprint]
    assert (found_pk, own) == (claim.pk, True)
    assert 0.4 <= score < 0.8


def test_of_a_pair_that_everybody_uses_only_the_latest_claims_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sketches, "LATEST", 3)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH made AS (INSERT INTO claims_claim (worth)"
            " SELECT 0 FROM generate_series(1, 9) RETURNING id)"
            " INSERT INTO claims_wording (claim_id, text, language, fingerprint,"
            " sketch) SELECT id, %s, 'en', sha256(id::text::bytea), %s FROM made",
            [BRIDGE, sketch(BRIDGE)],
        )

    found = sketches.find_candidates([Phrase.of(REWORDED)])

    latest = Claim.objects.order_by("-pk").values_list("pk", flat=True)[:3]
    assert {claim_pk for _, claim_pk, *_ in found} == set(latest)


def test_what_was_filed_a_moment_ago_is_found_without_asking() -> None:
    recent = Recent()
    recent.add(7, Phrase.of(BRIDGE))

    assert recent.same == {Phrase.of(BRIDGE).fingerprint: 7}
    assert [found_pk for found_pk, *_ in recent.find_alike(Phrase.of(REWORDED))] == [7]
    assert list(recent.find_alike(Phrase.of("It rained in Hale for nine days."))) == []


def test_sources_stored_together_meet_as_if_stored_one_after_the_other() -> None:
    founds = [
        begun(text, outlet=f"Outlet {number}")
        for number, text in enumerate(
            (BRIDGE, f"{BRIDGE}\nMore soon.", BRIDGE.replace("42", "24"))
        )
    ]

    assert store_all(founds) == {}

    claim = Claim.objects.get(wording__text=BRIDGE)
    assert claim.mentions.count() == 3
    assert claim.differing == 1
    assert Mention.objects.filter(linked_by="matching").count() == 2


def test_when_too_much_came_since_the_database_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sketches, "MOST_RECENT", 0)
    late = begun(REWORDED, outlet="The Ledger")
    asked = sketches.ask

    def ask_and_be_overtaken(phrases: list[Phrase]) -> SameWords:
        found = asked(phrases)
        monkeypatch.setattr("claims.storing.ask", asked)
        extracted(BRIDGE, outlet="The Lantern")
        return found

    monkeypatch.setattr("claims.storing.ask", ask_and_be_overtaken)

    assert store_all([late]) == {}
    assert Claim.objects.get().mentions.count() == 2


def test_a_lost_lease_keeps_nobody_else_from_storing() -> None:
    good, lost = begun(BRIDGE), begun("It rained in Hale for 9 days in May.")
    lost = Found(lost.extraction_pk, lost.lease_no + 1, lost.extracted)

    problems = store_all([lost, good])

    assert [type(each).__name__ for each in problems.values()] == ["LeaseLost"]
    assert Claim.objects.get().wording.text == BRIDGE
