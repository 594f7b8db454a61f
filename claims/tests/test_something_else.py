"""What looks alike and is not one claim: somebody's name, a frame, another act."""

import pytest

from claims.extraction.values import find_values
from claims.linking.comparing import compare_with_all
from claims.matching.conflicts import Conflict, Telling, find_conflicts
from claims.matching.conflicts.names import read_names
from claims.matching.same.doubts import find_doubts, tell_another_thing
from claims.matching.sense.meaning import without_source
from claims.tests.sides import sides


def conflicts(one: str, other: str) -> list[Conflict]:
    return find_conflicts(
        *(Telling(text, tuple(find_values(text, "en"))) for text in (one, other))
    )


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            'Visiting on Friday, Ida Lund, the minister for ports, said: "We will not'
            ' leave Arlen alone."',
            '"We will not leave Arlen alone."',
        ),
        (
            "Asked about it, Ole Rask, the director of the port, said the inspections"
            " had been postponed.",
            "the inspections had been postponed.",
        ),
        (
            "The government will pay for a new gate, Ida Lund, the minister for ports,"
            " said on Friday as she walked through the mud.",
            "The government will pay for a new gate",
        ),
        (
            "A chorus of ministers has said the same thing over and over again.",
            "A chorus of ministers has said the same thing over and over again.",
        ),
    ],
)
def test_whoever_says_it_is_left_out_and_what_is_said_stays(
    text: str, rest: str
) -> None:
    assert without_source(text) == rest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The spring fair was due to open on 21 March.",
            "The railway line is closed until 20 March.",
        ),
        (
            "Two days after the river broke into Arlen, the outline is becoming clear.",
            "Eight weeks before the river came, an engineer told her superiors of it.",
        ),
    ],
)
def test_other_figures_of_something_else_are_never_linked(one: str, other: str) -> None:
    assert "each gives other figures of something else" in find_doubts(
        *sides(one, other)
    )


def test_other_figures_of_the_same_thing_are_linked_and_marked() -> None:
    one = "About 2,400 homes were flooded in Arlen after the gate gave way."
    other = one.replace("2,400", "4,200")

    assert find_doubts(*sides(one, other)) == []
    assert [each.kind for each in conflicts(one, other)] == ["number"]


def test_two_things_done_to_one_thing_are_two_things() -> None:
    built = "The Grayle flood gate was built in 1974."

    inspected = "The Grayle flood gate was last inspected in June 2021."
    assert tell_another_thing(*sides(built, inspected))
    assert not tell_another_thing(*sides(built, f"In all {built}"))


def test_a_name_of_three_words_is_no_headline() -> None:
    names = read_names("and is run by the Velmark Waterways Authority.", "en")

    assert names.has("waterways")


def test_the_days_of_the_sources_are_no_conflict() -> None:
    one = "Repairs will cost €38 million, according to a notice drafted on Saturday."
    other = "Repairs will cost €38 million, the ministry said on Friday evening."

    assert conflicts(one, other) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The government will pay for a new flood gate above Arlen, Ida Lund, the"
            " minister for waterways, said on Friday.",
            "Ida Lund, the minister for waterways, has said that she was given no"
            " warning.",
        ),
        (
            "Asked about the gap, Ole Rask, the director of the authority, said the"
            " inspections had been postponed twice.",
            "Ole Rask, the authority's director, rejected calls for his resignation.",
        ),
    ],
)
def test_two_sayings_of_one_person_are_two_claims(one: str, other: str) -> None:
    (judgement,) = compare_with_all((one, "en"), [(other, "en")])

    assert judgement.answer != "same"
