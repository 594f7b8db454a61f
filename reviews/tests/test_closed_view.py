"""What is decided, dismissed or merged is found again in the queue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.desk import queue
from reviews.models import Review
from reviews.workflow import move

QUEUE = "/admin/reviews/review/"


def claims_on(response) -> list[int]:
    return [row.review.claim_id for row in response.context["page"].rows]


def dismiss(claim, person) -> None:
    move(claim.pk, "take", actor=person)
    move(claim.pk, "dismiss", actor=person, reason="No claim.")


def test_whoever_closed_it_what_is_closed_is_listed_the_latest_first(
    desk, claim_at, stated, people
):
    decided = claim_at("closed")
    dismissed = stated("The mayor spoke for 9 minutes.")
    dismiss(dismissed, people["ben"])
    stated("It is still open: 12 houses burned.")

    response = desk("rosa").get(QUEUE, {"view": "closed"})

    assert claims_on(response) == [dismissed.pk, decided.pk]
    assert not response.context["has_ticks"]


def test_what_was_reopened_is_closed_no_more(desk, claim_at, people):
    claim = claim_at("closed")
    move(claim.pk, "reopen", actor=people["carla"], reason="A reader wrote in.")

    assert claims_on(desk("ana").get(QUEUE, {"view": "closed"})) == []


@pytest.mark.parametrize("apart", [timedelta(0), timedelta(seconds=1)])
def test_no_closed_claim_is_lost_between_two_pages(
    desk, stated, people, monkeypatch, apart
):
    monkeypatch.setattr(queue, "PAGE", 2)
    claims = [stated(f"Flood number {at} came in 2019.") for at in range(5)]
    for claim in claims:
        dismiss(claim, people["ben"])
    closed_at = timezone.now()
    for at, claim in enumerate(claims):
        Review.objects.filter(claim=claim).update(closed_at=closed_at + at * apart)

    seen, address = [], f"{QUEUE}?view=closed"
    while address:
        response = desk("ana").get(address)
        seen.append(claims_on(response))
        address = response.context["next_url"]

    newest = [claim.pk for claim in reversed(claims)]
    assert seen == [newest[:2], newest[2:4], newest[4:]]


def test_a_search_that_finds_nothing_here_says_where_it_does(desk, claim_at, stated):
    claim_at("closed", text="The gate would cost 38 million euros.")
    stated("It is still open: 12 houses burned.")

    response = desk("ana").get(QUEUE, {"q": "38 million"})

    assert claims_on(response) == []
    assert "Nothing in “Ready for me” matches the filters." in response.text
    assert "Done: 1</a>" in response.text
    assert "Sources conflict: " not in response.text
