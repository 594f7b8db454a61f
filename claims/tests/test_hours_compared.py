"""Two hours of one happening are marked where both cannot be right, and only there."""

import pytest

from claims.extraction.values import find_values
from claims.matching.conflicts import Telling, compare, find_conflicts
from claims.matching.conflicts.amounts import COMPATIBLE, DIFFERENT, EQUAL
from claims.matching.judging import judge


def relation(left: str, right: str) -> str:
    (found,) = compare(find_values(left), find_values(right))
    return found.relation


def kinds_of_conflict(left: str, right: str) -> list[str]:
    return [
        each.kind
        for each in find_conflicts(
            Telling(left, find_values(left)), Telling(right, find_values(right))
        )
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("at 7 pm", "um 19 Uhr", EQUAL),
        ("at 1200 GMT", "at 13:00 CET", EQUAL),
        ("at 23:30 GMT", "um 0.30 Uhr MEZ", EQUAL),
        ("um 19.15 Uhr", "um 21 Uhr", DIFFERENT),
        ("at 7 pm", "at 7.15 pm", DIFFERENT),
        ("at 7 pm", "at 7.05 pm", COMPATIBLE),
        ("at about 7 pm", "at 7.15 pm", COMPATIBLE),
        ("shortly after 7 pm", "at 7 pm", COMPATIBLE),
        ("shortly after 7 pm", "at 6.30 pm", DIFFERENT),
        ("shortly before midnight", "um 23.50 Uhr", COMPATIBLE),
        ("after 11 pm", "at 1 am", COMPATIBLE),
        ("before 9 pm", "at 11 pm", DIFFERENT),
        ("by 7 pm", "by 9 pm", COMPATIBLE),
        ("at half past seven", "um 19.30 Uhr", COMPATIBLE),
        ("at half past seven", "um 7.30 Uhr", COMPATIBLE),
        ("at half past seven", "um 22 Uhr", DIFFERENT),
        ("between 2 and 4 pm", "at 3.30 pm", COMPATIBLE),
        ("zwischen 22 und 5 Uhr", "at 3 am", COMPATIBLE),
        ("zwischen 22 und 5 Uhr", "at 7 am", DIFFERENT),
        ("at 8 pm local time", "at 7 pm", COMPATIBLE),
        ("at 8 pm local time", "at 9.30 pm local time", DIFFERENT),
        ("at 8 pm Moscow time", "at 2 pm EST", COMPATIBLE),
    ],
)
def test_hours_differ_where_no_clock_shows_both(
    left: str, right: str, expected: str
) -> None:
    assert relation(left, right) == relation(right, left) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The fire broke out at 7.15 pm in the mill.",
            "The fire broke out at 9 pm in the mill.",
        ),
        ("Die Brücke stürzte um 16.30 Uhr ein.", "The bridge collapsed at 6.30 p.m."),
        (
            "The bus left Arlen at 8 am and reached Holm at 11 am.",
            "The bus left Arlen at 8 am and reached Holm at 1 pm.",
        ),
    ],
)
def test_another_hour_of_one_act_is_marked(left: str, right: str) -> None:
    assert kinds_of_conflict(left, right) == ["time"]
    assert judge(left, right, left_language="", right_language="") == "contradict"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The museum opened at 9 am.", "The museum closed at 5 pm."),
        ("Der Zug fuhr um 8 Uhr ab.", "Der Zug kam um 11 Uhr an."),
        ("The first bus leaves at 5 am.", "The last bus leaves at 11 pm."),
        ("The council met at 7 pm on Monday.", "A lorry overturned at 9 am in Holm."),
        (
            "Police said at 7 pm that the man was held.",
            "Police said at 9 pm that the man was held.",
        ),
        (
            "By 7 pm 200 people had been evacuated.",
            "By 9 pm 350 people had been evacuated.",
        ),
        ("Arlen's market opened at 9 am.", "Holm's market opened at 7 am."),
        ("The road is closed from 8 am.", "The road is closed until 6 pm."),
    ],
)
def test_hours_of_two_happenings_are_not_held_against_each_other(
    left: str, right: str
) -> None:
    assert kinds_of_conflict(left, right) == []


def test_another_hour_does_not_hide_that_other_figures_are_told() -> None:
    left = "The quake at 4.17 am killed 12 people in Velden."
    right = "The quake at 6.40 am killed 14 people in Velden."

    assert kinds_of_conflict(left, right) == ["time", "number"]


def test_the_hours_of_two_days_are_two_hours() -> None:
    left = "The council met on 4 May at 7 pm."
    right = "The council met on 5 May at 9 pm."

    assert kinds_of_conflict(left, right) == ["date"]
