"""What is worth checking, and the reasons a reviewer reads."""

import subprocess
import sys

import numpy as np
import pytest

from claims.encoders import encoder_installed
from claims.extraction import extract, worth
from claims.extraction.speakers import find_speaker
from claims.extraction.values import find_values
from claims.extraction.worth import THRESHOLD, Statement, Weighed, weigh, weigh_all
from claims.extraction.worth_model import (
    MODEL_FILE,
    MODEL_SHA256,
    hash_characters,
    hash_words,
    judge_sentences,
)

needs_encoder = pytest.mark.skipif(
    not encoder_installed(), reason="no encoder is installed"
)


@pytest.fixture(params=[pytest.param("model", marks=needs_encoder), "points"])
def way(request, monkeypatch) -> str:
    """Both ways of weighing: with the encoder and without."""
    monkeypatch.setattr(worth, "encoder_installed", lambda: request.param == "model")
    return str(request.param)


def judged(sentence: str) -> Weighed:
    return weigh(sentence, find_values(sentence), find_speaker(sentence))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The town built 4,200 homes.", "states a quantity"),
        ("The dam was closed on 4 March.", "names a date"),
        ("The dam at Arlen was closed.", "names a person or place"),
        ("Tessa Brandt said the dam was closed.", "attributes a statement"),
        ("Der Damm sei seit Tagen undicht.", "attributes a statement"),
        ("The council rejected the dam.", "attributes a decision"),
        ("Der Stadtrat lehnte den Damm ab.", "attributes a decision"),
        ("The council built the dam.", "reports an act"),
        ("More homes were flooded than ever, the largest number yet.", "compares"),
        ("The dam is a terrible thing to look at.", "opinion"),
        ("Will the dam at Arlen hold?", "question"),
        ("I have never seen the dam.", "first person"),
        ("The dam will be closed.", "future"),
        ("The dam must be closed.", "demand"),
        ("Perhaps the dam was closed in time.", "hedged"),
        ("You can see the dam from here.", "speaks to the reader"),
        ("Too late.", "very short"),
    ],
)
def test_each_rule_says_its_name(sentence: str, reason: str) -> None:
    assert reason in judged(sentence).reasons


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    "sentence",
    ["Will it hold?", "What a terrible day.", "We love it here.", "You should see it!"],
)
def test_what_nobody_can_check_is_no_claim(sentence: str) -> None:
    assert judged(sentence).worth < THRESHOLD
    assert extract(sentence).findings == ()


@pytest.mark.usefixtures("way")
def test_a_number_with_a_name_weighs_more_than_a_plain_sentence() -> None:
    plain = judged("The river was high for the time of the year.").worth
    full = judged("Tessa Brandt said 4,200 homes were flooded on Monday.").worth

    assert THRESHOLD <= plain < full <= 1


@pytest.mark.usefixtures("way")
def test_what_somebody_is_said_to_have_said_is_always_worth_a_look() -> None:
    assert judged("Tessa Brandt said it was a wonderful dam.").worth >= THRESHOLD


@needs_encoder
def test_an_opinion_is_told_by_its_meaning_where_no_word_gives_it_away() -> None:
    weighed = judged("Nothing will come of the dam, as nothing came of the last one.")

    assert "opinion" in weighed.reasons


@needs_encoder
def test_the_kind_of_statement_checkers_check_says_so() -> None:
    weighed = judged("We have lost 600,000 manufacturing jobs since 2001.")

    assert "the kind that is often checked" in weighed.reasons


@needs_encoder
def test_a_sentence_is_judged_the_same_alone_and_among_others() -> None:
    sentences = [f"The council of Arlen approved {n} new homes." for n in range(40)]

    together = judge_sentences(sentences)
    alone = judge_sentences(sentences[7:8])[0]

    assert together[7].worth == pytest.approx(alone.worth, abs=0.001)
    assert together[7].factual == pytest.approx(alone.factual, abs=0.001)


@needs_encoder
@pytest.mark.parametrize(
    "sentence", ["", " ", "?", "\ud800", "\u202e\u200b", "1" * 999]
)
def test_any_text_gets_chances(sentence: str) -> None:
    judgement = judge_sentences([sentence])[0]

    assert 0 <= judgement.worth <= 1
    assert 0 <= judgement.important <= 1
    assert 0 <= judgement.factual <= 1


@needs_encoder
def test_beyond_a_bound_a_long_text_is_weighed_by_points(monkeypatch) -> None:
    monkeypatch.setattr(worth, "MOST_BY_MODEL", 1)
    statement = Statement("The dam at Arlen was closed.", (), None)

    first, second = weigh_all([statement, statement])

    assert first.worth != second.worth == 0.6


def test_no_statements_weigh_nothing() -> None:
    assert weigh_all([]) == []
    assert judge_sentences([]) == []


def test_the_shipped_model_is_small_and_known_by_its_hash() -> None:
    assert MODEL_FILE.stat().st_size < 3_000_000
    assert len(MODEL_SHA256) == 64


def test_the_hashing_of_ngrams_never_changes_under_a_trained_model() -> None:
    words, characters = hash_words("Two dams, 4.5 m."), hash_characters("Ab 1")

    assert words.tolist() == WORDS
    assert characters.tolist() == CHARACTERS
    assert words.dtype == characters.dtype == np.int64


def test_judging_needs_no_training_library() -> None:
    check = (
        "import sys; from claims.extraction import extract;"
        " extract('The dam at Arlen was closed on 4 March.');"
        " sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


WORDS = [35430, 11059, 22865, 62056, 51202, 40863, 12138]
CHARACTERS = [
    27427,
    91541,
    64133,
    102456,
    26845,
    120206,
    55801,
    50032,
    106330,
    124116,
    38450,
    53687,
    4430,
    128179,
]
