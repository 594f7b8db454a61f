"""What new Sources share with stored ones is found, kept, and makes one origin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.extracting import run
from claims.linking import origins
from claims.linking.origins import passages_between, shared_passages
from claims.models import Claim, Extraction, Mention, Outlet, SharedPassage, WordRow
from claims.tests.reports import extracted
from conftest import count_voices

pytestmark = pytest.mark.django_db

CRACK = (
    "Engineers inspected the dam above Arlen for six hours on Monday and found a crack "
    "nine metres long near the northern sluice, which the county had repaired in 2019 "
    "for €2.5 million after a similar inspection."
)
LEAD = "The River Arl flooded 4,200 homes in the old town of Arlen on Monday night."
REPORT = f"""{LEAD}

{CRACK}

The county closed 12 schools and moved 300 patients out of the hospital by Tuesday.
"""
OTHER = f"""The town hall counted 31 broken windows and two lost dogs after the storm.

{CRACK}

Prices of bread rose by 8 percent in the shops of Arlen within a single week.
"""
SAID = "“We closed 12 schools and three bridges before the water came on Monday,”"


def test_a_copy_shares_the_origin_of_each_of_its_mentions() -> None:
    first = extracted(REPORT, outlet="The Lantern")
    second = extracted(f"By our staff\n\n{REPORT}", outlet="The Herald")

    told = "The Herald prints 100 % of The Lantern’s text word for word."
    passage = SharedPassage.objects.get()
    assert (passage.earlier, passage.later, passage.kind) == (first, second, "copy")
    assert passage.reason == told
    assert first.text[passage.earlier_start : passage.earlier_end] == REPORT.strip()
    assert second.text[passage.later_start : passage.later_end] == REPORT.strip()
    assert Claim.objects.count() == 3
    for claim in Claim.objects.all():
        mentions = list(claim.mentions.select_related("source__outlet", "origin"))
        assert len(mentions) == 2
        assert count_voices(claim) == 1
        assert {each.origin.reason for each in mentions} == {told}


def test_an_edited_sentence_of_a_copy_is_still_one_voice() -> None:
    extracted(REPORT, outlet="The Lantern")
    extracted(
        REPORT.replace("4,200 homes in the old town", "4,500 houses in the old town"),
        outlet="The Herald",
    )

    claim = Claim.objects.get(wording__text=LEAD)
    assert claim.mentions.count() == 2
    assert claim.mentions.values("origin").distinct().count() == 1


def test_an_agency_paragraph_is_one_voice_and_the_rest_is_not() -> None:
    extracted(REPORT, outlet="The Lantern")
    extracted(OTHER, outlet="The Herald")

    passage = SharedPassage.objects.get()
    assert passage.kind == "passage"
    assert OTHER[passage.later_start : passage.later_end] == CRACK
    claim = Claim.objects.get(wording__text=CRACK)
    assert claim.mentions.values("origin").distinct().count() == 1
    assert Claim.objects.count() == 5


def test_one_statement_printed_by_many_is_one_origin() -> None:
    extracted(f"{SAID} Mayor Tessa Brandt said.", outlet="The Lantern")
    extracted(f"{SAID} Tessa Brandt said at noon.", outlet="The Herald")

    passage = SharedPassage.objects.get()
    assert passage.kind == "statement"
    assert Mention.objects.values("origin").distinct().count() == 1


def test_pages_of_one_outlet_are_not_compared() -> None:
    extracted(REPORT, outlet="The Lantern")
    extracted(f"Updated.\n\n{REPORT}", outlet="The Lantern")

    assert not SharedPassage.objects.exists()
    assert Mention.objects.filter(claim__wording__text=LEAD).count() == 2


def test_texts_without_a_publisher_can_be_copies() -> None:
    extracted(REPORT, outlet="")
    extracted(f"Updated.\n\n{REPORT}", outlet="")

    assert SharedPassage.objects.get().reason == (
        "The later source prints 100 % of the earlier source’s text word for word."
    )
    assert Mention.objects.values("origin").distinct().count() == 3


def test_of_what_many_print_the_latest_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(origins, "MOST_SPREAD", 1)
    monkeypatch.setattr(origins, "MOST_COMPARED", 1)
    *_, third, fourth = (
        extracted(f"{name} reports.\n\n{REPORT}", outlet=name)
        for name in ("Ada", "Berta", "Cilla", "Dora")
    )

    lenders = SharedPassage.objects.filter(later=fourth).values_list("earlier")
    assert (third.pk,) in lenders
    assert Mention.objects.values("origin").distinct().count() == 3


def test_a_source_read_again_keeps_its_passages_once() -> None:
    first = extracted(REPORT, outlet="The Lantern")
    extracted(f"Updated.\n\n{REPORT}", outlet="The Herald")
    again = Extraction.objects.create(source=first, extractor="plain", version="next")
    rows = WordRow.objects.count()

    run(again.pk)

    assert SharedPassage.objects.count() == 1
    assert WordRow.objects.count() == rows > 20


def test_what_is_shared_is_found_in_one_statement_and_kept_in_one() -> None:
    extracted(REPORT, outlet="The Lantern")

    with CaptureQueriesContext(connection) as queries:
        extracted(f"Updated.\n\n{REPORT}", outlet="The Herald")

    told = [each["sql"] for each in queries]
    assert sum("FROM claims_wordrow" in sql for sql in told) == 1
    assert sum("INTO claims_wordrow" in sql for sql in told) == 1
    assert sum("claims_sharedpassage" in sql for sql in told) == 1


def places_of(claim: Claim) -> list[tuple[int, int, int]]:
    return list(claim.mentions.values_list("source", "start", "end"))


def test_the_passages_of_a_source_and_of_a_claim_can_be_shown() -> None:
    first = extracted(REPORT, outlet="The Lantern")
    second = extracted(OTHER, outlet="The Herald")
    claim = Claim.objects.get(wording__text=CRACK)
    alone = Claim.objects.get(wording__text=LEAD)

    (passage,) = passages_between(places_of(claim))

    assert list(passages_between(places_of(alone))) == []
    assert list(shared_passages(first.pk)) == [passage]
    assert list(shared_passages(second.pk)) == [passage]
    assert passage.later.outlet == Outlet.objects.get(name="The Herald")
