"""What a newsroom tells of its own work is no claim, wherever in a paragraph it
stands."""

import pytest

from claims.extraction import extract
from claims.extraction.worth.worth_model import Way

NOTES = [
    "We have asked the harbour office for comment.",
    "We approached the family of Paul Orr for comment.",
    "The Arlen Lantern has contacted the ministry for comment.",
    "The ministry did not respond to a request for comment.",
    "Our live coverage has ended.",
    "We will be back tomorrow at 7am.",
    "This interview has been lightly edited and condensed.",
    "An earlier version of this report said that 400 homes were flooded.",
    "Mona Reed and Ted Poll contributed reporting.",
    "With reporting by Mona Reed in Port Sander.",
    "Anyone with information is asked to call the police in Arlen.",
    "Wir haben beim Landratsamt nachgefragt.",
    "Wir haben die Firma Orr um eine Stellungnahme gebeten.",
    "Das Ministerium ließ eine Anfrage vom Montag unbeantwortet.",
    "Dieser Text wurde am Montag um 9 Uhr aktualisiert.",
    "Dieses Gespräch wurde gekürzt und autorisiert.",
    "Hinweise nimmt die Polizei in Arlen unter Telefon 5550 entgegen.",
]
CLAIMS = [
    "We have asked 400 people to leave the old town of Arlen.",
    "The council did not respond to calls for the mayor to resign on Monday.",
    "The ministry has contacted 400 families in Arlen since Monday.",
    "This coverage costs the state 40 million crowns a year.",
    "Dieser Text wurde am 4. März vom Parlament mit 212 Stimmen beschlossen.",
    "Das Gericht ließ die Klage von 40 Anwohnern am Montag zu.",
]


def state_of(text: str, sentence: str) -> str:
    """Why ``sentence`` was left out, "" when it was found."""
    extracted = extract(text, way=Way.LETTERS)
    if any(each.quote == sentence for each in extracted.findings):
        return ""
    return next(
        each.reason
        for each in extracted.dropped
        if text[each.start : each.end] == sentence
    )


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_the_newsroom_within_a_paragraph_is_no_claim(note: str) -> None:
    text = f"The dam at Arlen broke on Monday and flooded 4,200 homes. {note}"

    assert "note of the newsroom" in state_of(text, note)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_that_begins_like_a_note_stays_one(claim: str) -> None:
    assert state_of(f"The dam at Arlen broke on Monday. {claim}", claim) == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("With additional reporting by Mona Reed", "byline"),
        ("Mitarbeit: Mona Reed", "byline"),
        ("This blog was amended on Monday to correct a name.", "publishing note"),
        ("Dieses Interview wurde gekürzt und autorisiert.", "publishing note"),
    ],
)
def test_a_note_on_a_line_of_its_own_is_no_part_of_the_article(
    line: str, reason: str
) -> None:
    text = (
        f"The dam at Arlen broke on Monday.\n{line}\nIt flooded 4,200 homes in Arlen."
    )

    assert state_of(text, line) == reason


def test_what_only_introduces_is_no_claim_unless_it_counts() -> None:
    counts = "The dam has killed 12 people since Monday, the mayor said:"
    text = (
        f"{counts}\nThe mayor of Arlen sends this dispatch:\nThe dam broke on Monday."
    )

    assert state_of(text, counts) == ""
    assert "introduces what follows" in state_of(
        text, "The mayor of Arlen sends this dispatch:"
    )


def test_the_heading_above_an_article_is_told_as_one() -> None:
    article = [
        f"The river at Arlen rose by {metres} metres in the night, said the mayor."
        for metres in (2, 3, 4, 5)
    ]
    text = "\n".join(
        [
            "News",
            "Sport",
            "Chess",
            "The flood of the century",
            "Save",
            "Print",
            *article,
        ]
    )

    assert state_of(text, "The flood of the century") == "heading"
    assert state_of(text, "Sport") == "away from the article"
