"""A note to a colleague about a claim: seen in their queue until they act on it."""

import pytest
from django.urls import reverse

from reviews.models import Event, Reading
from reviews.moves import Stage
from reviews.verification import verify
from reviews.workflow import MoveRefused, move

QUEUE = "admin:reviews_review_changelist"
WHAT = "Is this the flood of 2019?"


@pytest.fixture
def asked(claim_at, people):
    """Ben asks Ana, who has the claim in hand."""
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "ask", actor=people["ben"], to=people["ana"].pk, reason=WHAT)
    return claim


def test_it_is_in_the_trail_and_changes_nothing(asked, people):
    event = asked.events.latest("seq")
    review = asked.reviews.get()

    assert (event.verb, event.reason) == ("ask", WHAT)
    assert event.data == {"to": people["ana"].pk, "to_name": "Ana"}
    assert (review.stage, review.holder) == ("in_hand", people["ana"])
    assert verify().flaws == ()


def test_who_is_asked_sees_it_in_the_queue_until_they_answer(asked, desk, people):
    before = desk("ana").get(reverse(QUEUE)).content.decode()
    others = desk("carla").get(reverse(QUEUE)).content.decode()
    back = {"to": people["ben"].pk, "reason": "No, of 2026."}
    move(asked.pk, "ask", actor=people["ana"], **back)
    after = desk("ana").get(reverse(QUEUE)).content.decode()
    answered = desk("ben").get(reverse(QUEUE)).content.decode()

    assert "You are asked" in before
    assert WHAT in before
    assert "You are asked" not in others + after
    assert "No, of 2026." in answered


def test_the_page_of_the_claim_shows_it_with_room_for_an_answer(asked, desk, page_of):
    client = desk("ana")

    page = client.get(page_of(asked)).content.decode()
    sent = client.post(
        page_of(asked),
        {
            "verb": "ask",
            "version": asked.version + 1,
            "to": asked.events.latest("seq").actor_id,
            "reason": "No, of 2026.",
        },
    )

    assert "Ben asks you" in page
    assert sent.status_code == 303
    assert "Ben asks you" not in client.get(page_of(asked)).content.decode()


def test_a_question_is_no_conflict_with_what_is_being_decided(
    claim_at, people, desk, page_of, form
):
    claim = claim_at(Stage.IN_HAND)
    typed = form(claim)
    move(claim.pk, "ask", actor=people["ben"], to=people["ana"].pk, reason=WHAT)

    answer = desk("ana").post(page_of(claim), typed)

    assert answer.status_code == 303
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reason": WHAT}, "missing"),
        ({"to": None, "reason": WHAT}, "not_assignable"),
        ({"to": "rosa", "reason": WHAT}, "not_assignable"),
        ({"to": "ben", "reason": " "}, "missing"),
    ],
)
def test_it_needs_a_colleague_who_may_work_on_it_and_words(
    given, code, claim_at, people
):
    claim = claim_at(Stage.IN_HAND)
    if name := given.get("to"):
        given = given | {"to": people[name].pk}

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "ask", actor=people["ana"], **given)

    assert refusal.value.code == code
    assert not Event.objects.filter(verb="ask").exists()


def test_in_a_blind_review_nobody_asks(settings, claim_at, people):
    settings.BLIND_SHARE = 1.0
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "ask", actor=people["ana"], to=people["ben"].pk, reason=WHAT)

    assert (refusal.value.code, refusal.value.status) == ("blind_review", 409)
