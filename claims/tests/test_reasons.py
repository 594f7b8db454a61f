"""Reasons and speakers are what stands there: no noun for a name, no passive for what
is to come, nobody sentenced for who says so."""

import pytest

from claims.extraction import extract
from claims.extraction.speakers import find_speaker
from claims.extraction.values import find_values
from claims.extraction.worth import Statement, find_reasons


@pytest.mark.parametrize(
    "text",
    [
        "Mit der Drehleiter wurden am Montag mehrere Bewohner in Sicherheit gebracht.",
        "Das Feuer wurde von Anwohnern gemeldet und war schon stark entwickelt.",
        "Die Kosten stiegen um 12 Millionen Euro, sagten Experten am Montag Abend.",
        "The fire was reported on Monday and had spread by 12 March.",
    ],
)
def test_a_noun_or_a_month_names_nobody(text: str) -> None:
    found = extract(text).findings

    assert found
    assert "names a person or place" not in found[0].reasons


@pytest.mark.parametrize(
    "text",
    [
        "Ulla Jelpke hat am Montag 12 Dämme schließen lassen.",
        "Der Damm in Tarn wurde am 12. März von der Firma Lund Wasserbau geschlossen.",
        "Die Kosten in Deutschland stiegen um 12 Millionen Euro.",
        "Officials in Tarn closed 12 dams.",
    ],
)
def test_a_name_is_a_reason(text: str) -> None:
    assert "names a person or place" in extract(text).findings[0].reasons


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 Menschen leben in Armut und 40 in Massengräbern.", "de"),
        ("In Lebensmitteln fanden sie am Montag 12 Stoffe, in Büros 40.", "de"),
        ("There were 12 boats in Orr's office.", "en"),
    ],
)
def test_what_is_no_place_is_no_value(text: str, language: str) -> None:
    assert not [each for each in find_values(text, language) if each.kind == "place"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die drei Chefs wurden am 20. Dezember 2004 zu 21 Monaten verurteilt.",
        "Seit 1976 wurden in Tarn 12 zum Tode verurteilte Menschen hingerichtet.",
    ],
)
def test_who_is_sentenced_says_nothing(sentence: str) -> None:
    assert find_speaker(sentence, "de") is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Der Minister hat den Angriff auf 12 Dörfer verurteilt.", "Minister"),
        ("Ein Sprecher von Tesla teilte mit, man habe 12 Werke.", "Sprecher von Tesla"),
        (
            "Wie die Polizei Tarn gestern Abend berichtet, brach der Damm.",
            "Polizei Tarn",
        ),
    ],
)
def test_who_says_it_in_german(sentence: str, name: str) -> None:
    speaker = find_speaker(sentence, "de")

    assert speaker
    assert speaker.name == name


def reasons_of(sentence: str) -> list[str]:
    values = find_values(sentence, "de")
    return find_reasons(Statement(sentence, values, None, language="de"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Werk in Tarn wird im März 12 Stellen streichen.",
        "Der Bericht wird am 12. März vorgelegt werden.",
        "Der Damm in Tarn könnte 12 Millionen Euro kosten.",
    ],
)
def test_what_is_to_come_is_future_in_german(sentence: str) -> None:
    assert "future" in reasons_of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Kosten in Tarn werden auf 12 Millionen Euro geschätzt.",
        "Lund wird in Tarn als Fachmann geachtet und hat 12 Preise.",
        "12 Politiker werden in Tarn mit dem Preis ausgezeichnet.",
    ],
)
def test_a_german_passive_is_not_to_come(sentence: str) -> None:
    assert "future" not in reasons_of(sentence)


def test_what_is_left_out_is_told_what_speaks_against_it() -> None:
    dropped = extract(
        "The Grayle gate failed on 12 March, flooding 4,200 homes in Arlen.\n\n"
        "Eleven people were injured, two of them seriously. (Arlen Press)\n"
    ).dropped

    assert [each.reason for each in dropped] == ["not worth checking: very short"]
