"""Values of one kind are compared, and only with their counterparts."""

import pytest

from claims.extraction.values import find_values
from claims.matching.conflicts import (
    Telling,
    compare,
    differing_kinds,
    find_conflicts,
)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("10,000 homes", "10,000 homes", "="),
        ("10,000 homes", "11,000 homes", "≠"),
        ("more than 8,000 homes", "10,000 homes", "~"),
        ("more than 8,000 homes", "7,000 homes", "≠"),
        ("up to 50 homes", "60 homes", "≠"),
        ("about 10,000 homes", "10,200 homes", "~"),
        ("about 10,000 homes", "12,000 homes", "≠"),
        ("12,000 homes", "12,345 homes", "~"),
        ("4 homes", "5 homes", "≠"),
        ("€4bn", "€5bn", "≠"),
        ("€4bn", "€4bn", "="),
        ("20%", "25%", "≠"),
        ("15 November", "15 November 2024", "~"),
        ("15 November", "16 November 2024", "≠"),
        ("on Friday", "15 November 2024", "~"),
        ("on Friday", "16 November 2024", "≠"),
        ("on Friday", "15 November", "~"),
        ("June 16-17", "16 June", "~"),
        ("in December 2022", "2 December 2022", "~"),
        ("since 2022", "December 2023", "≠"),
        ("in der Nacht zum Mittwoch", "on Tuesday evening", "~"),
        ("on Tuesday night", "early on Wednesday", "~"),
        ("on Tuesday night", "on Thursday", "≠"),
    ],
)
def test_two_values_stand_to_each_other(left: str, right: str, relation: str) -> None:
    there = compare(find_values(left), find_values(right))
    back = compare(find_values(right), find_values(left))

    assert [each.relation for each in there] == [relation]
    assert [each.relation for each in back] == [relation]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("3 dead", "12 injured"),
        ("40 tanks", "300 soldiers"),
        ("4 homes", "5%"),
        ("$4", "€5"),
        ("4 homes", "in 2024"),
        ("two years", "3 homes"),
        ("4 homes", "no number at all"),
    ],
)
def test_kinds_and_units_are_never_compared_across(left: str, right: str) -> None:
    assert compare(find_values(left), find_values(right)) == []


def test_equal_values_are_paired_before_differing_ones() -> None:
    left = find_values("3 homes and 12 barns")
    right = find_values("12 barns and 4 homes")

    found = compare(left, right)

    pairs = [(each.left.amount, each.right.amount, each.relation) for each in found]
    assert pairs == [("12", "12", "="), ("3", "4", "≠")]
    assert differing_kinds(left, right) == {"number"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "In a poll taken in spring, 48 percent were against the bridge.",
            "In einer Umfrage vom November waren 62 Prozent gegen die Brücke.",
        ),
        (
            "In the course of last week, the shares of Torvand lost 63 percent.",
            "The shares of Torvand lost 41 percent on Thursday.",
        ),
    ],
)
def test_what_is_told_of_two_seasons_or_of_a_day_and_a_week_may_differ(
    left: str, right: str
) -> None:
    assert find_conflicts(told(left), told(right)) == []
    assert find_conflicts(told(right), told(left)) == []


def test_what_is_told_of_one_season_differs() -> None:
    left = told("In a poll taken in spring, 48 percent were against the bridge.")
    right = told("In a poll taken in April, 62 percent were against the bridge.")

    assert [each.kind for each in find_conflicts(left, right)] == ["percent"]


def told(text: str) -> Telling:
    return Telling(text, tuple(find_values(text)))


def spans(left: str, right: str) -> list[tuple[str, str, str]]:
    one, other = (Telling(text, tuple(find_values(text))) for text in (left, right))
    return [
        (found.kind, left[slice(*found.left)], right[slice(*found.right)])
        for found in find_conflicts(one, other)
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "The crane was installed in 1998, the port said.",
            "The crane that fell on Tuesday had been put up in 2008.",
            [("date", "1998", "2008")],
        ),
        (
            "The club owes its creditors 27 million euros.",
            "The debts come to 35 million euros.",
            [("money", "27 million euros", "35 million euros")],
        ),
        (
            "Doctors saw 26 people, three of whom were treated overnight.",
            "26 people were treated for burns.",
            [],
        ),
        (
            "The crew has not been paid since the end of May.",
            "Since the end of May, the crew has been working without pay.",
            [],
        ),
        (
            "The mayor ruled out a loan from the city.",
            "The mayor has said no to a loan from the city.",
            [],
        ),
    ],
)
def test_what_tells_of_one_thing_is_held_against_each_other(
    left: str, right: str, expected: list[tuple[str, str, str]]
) -> None:
    assert spans(left, right) == expected
    assert spans(right, left) == [(kind, two, one) for kind, one, two in expected]
