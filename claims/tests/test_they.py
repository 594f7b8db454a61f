"""Whom "they" and "sie" mean: named only where plain, and never in the quote."""

import pytest

from claims.extraction.speakers import find_voices
from claims.extraction.text.sentences import split_sentences
from claims.insertions import insert_referents, without_insertions


def last_of(text: str, language: str) -> tuple[str, str]:
    """The last sentence as people read it, and who says it."""
    spans = list(split_sentences(text, language))
    voice = find_voices(text, [spans], language)[-1]
    told = insert_referents(text[slice(*spans[-1])], voice.referents)
    return told, voice.speaker.name if voice.speaker else ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Olaf Orr and Karl Lund spoke on Friday. They agreed to meet.",
            "They [Olaf Orr and Karl Lund] agreed to meet.",
        ),
        (
            "Olaf Orr last talked to Karl Lund in 2022. They last met in 2021.",
            "They [Olaf Orr and Karl Lund] last met in 2021.",
        ),
        (
            "Officials said 12 dams had burst. They added that 40 died.",
            "They [Officials] added that 40 died.",
        ),
    ],
)
def test_they_are_the_only_ones_who_can_be_meant(text: str, told: str) -> None:
    assert last_of(text, "en")[0] == told


@pytest.mark.parametrize(
    "text",
    [
        "Officials said 12 dams had burst. They had held for 40 years.",
        "Olaf Orr and Karl Lund discussed the fines. They were imposed in 2022.",
        "Olaf Orr told Karl Lund about 12 dams. They had burst on Friday.",
        "Olaf Orr met Karl Lund and Tessa Brandt. They agreed to meet again.",
        "Experts met on Friday. “They agreed to close 12 schools,” said a man.",
    ],
)
def test_they_who_may_be_others_stay_they(text: str) -> None:
    assert "[" not in last_of(text, "en")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Experten sagten, der Damm halte nicht. Sie forderten 12 neue Dämme.",
            "Sie [Experten] forderten 12 neue Dämme.",
        ),
        (
            "Olaf Orr und Karl Lund trafen sich. Sie vereinbarten 12 neue Dämme.",
            "Sie [Olaf Orr und Karl Lund] vereinbarten 12 neue Dämme.",
        ),
        (
            "Bürgermeisterin Tessa Brandt kam. Sie sagte, 12 Dämme seien gebrochen.",
            "Sie [Tessa Brandt] sagte, 12 Dämme seien gebrochen.",
        ),
        (
            "Die Polizei teilte mit, 12 Menschen seien tot. Sie sprach von 4 Tätern.",
            "Sie [Polizei] sprach von 4 Tätern.",
        ),
    ],
)
def test_german_sie_is_one_woman_a_body_or_several(text: str, told: str) -> None:
    assert last_of(text, "de")[0] == told


@pytest.mark.parametrize(
    "text",
    [
        "Die Dämme brachen am Freitag. Sie hatten 40 Jahre gehalten.",
        "Tessa Brandt traf Eva Orr in Arlen. Sie sagte, 12 Dämme seien gebrochen.",
        "Tessa Brandt kam nach Arlen. Sie haben 4 Millionen Euro bezahlt.",
        "Laut der Polizei sind 12 Menschen tot. Sie starben in Arlen.",
    ],
)
def test_sie_who_may_be_others_stay_sie(text: str) -> None:
    assert "[" not in last_of(text, "de")[0]


def test_they_speak_for_those_who_spoke_before() -> None:
    text = "Officials said 12 dams had burst. They added that 40 died."

    assert last_of(text, "en")[1] == "Officials"


def test_two_speak_together() -> None:
    assert last_of("Orr and Lund said 12 dams had burst.", "en")[1] == "Orr and Lund"


def test_what_is_compared_has_no_names_behind_they() -> None:
    told = "They [Olaf Orr and Karl Lund] last met in 2021."

    assert without_insertions(told) == "They last met in 2021."
