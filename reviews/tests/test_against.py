"""A mention that says something else than the claim is no support until a person says
that it is."""

import pytest

from claims.models import Mention
from conftest import mention_in
from reviews.models import Event, PendingEntry, Verdict
from reviews.moves import Stage
from reviews.tests.workspaces import plain
from reviews.verification import verify
from reviews.workflow import MoveRefused, move

CLAIM = "The bridge cost €38m."
OTHER = "The bridge cost €83m."


def money(amount, start):
    return {
        "kind": "money",
        "amount": f"{amount}000000",
        "unit": "EUR",
        "bound": "",
        "start": start,
        "end": start + 4,
        "text": f"€{amount}m",
        "role": "",
        "topics": "",
    }


def valued(mention, amount):
    start = mention.start + mention.quote.index("€")
    Mention.objects.filter(pk=mention.pk).update(values=[money(amount, start)])
    return mention


def published_stances():
    return {each["mention"]: each["stance"] for each in Verdict.objects.get().evidence}


@pytest.fixture
def disputed(claim_at):
    """In Ana's hand: The Lantern says what the claim says, The Herald does not."""
    claim = claim_at(Stage.IN_HAND, text=CLAIM, outlets=("The Lantern",))
    valued(claim.mentions.get(), 38)
    return claim, valued(mention_in(claim, "The Herald", OTHER), 83)


def test_what_says_otherwise_corroborates_nothing_before_a_person_has_said_so(
    disputed, decide, people
):
    claim, _ = disputed
    before = claim.events.count()

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"])

    assert (refusal.value.code, refusal.value.status) == ("stance_unsaid", 422)
    assert refusal.value.say == (
        "The Herald says “€83m” where the claim says “€38m”. "
        "Say whether it supports the claim or contradicts it, or do not rely on it."
    )
    assert claim.events.count() == before


def test_nor_beside_two_that_agree_nor_with_a_reason_why_one_is_enough(
    disputed, decide, people
):
    claim, _ = disputed
    valued(mention_in(claim, "The Ledger", "It cost €38m."), 38)

    for exception in ("", "It is the builder’s own bill."):
        with pytest.raises(MoveRefused) as refusal:
            decide(claim, people["ana"], exception=exception)
        assert refusal.value.code == "stance_unsaid"


def test_a_person_may_say_that_it_supports_the_claim_all_the_same(
    disputed, decide, people
):
    claim, mention = disputed

    said = {"mention": mention.pk, "stance": "supports", "despite": True}
    move(claim.pk, "mark", actor=people["ana"], **said)
    moved = decide(claim, people["ana"])

    assert moved.stage == Stage.SECOND_READING
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "mark", actor=people["ana"], **said)
    assert refusal.value.code == "not_holder"
    assert verify().flaws == ()


def test_what_was_said_of_other_words_is_said_no_more(disputed, decide, people):
    claim, mention = disputed
    ana = people["ana"]
    said = {"mention": mention.pk, "stance": "supports", "despite": True}
    move(claim.pk, "mark", actor=ana, **said)
    move(claim.pk, "reword", actor=ana, text="The bridge cost €38m in all.")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, ana)

    assert refusal.value.code == "stance_unsaid"


def test_without_it_the_others_count(disputed, decide, people):
    claim, mention = disputed
    kept = claim.mentions.exclude(pk=mention.pk).get()

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"], mentions=[kept.pk])

    assert (refusal.value.code, refusal.value.words["origins"]) == ("one_origin", 1)


def test_what_says_otherwise_is_published_as_no_support(disputed, decide, people):
    claim, mention = disputed

    decide(claim, people["ana"], "Unproven")
    decide(claim, people["ben"], "Unproven")

    kept = claim.mentions.exclude(pk=mention.pk).get()
    assert published_stances() == {kept.pk: "supports", mention.pk: "context"}
    assert PendingEntry.objects.count() == 1


def test_nobody_contests_with_it_either_before_its_stance_is_said(
    disputed, decide, people
):
    claim, mention = disputed
    before = claim.events.count()

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"], "False")

    assert (refusal.value.code, refusal.value.status) == ("stance_unsaid", 422)
    assert claim.events.count() == before
    move(claim.pk, "mark", actor=people["ana"], mention=mention.pk, stance="refutes")
    assert decide(claim, people["ana"], "False").stage == Stage.SECOND_READING


def test_a_tick_says_that_it_contradicts_and_is_published_so(
    disputed, desk, page_of, form, people, decide
):
    claim, mention = disputed
    kept = claim.mentions.exclude(pk=mention.pk).get()
    typed = form(claim, "False", mentions=[kept.pk], refutes=[mention.pk])

    shown = desk("ana").get(page_of(claim)).content.decode()
    answer = desk("ana").post(page_of(claim), typed)
    decide(claim, people["ben"], "False")

    assert f'name="refutes" value="{mention.pk}" form="decide">' in shown
    assert "Rely on this: it contradicts the claim" in shown
    assert answer.status_code == 303
    assert published_stances() == {kept.pk: "supports", mention.pk: "refutes"}
    verbs = claim.events.order_by("seq").values_list("verb", "actor__username")
    assert list(verbs)[-3:] == [("mark", "ana"), ("decide", "ana"), ("decide", "ben")]
    assert verify().flaws == ()


def test_a_tick_that_it_contradicts_makes_no_claim_true(disputed, desk, page_of, form):
    claim, mention = disputed
    kept = claim.mentions.exclude(pk=mention.pk).get()
    typed = form(claim, "True", mentions=[kept.pk], refutes=[mention.pk])

    answer = desk("ana").post(page_of(claim), typed)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'name="refutes" value="{mention.pk}" form="decide" checked' in page
    assert not Event.objects.filter(verb__in=["mark", "decide"]).exists()


def test_a_decision_that_is_refused_says_no_stance(disputed, desk, page_of, form):
    claim, mention = disputed
    typed = form(claim, "False", mentions=[], refutes=[mention.pk], reason="")

    answer = desk("ana").post(page_of(claim), typed)

    assert answer.status_code == 422
    assert not Event.objects.filter(verb="mark").exists()
    mention.refresh_from_db()
    assert mention.stance == Mention.Stance.SUPPORTS


def test_a_denial_says_otherwise_too(claim_at, decide, people):
    claim = claim_at(Stage.IN_HAND, text="The bridge was closed on Monday.")
    mention_in(claim, "The Herald", "The bridge was not closed on Monday.")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"])

    assert refusal.value.code == "stance_unsaid"


def test_the_card_says_that_it_is_not_counted_and_why(disputed, desk, page_of):
    claim, mention = disputed

    page = desk("ana").get(page_of(claim)).content.decode()

    card = page[page.index(f'id="mention-{mention.pk}"') :]
    assert "2 mentions" in page
    assert (
        "1 independent origin supports the claim. "
        "1 independent origin contradicts it." in page
    )
    assert "it differs from the claim’s “€38m” ." in plain(card)
    assert "Say whether it supports the claim" in card
    assert page.count("Not counted as support:") == 1
    assert f'name="mentions" value="{mention.pk}" form="decide" checked' not in page


def test_once_a_person_has_said_it_the_card_counts_it(disputed, desk, page_of, people):
    claim, mention = disputed
    said = {"mention": mention.pk, "stance": "supports", "despite": True}
    move(claim.pk, "mark", actor=people["ana"], **said)

    page = desk("ana").get(page_of(claim)).content.decode()

    assert "2 independent origins support the claim." in page
    assert "contradict" not in page
    assert "Not counted" not in page


def test_the_page_shows_the_refusal_beside_the_mentions(disputed, desk, page_of, form):
    claim, _ = disputed

    answer = desk("ana").post(page_of(claim), form(claim))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="mentions-error"' in page
    assert "Say whether it supports the claim" in page
    assert Event.objects.filter(verb="decide").count() == 0


def test_a_claim_in_other_words_of_one_source_is_supported_by_it(
    claim_at, decide, people
):
    claim = claim_at(Stage.IN_HAND, text="Some 4,200 homes were flooded in Arlen.")

    assert decide(claim, people["ana"]).stage == Stage.SECOND_READING


def test_who_says_that_it_is_not_so_is_told_in_words_and_marked(
    claim_at, desk, page_of, people, decide
):
    gate = "Repairing the Grayle flood gate would cost EUR 38 million."
    claim = claim_at(Stage.IN_HAND, text=gate, outlets=("The Lantern",))
    mention_in(claim, "The Ledger", f"Torvand denied that {gate[0].lower()}{gate[1:]}")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"])
    read = plain(desk("ana").get(page_of(claim)).content.decode())

    assert "The Ledger says that it is not so: “denied”." in refusal.value.say
    assert "it says that it is not so, “denied” ." in read
    assert "≠ denied (says that it is not so)" in read
