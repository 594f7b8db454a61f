"""Whoever is named as a speaker can speak: people, bodies and papers, no figures."""

import pytest

from claims.extraction import extract
from claims.extraction.speakers import find_speaker
from claims.extraction.worth.worth_model import Way


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "The dam costs €8 million, according to a first estimate by the city.",
            "city",
        ),
        (
            "It costs €8 million, according to a first estimate from the town hall.",
            "town hall",
        ),
        ("Figures from the interior ministry show that 40 died.", "interior ministry"),
        ("The ministry’s own figures show that 40 died.", "ministry"),
        ("The latest police figures show that 40 died.", "police"),
        ("UN estimates show 4,000 died.", "UN"),
        ("Laut einer ersten Schätzung der Stadt kostet der Damm 8 Euro.", "Stadt"),
        ("Laut einer Schätzung durch die Stadt kostet der Damm 8 Euro.", "Stadt"),
        ("Angaben der Polizei zufolge hielt der Damm.", "Polizei"),
        (
            "Nach Angaben von Polizei und Feuerwehr hielt der Damm.",
            "Polizei und Feuerwehr",
        ),
    ],
)
def test_figures_speak_for_their_owner(sentence: str, name: str) -> None:
    speaker = find_speaker(sentence)

    assert speaker is not None
    assert speaker.name == name
    assert sentence[speaker.start : speaker.end] == name


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam costs €8 million, according to a first estimate.",
        "About 4,200 homes were flooded, our count of addresses shows.",
        "Ukrainian estimates suggest that 4,000 died.",
        "This month issued a policy paper saying that 4,000 died.",
        "Nach einer ersten Schätzung kostet der Damm 8 Euro.",
        "Laut unserer Zählung kamen 4.000 Menschen.",
        "Nach Informationen dieser Zeitung kamen 4.000 Menschen.",
    ],
)
def test_figures_of_nobody_or_of_the_outlet_have_no_speaker(sentence: str) -> None:
    assert find_speaker(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "It was checked in 2025, according to a leaflet from the Arlen council.",
            "leaflet from the Arlen council",
        ),
        (
            "It failed at 12.20 am, the control-room log shows.",
            "control-room log",
        ),
        ("It costs €8 million, according to a notice drafted on Monday.", "notice"),
        (
            "It was checked in 2021, according to the certificates we obtained.",
            "certificates",
        ),
        ("About 4,200 homes were flooded, the land registry said.", "land registry"),
        ("In all, 11 people were hurt, said St Oda’s hospital.", "St Oda’s hospital"),
        ("It would have cost €420,000, Astrander estimates.", "Astrander"),
        (
            "The far-right AfD and the new left BSW, which won seats, accuse the city.",
            "far-right AfD and the new left BSW",
        ),
        ("Laut einer Studie der Universität hielt der Damm.", "Studie der Universität"),
        (
            "Das Tor wurde 2021 geprüft, wie aus dem Register der Stadt hervorgeht.",
            "Register der Stadt",
        ),
    ],
)
def test_papers_and_bodies_speak(sentence: str, name: str) -> None:
    speaker = find_speaker(sentence)

    assert speaker is not None
    assert speaker.name == name


def speakers(text: str) -> list[str]:
    found = extract(text, way=Way.LETTERS).findings
    return [each.speaker.name if each.speaker else "" for each in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ilse Torvand, the minister for water, came on Monday. The minister said 40"
            " schools would close.",
            "Ilse Torvand",
        ),
        (
            "An engineer told 12 people that the gate was cracked. The engineer, Liv"
            " Astrander, wrote that the hinge cost 4 million euros.",
            "Liv Astrander",
        ),
        ("Eleven people were hurt, said the fire chief, Marta Quell.", "Marta Quell"),
        (
            "Hydrologist Anneke Brisold of the Arlen School said 40 dams had burst.",
            "Anneke Brisold",
        ),
        (
            "Government spokesman Karl Lund came. The government spokesperson said 40"
            " dams had burst.",
            "Karl Lund",
        ),
        (
            "Die Hydrologin Anneke Brisold kam nach Arlen. Die Hydrologin sagte, 40"
            " Dämme seien gebrochen.",
            "Anneke Brisold",
        ),
    ],
)
def test_an_office_is_told_by_the_name_the_text_gives(text: str, name: str) -> None:
    assert set(speakers(text)) - {""} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "Fire chief Karl Lund came. The police chief said 40 dams had burst.",
        "Mayor Karl Lund met mayor Olaf Orr. The mayor said 40 dams had burst.",
        "An engineer said 40 dams had burst. Karl Lund, an engineer, disagreed.",
    ],
)
def test_an_office_that_may_be_another_s_stays_an_office(text: str) -> None:
    assert "Karl Lund" not in speakers(text)


def test_sources_named_before_stand_for_these_sources() -> None:
    text = (
        "Government sources said 12 dams had burst. According to these sources, 40"
        " people died."
    )

    assert speakers(text) == ["Government sources", "Government sources"]


def test_an_office_of_somebody_is_shown_with_whose_it_is() -> None:
    text = (
        "Ilse Torvand has said that 12 dams had burst. Her office confirmed on Monday"
        " that 40 people died."
    )

    assert speakers(text) == ["Ilse Torvand", "Her [Ilse Torvand] office"]
