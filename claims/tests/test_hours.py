"""Times of day are read as far as they are known, and nothing else is taken for one."""

import pytest

from claims.extraction.values import find_values


def read_hours(text: str, language: str = "") -> list[str]:
    return [
        " ".join(filter(None, (each.bound, each.amount, each.unit, each.role)))
        for each in find_values(text, language)
        if each.kind == "time"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 7.15 pm", "19:15"),
        ("at 7:15 p.m.", "19:15"),
        ("at 7PM", "19:00"),
        ("at 12 am", "00:00"),
        ("at 12:30 p.m.", "12:30"),
        ("um 19.15 Uhr", "19:15"),
        ("um 19 Uhr 15", "19:15"),
        ("um 24 Uhr", "00:00"),
        ("at 19:15", "19:15"),
        ("at 7:15", "07:15 12h"),
        ("at 07:15", "07:15"),
        ("at 7 o'clock", "07:00 12h"),
        ("at half past seven", "07:30 12h"),
        ("um halb acht", "07:30 12h"),
        ("um halb acht abends", "19:30"),
        ("at a quarter to nine", "08:45 12h"),
        ("um Viertel nach acht", "08:15 12h"),
        ("um zehn vor halb neun Uhr", "08:20 12h"),
        ("um 8 Uhr abends", "20:00"),
        ("am Freitagabend um 8 Uhr", "20:00"),
        ("gegen 6 Uhr früh", "about 06:00"),
        ("at about 11 in the evening", "about 23:00"),
        ("by six in the morning", "by 06:00"),
        ("It was 6.15 on Sunday morning when", "06:15"),
        ("It was ten in the evening when", "22:00"),
        ("Late in the evening, a quarter to midnight or so", "23:45"),
        ("at 2 in the morning", "02:00"),
        ("shortly before 4 am", "shortly before 04:00"),
        ("kurz nach 19 Uhr", "shortly after 19:00"),
        ("nach 22 Uhr", "after 22:00"),
        ("before noon", "before 12:00"),
        ("gegen Mitternacht", "about 00:00"),
        ("by 9 p.m.", "by 21:00"),
        ("until 6 pm", "18:00 until"),
        ("seit 6.30 Uhr", "06:30 from"),
        ("between 2 and 4 p.m.", "14:00/16:00"),
        ("from 11 to 2 pm", "11:00/14:00"),
        ("von 22 bis 5 Uhr", "22:00/05:00"),
        ("from 9 am to 5 pm", "09:00/17:00"),
        ("at 0630 GMT", "06:30 UTC"),
        ("um 14 Uhr MEZ", "14:00 CET"),
        ("at 8 pm local time", "20:00 local"),
        ("at 6 pm Moscow time", "18:00 Moscow"),
        ("the 6.30 ferry", "06:30 12h"),
        ("tonight at 8", "20:00"),
        ("the council met on Friday evening at 7", "19:00"),
        ("until after midnight", "after 00:00 until"),
        ("spätestens um 18 Uhr", "by 18:00"),
        ("not before 9 am", "after 09:00"),
        ("at 5pm ET", "17:00 ET"),
        ("at 6:20 on Thursday morning", "06:20"),
        ("at ten to midnight", "23:50"),
        ("the doors opened at seven", "07:00 12h"),
    ],
)
def test_an_hour_is_read_with_what_leads_to_it(text: str, expected: str) -> None:
    assert read_hours(text) == [expected]
    assert read_hours(f"Arlen: {text}.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "for seven hours",
        "in 2:25:10",
        "nach 7:15 Minuten",
        "won 7:2",
        "Das Spiel endete 21:19",
        "a ratio of 10:12",
        "John 3:16",
        "version 3.11",
        "closed at 7.15",
        "shares closed at seven",
        "she left school at seven",
        "9/11",
        "24/7",
        "a mayor at 20",
        "stood at 20 percent",
        "um sieben Prozent",
        "um 7.15 Euro teurer",
        "ab 1.12.",
        "stieg um 7.30 auf 19.15",
        "one to two pm",
        "a map at 1:25",
        "two hours after midnight",
        "between seven and eight o'clock",
        "five to twelve for the climate",
    ],
)
def test_what_only_looks_like_an_hour_is_none(text: str) -> None:
    assert read_hours(text) == []


@pytest.mark.parametrize("text", ["Gleis 7 am Bahnhof", "auf der B 7 am Ortsrand"])
def test_the_german_am_makes_no_hour_of_a_number(text: str) -> None:
    assert read_hours(text, "de") == read_hours(text) == []


def test_the_hour_of_the_saying_is_not_that_of_the_act() -> None:
    assert read_hours("Police said at 7 pm that he was held.") == ["19:00 reported"]
    assert read_hours("The fire was reported at 7 pm.") == ["19:00"]
