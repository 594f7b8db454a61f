"""What may say the opposite is suggested with a note that says so."""

from typing import Any

import pytest

from claims import encoders
from claims.linking.comparing import compare_with_all
from claims.linking.opposing import add_note, note_opposite
from claims.matching.conflicts.oppositions import Opposition
from claims.models import Suggestion
from claims.storing import store_all
from claims.tests.reports import begun


def noted(left: str, right: str, languages: str = "en en") -> str:
    one, other = languages.split()
    return note_opposite((left, one), (right, other))


@pytest.mark.parametrize("encoder", [True, False])
@pytest.mark.parametrize(
    ("languages", "left", "right", "note"),
    [
        (
            "en en",
            "The council approved the tunnel.",
            "The council rejected the tunnel.",
            "may say the opposite: “approved” – “rejected”",
        ),
        (
            "de de",
            "Der Stadtrat hat den Tunnel gebilligt.",
            "Der Stadtrat hat den Tunnel nicht gebilligt.",
            "may say the opposite: “gebilligt” – “nicht gebilligt”",
        ),
        (
            "en en",
            "Keller sued Brandt.",
            "Brandt sued Keller.",
            "may say the opposite: “Keller sued Brandt” – “Brandt sued Keller”",
        ),
        (
            "en en",
            "The hall was full.",
            "The hall was empty.",
            "may say the opposite: “The hall was full.” – “The hall was empty.”",
        ),
        ("en en", "The fire killed 12 people.", "The fire killed 15 people.", ""),
        ("en en", "The concert was cancelled.", "The concert was called off.", ""),
        ("en en", "The council met on Monday.", "The council met again.", ""),
    ],
)
def test_the_note_says_in_which_words(
    monkeypatch, encoder, languages, left, right, note
):
    if not encoder:
        monkeypatch.setattr(encoders, "PACKAGE", "not_installed")
    one, other = languages.split()

    assert note_opposite((left, one), (right, other)) == note


def test_a_note_comes_first_and_fits_its_column():
    note = noted("The hall was full.", "The hall was empty.")

    assert add_note(note, "So.") == f"{note}; So."
    assert len(add_note(note, "x" * 400)) == 300
    assert len(noted(f"It was {'a' * 900} full.", f"It was {'a' * 900} empty.")) < 200


@pytest.mark.django_db
def test_a_denial_that_may_be_the_same_claim_is_noted():
    one = "The council of Arlen approved the new tunnel on Friday."
    other = "The council of Arlen did not approve the new tunnel on Friday."

    (judgement,) = compare_with_all((one, "en"), [(other, "en")])

    assert (judgement.answer, judgement.opposition) == ("maybe", Opposition.POSSIBLE)
    assert judgement.why.startswith(
        "may say the opposite: “approved” – “not approve”; "
    )


@pytest.mark.django_db
@pytest.mark.parametrize("matching", ["behind", "off"])
def test_no_encoder_is_asked_while_others_wait_to_store(
    monkeypatch: pytest.MonkeyPatch, settings: Any, matching: str
) -> None:
    settings.MATCH_BY_MEANING = matching
    monkeypatch.delattr(encoders, "load_encoder")
    told = (
        "The council of Arlen {} the new tunnel under the river Arl on Friday, after a"
        " debate that had gone on for six hours in the {} town hall."
    )
    store_all([begun(told.format("approved", "crowded"))])
    other = begun(told.format("had not approved", "old"), outlet="The Ledger")

    assert store_all([other]) == {}

    assert Suggestion.objects.get().opposition == Opposition.POSSIBLE
