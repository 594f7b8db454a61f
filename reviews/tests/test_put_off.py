"""A claim that is put off, and one whose time ran out: what the desk says of them."""

from datetime import timedelta

from django.utils import timezone

from reviews.models import Review
from reviews.tests.workspaces import plain

QUEUE = "/admin/reviews/review/"


def test_putting_off_says_until_when_and_that_it_comes_back(desk, claim_at, page_of):
    claim = claim_at("in_hand")
    client = desk("ana")
    until = timezone.localtime() + timedelta(days=3)

    sent = {"verb": "postpone", "version": claim.version}
    answer = client.post(
        page_of(claim), sent | {"until": f"{until:%Y-%m-%dT%H:%M}"}, follow=True
    )

    said = plain(answer.content.decode())
    assert f"Postponed until {until:%d %b %Y, %H:%M}: it comes back" in said


def test_the_queue_says_why_a_claim_in_hand_is_with_nobody(desk, claim_at):
    claim = claim_at("in_hand")
    Review.objects.filter(claim=claim).update(lease_until=timezone.now())

    said = plain(desk("ben").get(QUEUE).content.decode())

    assert "nobody: the time ran out" in said
