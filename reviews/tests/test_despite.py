"""That a mention supports what it seems to contradict is said twice, and seen by
everybody afterwards."""

import pytest

from claims.models import Mention
from reviews.models import Event
from reviews.moves import Stage
from reviews.tests.correcting import (
    correct,
    fields,
    page,
    place_in,
    place_of,
    refused,
    stored,
)
from reviews.tests.workspaces import plain, told_in
from reviews.verification import verify
from reviews.workflow import move

CLAIM = "The Grayle flood gate was built in 1974."
DENIAL = "The Grayle flood gate was not built in 1974."
REPORT = f"The river fell on Monday. {DENIAL} Nobody was hurt."


@pytest.fixture
def gate(claim_at):
    """In Ana's hand; The Herald denies it, which nobody has linked."""
    claim = claim_at(Stage.IN_HAND, text=CLAIM, outlets=("The Lantern",))
    return claim, stored(REPORT)


def test_a_denial_is_no_support_before_it_is_said_twice(gate, people):
    claim, report = gate
    ana, given = people["ana"], place_of(DENIAL, report) | {"stance": "supports"}

    refusal = refused(claim, "link", ana, **given)
    correct(claim, "link", ana, **given, despite=True)

    assert (refusal.code, refusal.status, refusal.field) == (
        "difference_unseen",
        422,
        "despite",
    )
    assert refusal.say == (
        "The Herald says “not built” where the claim says “built”. If it supports the "
        "claim all the same, confirm that you have seen the difference."
    )
    event = Event.objects.filter(verb="link").get()
    assert event.data["despite"]["outlet"] == "The Herald"
    assert event.data["stance"] == "supports"
    assert verify().flaws == ()


@pytest.mark.parametrize("stance", ["refutes", "context"])
def test_what_is_not_said_to_support_is_said_once(gate, people, stance):
    claim, report = gate

    correct(claim, "link", people["ana"], **place_of(DENIAL, report), stance=stance)

    assert "despite" not in Event.objects.filter(verb="link").get().data


def test_a_second_yes_where_nothing_differs_says_nothing(gate, people):
    claim, _ = gate
    other = stored(CLAIM, "The Ledger")

    given = place_of(CLAIM, other) | {"stance": "supports", "despite": True}
    correct(claim, "link", people["ana"], **given)

    assert "despite" not in Event.objects.filter(verb="link").get().data


def test_nor_is_a_stance_changed_to_support_without_it(gate, people):
    claim, report = gate
    ana = people["ana"]
    correct(claim, "link", ana, **place_of(DENIAL, report), stance="refutes")
    given = {"mention": claim.mentions.get(source=report).pk, "stance": "supports"}

    assert refused(claim, "mark", ana, **given).code == "difference_unseen"
    correct(claim, "mark", ana, **given, despite=True)

    assert "despite" in Event.objects.filter(verb="mark").get().data


def test_the_page_reads_the_chosen_sentence_before_anything_is_said(desk, gate):
    claim, report = gate

    shown = desk("ana").get(page("evidence", claim.pk, query=f"?source={report.pk}"))

    words = plain(shown.content.decode())
    assert "The machine reads that it contradicts the claim:" in words
    assert "I have seen the difference" in words
    assert words.index("The machine reads") < words.index("Supports: it says the same")


def test_the_page_asks_for_the_tick_and_keeps_what_was_typed(desk, gate):
    claim, report = gate
    ana, address = desk("ana"), page("evidence", claim.pk)
    place = place_in(report, DENIAL)
    form = fields(
        claim,
        source=report.pk,
        place=place,
        stance="supports",
        reason="A slip of the pen.",
        save="yes",
    )

    asked = ana.post(address, form)
    other = ana.post(address, form | {"despite": place_in(report, "Nobody was hurt.")})
    meant = ana.post(address, form | {"despite": place})

    for answer in (asked, other):
        assert answer.status_code == 422
        html = answer.content.decode()
        assert 'id="link-despite-error"' in html
        assert f'name="despite" value="{place}" aria-invalid="true"' in html
        assert "A slip of the pen." in html
    assert meant.status_code == 303
    assert Event.objects.filter(verb="link").count() == 1


def test_what_agrees_is_not_asked_about(desk, gate):
    claim, _ = gate
    other = stored(f"It rained. {CLAIM}", "The Ledger")

    shown = desk("ana").get(page("evidence", claim.pk, query=f"?source={other.pk}"))

    html = shown.content.decode()
    assert "finds nothing in it that contradicts the claim" in html
    assert 'name="despite"' not in html


def test_the_page_of_a_mention_reads_it_and_asks_too(desk, gate, people):
    claim, report = gate
    ana = desk("ana")
    given = place_of(DENIAL, report) | {"stance": "refutes"}
    correct(claim, "link", people["ana"], **given)
    mention = claim.mentions.get(source=report)
    address = page("mention", claim.pk, mention.pk)
    form = fields(claim, verb="mark", stance="supports")

    asked = ana.post(address, form)
    meant = ana.post(address, form | {"despite": "yes"})

    assert asked.status_code == 422
    assert 'id="mark-despite-error"' in asked.content.decode()
    assert meant.status_code == 303
    mention.refresh_from_db()
    assert mention.stance == Mention.Stance.SUPPORTS


def test_nothing_is_ticked_before_anybody_has_said_it(desk, gate):
    claim, _ = gate
    mention = told_in(claim, "The Echo", DENIAL)

    shown = desk("ana").get(page("mention", claim.pk, mention.pk)).content.decode()

    assert 'value="supports">' in shown
    assert 'name="despite" value="yes">' in shown


def test_both_readers_see_the_difference_on_the_card(
    gate, desk, page_of, people, decide
):
    claim, report = gate
    given = place_of(DENIAL, report) | {"stance": "supports", "despite": True}
    correct(claim, "link", people["ana"], **given)
    mention = claim.mentions.get(source=report)

    first = desk("ana").get(page_of(claim)).content.decode()
    decide(claim, people["ana"])
    move(claim.pk, "take", actor=people["ben"])
    second = desk("ben").get(page_of(claim)).content.decode()

    for shown in (first, second):
        card = shown[shown.index(f'id="mention-{mention.pk}"') :]
        card = plain(card[: card.index("</article>")])
        assert "said to support" in card
        assert (
            "Said to support by Ana. The machine reads: The Herald says “not built”"
            in card
        )
        assert "✓" not in card
        assert "2 independent origins support the claim." in shown
    assert f'name="mentions" value="{mention.pk}" form="decide" checked' not in first


def test_a_blind_reader_sees_the_difference_and_not_who_said_so(
    settings, claim_at, desk, page_of, people, decide
):
    settings.BLIND_SHARE = 1
    claim, report = claim_at(Stage.IN_HAND, text=CLAIM), stored(REPORT)
    given = place_of(DENIAL, report) | {"stance": "supports", "despite": True}
    correct(claim, "link", people["ana"], **given)
    decide(claim, people["ana"])

    shown = plain(desk("ben").get(page_of(claim)).content.decode())

    assert "Said to support by a person. The machine reads: " in shown
    assert "by Ana" not in shown


def test_the_trail_says_in_spite_of_what(gate, desk, page_of, people):
    claim, report = gate
    given = place_of(DENIAL, report) | {"stance": "supports", "despite": True}
    correct(claim, "link", people["ana"], **given)

    shown = plain(desk("ana").get(page_of(claim)).content.decode())

    assert (
        "added evidence as support, having seen: The Herald says “not built”" in shown
    )
