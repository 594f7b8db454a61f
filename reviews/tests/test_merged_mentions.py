"""What came by a merge after the verdict supports nothing unread, and one place of one
source is one mention."""

import pytest

from claims.models import Claim, Mention
from factcheck.tests.callers import caller
from reviews.models import Event
from reviews.moves import Stage
from reviews.tests.correcting import check_at_commit
from reviews.tests.workspaces import plain
from reviews.verification import verify
from reviews.workflow import move

CLAIM = "4,200 homes were flooded in Arlen."
OTHER = "The bridge is open again."


@pytest.fixture(autouse=True)
def by_words(settings):
    settings.MATCH_BY_MEANING = "off"


@pytest.fixture
def merged(claim_at, taken, people):
    """Into a published verdict on two origins came a third, of something else."""
    into = claim_at(Stage.CLOSED, text=CLAIM)
    claim = taken(text=OTHER, outlets=("The Echo",))
    mention = claim.mentions.get()
    move(claim.pk, "merge", actor=people["ana"], into=into.pk, despite=True)
    return into, mention


def read(claim, person):
    shown = caller(person).get(f"/api/v1/claims/{claim.pk}/").json()
    unread = [each["id"] for each in shown["mentions"] if each["unread"]]
    return shown["origins"]["support"], unread


def whole():
    check_at_commit()
    assert verify().flaws == ()


def test_it_is_no_support_of_the_verdict_it_came_after(merged, people):
    into, mention = merged

    assert read(into, people["ana"]) == (2, [mention.pk])


def test_the_card_says_so_and_is_not_ticked(merged, people, desk, page_of):
    into, mention = merged
    move(into.pk, "take", actor=people["ana"])

    shown = desk("ana").get(page_of(into)).content.decode()

    assert "2 independent origins support the claim." in shown
    card = shown[shown.index(f'id="mention-{mention.pk}"') :]
    card = card[: card.index("</article>")]
    assert "not read yet" in plain(card)
    assert "nobody has said what it does for this claim" in plain(card)
    assert "checked" not in card


def test_whoever_says_that_it_supports_makes_it_count(merged, people):
    into, mention = merged
    ana = people["ana"]
    move(into.pk, "take", actor=ana)

    move(into.pk, "mark", actor=ana, mention=mention.pk, stance="supports")

    assert read(into, ana) == (3, [])
    whole()


def test_the_next_verdict_has_seen_it(merged, people, decide):
    into, _ = merged
    move(into.pk, "take", actor=people["ana"])
    decide(into, people["ana"])
    assert read(into, people["carla"])[0] == 2
    decide(into, people["ben"])

    assert read(into, people["carla"]) == (3, [])


def test_before_a_verdict_it_is_read_like_any_other(claim_at, taken, people):
    into = claim_at(Stage.SECOND_READING, text=CLAIM)
    claim = taken(text=OTHER, outlets=("The Echo",))

    move(claim.pk, "merge", actor=people["ana"], into=into.pk, despite=True)

    assert read(into, people["ana"]) == (3, [])


@pytest.fixture
def twins(stated, taken):
    """Two claims found at one place of The Lantern; the second also in The Echo."""
    into = stated(text=CLAIM, outlets=("The Lantern",))
    claim = taken(text="Homes stood under water.", outlets=("The Echo",))
    own = into.mentions.get()
    twin = Mention.objects.get(pk=own.pk)
    twin.pk = None
    twin.claim = twin.first_claim = claim
    twin.save()
    return into, claim, own, twin


def test_one_place_in_one_claim_is_one_mention_on_record(twins, people):
    into, claim, own, twin = twins

    move(claim.pk, "merge", actor=people["ana"], into=into.pk)

    assert into.mentions.filter(source=own.source).get() == own
    assert into.mentions.count() == 2
    event = Event.objects.get(verb="merge")
    assert event.data == {"into": into.pk, "folded": [twin.pk]}
    whole()


def test_it_comes_back_with_its_claim(twins, people):
    into, claim, own, twin = twins
    move(claim.pk, "merge", actor=people["ana"], into=into.pk)

    move(claim.pk, "undo", actor=people["ana"])

    assert claim.mentions.count() == 2
    assert claim.mentions.filter(pk=twin.pk).exists()
    assert into.mentions.get() == own
    whole()


def test_it_comes_forth_when_the_other_leaves(twins, claim_at, people):
    into, claim, own, twin = twins
    last = claim_at(Stage.QUEUED, text="The water rose.", outlets=("The Herald",))
    ana = people["ana"]
    for each in (into, claim):
        move(each.pk, "take", actor=ana)
        move(each.pk, "merge", actor=ana, into=last.pk)
    assert set(last.mentions.filter(source=own.source)) == {own}

    move(into.pk, "undo", actor=ana)

    assert into.mentions.get() == own
    assert set(last.mentions.filter(source=own.source)) == {twin}
    whole()


def test_a_chain_of_merges_keeps_one(twins, claim_at, people):
    into, claim, own, _ = twins
    last = claim_at(Stage.QUEUED, text="The water rose.", outlets=("The Herald",))
    ana = people["ana"]
    move(claim.pk, "merge", actor=ana, into=into.pk)
    move(into.pk, "take", actor=ana)
    move(into.pk, "merge", actor=ana, into=last.pk)
    assert set(last.mentions.filter(source=own.source)) == {own}

    carla = people["carla"]
    move(claim.pk, "reopen", actor=carla, reason="Another statement.")

    assert claim.mentions.count() == 2
    assert set(last.mentions.filter(source=own.source)) == {own}
    whole()
    move(into.pk, "reopen", actor=carla, reason="This one too.")
    assert into.mentions.get() == own
    assert Claim.objects.get(pk=last.pk).mentions.count() == 1
    whole()
