"""The moments until which a claim is put off with one press."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from reviews.desk import waits

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.mark.parametrize(("day", "offered"), [(21, 3), (22, 2), (23, 3)])
def test_no_moment_is_offered_twice(day, offered, monkeypatch):
    # The 22nd is a Sunday: tomorrow is Monday.
    now = datetime(2026, 11, day, 15, 30, tzinfo=UTC)
    monkeypatch.setattr("reviews.desk.waits.timezone.localtime", lambda: now)

    moments = [moment for _label, moment in waits.usual_waits()]

    assert len(moments) == len(set(moments)) == offered


@pytest.mark.parametrize(
    ("now", "then"),
    [
        # The clock is put back at three, and forward at two.
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
        ("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"),
    ],
)
def test_an_hour_is_an_hour_when_the_clocks_change(now, then, monkeypatch):
    at = datetime.fromisoformat(now).astimezone(VIENNA)
    monkeypatch.setattr("reviews.desk.waits.timezone.localtime", lambda: at)

    with timezone.override(VIENNA):
        label, moment = waits.usual_waits()[0]

    assert (label, moment.isoformat()) == ("In an hour", then)
