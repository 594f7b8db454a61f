"""What a glimpse rules out is never there."""

import pytest

from claims.extraction.text.glimpses import (
    LONGEST_REMEMBERED,
    glimpse,
    hint_of,
    hint_of_parts,
    hint_of_signs,
    hint_of_words,
    may_hold,
)
from claims.extraction.values import find_values


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("death toll|killed", "The Death toll rose."),
        (r"voted (?:for|against)", "They voted against it."),
        (r"nahm\w* .{0,30}fest", "Sie nahmen 5 fest."),
        (r"(?<=\d )against", "12 against"),
        (r"approx\.|ca\.", "approx. 12"),
        ("ja-stimmen", "Ja-Stimmen: 12"),
    ],
)
def test_a_hint_is_found_wherever_its_pattern_is(pattern, text):
    assert may_hold(text, hint_of(pattern))
    assert not may_hold("A dull line.", hint_of(pattern))


@pytest.mark.parametrize(
    ("hint", "text"),
    [
        (hint_of_words(["Größte"]), "Das GRÖSSTE Haus."),
        (hint_of_words(lambda: ["twelve"]), "“Twelve”, she said."),
        (hint_of_parts("rekord"), "Ein Minusrekord."),
        (hint_of_signs("€", "£"), "It cost €5."),
    ],
)
def test_a_hint_is_seen_wherever_its_word_is(hint, text):
    assert glimpse(text).has(hint)
    assert not glimpse("A dull line.").has(hint)


def test_a_pattern_without_a_sure_word_has_no_hint():
    with pytest.raises(ValueError, match="empty"):
        hint_of("(?:being )?treated")


def test_a_long_sentence_is_seen_like_a_short_one():
    short = "Twelve people, 3 of them here."
    long = short + " x" * LONGEST_REMEMBERED

    assert glimpse(long).hints == glimpse(short).hints
    assert glimpse(long).numerals == glimpse(short).numerals == "3"


@pytest.mark.parametrize(("word", "amount"), [("sechzehn", "16"), ("sechzig", "60")])
def test_every_german_numeral_is_searched_for(word, amount):
    (value,) = find_values(f"Die Feuerwehr rückte mit {word} Männern an.", "de")

    assert (value.amount, value.unit) == (amount, "man")
