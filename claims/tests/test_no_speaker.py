"""What looks like a source of a statement and is none."""

import pytest

from claims.extraction.speakers import find_speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Tessa Brandt found ways to pay for the dam with small loans.",
        "Paul Orr, 58, of Mill Lane, was found guilty on four counts of bribery.",
        "Brandt has only found one drawback to working with the dam builders.",
        "Once again, I’m not complaining about the dam at Arlen.",
    ],
)
def test_who_found_a_way_or_was_found_guilty_said_nothing(sentence: str) -> None:
    assert find_speaker(sentence, "en") is None


def test_an_adverb_says_nothing() -> None:
    sentence = "Glücklicherweise haben sich die Sorgen im Mai nicht bestätigt."

    assert find_speaker(sentence, "de") is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The study found that 40 percent of the wells in Arlen are dry.", "study"),
        ("Engineers found cracks in two of the five piers.", "Engineers"),
        ("“We had 70% of the ball,” said the coach.", "coach"),
    ],
)
def test_who_found_a_fact_told_it(sentence: str, name: str) -> None:
    speaker = find_speaker(sentence, "en")

    assert speaker is not None
    assert speaker.name == name
