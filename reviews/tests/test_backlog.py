"""What the queue says of reports that nobody reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.ingest.entrance import ingest_text
from claims.models import Extraction

QUEUE = "/admin/reviews/review/"
QUIET = "Every source was read without trouble"


@pytest.fixture
def ana(people):
    client = Client()
    client.force_login(people["ana"])
    return client


def waiting(number, *, minutes):
    for at in range(number):
        ingest_text(f"On Friday the bridge at Brill was closed to {300 + at} lorries.")
    since = timezone.now() - timedelta(minutes=minutes)
    Extraction.objects.update(queued_at=since, run_after=since)


@pytest.mark.parametrize("view", ["ready", "attention"])
def test_reports_that_wait_for_long_are_told_and_nothing_is_called_well(ana, view):
    waiting(2, minutes=12)

    page = ana.get(QUEUE, {"view": view}).content.decode()

    assert "2 reports wait to be read." in page
    assert "12 min ago" in page
    assert "no worker may be running" in page
    assert QUIET not in page


def test_reports_that_have_just_come_are_no_backlog(ana):
    waiting(2, minutes=0)

    page = ana.get(QUEUE, {"view": "attention"}).content.decode()

    assert "to be read." not in page
    assert QUIET in page
