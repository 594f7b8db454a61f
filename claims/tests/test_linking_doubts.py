"""What two sentences name and deny, and which part of them is one claim."""

import pytest

from claims.matching.conflicts.names import fold_name, name_others, read_names
from claims.matching.same.doubts import find_doubts, seem_to_deny
from claims.matching.same.shared_clauses import SharedClause, find_shared_clause
from claims.matching.sense.clauses import find_clauses
from claims.matching.sense.meaning import covered
from claims.tests.sides import sides

STRANGERS = "each names somebody or something else"
DENIAL = "one says that it is not so"


def shared_clause(one: str, other: str) -> SharedClause | None:
    ours, theirs = sides(one, other)
    return find_shared_clause(ours, theirs, covered(ours.sense, theirs.sense))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Selenskyj"),
        ("Zelenskyy", "Selenskyjs"),
        ("Gorbachev", "Gorbatschow"),
        ("Lavrov", "Lawrows"),
        ("Alexei", "Alexej"),
        ("Vestrup’s", "Vestrup"),
    ],
)
def test_two_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army of Norway has left.", "All Norwegian troops have left."),
        ("It was Greek police, Ann Berg said.", "The police of Greece did it."),
        ("Now Prime Minister Ole Vestrup resigns.", "Now Vestrup of Arlen resigns."),
        ("So the Kremlin refused.", "So Russia refused."),
        ("Then the World Rowing League met.", "Then the WRL met in Varna."),
        ("On Monday the French President Paul Roux left.", "Then Roux left Spain."),
        ("There spokesman Ole Vestrup spoke.", "There Ida Lund spoke."),
    ],
)
def test_other_words_for_one_name_are_no_other_name(one: str, other: str) -> None:
    assert not name_others(read_names(one, "en"), read_names(other, "en"))
    assert not name_others(read_names(other, "en"), read_names(one, "en"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army of Norway has left.", "All Swedish troops have left."),
        ("It rained in Hamburg on Monday.", "It rained in Munich on Monday."),
        ("On Monday Ole Vestrup resigned.", "On Monday Ida Lund resigned."),
    ],
)
def test_another_country_city_or_person_is_another_name(one: str, other: str) -> None:
    assert name_others(read_names(one, "en"), read_names(other, "en"))


def test_what_another_clause_denies_is_no_doubt() -> None:
    one, other = sides(
        "The mayor opened the new bridge in Arlen on Monday, while the governor did"
        " not attend any ceremony.",
        "The mayor of Arlen opened the new bridge on Monday.",
    )

    assert find_doubts(one, other) == []


def test_what_the_shared_clause_denies_is_a_doubt() -> None:
    one, other = sides(
        "The mayor did not open the new bridge in Arlen, while the governor sang.",
        "The mayor of Arlen opened the new bridge on Monday.",
    )

    assert find_doubts(one, other) == [DENIAL]
    assert find_doubts(other, one) == [DENIAL]


def test_names_of_others_are_a_doubt() -> None:
    one, other = sides(
        "On Monday Ole Vestrup opened the new bridge.",
        "On Monday Ida Lund opened the new bridge.",
    )

    assert find_doubts(one, other) == [STRANGERS]


def test_clauses_are_the_whole_text_and_none_is_shorter_than_four_words() -> None:
    text = "The gate failed early on Friday, and 400 homes were flooded; nobody died."

    clauses = [text[start:end] for start, end in find_clauses(text)]

    assert "".join(clauses) == text
    assert clauses == [
        "The gate failed early on Friday, ",
        "and 400 homes were flooded; nobody died.",
    ]


def test_the_clause_that_both_have_is_found() -> None:
    found = shared_clause(
        "The dam above Arlen burst early on Friday, and the mayor has asked the"
        " government for boats and tents.",
        "A school fair was called off, after the dam above Arlen burst on Friday.",
    )

    assert found is not None
    assert found.left == "The dam above Arlen burst early on Friday"
    assert found.right == "after the dam above Arlen burst on Friday."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Nothing but the names.
        (
            "Mayor Ole Vestrup told Governor Ida Lund on Friday, that the dam is old.",
            "Mayor Ole Vestrup asked Governor Ida Lund on Friday, whether boats came.",
        ),
        # Denied.
        (
            "The dam above Arlen did not burst on Friday, and the mayor had asked.",
            "A school fair was called off, after the dam above Arlen burst on Friday.",
        ),
        # One clause each: the sentences are compared as they are.
        (
            "The dam above Arlen burst on Friday.",
            "The dam above Arlen burst on Friday.",
        ),
    ],
)
def test_no_clause_is_shared(one: str, other: str) -> None:
    assert shared_clause(one, other) is None


@pytest.mark.parametrize(
    "text", ["", ", and " * 900, "Aa " * 1500, "\ud800", "’s" * 900]
)
def test_hostile_texts_are_taken_apart(text: str) -> None:
    one, other = sides(text, "The dam above Arlen burst on Friday.")

    assert find_shared_clause(one, other, (1.0, 1.0)) is None
    assert read_names(text, "en").countries == frozenset()


def test_what_one_denies_is_linked_to_nothing_else() -> None:
    one, other = sides(
        "There is no certificate for any later year.",
        "The law demands that such gates are inspected.",
    )

    assert find_doubts(one, other) == ["what one denies the other does not tell"]


def test_the_plea_of_one_is_not_the_plea_of_another() -> None:
    one, other = sides(
        "Ida Lund, the minister, said: “We will not leave Arlen to pay for this.”",
        "The district office asks people to give money for Arlen.",
    )

    assert "each is somebody else's word" in find_doubts(one, other)


def test_whose_word_it_is_may_be_said_by_the_other_too() -> None:
    one, other = sides(
        "Ida Lund, the minister, said: “We will not leave Arlen to pay for this.”",
        "Lund promised that Arlen would not be left to pay for the flood.",
    )

    assert "each is somebody else's word" not in find_doubts(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The city will not pay the ransom.", "The city refused to pay the ransom."),
        (
            "It is not yet known who set the fire.",
            "Who set the fire is still unclear.",
        ),
        ("Ten families cannot go home.", "Ten families are unable to go home."),
    ],
)
def test_a_denial_in_other_words_is_the_same(one: str, other: str) -> None:
    assert DENIAL not in find_doubts(*sides(one, other))


def test_a_denial_that_hardly_stands_there_is_no_doubt_and_needs_more() -> None:
    one, other = sides(
        "One of the climbers, a man of 44, did not survive.",
        "A climber of 44 lost his life.",
    )

    assert DENIAL not in find_doubts(one, other)
    assert seem_to_deny(one, other)


def test_a_denial_with_other_figures_is_a_doubt() -> None:
    one, other = sides(
        "Down in the valley the wind blew at no more than 60 kilometres per hour.",
        "At the summit, gusts reached 130 kilometres per hour on Saturday.",
    )

    assert DENIAL in find_doubts(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "He had put in 44 million euros since 2019.",
            "The total owed is put at 27 million euros.",
        ),
        (
            "By Thursday evening, withdrawals had come to 600 million.",
            "In the course of last week, the shares lost 63 percent.",
        ),
    ],
)
def test_other_sums_and_other_counts_are_a_doubt(one: str, other: str) -> None:
    assert find_doubts(*sides(one, other)) == [
        "each gives other figures of something else"
    ]


def test_two_sums_of_one_debt_are_no_doubt() -> None:
    one = "The club owes its creditors 27 million euros."
    other = "Its debts come to 35 million euros."

    assert find_doubts(*sides(one, other)) == []
