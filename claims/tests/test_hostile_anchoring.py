"""Quotes are found again in texts that repeat one word for ever."""

import pytest

from claims.anchoring import Anchored, find_places
from claims.surroundings import occurrences
from factcheck.tests.growth import BOUND, TIMES, growth

Texts = tuple[str, str]
LENGTH = 4_000
QUOTE = 300


def anchored(texts: Texts) -> set[Anchored]:
    older, newer = texts
    spans = [(at, at + QUOTE) for at in range(0, LENGTH - QUOTE, LENGTH // 5)]
    return {each.state for each in find_places(older, spans, newer)}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("a ", "a b "),
        ("a ", "a a b "),
        ("a", "ab"),
        ("ä", "äb"),
        ("a a a. ", "a a b. "),
    ],
)
def test_texts_of_one_word_are_looked_through_in_a_line(older: str, newer: str) -> None:
    def texts(length: int) -> Texts:
        return older * (length // len(older)), newer * (length // len(newer))

    assert growth(anchored, texts(LENGTH), texts(LENGTH * TIMES)) < BOUND


def test_a_long_quote_of_one_word_is_compared_in_a_line() -> None:
    def compare(length: int) -> None:
        find_places("a b " * length, [(0, 4 * length - 1)], "a c b " * length)

    assert growth(compare, 40, 40 * TIMES) < BOUND


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("aaa aa aaa-aa", "aa", [4, 11]),
        ("Ben Ruiz, en Ruiz", "en Ruiz", [10]),
        ("4,200 and 200", "200", [10]),
        ("日日日日", "日日", [0, 1, 2]),
        ("a\u00d7a", "a", [0, 2]),
        ("äa a", "a", [3]),
    ],
)
def test_words_are_found_where_they_stand_by_themselves(
    text: str, words: str, places: list[int]
) -> None:
    assert list(occurrences(text, words, limit=9)) == places
