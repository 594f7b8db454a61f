"""Offsets are exact for every text anybody may send."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import Extracted, extract
from claims.extraction.page.reading import LINE_BREAKS, read

PIECES = st.sampled_from(
    [
        "4,200 homes were built in Arlen. ",
        "Mayor Tessa Brandt said so on 15. November 2024. ",
        "“It rained,” she said.” ",
        "Die Stadt zahlte mehr als 2,5 Mio. Euro. ",
        "Copyright 2024 The Lantern",
        "Related Articles",
        "\n",
        "\r\n\n",
        "\u200b",
        "\u00ad",
        "\u00a0",
        "\U0001f6a7",
        "9" * 50,
        "(",
        ".",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=40).map("".join)


def spans_are_exact(text: str, found: Extracted) -> None:
    for finding in found.findings:
        assert text[finding.start : finding.end] == finding.quote
        assert 0 <= finding.worth <= 1
        if finding.speaker:
            speaker = finding.speaker
            assert 0 <= speaker.start < speaker.end <= len(text)
            assert 0 <= speaker.cue_start < speaker.cue_end <= len(text)
            named = read(text[speaker.start : speaker.end]).text
            assert named.translate(LINE_BREAKS) == speaker.name
        for value in finding.values:
            assert finding.start <= value.start < value.end <= finding.end
    for dropped in found.dropped:
        assert 0 <= dropped.start <= dropped.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_quote_stands_at_its_offsets(text: str) -> None:
    spans_are_exact(text, extract(text, published_on=date(2024, 11, 16)))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_no_two_findings_overlap(text: str) -> None:
    findings = sorted(extract(text).findings, key=lambda each: each.start)

    for before, after in pairwise(findings):
        assert before.end <= after.start


def test_invisible_characters_cut_no_number_and_move_no_offset() -> None:
    text = "\ufeffThe town\u200b built 4\u200b,2\u00ad00 homes in Arlen."

    finding = extract(text).findings[0]

    assert finding.text == "The town built 4,200 homes in Arlen."
    assert [each.amount for each in finding.values] == ["4200", "Arlen"]
    value = finding.values[0]
    assert text[value.start : value.end] == "4\u200b,2\u00ad00"
    assert text[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    "text",
    [
        "word" * 250_000,
        "1" * 200_000,
        "1," * 100_000,
        ". " * 100_000,
        "“" * 100_000,
        "(a/" * 100_000,
        "May " * 50_000,
        "A said " * 30_000,
        "\n" * 300_000,
        ("Abc " * 200 + "\n") * 100,
        "We use " + "x " * 100_000 + "cookies",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_text_ends_soon_and_exactly(text: str) -> None:
    spans_are_exact(text, extract(text))


def test_a_sentence_nobody_would_write_is_no_claim() -> None:
    text = "The council of Arlen paid " + "and paid " * 200 + "for it."

    found = extract(text)

    assert found.findings == ()
    assert [each.reason for each in found.dropped] == ["too long to be one sentence"]
