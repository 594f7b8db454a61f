"""The moments until which a claim is put off with one press."""

from datetime import UTC, datetime

import pytest

from reviews.desk import waits


@pytest.mark.parametrize(("day", "offered"), [(21, 3), (22, 2), (23, 3)])
def test_no_moment_is_offered_twice(day, offered, monkeypatch):
    # The 22nd is a Sunday: tomorrow is Monday.
    now = datetime(2026, 11, day, 15, 30, tzinfo=UTC)
    monkeypatch.setattr("reviews.desk.waits.timezone.localtime", lambda: now)

    moments = [moment for _label, moment in waits.usual_waits()]

    assert len(moments) == len(set(moments)) == offered
