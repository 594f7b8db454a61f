"""Who says it, with the place of the name and of the cue."""

import pytest

from claims.extraction import extract
from claims.extraction.findings import Finding
from claims.extraction.speakers import find_speaker
from claims.extraction.worth.worth_model import Way


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Tessa Brandt said the dam held.", "Tessa Brandt"),
        ("The dam held, said Tessa Brandt.", "Tessa Brandt"),
        ("Mayor Tessa Brandt later told reporters it rained.", "Tessa Brandt"),
        ("“It rained,” Brandt said.", "Brandt"),
        ("The dam held, according to the Arlen council.", "Arlen council"),
        ("Brandt, mayor of Arlen since 2020, warned of rain.", "Brandt"),
        ("The chancellor said the dam held.", "chancellor"),
        ("Officials said the dam held.", "Officials"),
        ("Brandt erklärte, der Damm halte.", "Brandt"),
        ("Der Damm halte, sagte Bürgermeisterin Tessa Brandt.", "Tessa Brandt"),
        ("Laut Tessa Brandt hielt der Damm.", "Tessa Brandt"),
        ("„Der Damm hält“, so Brandt.", "Brandt"),
        ("Die Sprecherin der Stadt, Orr, kritisierte den Rat.", "Orr"),
        ("Wie die Behörde mitteilte, hielt der Damm.", "Behörde"),
        ("Experten zufolge hielt der Damm.", "Experten"),
        ("Nach Angaben der Polizei hielt der Damm.", "Polizei"),
        ("Die Behörde teilte am Montag mit, der Damm halte.", "Behörde"),
    ],
)
def test_a_plain_speaker_is_named_as_written(sentence: str, name: str) -> None:
    speaker = find_speaker(sentence)

    assert speaker is not None
    assert speaker.name == name
    assert sentence[speaker.start : speaker.end] == name


@pytest.mark.parametrize(
    ("sentence", "cue", "kind"),
    [
        ("Tessa Brandt said the dam held.", "said", "indirect"),
        ("The dam held, according to Brandt.", "according to", "indirect"),
        ("“The dam of Arlen held,” Brandt said.", "said", "direct"),
        ("Brandt sagte, der Damm halte.", "sagte", "indirect"),
        ("Laut Brandt hielt der Damm.", "Laut", "indirect"),
        ("„Der Damm von Arlen hält“, so Brandt.", "so", "direct"),
    ],
)
def test_the_cue_and_the_kind_are_told(sentence: str, cue: str, kind: str) -> None:
    speaker = find_speaker(sentence)

    assert speaker is not None
    assert sentence[speaker.cue_start : speaker.cue_end] == cue
    assert speaker.kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "She said the dam held.",
        "The dam held.",
        "Er sagte, der Damm halte.",
        "Brandt was told that it rained.",
        "Brandt wants to close the dam.",
        "Der Damm ist alt.",
    ],
)
def test_nobody_is_named_when_the_sentence_does_not(sentence: str) -> None:
    assert find_speaker(sentence) is None


def findings(text: str) -> list[Finding]:
    return list(extract(text, way=Way.LETTERS).findings)


ENGLISH = (
    "Chancellor Olaf Orr visited Arlen on Monday. He said the dam would cost 4 million"
    " euros. “It will be built by 2027,” he added. “Nobody in Arlen pays. The town gets"
    " 2 million euros.”"
)
GERMAN = (
    "Bundeskanzler Olaf Orr besuchte am Montag Arlen. Er sagte, der Damm koste"
    " 4 Millionen Euro. Die Stadt zahle nur 2 Millionen Euro."
)


def test_a_pronoun_speaks_with_the_name_of_another_sentence() -> None:
    second = findings(ENGLISH)[1]

    assert second.speaker is not None
    assert second.speaker.name == "Olaf Orr"
    assert ENGLISH[second.speaker.start : second.speaker.end] == "Olaf Orr"
    assert second.speaker.start < second.start


def test_the_text_shows_the_referent_and_the_quote_does_not() -> None:
    second = findings(ENGLISH)[1]

    assert second.text == "He [Olaf Orr] said the dam would cost 4 million euros."
    assert second.quote == "He said the dam would cost 4 million euros."


@pytest.mark.parametrize(
    "sentence",
    [
        "Orr attacked the dam with 40 men.",
        "Both mayors agreed to stay in contact.",
        "The call comes after the vote and has promised to end the war.",
        "It seems unlikely that Brandt said the dam cost 4 million euros.",
        "There is speculation that Brandt plans to say the dam holds.",
        "Beide Städte vereinbarten, in Kontakt zu bleiben.",
    ],
)
def test_what_is_done_or_guessed_has_no_speaker(sentence: str) -> None:
    assert find_speaker(sentence) is None


def test_a_spokesman_speaks_and_not_who_he_speaks_for() -> None:
    office = find_speaker("Mayor Tessa Brandt’s office said the dam had held.")
    spokesman = find_speaker("A spokesman for Mayor Tessa Brandt said the dam held.")

    assert office is not None
    assert office.name == "Mayor Tessa Brandt’s office"
    assert spokesman is not None
    assert spokesman.name == "spokesman for Mayor Tessa Brandt"


def test_he_is_who_the_sentence_before_is_about_and_not_its_object() -> None:
    text = (
        "Mayor Olaf Orr delivered four points to Karl Lund on Friday. He condemned the"
        " closing of 12 schools. He told Lund that 40 pupils had left."
    )
    second, third = findings(text)[1:]

    assert second.text == "He [Olaf Orr] condemned the closing of 12 schools."
    assert third.text == "He [Olaf Orr] told Lund that 40 pupils had left."
    assert [each.speaker and each.speaker.name for each in (second, third)] == [
        "Olaf Orr",
        "Olaf Orr",
    ]


def test_an_office_alone_speaks_for_its_only_holder() -> None:
    text = (
        "Norland President Olaf Orr met Sudland President Tessa Brandt. Chancellor Karl"
        " Lund came too. The chancellor said the dam cost 4 million euros."
    )

    speaker = findings(text)[-1].speaker

    assert speaker is not None
    assert speaker.name == "Karl Lund"


def test_it_is_the_body_that_spoke_before() -> None:
    text = (
        "The foreign ministry said that 12 dams had burst. It added that 40 people were"
        " missing."
    )
    last = findings(text)[-1]

    assert last.text == "It [foreign ministry] added that 40 people were missing."
    assert last.speaker is not None
    assert last.speaker.name == "foreign ministry"


def test_every_sentence_of_a_long_quotation_has_its_speaker() -> None:
    last = findings(ENGLISH)[-1]

    assert last.quote == "The town gets 2 million euros.”"
    assert last.speaker is not None
    assert (last.speaker.name, last.speaker.kind) == ("Olaf Orr", "direct")
    assert "attributes a statement" in last.reasons


def test_reported_mood_goes_on_with_the_last_speaker() -> None:
    second, third = findings(GERMAN)[1:]

    assert second.text == "Er [Olaf Orr] sagte, der Damm koste 4 Millionen Euro."
    assert third.text == "Die Stadt zahle nur 2 Millionen Euro."
    assert third.speaker is not None
    assert (third.speaker.name, third.speaker.kind) == ("Olaf Orr", "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Orr met Karl Lund in Arlen. He said the dam cost 4 million euros.",
        "Olaf Orr traf Karl Lund in Arlen. Er sagte, der Damm koste 4 Millionen Euro.",
        "Tessa Brandt visited Arlen. He said the dam cost 4 million euros.",
        "Tessa Brandt kam nach Arlen. Sie haben 4 Millionen Euro bezahlt.",
        "Olaf Orr came to Arlen. “He paid 4 million euros for the dam,” said a woman.",
    ],
)
def test_nobody_is_put_behind_a_pronoun_that_may_mean_another(text: str) -> None:
    assert all("[" not in each.text for each in findings(text))
