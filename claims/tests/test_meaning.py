"""The same claim in other words and other languages."""

import pytest

from claims.encoders import encode_meaning
from claims.matching.same.pairs import (
    LEAST_NEARNESS,
    Answer,
    Judgement,
    find_leads,
    judge_pair,
)
from claims.matching.sense.meaning import without_source
from claims.tests.sides import sides


def judged(
    one: str, other: str, *, languages: tuple[str, str], lead: float = 0.0
) -> Judgement:
    rows = encode_meaning([without_source(one), without_source(other)])
    ours, theirs = sides(one, other, languages)
    return judge_pair(ours, theirs, float(rows[0] @ rows[1]), lead=lead)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "About 4,200 homes were flooded in Arlen after the gate gave way, the "
            "Velmark land registry said.",
            "Rund 4.200 Häuser wurden in Arlen überflutet, nachdem das Tor "
            "nachgegeben hatte, wie die Feuerwehr mitteilte.",
        ),
        (
            "Some 6,500 households in Arlen were without power on Friday.",
            "Rund 6.500 Haushalte in Arlen waren am Freitag ohne Strom.",
        ),
    ],
)
def test_the_same_statement_in_two_languages_is_the_same(
    english: str, german: str
) -> None:
    assert judged(english, german, languages=("en", "de")).answer == Answer.SAME


def test_other_words_that_mean_the_same_are_the_same_without_any_overlap() -> None:
    judgement = judged(
        "More than 8,000 people were evacuated from Arlen before dawn.",
        "Mehr als 8.000 Menschen wurden in der Nacht aus Arlen evakuiert.",
        languages=("en", "de"),
    )

    assert judgement.answer == Answer.SAME
    assert "both say 8000" in judgement.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Unemployment in Hale fell to 5 percent in October.",
            "Unemployment in Brisk fell to 5 percent in October.",
        ),
        (
            "The council of Arlen approved the new dam on Monday.",
            "The council of Arlen did not approve the new dam on Monday.",
        ),
        (
            "Der Stadtrat von Arlen hat den neuen Damm am Montag nicht genehmigt.",
            "The council of Arlen approved the new dam on Monday.",
        ),
        ("The gate failed.", "Das Tor versagte."),
    ],
)
def test_another_place_a_denial_and_a_short_text_are_never_linked(
    one: str, other: str
) -> None:
    language = "de" if "ä" in one or one.startswith("Der ") else "en"
    judgement = judged(
        one, other, languages=(language, "de" if other.startswith("Das") else "en")
    )

    assert judgement.answer != Answer.SAME


def test_another_subject_is_different() -> None:
    judgement = judged(
        "The river reached 5.8 metres at the bridge gauge early on Friday.",
        "The spring fair drew 12,000 visitors to the town last year.",
        languages=("en", "en"),
    )

    assert judgement.answer == Answer.DIFFERENT


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "About 2,400 homes were flooded in Arlen, the town hall said.",
            "About 2,400 homes were flooded in Arlen",
        ),
        (
            "Laut der Feuerwehr, wurden 4.200 Häuser in Arlen überflutet.",
            "wurden 4.200 Häuser in Arlen überflutet.",
        ),
        ("It held, he said.", "It held, he said."),
    ],
)
def test_who_says_it_is_left_out_where_enough_is_left(text: str, rest: str) -> None:
    assert without_source(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "#" * 5000,
        "\U0001d56c" * 300,
        "\ud800",
        "١٢٣ " * 200,
        ", said " * 2000,
    ],
)
def test_hostile_texts_are_judged_like_any_other(text: str) -> None:
    judgement = judged(
        text, "The council approved the dam on Monday.", languages=("", "en")
    )

    assert judgement.answer != Answer.SAME
    assert 0 <= judgement.score <= 1


def test_the_lead_is_over_the_next_best_of_either_sentence() -> None:
    nearness = {(0, 0): 0.8, (0, 1): 0.5, (1, 0): 0.6, (1, 1): 0.55}

    leads = find_leads(nearness)

    assert {pair: round(lead, 2) for pair, lead in leads.items()} == {
        (0, 0): 0.2,
        (0, 1): -0.3,
        (1, 0): -0.2,
        (1, 1): -0.05,
    }


def test_the_lead_of_a_pair_alone_is_over_what_is_not_looked_at() -> None:
    assert find_leads({(3, 7): 0.75}) == {(3, 7): 0.75 - LEAST_NEARNESS}


def test_a_pair_ahead_of_all_others_is_likelier_and_says_so() -> None:
    one = "The port authority has offered 4.5 percent, spread over two years."
    other = "Management says that its offer of 4.5 percent is the best it can do."

    among_rivals = judged(one, other, languages=("en", "en"))
    ahead = judged(one, other, languages=("en", "en"), lead=0.2)

    assert "nothing else there comes as near" not in among_rivals.why
    assert "nothing else there comes as near" in ahead.why
    assert ahead.score > among_rivals.score


def test_a_text_of_fewer_than_six_words_is_linked_only_where_it_is_sure() -> None:
    plain = judged(
        "The ferry to Hale stopped on Friday",
        "The ferry to Hale stopped",
        languages=("en", "en"),
        lead=1.0,
    )
    likely = judged(
        "The boat for the island did not sail on Friday",
        "The ferry to Hale stopped",
        languages=("en", "en"),
        lead=0.12,
    )

    assert plain.answer == Answer.SAME
    assert likely.answer == Answer.MAYBE
    assert "too short to be linked" in likely.why
