"""Whoever speaks is found by the frames of news agencies, and named where the claim
is read alone."""

import pytest

from claims.extraction import extract
from claims.extraction.speakers import find_speaker


def speaker_of(sentence: str, language: str) -> str:
    found = find_speaker(sentence, language)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Tessa Lund put the cost at 2 million euros.", "Tessa Lund"),
        ("The cost was put at 2 million euros by the city.", "city"),
        ("The firm gave the number of dead as four.", "firm"),
        ("By its own account, the company lost 40 boats.", "company"),
        ("Half the boats sank, by the mayor's reckoning.", "mayor"),
        ("In the words of Tessa Lund, the dam had held since 1974.", "Tessa Lund"),
        ("The dam broke at noon, per the river agency.", "river agency"),
        ("As Tessa Lund put it, the dam had held since 1974.", "Tessa Lund"),
        ("The city's estimate is that 4,000 people left.", "city"),
        ("The bank expects prices to rise by 3 per cent.", "bank"),
        ("Tessa Lund put the plan at risk.", ""),
        ("The boats left in view of the storm.", ""),
        ("The dam costs 40 euros per head, and rates rise.", ""),
    ],
)
def test_english_frames_name_who_says_it(sentence: str, name: str) -> None:
    assert speaker_of(sentence, "en") == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Der Wirt stellte in Aussicht, dass alle heimkehren.", "Wirt"),
        ("Die Firma hat nach eigenen Angaben 400 Mitarbeiter.", "Firma"),
        ("Nach eigenen Angaben hat die Firma 400 Mitarbeiter.", "Firma"),
        ("Die Polizei geht von Brandstiftung aus.", "Polizei"),
        ("Der Versicherer rechnet mit 40 Millionen Euro Schaden.", "Versicherer"),
        ("Nach Polizeiangaben kamen 4.000 Menschen.", "Polizei"),
        ("Aus Sicht der Kammer fehlen 4.000 Lehrlinge.", "Kammer"),
        ("Der Damm sei alt, wird Bürgermeisterin Ute Lund zitiert.", "Ute Lund"),
        ("Das Amt macht einen Blitz für den Brand verantwortlich.", "Amt"),
        ("In einem Brief der Werft ist von 70 Stellen die Rede.", "Brief der Werft"),
        ("Von dem Damm geht eine Gefahr aus.", ""),
        ("Nach Auszählung der Stimmen begann das Fest.", ""),
        ("Aus rechtlicher Sicht ist der Damm sicher.", ""),
    ],
)
def test_german_frames_name_who_says_it(sentence: str, name: str) -> None:
    assert speaker_of(sentence, "de") == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Nach Angaben des Wetterdienstes fielen 40 Liter.", "Wetterdienst"),
        ("Nach Angaben des Landesamtes fielen 40 Liter.", "Landesamt"),
        ("Nach Worten des Präsidenten fielen 40 Liter.", "Präsident"),
        ("Nach Angaben des Campus fielen 40 Liter.", "Campus"),
        ("Nach Angaben der Polizei fielen 40 Liter.", "Polizei"),
    ],
)
def test_a_german_speaker_is_told_in_the_nominative(sentence: str, name: str) -> None:
    assert speaker_of(sentence, "de") == name


def test_a_claim_tells_who_she_is_behind_a_quotation() -> None:
    found = extract(
        "Hydrologist Anneke Brisold warned against going home too early on Friday."
        ' "The snow on the hills has not melted yet," she said. She expects that the'
        " river will rise again by 20 March."
    )

    assert [each.text for each in found.findings][1:] == [
        '"The snow on the hills has not melted yet," she [Anneke Brisold] said.',
        "She [Anneke Brisold] expects that the river will rise again by 20 March.",
    ]


def test_whom_a_quotation_tells_of_is_not_who_speaks() -> None:
    found = extract(
        "Mayor Olaf Orr closed four bridges on Friday, Karl Lund said on Saturday.\n"
        '"Minister Ivo Brandt promised 4 million euros in March," he said.'
    )

    speaker = found.findings[-1].speaker
    assert speaker is not None
    assert speaker.name == "Karl Lund"
