"""One order: what the queue shows first is handed out first, and comes next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.desk.beside import beside
from reviews.models import Review
from reviews.workflow import move, take_next

QUEUE = "admin:reviews_review_changelist"


@pytest.fixture
def waiting(stated, people):
    """Assigned to Ana, late, raised by somebody, worth most, due sooner, due later."""
    now = timezone.now()
    names = ("mine", "late", "urgent", "worth", "sooner", "later")
    claims = {name: stated(f"A statement: {name}.") for name in names}
    for name, worth in (("worth", 0.9), ("urgent", 0.1)):
        claims[name].worth = worth
        claims[name].save()
    move(claims["urgent"].pk, "prioritise", actor=people["ben"], priority=3)
    move(claims["mine"].pk, "assign", actor=people["carla"], to=people["ana"].pk)
    due = {"late": -1, "sooner": 5, "later": 6}
    for name, hours in due.items():
        reviews = Review.objects.filter(claim=claims[name])
        reviews.update(due_at=now + timedelta(hours=hours))
    return [claims[name].pk for name in names]


def test_the_queue_shows_what_is_handed_out_next(waiting, desk, people):
    answer = desk("ana").get(reverse(QUEUE))

    shown = [row.review.claim_id for row in answer.context["page"].rows]
    handed = [take_next(actor=people["ana"]).claim for _ in waiting]

    assert shown == waiting
    assert handed == waiting


def test_the_next_and_the_previous_claim_follow_it_too(waiting, people):
    ana = people["ana"]

    assert beside(waiting[0], person=ana) == waiting[1:]
    assert beside(waiting[2], person=ana) == waiting[3:]
    assert beside(waiting[3], person=ana, before=True) == waiting[2::-1]
    assert beside(waiting[-1], person=ana, before=True) == waiting[-2::-1]


def test_among_equals_the_worth_that_the_rows_show_decides(stated, desk):
    """Steps that the eye does not see would look like no order at all."""
    for each in range(40, 60):
        stated(f"A statement: {each}.", worth=each / 100)
    conflict = stated("A statement that others contradict.", worth=0.1)
    conflict.differing = 1
    conflict.save()

    rows = desk("ana").get(reverse(QUEUE)).context["page"].rows

    assert rows[0].review.claim_id == conflict.pk
    assert [row.worth for row in rows[1:]] == list(range(59, 39, -1))


def test_another_is_first_for_somebody_else(waiting, people):
    assert take_next(actor=people["ben"]).claim == waiting[1]


def test_what_somebody_put_back_is_handed_to_them_last(waiting, people):
    first = take_next(actor=people["ana"]).claim
    move(first, "release", actor=people["ana"], reason="I know too little of it.")

    handed = [take_next(actor=people["ana"]).claim for _ in waiting]

    assert handed == [*waiting[1:], first]


def test_what_was_put_back_comes_again_once_somebody_did_something_to_it(
    waiting, people
):
    ana = people["ana"]
    first = take_next(actor=ana).claim
    move(first, "release", actor=ana)
    move(first, "prioritise", actor=people["ben"], priority=1)
    again = take_next(actor=ana).claim
    move(first, "release", actor=ana)

    assert again == first
    assert take_next(actor=ana).claim == waiting[1]


def test_what_somebody_put_back_is_first_for_others(waiting, people):
    late = waiting[1]
    move(late, "take", actor=people["ana"])
    move(late, "release", actor=people["ana"])

    assert take_next(actor=people["ben"]).claim == late


def test_the_page_says_the_order_in_words(waiting, desk):
    page = desk("ana").get(reverse(QUEUE)).content.decode()

    assert "First what is assigned to you, then what is late" in page
