"""Numbers and dates are read whole, and as their language means them."""

from datetime import date

import pytest

from claims.extraction.values import find_values

SATURDAY = date(2024, 11, 16)


def read(text: str, language: str = "en", day: date | None = None) -> list[str]:
    return [
        " ".join(filter(None, (value.bound, value.amount, value.unit, value.kind)))
        for value in find_values(text, language, day)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "10,000 homes", "10000 number"),
        ("de", "10.000 Wohnungen", "10000 number"),
        ("de", "10 000 Wohnungen", "10000 number"),
        ("en", "1,234,567.89 units", "1234567.89 number"),
        ("de", "2,5 Millionen Wohnungen", "2500000 number"),
        ("en", "€4bn", "4000000000 EUR money"),
        ("en", "$3.5 million", "3500000 USD money"),
        ("de", "4 Mrd. Euro", "4000000000 EUR money"),
        ("de", "3 Billionen Euro", "3000000000000 EUR money"),
        ("en", "20%", "20 percent"),
        ("de", "5,7 Prozent", "5.7 percent"),
        ("en", "3 percentage points", "3 points percent"),
        ("en", "two years", "2 year number"),
        ("en", "two dozen lorries", "24 number"),
        ("en", "-5 degrees", "-5 degree number"),
        ("de", "1800 Stellen", "1800 number"),
    ],
)
def test_an_amount_is_read_whole(language: str, text: str, expected: str) -> None:
    assert read(text, language) == [expected]
    assert read(f"Arlen: {text}.", language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 November", "--11-15"),
        ("15. November 2024", "2024-11-15"),
        ("November 15, 2024", "2024-11-15"),
        ("the 15th of November", "--11-15"),
        ("Nov. 5", "--11-05"),
        ("June 16-17", "--06-16/--06-17"),
        ("2024-11-15", "2024-11-15"),
        ("16.11.2024", "2024-11-16"),
        ("8/26/25", "2025-08-26"),
        ("December 2022", "2022-12"),
        ("in February", "--02"),
        ("since 2022", "2022"),
        ("Friday", "friday"),
        ("am Freitag", "friday"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, expected: str) -> None:
    values = find_values(text)

    assert [(each.kind, each.amount) for each in values] == [("date", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", "2024-11-15"),
        ("on Saturday", "2024-11-16"),
        ("last Saturday", "2024-11-09"),
        ("next Monday", "2024-11-18"),
        ("kommenden Montag", "2024-11-18"),
        ("yesterday", "2024-11-15"),
    ],
)
def test_a_weekday_is_counted_from_publication(text: str, expected: str) -> None:
    assert [each.amount for each in find_values(text, "", SATURDAY)] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("en", "more than 8,000 homes", "more than"),
        ("en", "at least 20 homes", "at least"),
        ("en", "up to $5 million", "at most"),
        ("en", "fewer than 30 homes", "less than"),
        ("en", "about 8,000 homes", "about"),
        ("en", "20 or more homes", "at least"),
        ("de", "mehr als 8.000 Häuser", "more than"),
        ("de", "mindestens drei Tote", "at least"),
        ("de", "bis zu 20 Euro", "at most"),
        ("de", "rund 5 Prozent", "about"),
    ],
)
def test_a_bound_goes_with_its_amount(language: str, text: str, bound: str) -> None:
    assert [each.bound for each in find_values(text, language)] == [bound]


@pytest.mark.parametrize(
    "text",
    [
        "the G20 summit",
        "Covid-19",
        "S-400",
        "192.168.0.1",
        "4x4",
        "the 20th century",
        "around the clock, 24/7",
        "at 14:30",
        "ab 11.05 Uhr",
        "she may go",
        "9" * 5000,
    ],
)
def test_what_is_no_amount_is_not_read_as_one(text: str) -> None:
    assert find_values(text) == ()


def test_the_unit_of_a_range_is_that_of_both_ends() -> None:
    assert read("25 to 30 percent") == ["25 percent", "30 percent"]
