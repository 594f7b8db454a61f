"""A person declares and ends what they take no part in, and sees what that does."""

import pytest
from django.urls import reverse

from claims.models import Outlet
from reviews.models import Recusal, Review
from reviews.workflow import declare_interest, move

PAGE = "admin:desk_interests"


@pytest.fixture
def ledger(stated):
    stated()
    return Outlet.objects.get(name="The Ledger")


def test_an_interest_is_declared_and_ended(desk, ledger, people):
    ana = desk("ana")

    declared = ana.post(
        reverse(PAGE), {"outlet": ledger.pk, "name": "", "reason": "My brother."}
    )
    shown = ana.get(reverse(PAGE)).content.decode()
    interest = Recusal.objects.get()
    ended = ana.post(reverse(PAGE), {"end": interest.pk})

    assert (declared.status_code, ended.status_code) == (303, 303)
    assert (interest.person, interest.outlet) == (people["ana"], ledger)
    assert "My brother." in shown
    interest.refresh_from_db()
    assert interest.ended_at is not None
    assert "End it" not in ana.get(reverse(PAGE)).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "Mayor Ruiz", "reason": ""}, "reason"),
        ({"name": "", "reason": "A cousin."}, "name"),
        ({"name": "Mayor Ruiz", "outlet": "987654", "reason": "A cousin."}, "name"),
        ({"outlet": "987654", "reason": "A cousin."}, "outlet"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(typed, field, desk, people):
    answer = desk("ana").post(reverse(PAGE), typed)

    assert (answer.status_code, answer.context["field"]) == (422, field)
    assert answer.context["typed"]["reason"] == typed["reason"]
    assert Recusal.objects.count() == 0


def test_nobody_ends_the_interest_of_another(desk, ledger, people):
    theirs = declare_interest(actor=people["ben"], outlet=ledger.pk, reason="Mine.")

    answer = desk("ana").post(reverse(PAGE), {"end": theirs.pk})

    assert answer.status_code == 422
    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_the_queue_and_the_claim_say_why_it_is_not_handed_to_them(
    desk, ledger, people, page_of, stated
):
    declare_interest(actor=people["ana"], outlet=ledger.pk, reason="My brother.")
    claim = ledger.sources.get().mentions.get().claim
    queue = reverse("admin:reviews_review_changelist")

    listed = desk("ana").get(queue, {"view": "unassigned"}).content.decode()
    shown = desk("ana").get(page_of(claim)).content.decode()
    others = desk("ben").get(queue, {"view": "unassigned"}).content.decode()

    assert "not handed to you: you declared an interest in The Ledger" in listed
    assert "Not handed to you: you declared an interest in The Ledger" in shown
    assert "Take this claim <kbd" not in shown
    assert "declared an interest" not in others


def test_the_page_is_for_those_who_review(desk):
    assert desk("rosa").get(reverse(PAGE)).status_code == 403
    assert (
        desk("ana")
        .get(reverse("admin:preferences"))
        .content.decode()
        .count(reverse(PAGE))
    )


@pytest.mark.browser
def test_the_page_has_no_faults(visit, people):
    declare_interest(actor=people["ana"], name="Mayor Ruiz", reason="A cousin.")
    visitor = visit("ana")
    visitor.open(reverse(PAGE))

    assert visitor.faults() == []


def test_who_declares_an_interest_lets_go_of_what_it_concerns(
    desk, ledger, people, stated
):
    claim = ledger.sources.get().mentions.get().claim
    other = stated("Six bridges were closed.", outlets=("The Lantern",))
    for each in (claim, other):
        move(each.pk, "take", actor=people["ana"])

    declare_interest(actor=people["ana"], outlet=ledger.pk, reason="My brother.")

    held = Review.objects.filter(holder=people["ana"])
    assert [review.claim_id for review in held] == [other.pk]
    assert claim.events.latest("seq").verb == "release"
