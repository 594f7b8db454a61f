"""Numbers and dates are read whole, and as their language means them."""

from datetime import date

import pytest

from claims.extraction.values import find_values

SATURDAY = date(2024, 11, 16)


def read(text: str, language: str = "en", day: date | None = None) -> list[str]:
    return [
        " ".join(
            filter(
                None, (value.bound, value.amount, value.unit, value.role, value.kind)
            )
        )
        for value in find_values(text, language, day)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "10,000 homes", "10000 home number"),
        ("de", "10.000 Wohnungen", "10000 home number"),
        ("de", "10 000 Wohnungen", "10000 home number"),
        ("en", "1,234,567.89 units", "1234567.89 units number"),
        ("de", "2,5 Millionen Wohnungen", "2500000 home number"),
        ("en", "€4bn", "4000000000 EUR money"),
        ("en", "$3.5 million", "3500000 USD money"),
        ("de", "4 Mrd. Euro", "4000000000 EUR money"),
        ("de", "3 Billionen Euro", "3000000000000 EUR money"),
        ("en", "20%", "20 percent"),
        ("de", "5,7 Prozent", "5.7 percent"),
        ("en", "3 percentage points", "3 points percent"),
        ("en", "two years", "2 year duration"),
        ("en", "two dozen lorries", "24 lorry number"),
        ("en", "-5 degrees", "-5 degree number"),
        ("de", "1800 Stellen", "1800 job number"),
        ("en", "ten thousand people", "10000 person number"),
        ("en", "one hundred and twenty people", "120 person number"),
        ("de", "dreihundertfünfzig Menschen", "350 person number"),
        ("de", "anderthalb Millionen Menschen", "1500000 person number"),
        ("en", "half a million people", "500000 person number"),
        ("de", "eine halbe Milliarde Euro", "500000000 EUR money"),
        ("en", "12 dead", "12 dead number"),
        ("de", "12 Regierungssoldaten", "12 soldier number"),
        ("en", "200 to 300 people", "200/300 person number"),
        ("en", "2 to 3 million euros", "2000000/3000000 EUR money"),
        ("en", "three and a half years", "3.5 year duration"),
        ("en", "34-year-old", "34 year age duration"),
        ("de", "zwölfjähriger Junge", "12 year age duration"),
        ("en", "two thirds of voters", "about 66.7 percent"),
        ("de", "jeder fünfte Wähler", "20 percent"),
        ("en", "25 basis points", "0.25 points percent"),
        ("en", "the third attack", "3 attack ordinal"),
        ("de", "das 15. Sanktionspaket", "15 package ordinal"),
        ("en", "prices doubled", "2 change"),
        ("en", "5.25 percent", "5.25 percent"),
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
        ("Er meldete es seit Januar 14-mal.", ["--01", "14"]),
        ("Seit Januar 14 Unfälle.", ["--01", "14"]),
        ("They told us since January 14 times.", ["--01", "14"]),
        ("Es kamen im April 30.000 Leute.", ["--04", "30000"]),
    ],
)
def test_a_count_behind_a_month_is_no_day(text: str, expected: list[str]) -> None:
    assert [each.amount for each in find_values(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", "2024-11-15"),
        ("on Saturday", "2024-11-16"),
        ("last Saturday", "2024-11-09"),
        ("next Monday", "2024-11-18"),
        ("kommenden Montag", "2024-11-18"),
        ("yesterday", "2024-11-15"),
        ("am Freitag", "2024-11-15"),
        ("last Sunday", "2024-11-10"),
        ("will vote on Tuesday", "2024-11-19"),
        ("three days ago", "2024-11-13"),
        ("vor zwei Wochen", "2024-11-02"),
        ("last year", "2023"),
        ("im kommenden Monat", "2024-12"),
        ("vergangene Woche", "2024-11-04/2024-11-10"),
        ("February 23 next year", "2025-02-23"),
        ("23. Februar kommenden Jahres", "2025-02-23"),
        ("from March 3 to March 7", "--03-03/--03-07"),
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
        ("de", "knapp 5 Prozent", "almost"),
        ("en", "nearly 5 percent", "almost"),
        ("de", "gut 500 Häuser", "just over"),
        ("en", "just over 500 homes", "just over"),
        ("de", "Hilfspaket über 61 Milliarden Dollar", ""),
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
        "she may go",
        "9" * 5000,
    ],
)
def test_what_is_no_amount_is_not_read_as_one(text: str) -> None:
    assert find_values(text) == ()


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "rose by a quarter to 12 million", "12000000"),
        ("en", "1900 men", "1900"),
        ("de", "um 7,5 Prozent", "7.5"),
        ("de", "um 1.500 Stellen", "1500"),
    ],
)
def test_what_looks_like_an_hour_and_is_none_is_an_amount(
    language: str, text: str, value: str
) -> None:
    assert value in [each.amount for each in find_values(text, language)]


def test_the_unit_of_a_range_is_that_of_both_ends() -> None:
    assert read("25 to 30 percent") == ["25/30 percent"]
    assert read("from 25 to 30 percent") == ["25 percent", "30 percent"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Germany", ("place", "DE", "country")),
        ("in Deutschland", ("place", "DE", "country")),
        ("the German economy", ("place", "DE", "country")),
        ("die deutsche Wirtschaft", ("place", "DE", "country")),
        ("in Munich", ("place", "Munich", "city")),
        ("nach Kiew", ("place", "Kyiv", "city")),
        ("President Emmanuel Macron", ("person", "Emmanuel Macron", "")),
        ("Kanzler Scholz", ("person", "Scholz", "")),
    ],
)
def test_people_and_places_are_values_of_their_own(text, expected):
    (value,) = find_values(text)

    assert (value.kind, value.amount, value.unit) == expected
    assert text[value.start : value.end] == value.text


def test_each_number_keeps_what_became_of_those_it_counts():
    text = "Twelve people were injured and three killed; police arrested 5."

    roles = [(each.amount, each.role) for each in find_values(text)]

    assert roles == [("12", "injured"), ("3", "dead"), ("5", "arrested")]


def test_nobody_hurt_is_a_count_of_none():
    (value,) = find_values("No one was injured.")

    assert (value.amount, value.role, value.text) == ("0", "injured", "No one")


@pytest.mark.parametrize("text", ["on 31.02.2024", "on February 31", "31.02."])
def test_a_day_that_does_not_exist_is_no_date(text):
    assert all(each.kind != "date" for each in find_values(text, "", SATURDAY))
