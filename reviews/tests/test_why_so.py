"""What the page of a claim says beside the readings, when it is not a verdict in force
that says how the claim stands."""

import re

import pytest

from reviews.moves import Stage
from reviews.tests.workspaces import plain
from reviews.workflow import move


@pytest.fixture
def said(desk, page_of):
    """What stands under the heading of the judgement, for somebody who looks."""

    def look(claim, name="rosa", history=""):
        page = desk(name).get(f"{page_of(claim)}{history}").content.decode()
        part = page.partition('id="judgement-title"')[2].partition("</section>")[0]
        return re.findall(
            r"(?:Carla|Ana|Ben) (?:withdrew|reopened|dismissed)[^“]*“[^”]*”",
            plain(part),
        )

    return look


def test_a_reader_sees_that_a_verdict_was_withdrawn_and_why(
    settings, claim_at, people, said
):
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at(Stage.CLOSED)

    before = said(claim)
    move(claim.pk, "withdraw", actor=people["carla"], notice="The wrong line.")

    assert before == []
    [line] = said(claim)
    assert line.startswith("Carla withdrew the verdict")
    assert line.endswith("“The wrong line.”")
    assert said(claim, history="?history=decisions") == [line]


def test_the_next_reader_is_told_why_a_claim_was_reopened_until_a_verdict_is_made(
    settings, claim_at, people, decide, said
):
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at(Stage.CLOSED)
    move(claim.pk, "withdraw", actor=people["carla"], notice="The wrong line.")
    move(claim.pk, "reopen", actor=people["carla"], reason="A reader wrote in.")

    for name in ("ana", "ben"):
        lines = said(claim, name)
        assert [line.split()[1] for line in lines] == ["reopened", "withdrew"]
        assert lines[0].endswith("“A reader wrote in.”")
        if name == "ana":
            move(claim.pk, "take", actor=people["ana"])
        decide(claim, people[name])

    assert said(claim) == []


def test_a_claim_that_was_dismissed_says_so_unless_that_was_taken_back(
    claim_at, people, said
):
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "dismiss", actor=people["ana"], reason="An opinion.")

    [dismissed] = said(claim)
    move(claim.pk, "undo", actor=people["ana"])

    assert dismissed.endswith("“An opinion.”")
    assert said(claim) == []
