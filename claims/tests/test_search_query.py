"""Searching by words: what is typed, and the texts it finds."""

import pytest
from django.db import connection

from claims.search_query import read_search, ways_to_write

WRITTEN = (
    "2400",
    "2,400",
    "2.400",
    "2 400",
    "2\u202f400",
    "2\u00a0400",
    "2'400",
    "2’400",
)


@pytest.fixture
def holds(db):
    """Whether a text holds what is searched for."""

    def holds(text, words):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s)",
                [text, read_search(words)],
            )
            return cursor.fetchone()[0]

    return holds


@pytest.mark.parametrize("typed", WRITTEN)
def test_a_number_is_found_however_it_is_written(holds, typed):
    for written in WRITTEN:
        assert holds(f"About {written} homes were flooded.", typed), written
        assert holds(f"About {written} homes were flooded.", f"homes {typed}"), written
    for other in ("24000", "240", "400 of 2", "12,400"):
        assert not holds(f"About {other} homes.", f'"{typed} homes"'), other


@pytest.mark.parametrize("typed", ["1234567", "1,234,567", "1.234.567", "1 234 567"])
def test_a_long_number_is_found_too(holds, typed):
    for written in ("1234567", "1,234,567", "1.234.567", "1’234’567", "1 234 567"):
        assert holds(f"They spent €{written} on it.", typed)
        assert holds(f"They spent €{written} on it.", f'"spent {typed}"')


@pytest.mark.parametrize("typed", ["1.5", "1,5"])
def test_a_point_is_as_good_as_a_comma(holds, typed):
    assert holds("It fell by 1.5 percent.", typed)
    assert holds("Ein Rückgang um 1,5 Prozent.", typed)
    assert not holds("It fell by 15 percent.", typed)


@pytest.mark.parametrize("typed", ["2,400.50", "2.400,50", "2400.50", "2400,50"])
def test_a_price_is_found_in_every_manner(holds, typed):
    for written in ("2,400.50", "2.400,50", "2400.50", "2400,50", "2 400,50"):
        assert holds(f"It costs {written} euros.", typed), written


def test_the_ends_of_a_range_are_found(holds):
    assert holds("between 2,000-2,400 people", "2400")
    assert holds("between 2000-2400 people", "2.400")
    assert holds("a 2,400-strong crowd", "2400")


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("flooded homes", "Homes were flooded.", True),
        ('"homes flooded"', "Homes were flooded.", False),
        ('"homes were', "Homes were flooded.", True),
        ("homes -flooded", "Homes were flooded.", False),
        ('homes -"were dry"', "Homes were flooded.", True),
        ("bridges or homes", "Homes were flooded.", True),
        ("bridges or homes dry", "Homes were flooded.", False),
        ("flood-hit", "A flood-hit town.", True),
        ("isn't", "It isn't so.", True),
        ("March 12 400", "On March 12, 400 came.", True),
        ("12.3.2024", "Am 12.3.2024 geschah es.", True),
        ("or", "This or that.", True),
    ],
)
def test_words_phrases_and_exclusions_are_understood(holds, words, text, found):
    assert holds(text, words) is found


UNRULY = (
    '"',
    '""',
    "-",
    "- -",
    "!!!",
    "a & b | (c",
    "':*",
    "\\",
    "x\\'",
    "<->",
    "or or",
)
LONG = ("2,400," * 30, "1 " * 100, "'" * 200, '2 400 "2 400" ' * 10)


@pytest.mark.parametrize("words", ["", '-"2,400', *UNRULY, *LONG])
def test_whatever_is_typed_is_a_query(holds, words):
    holds("Homes were flooded.", words)


def test_a_phrase_of_many_numbers_is_searched_as_written():
    assert ways_to_write("1 or 2 or 3 or 4") == ["1 or 2 or 3 or 4"]
    assert len(ways_to_write("1,000 or 2,000 or 3,000")) < 300
