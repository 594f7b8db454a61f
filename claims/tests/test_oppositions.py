"""Contradictions that are marked between what only may be one claim."""

import pytest

from claims.extraction.values import find_values
from claims.matching.conflicts import Telling
from claims.matching.conflicts.oppositions import find_opposed


def telling(text: str) -> Telling:
    return Telling(text, find_values(text, "en"))


def marked(left: str, right: str) -> list[tuple[str, str, str]]:
    return [
        (found.kind, left[slice(*found.left)], right[slice(*found.right)])
        for found in find_opposed(telling(left), telling(right))
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "Some 4,000 Danish soldiers fight near Hale.",
            "He fears the 5,000 Danish troops that came.",
            ("number", "4,000", "5,000"),
        ),
        (
            "Oslo decided to terminate funding for food aid for Chad.",
            "Norway was forced to cut food aid to Chad this year in half.",
            ("act", "terminate", "cut"),
        ),
        (
            "It is the largest supplier of weapons to Chad.",
            "Norway is the largest donor of aid to Chad after the US.",
            ("rank", "largest supplier", "largest donor of aid to Chad after the US"),
        ),
        (
            "Norway is the second largest exporter of fish to Chad.",
            "Norway is the biggest exporter of fish to Chad.",
            ("rank", "second largest exporter", "biggest exporter"),
        ),
    ],
)
def test_plain_contradictions_are_marked_either_way(left, right, expected):
    kind, one, other = expected

    assert marked(left, right) == [(kind, one, other)]
    assert marked(right, left) == [(kind, other, one)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Some 4,000 Danish soldiers fight.", "He fears 5,000 Swedish troops."),
        ("Some 4,000 soldiers fight.", "He fears 5,000 soldiers."),
        ("About 4,000 Danish soldiers fight.", "He fears 4,000 Danish soldiers."),
        ("It will end the war in Chad soon.", "Norway cut aid to Chad in half."),
        ("It did not end food aid for Chad.", "It cut food aid for Chad in half."),
        ("It ended food aid for Chad.", "It cut food aid for Chad with scissors."),
        ("It is the largest donor to Chad.", "It is the largest donor to Chad."),
        ("It is the largest city of Chad.", "It is the second largest river of Chad."),
        ("It is the largest donor.", "It is the second largest donor."),
    ],
)
def test_what_may_both_be_right_is_not_marked(left, right):
    assert marked(left, right) == []
    assert marked(right, left) == []


@pytest.mark.parametrize(
    "piece", ["cut to 5 ", "largest ", "5 Danish ", "end aid ", "after "]
)
def test_hostile_sentences_end_soon(piece):
    text = piece * (2000 // len(piece))

    assert len(marked(text, text)) <= 2500


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "It was the tax office that filed the petition, a judge said.",
            "The petition was filed by the club itself.",
            ("the tax office", "the club"),
        ),
        (
            "It was the watchman, Albin Reeve, who raised the alarm.",
            "The crew of a tug were the ones who raised the alarm.",
            ("the watchman", "The crew of a tug"),
        ),
        (
            "It was the watchman of the mill who noticed it and sounded the alarm.",
            "An angler saw the smoke and raised the alarm.",
            (
                "the watchman of the mill",
                "An angler saw the smoke and raised the alarm.",
            ),
        ),
        (
            "Es war der Bürgermeister, der die Brücke öffnete.",
            "Die Ministerin öffnete die Brücke am Montag.",
            (
                "der Bürgermeister",
                "Die Ministerin öffnete die Brücke am Montag.",
            ),
        ),
    ],
)
def test_who_alone_did_it_is_nobody_else(left, right, expected):
    one, other = expected

    assert marked(left, right) == [("doer", one, other)]
    assert marked(right, left) == [("doer", other, one)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It was the mayor who opened the bridge.", "The bridge was opened on Monday."),
        (
            "It was the mayor who opened the bridge.",
            "Mayor Ada Holm opened the bridge.",
        ),
        ("It was the mayor who opened the bridge.", "Ada Holm opened the bridge."),
        (
            "It was not the mayor who opened the bridge.",
            "The minister opened the bridge.",
        ),
        (
            "It was the first time that the minister opened a bridge.",
            "The mayor opened the bridge.",
        ),
        (
            "It was Ada Holm who raised the alarm.",
            "A neighbour raised the alarm.",
        ),
        ("It was the mayor who opened the bridge.", "The minister opened a school."),
    ],
)
def test_who_may_be_the_same_or_did_something_else_is_not_held_against_it(left, right):
    assert marked(left, right) == []
    assert marked(right, left) == []
