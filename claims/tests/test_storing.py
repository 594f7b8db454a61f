"""What an extraction found is filed once, whatever happens around it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import extracting
from claims.extracting import run
from claims.extraction import extract
from claims.ingest.entrance import ingest_text
from claims.models import Claim, Extraction, Mention, Source
from claims.storing import LeaseLost, store, store_all
from claims.tests.reports import FLOOD, begun, extracted

pytestmark = pytest.mark.django_db

HOMES = "On Monday {} homes were built in Arlen by the county."


def test_every_finding_becomes_a_mention_that_gives_its_quote() -> None:
    source = extracted(FLOOD)

    mentions = list(Mention.objects.filter(source=source))
    assert [each.quote for each in mentions] == [
        "4,200 homes were flooded in Arlen on Monday after the River Arl broke its "
        "banks.",
        '"The dam held through the night," Mayor Tessa Brandt said.',
        "The town council will spend at least €2.5 million on new pumps, according to "
        "the\ncouncil's treasurer.",
    ]
    assert [each.speaker for each in mentions] == [
        "",
        "Tessa Brandt",
        "council's treasurer",
    ]
    assert mentions[0].values[0] == {
        "kind": "number",
        "amount": "4200",
        "unit": "home",
        "bound": "",
        "start": FLOOD.index("4,200"),
        "end": FLOOD.index("4,200") + 5,
        "text": "4,200",
        "role": "",
        "topics": "",
    }
    assert Claim.objects.count() == 3


def test_an_extraction_run_twice_stores_once() -> None:
    source = extracted(FLOOD)
    extraction = Extraction.objects.get(source=source)

    assert run(extraction.pk) is False

    assert Claim.objects.count() == Mention.objects.count() == 3
    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("done", 1)
    assert extraction.mentions_found == 3


def test_another_version_of_the_extractor_adds_no_second_mention_of_a_place() -> None:
    source = extracted(FLOOD)
    again = Extraction.objects.create(source=source, extractor="plain", version="next")

    run(again.pk)

    again.refresh_from_db()
    assert (again.status, again.mentions_found) == ("done", 0)
    assert Claim.objects.count() == Mention.objects.count() == 3


def test_the_same_sentence_in_another_source_is_another_mention_of_one_claim() -> None:
    extracted(HOMES.format("4,200"), outlet="The Lantern")
    extracted(f"A new report.\n\n{HOMES.format('4,200')}", outlet="The Ledger")

    claim = Claim.objects.get()
    first, second = claim.mentions.all()
    assert (first.linked_by, first.similarity) == ("extraction", None)
    assert (second.linked_by, second.similarity) == ("matching", 1.0)
    assert claim.differing == 0


def test_the_same_claim_with_another_number_is_linked_and_marked() -> None:
    extracted(HOMES.format("4,200"), outlet="The Lantern")
    extracted(HOMES.format("2,400"), outlet="The Ledger")

    claim = Claim.objects.get()
    assert claim.differing == 1
    assert [each.values[1]["amount"] for each in claim.mentions.all()] == [
        "4200",
        "2400",
    ]


def test_a_sentence_alike_but_not_identical_in_one_source_is_its_own_claim() -> None:
    extracted(f"{HOMES.format('4,200')}\n\n{HOMES.format('2,400')}")

    assert Claim.objects.count() == 2


def test_the_same_sentence_twice_in_one_source_is_one_claim_and_one_origin() -> None:
    extracted(f"{HOMES.format('4,200')}\n\nIt rained.\n\n{HOMES.format('4,200')}")

    claim = Claim.objects.get(wording__text=HOMES.format("4,200"))
    assert claim.mentions.count() == 2
    assert claim.mentions.values("origin").distinct().count() == 1


def test_word_for_word_copies_share_an_origin_and_say_why() -> None:
    extracted(HOMES.format("4,200"), outlet="The Lantern")
    extracted(f"{HOMES.format('4,200')}\nMore soon.", outlet="The Ledger")

    first, second = Mention.objects.filter(quote=HOMES.format("4,200"))
    assert first.origin == second.origin
    assert second.origin.reason == "Both print the same sentence, word for word."


def test_reports_in_other_words_have_origins_of_their_own() -> None:
    extracted(HOMES.format("4,200"), outlet="The Lantern")
    extracted(
        "The county said 4,200 homes were built in Arlen by Monday.",
        outlet="The Ledger",
    )

    claim = Claim.objects.get()
    assert claim.mentions.values("origin").distinct().count() == 2


def test_texts_without_a_publisher_are_not_one_voice() -> None:
    extracted(HOMES.format("4,200"), outlet="")
    extracted(f"{HOMES.format('2,400')}\nMore soon.", outlet="")

    claim = Claim.objects.get()
    assert claim.mentions.values("origin").distinct().count() == 2


def test_a_merged_claims_words_lead_to_the_claim_it_was_merged_into(
    merged: Callable[[Claim, Claim], None],
) -> None:
    extracted(HOMES.format("4,200"))
    gone = Claim.objects.get()
    extracted("The River Arl broke its banks near the mill.", outlet="The Ledger")
    target = Claim.objects.exclude(pk=gone.pk).get()
    merged(gone, target)

    extracted(f"{HOMES.format('4,200')}\nMore soon.", outlet="The Herald")

    newest = Mention.objects.get(source__outlet__name="The Herald")
    assert (newest.claim, newest.first_claim) == (target, gone)


def test_a_chain_of_merges_leads_to_its_end(
    merged: Callable[[Claim, Claim], None],
) -> None:
    texts = (HOMES.format("4,200"), "The mill burnt down.", "Nine schools were closed.")
    for number, text in enumerate(texts):
        extracted(text, outlet=f"Outlet {number}")
    first, second, last = Claim.objects.order_by("pk")
    merged(first, second)
    merged(second, last)

    extracted(f"{HOMES.format('4,200')}\nMore soon.", outlet="The Herald")

    newest = Mention.objects.get(source__outlet__name="The Herald")
    assert (newest.claim, newest.first_claim) == (last, first)


@pytest.fixture
def merged() -> Callable[[Claim, Claim], None]:
    """Merge without the workflow, which is no part of this app."""

    def merge(gone: Claim, target: Claim) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        Claim.objects.filter(pk=gone.pk).update(state="merged", merged_into=target)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = origin")

    return merge


def test_a_worker_whose_lease_is_gone_stores_nothing() -> None:
    source, _ = ingest_text(FLOOD)
    extraction = Extraction.objects.get(source=source)
    slow = extracting.begin(extraction.pk)
    assert slow is not None
    past = timezone.now() - timedelta(seconds=1)
    Extraction.objects.filter(pk=extraction.pk).update(lease_until=past)
    assert run(extraction.pk) is True

    with pytest.raises(LeaseLost):
        store(extraction.pk, slow.lease_no, extract(FLOOD))

    assert Claim.objects.count() == Mention.objects.count() == 3
    extraction.refresh_from_db()
    assert (extraction.attempts, extraction.lease_no) == (2, 2)


def statements_for(count: int, start: int) -> int:
    names = [f"{chr(65 + at // 26)}{chr(97 + at % 26)}stead" for at in range(count)]
    lines = [
        f"{name} council paid {start + at} crowns for {name} bridge number {at}."
        for at, name in enumerate(names)
    ]
    source, _ = ingest_text("\n".join(lines), outlet=f"Outlet {start}")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        run(Extraction.objects.get(source=source).pk)
    assert Mention.objects.filter(source=source).count() == count
    return len(queries)


def test_a_longer_text_needs_no_more_statements() -> None:
    # The first text finds nothing to link to and nothing to suggest; three statements
    # are spared where there is nothing to read or to write.
    statements_for(5, 5_000)
    few = statements_for(60, 10_000)

    assert statements_for(300, 20_000) <= few + 3


def statements_together(count: int, start: int) -> int:
    founds = [
        begun(
            f"{HOMES.format(start)}\nThe mill of Arlen was sold for {at} crowns.",
            outlet=f"Outlet {at}",
        )
        for at in range(start, start + count)
    ]
    with CaptureQueriesContext(connection) as queries:
        assert store_all(founds) == {}
    return len(queries)


def test_more_texts_stored_together_need_no_more_statements(settings: Any) -> None:
    settings.MATCH_BY_MEANING = "off"
    statements_together(3, 1_000)
    few = statements_together(3, 2_000)

    assert statements_together(12, 3_000) <= few
    assert Mention.objects.count() == 36


def test_the_language_found_is_kept_with_the_source() -> None:
    source = extracted("Am Montag wurden in Arlen 4.200 Wohnungen überflutet.")

    assert Source.objects.get(pk=source.pk).language == "de"


def test_what_was_dropped_is_kept_with_its_reason() -> None:
    source = extracted(FLOOD)

    extraction = Extraction.objects.get(source=source)
    assert extraction.dropped == [
        [0, 29, "heading"],
        [31, 43, "byline"],
    ]
    assert set(extraction.timings_ms) >= {"cleaning", "sentences", "values"}
