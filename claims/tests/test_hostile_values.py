"""Numbers as hostile pages write them: never a crash, never long, offsets exact."""

from datetime import date

import pytest

from claims.extraction.values import find_values
from factcheck.tests.growth import BOUND, TIMES, growth

SATURDAY = date(2024, 11, 16)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("٣٤٥ people", "345"),
        ("१२ soldiers", "12"),
        ("\uff11\uff12,\uff10\uff10\uff10 people", "12000"),
        ("١٢\u066a", "12"),
        ("00001 people", "1"),
        ("50½ percent", "50.5"),
        ("minus 12 degrees", "-12"),
        ("1.000.000.000.000 euros", "1000000000000"),
    ],
)
def test_digits_of_any_script_count_as_what_they_stand_for(text, amount):
    (value,) = find_values(text)

    assert value.amount == amount


@pytest.mark.parametrize(
    "text",
    [
        "1e999",
        "1.2.3.4",
        "version 3.11.7 of it",
        "IBAN DE89 3704 0044 0532 0130 00",
        "call +49 30 1234567 now",
        "Call 0171-2345678",
        "won 3:2 on penalties",
        "a 3-2 win",
        "ein 3:1-Sieg",
        "1,1,1,1",
        "²³ people",
        "Ⅳ people",
        "on 31 February 2024",
        "am 31.02.2024",
        "2024-13-45",
        "99.99.9999",
        "24:61",
        "25 Uhr",
        "13 pm",
        "7:60 p.m.",
        "99:99 Uhr",
    ],
)
def test_what_only_looks_like_an_amount_is_left_alone(text):
    assert find_values(text, "", SATURDAY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        f"It cost {'9' * 5000} euros and 3 more.",
        "vor 999999 Tagen",
        f"um {'9' * 5000} Uhr",
        f"at {'7:' * 2500}15 pm",
        "um 19 Uhr 99",
        "at \uff17:\uff11\uff15 pm",
        "in 999 Tagen",
        "zwei" * 500,
        "one " * 500,
        "0000-00-00",
        "€€€5€€€",
        "100%%%",
        "\U0001d7cf\U0001d7d0 people \U0001f469\u200d\U0001f467 met 3 others",
        "‮12 ‬ people",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", ""])
def test_offsets_stay_exact(text, language):
    for value in find_values(text, language, SATURDAY):
        assert text[value.start : value.end] == value.text


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,1",
        "1 ",
        "1-2-3-",
        "5 % ",
        "one ",
        "zweihundert ",
        "von 5 auf 6 ",
        "(5) ",
        "7:15 ",
        "7 bis ",
        "um 7 Uhr ",
        "sieben Uhr ",
        "by 7:15 ",
        "opened at seven. ",
        "between seven and ",
        "kurz nach halb ",
    ],
)
def test_the_work_grows_no_faster_than_the_text(piece):
    length = 1250 // len(piece)

    grown = growth(
        lambda text: find_values(text, "de", SATURDAY),
        piece * length,
        piece * length * TIMES,
    )

    assert grown < BOUND
