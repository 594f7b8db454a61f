"""Reports of one event say many things of the same people, days and sums: what is not
one claim is not linked, and what is one is not held against itself."""

import pytest

from claims.extraction.values import find_values
from claims.matching.conflicts import Telling, find_conflicts
from claims.matching.conflicts.german_names import find_german_names
from claims.matching.same.doubts import Side, find_doubts
from claims.matching.sense.meaning import make_sense
from claims.matching.sense.similarity import take_apart

OTHER_FIGURES = "each gives other figures of something else"
OTHER_DENIAL = "what one denies the other does not tell"


def doubts_of(one: str, other: str, *, languages: tuple[str, str]) -> list[str]:
    sides = [
        Side(text, take_apart(text), sense, language)
        for text, sense, language in zip(
            (one, other), make_sense([one, other]), languages, strict=True
        )
    ]
    return find_doubts(*sides)


def kinds_marked(one: str, other: str, *, languages: tuple[str, str]) -> list[str]:
    tellings = [
        Telling(text, tuple(find_values(text, language)))
        for text, language in zip((one, other), languages, strict=True)
    ]
    return [each.kind for each in find_conflicts(*tellings)]


@pytest.mark.parametrize(
    ("one", "other", "languages"),
    [
        (
            "The city will get 40 million euros for its baths.",
            "In 2019 the city had owed 900 million euros.",
            ("en", "en"),
        ),
        (
            "The new owner pays 40 million euros.",
            "The baths took in 9 million euros from bathers.",
            ("en", "en"),
        ),
    ],
)
def test_two_sums_of_money_are_no_claim_of_one_thing(one, other, languages):
    assert OTHER_FIGURES in doubts_of(one, other, languages=languages)


@pytest.mark.parametrize(
    ("one", "other", "languages"),
    [
        (
            "The owner put the damage to the mill at 40 million euros.",
            "Den Schaden an der Mühle schätzt der Eigentümer auf 30 Millionen Euro.",
            ("en", "de"),
        ),
        (
            "Norlund will pay 40 million euros for the club.",
            "Norlund pays 35 million euros for the club.",
            ("en", "en"),
        ),
    ],
)
def test_two_sums_for_one_thing_may_be_one_claim(one, other, languages):
    assert OTHER_FIGURES not in doubts_of(one, other, languages=languages)


def test_what_both_deny_in_two_languages_is_one_denial():
    one = "The health board said the samples had contained no harmful bacteria."
    other = "In den Proben seien keine schädlichen Bakterien, so das Gesundheitsamt."

    assert OTHER_DENIAL not in doubts_of(one, other, languages=("en", "de"))


def test_whose_it_is_names_nobody():
    found = find_german_names("Die Bürgerinitiative Unser Wald klagt gegen Norlund.")

    assert found == ("Norlund",)


@pytest.mark.parametrize(
    ("one", "other", "languages"),
    [
        (
            "Twelve delegates voted for the merger and 11 against.",
            "Für die Fusion stimmten 12 Delegierte, 11 lehnten sie ab.",
            ("en", "de"),
        ),
        (
            "The merger passed with 12 votes in favour and 11 opposed.",
            "Für die Fusion stimmten 12 Delegierte, 11 lehnten sie ab.",
            ("en", "de"),
        ),
        (
            "Twelve delegates voted for the merger and 11 against.",
            "The merger passed with 12 votes in favour and 11 opposed.",
            ("en", "en"),
        ),
    ],
)
def test_one_result_of_a_vote_is_told_in_many_ways(one, other, languages):
    assert kinds_marked(one, other, languages=languages) == []


def test_another_result_of_a_vote_is_marked():
    one = "Twelve delegates voted for the merger and 11 against."
    other = "The merger passed with 14 votes in favour and 9 opposed."

    assert kinds_marked(one, other, languages=("en", "en")) == ["number"]
