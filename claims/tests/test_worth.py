"""What is worth checking, and the reasons a reviewer reads."""

import subprocess
import sys

import numpy as np
import pytest

from claims.encoders import encoder_installed
from claims.extraction import extract, worth
from claims.extraction.speakers import find_speaker
from claims.extraction.values import find_values
from claims.extraction.worth import (
    THRESHOLD,
    Statement,
    Weighed,
    weigh,
    weigh_all,
    worth_model,
)
from claims.extraction.worth.listed import count_listed
from claims.extraction.worth.ngrams import read_characters, read_tokens, read_words
from claims.extraction.worth.worth_model import (
    MODEL_FILE,
    Way,
    judge_sentences,
    load_model,
)
from claims.fine_encoder import fine_encoder_installed

needs_encoder = pytest.mark.skipif(
    not encoder_installed(), reason="no encoder is installed"
)
needs_fine_encoder = pytest.mark.skipif(
    not fine_encoder_installed(), reason="the fine encoder is not installed"
)


@pytest.fixture(params=[pytest.param("meaning", marks=needs_encoder), "letters"])
def way(request, monkeypatch) -> str:
    """Both ways of weighing: with the encoder and without."""
    monkeypatch.setattr(worth, "encoder_installed", lambda: request.param == "meaning")
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
def test_what_holds_little_is_told_by_its_meaning_where_no_word_is_an_opinion() -> None:
    weighed = judged("Nothing will come of the dam, as nothing came of the last one.")

    assert "little that can be checked" in weighed.reasons
    assert "opinion" not in weighed.reasons


@pytest.mark.parametrize(
    "sentence",
    ["The union disputes this.", "The ministry denied it.", "Varga widersprach ihm."],
)
def test_a_denial_that_does_not_say_of_what_is_not_worth_checking(
    sentence: str,
) -> None:
    assert judged(sentence).worth < THRESHOLD


def test_that_nobody_was_killed_states_no_quantity() -> None:
    assert "states a quantity" not in judged("No one was killed.").reasons
    assert "states a quantity" in judged("Three men were killed.").reasons


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
def test_beyond_a_bound_a_long_text_is_weighed_by_letters(monkeypatch) -> None:
    monkeypatch.setattr(worth, "MOST_BY_MEANING", 1)
    statement = Statement("The dam at Arlen was closed.", (), None)

    first, second = weigh_all([statement, statement])

    assert first == weigh_all([statement])[0]
    assert second == weigh_all([statement], Way.LETTERS)[0]


@needs_encoder
@needs_fine_encoder
def test_only_so_many_sentences_of_a_text_are_looked_at_twice(monkeypatch) -> None:
    monkeypatch.setattr(worth, "MOST_LOOKED_AT_TWICE", 1)
    monkeypatch.setattr(worth, "MOST_BY_MEANING", 2)
    monkeypatch.setattr(worth_model, "UNSURE", (0, 1))
    statement = Statement("The dam at Arlen was closed.", (), None)

    weighed = weigh_all([statement] * 3, Way.SECOND_LOOK)

    assert weighed == [weigh_all([statement], way)[0] for way in reversed(Way)]
    assert len({each.worth for each in weighed}) == 3


def test_by_letters_no_sentence_is_encoded(monkeypatch) -> None:
    monkeypatch.setattr(worth_model, "encode_meaning", None)
    statement = Statement("We lost 600,000 manufacturing jobs.", (), None)

    weighed = weigh_all([statement], Way.LETTERS)[0]

    assert weighed.worth >= THRESHOLD
    assert "the kind that is often checked" in weighed.reasons


@needs_encoder
@needs_fine_encoder
def test_a_second_look_is_taken_only_where_the_first_is_unsure(monkeypatch) -> None:
    seen = []

    def encode(sentences, kind):
        seen.extend(sentences)
        return np.zeros((len(sentences), 384), dtype=np.float32)

    sure, unsure = "Thank you all.", "The budget of the town was larger than ever."
    first = judge_sentences([sure, unsure])
    near = first[1].important
    monkeypatch.setattr(worth_model, "encode_finely", encode)
    monkeypatch.setattr(worth_model, "UNSURE", (near - 0.001, near + 0.001))
    monkeypatch.setattr(worth_model, "UNSURE_OF_FACTS", (0.5, 0.5))

    second = judge_sentences([sure, unsure], Way.SECOND_LOOK)

    assert seen == [unsure]
    assert second[0] == first[0]
    assert second[1].important != first[1].important


def test_no_statements_weigh_nothing() -> None:
    assert weigh_all([]) == []
    assert judge_sentences([]) == []


def test_the_shipped_model_is_small_and_known_by_its_hash() -> None:
    assert MODEL_FILE.stat().st_size < 1_000_000
    assert len(load_model().sha256) == 64


def test_the_hashing_of_ngrams_never_changes_under_a_trained_model() -> None:
    words = read_words(read_tokens(["Two dams, 4.5 m."]))
    characters = read_characters(read_tokens(["Ab 1"]))

    assert words.buckets.tolist() == sorted(WORDS)
    assert characters.buckets.tolist() == sorted(CHARACTERS)


def test_ngrams_of_one_sentence_are_none_of_the_next() -> None:
    sentences = ["Ab 1", "", "ab ab"]

    together = read_characters(read_tokens(sentences))

    for row, sentence in enumerate(sentences):
        alone = read_characters(read_tokens([sentence]))
        ours = together.rows == row
        assert together.buckets[ours].tolist() == alone.buckets.tolist()
        assert together.counts[ours].tolist() == alone.counts.tolist()


def test_listed_words_count_in_any_form_they_are_listed_in() -> None:
    counts = count_listed("Of course the US army said it’s a so-called Skandalurteil.")

    assert counts["emphatic"] == 2
    assert counts["attributes a statement"] == 1
    assert counts["opinion"] == 2
    assert counts["first person plural"] == 0


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


@pytest.mark.parametrize(
    "sentence",
    [
        "The town of Arlen has been lukewarm on the dam.",
        "The complete content of the talks in Arlen is not known.",
        "The vote was seen by some as a test of the coalition in Arlen.",
        "Es bleibt unklar, was die Stadt Arlen plant.",
    ],
)
def test_what_nobody_can_look_up_is_no_claim(sentence: str, way: str) -> None:
    weighed = judged(sentence)

    assert weighed.worth < THRESHOLD
    assert "the writer's judgement" in weighed.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "The country led by Orr is the largest donor after the US-led alliance.",
        "The US and the UK are the largest donors.",
    ],
)
def test_a_country_is_no_pronoun(sentence: str, way: str) -> None:
    assert "first person" not in judged(sentence).reasons


def test_figures_firsts_and_dates_rank_above_background(way: str) -> None:
    told = (
        "Arlen paid 4 million euros for its first dam on 2 March 2020.",
        "Orr rejected the plan of the mayor of Arlen.",
        "The trade between the two towns could grow with the new road.",
    )

    worths = [judged(each).worth for each in told]

    assert worths == sorted(worths, reverse=True)


def test_the_rest_of_a_quotation_is_what_its_speaker_said(way: str) -> None:
    said = "And there will be no second dam in Arlen."

    alone, quoted = weigh_all(
        [Statement(said, (), None), Statement(said, (), None, goes_on=True)]
    )

    assert quoted.worth >= max(alone.worth, THRESHOLD)
    assert "attributes a statement" in quoted.reasons
