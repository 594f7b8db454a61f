"""The speaker is named where the sentence names one plainly."""

import pytest

from claims.extraction.speakers import find_speaker


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Tessa Brandt said the dam held.", "Tessa Brandt"),
        ("The dam held, said Tessa Brandt.", "Tessa Brandt"),
        ("Mayor Tessa Brandt later told reporters it rained.", "Tessa Brandt"),
        ("“It rained,” Brandt said.", "Brandt"),
        ("The dam held, according to the Arlen council.", "Arlen council"),
        ("Brandt, mayor of Arlen since 2020, warned of rain.", "Brandt"),
        ("Brandt erklärte, der Damm halte.", "Brandt"),
        ("Der Damm halte, sagte Bürgermeisterin Tessa Brandt.", "Tessa Brandt"),
        ("Laut Tessa Brandt hielt der Damm.", "Tessa Brandt"),
        ("„Der Damm hält“, so Brandt.", "Brandt"),
        ("Die Sprecherin der Stadt, Orr, kritisierte den Rat.", "Orr"),
    ],
)
def test_a_plain_speaker_is_named_as_written(sentence: str, name: str) -> None:
    speaker = find_speaker(sentence)

    assert speaker is not None
    assert speaker.name == name
    assert sentence[speaker.start : speaker.end] == name


@pytest.mark.parametrize(
    "sentence",
    [
        "She said the dam held.",
        "The chancellor said the dam held.",
        "The dam held.",
        "Er sagte, der Damm halte.",
        "Brandt was told that it rained.",
    ],
)
def test_nobody_is_named_when_the_sentence_does_not(sentence: str) -> None:
    assert find_speaker(sentence) is None
