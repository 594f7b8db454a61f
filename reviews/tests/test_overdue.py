"""What is late on the dashboard: open work, and verdicts that came after their time."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.admin.figures.now import show_open
from reviews.admin.figures.times import show_time_to_verdict
from reviews.figures.filters import Filter, Period, today
from reviews.models import Review, Verdict
from reviews.workflow import move

TODAY = Filter(period=Period(today(), today()))


def due(claim, hours):
    """Let ``claim`` have been due so many hours from now."""
    at = timezone.now() + timedelta(hours=hours)
    Review.objects.filter(claim=claim).update(due_at=at)


@pytest.fixture
def rows_at(desk):
    """The claims that an address lists."""

    def read(address):
        response = desk("dora").get(f"{address}&format=json")
        found = json.loads(b"".join(response.streaming_content))
        return {row["claim"] for row in found["results"]}

    return read


def test_open_work_past_its_time_is_counted_and_listed(claim_at, rows_at):
    late, timely, closed = (claim_at(at) for at in ("queued", "queued", "closed"))
    due(late, -1)
    due(timely, 1)
    due(closed, -1)

    overdue = show_open(TODAY).numbers[-1]

    assert (overdue.label, overdue.count) == ("Overdue", 1)
    assert rows_at(overdue.address) == {late.pk}


def test_a_first_verdict_after_its_time_is_counted_and_listed(claim_at, rows_at):
    late, timely = claim_at("closed"), claim_at("closed")
    due(late, -1)
    due(timely, 1)

    (share,) = show_time_to_verdict(TODAY).shares

    assert (share.part.count, share.whole.count, share.percent) == (1, 2, None)
    assert rows_at(share.part.address) == {late.pk}


def test_a_late_verdict_taken_back_is_open_work_that_is_late(claim_at, people):
    claim = claim_at("closed")
    due(claim, -1)
    move(claim.pk, "undo", actor=people["ben"])

    assert Verdict.objects.count() == 1
    assert show_time_to_verdict(TODAY).shares == ()
    assert show_open(TODAY).numbers[-1].count == 1


def test_what_is_late_is_said_and_can_be_cleared(desk, claim_at):
    due(claim_at("queued"), -1)

    rows = reverse("admin:dashboard_rows", args=["open"])
    page = desk("dora").get(rows, {"due": "overdue"}).content.decode()
    home = desk("dora").get(reverse("admin:dashboard"), {"due": "overdue"})

    assert ", overdue, as of" in page
    assert ">Clear</a>" in home.content.decode()
