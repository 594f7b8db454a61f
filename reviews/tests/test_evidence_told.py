"""A published verdict says what stands against its own evidence, as the API of claims
does."""

import json

import pytest

from reviews.feed import Cursor, changes, render
from reviews.models import Verdict
from reviews.moves import Stage
from reviews.tests.correcting import correct
from reviews.tests.workspaces import told_in
from reviews.verification import verify

CLAIM = "The gate was built in 1974."
OTHER = "The gate was built in 1975."


@pytest.fixture(autouse=True)
def no_hold(settings):
    settings.VERDICT_HOLD_SECONDS = 0


@pytest.fixture
def gate(claim_at):
    """In Ana's hand: The Lantern says so, The Herald another year."""
    claim = claim_at(Stage.IN_HAND, text=CLAIM, outlets=())
    told_in(claim, "The Lantern", CLAIM)
    return claim, told_in(claim, "The Herald", OTHER)


def evidence():
    (item,) = json.loads(b"[" + changes(Cursor(), limit=5).items + b"]")
    return {each["quote"]: each for each in item["data"]["evidence"]}


def decided(claim, people, decide, word="True"):
    decide(claim, people["ana"], word)
    decide(claim, people["ben"], word)


def test_support_in_spite_of_a_difference_says_so(gate, people, decide):
    claim, mention = gate
    said = {"mention": mention.pk, "stance": "supports", "despite": True}
    correct(claim, "mark", people["ana"], **said)

    decided(claim, people, decide)

    told = evidence()
    assert told[OTHER]["stance"] == "supports"
    assert told[OTHER]["against"] == {"claims": "1974", "says": "1975"}
    assert told[CLAIM]["against"] is None
    assert verify().flaws == ()


def test_so_does_what_nobody_has_judged(gate, people, decide):
    claim, _ = gate

    decided(claim, people, decide, "Unproven")

    told = evidence()[OTHER]
    assert (told["stance"], told["against"]["says"]) == ("context", "1975")


def test_a_verdict_from_before_it_was_told_goes_out_as_it_was(gate, people, decide):
    claim, _ = gate
    decided(claim, people, decide, "Unproven")
    verdict = Verdict.objects.get()
    for each in verdict.evidence:
        del each["against"]

    document = json.loads(render(verdict, claim.wording))

    assert not [each for each in document["evidence"] if "against" in each]
