"""How alike two sentences are, and what their fingerprints and sketches share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.sense.similarity import (
    SAME_CLAIM,
    fingerprint,
    normalise,
    similarity,
    sketch,
)


def test_spelling_without_meaning_makes_no_other_text() -> None:
    one = "“10,000 homes” were built in Arlen’s\u00a0old\u200b town."
    other = '"10.000 HOMES" were built in Arlen\'s old town!'

    assert normalise(one) == "10000 homes were built in arlen old town"
    assert fingerprint(one) == fingerprint(other)
    assert similarity(one, other) == 1.0


def test_another_number_is_another_text_but_the_same_claim() -> None:
    one, other = "4,200 homes were built in Arlen", "2,400 homes were built in Arlen."

    assert fingerprint(one) != fingerprint(other)
    assert sketch(one) == sketch(other)
    assert similarity(one, other) == 0.99


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The Arlen council approved the new dam on Monday with 24 votes.",
            "On Monday the Arlen council approved the new dam, with 26 votes.",
        ),
        (
            "Der Rat von Arlen beschloss am Montag den neuen Damm mit 24 Stimmen.",
            "Am Montag beschloss der Rat von Arlen mit 24 Stimmen den neuen Damm.",
        ),
    ],
)
def test_the_same_claim_in_other_words_is_recognised(one: str, other: str) -> None:
    assert similarity(one, other) >= SAME_CLAIM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Unemployment in Hale fell to 5 percent in October.",
            "Unemployment in Brisk fell to 5 percent in October.",
        ),
        (
            "The council of Arlen approved the new dam on Monday.",
            "The council of Arlen did not approve the new dam on Monday.",
        ),
        ("He has three cars.", "He has four cars."),
        ("The dam at Arlen held.", "The town band played all night long for guests."),
    ],
)
def test_another_claim_is_not_taken_for_the_same(one: str, other: str) -> None:
    assert similarity(one, other) < SAME_CLAIM


@given(st.text(max_size=80), st.text(max_size=80))
def test_similarity_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1.0
    assert all(-(2**63) <= each < 2**63 for each in sketch(one))
    assert len(sketch(one)) <= 10
