"""Who rings for work, and for which of it nobody has to."""

import logging
import socket
from typing import Any

import pytest
from celery import Celery
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import doorbell, extracting
from claims.doorbell import EXTRACT_SOURCES
from claims.extracting import begin_new, run
from claims.ingest.entrance import ingest_text
from claims.models import Extraction
from claims.tasks import extract_sources
from claims.tests.reports import FLOOD
from factcheck import celery_app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def several_at_once(settings: Any) -> None:
    """Where meaning is matched at once, one text is run after the other."""
    settings.MATCH_BY_MEANING = "behind"


def queued(text: str = FLOOD) -> Extraction:
    source, _ = ingest_text(text)
    return Extraction.objects.get(source=source)


def test_new_claims_are_rung_for_after_they_are_stored(
    django_capture_on_commit_callbacks: Any,
) -> None:
    extraction = queued()

    with django_capture_on_commit_callbacks() as callbacks:
        run(extraction.pk)

    assert [each.args for each in callbacks] == [("reviews.tasks.open_reviews",)]


def test_who_comes_while_another_waits_does_not_ring_again(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        queued()
        queued("On Friday the bridge at Brill was closed to 300 lorries.")
    extract_sources()
    with django_capture_on_commit_callbacks() as later:
        queued("On Friday the mill at Low Arlen was sold for 300 crowns.")

    assert [each.args for each in callbacks] == [(EXTRACT_SOURCES,)]
    assert [each.args for each in later] == [(EXTRACT_SOURCES,)]


def test_a_worker_rings_for_what_it_leaves(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(extracting, "TOGETHER", 1)
    queued()
    queued("On Friday the bridge at Brill was closed to 300 lorries.")

    with django_capture_on_commit_callbacks() as callbacks:
        assert extract_sources() == 1
    with django_capture_on_commit_callbacks() as last:
        assert extract_sources() == 1

    assert (EXTRACT_SOURCES,) in [each.args for each in callbacks]
    assert (EXTRACT_SOURCES,) not in [each.args for each in last]


def test_a_ring_for_nothing_waits_for_nobody_who_stores() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert extract_sources() == 0

    assert [each["sql"] for each in queries if "advisory" in each["sql"]] == []


def test_a_broker_that_is_away_is_logged_once_and_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(doorbell.Quiet, "until", 0.0)
    monkeypatch.setattr(celery_app, "send_task", refuse)

    with (
        caplog.at_level(logging.WARNING, logger="claims.doorbell"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        ingest_text(FLOOD)
        begin_new()
        ingest_text("On Friday the bridge at Brill was closed to 300 lorries.")

    assert Extraction.objects.count() == 2
    assert len(caplog.records) == 1
    assert "nobody listens" in caplog.text


def test_a_broker_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    options = dict(celery_app.conf.broker_transport_options)
    assert 0 < options["socket_timeout"] <= 5
    options["socket_timeout"] = 0.1
    monkeypatch.setattr(doorbell.Quiet, "until", 0.0)

    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        # Or it would be whom every later test of this process rings.
        app = Celery(broker=address, set_as_current=False)
        app.conf.update(broker_transport_options=options, task_publish_retry=False)
        monkeypatch.setattr(doorbell, "current_app", app)

        assert doorbell.ring(EXTRACT_SOURCES) is False


def test_a_ring_never_sleeps_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("kombu.utils.functional.sleep", slept.append)
    monkeypatch.setattr(doorbell.Quiet, "until", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
    app = Celery(broker=address, set_as_current=False)
    app.conf.update(
        broker_transport_options=celery_app.conf.broker_transport_options,
        task_publish_retry=False,
    )
    monkeypatch.setattr(doorbell, "current_app", app)

    assert doorbell.ring(EXTRACT_SOURCES) is False
    assert sum(slept) == 0
