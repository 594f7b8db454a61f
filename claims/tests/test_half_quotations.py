"""A sentence out of a longer quotation can be read alone: its text has both marks."""

import pytest

from claims.extraction import extract
from claims.extraction.text.quotes import close_half
from claims.extraction.worth.worth_model import Way


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ('"The dam held.', '"The dam held."'),
        ('It held," Orr said.', '"It held," Orr said.'),
        ("“The dam held.", "“The dam held.”"),
        ("It held,” Orr said.", "“It held,” Orr said."),
        ("Orr said: “The dam held.", "Orr said: “The dam held.”"),
        ("„Der Damm hielt.", "„Der Damm hielt.“"),
        ("Er hielt“, sagte Orr.", "„Er hielt“, sagte Orr."),
        ("»Der Damm hielt.", "»Der Damm hielt.«"),
        ("Er hielt«, sagte Orr.", "»Er hielt«, sagte Orr."),
        ("«Le barrage tient.", "«Le barrage tient.»"),
        ("“The dam” held “well.", "“The dam” held “well.”"),
    ],
)
def test_half_a_quotation_gets_the_mark_it_lacks(half: str, whole: str) -> None:
    assert close_half(half) == whole


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam held.",
        "“The dam held,” Orr said.",
        'A pipe of 20" broke.',
        '" " "',
        '"',
    ],
)
def test_nothing_else_gets_a_mark(sentence: str) -> None:
    assert close_half(sentence) == sentence


def test_the_quote_stays_as_it_stands_in_the_text() -> None:
    text = "“The dam held for 40 years. It broke on 4 March 2024,” said Paul Orr."

    findings = extract(text, way=Way.LETTERS).findings

    assert [each.text for each in findings] == [
        "“The dam held for 40 years.”",
        "“It broke on 4 March 2024,” said Paul Orr.",
    ]
    assert [text[each.start : each.end] for each in findings] == [
        "“The dam held for 40 years.",
        "It broke on 4 March 2024,” said Paul Orr.",
    ]
