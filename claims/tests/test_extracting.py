"""An Extraction that goes wrong is tried again, later each time, then failed."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import doorbell, extracting
from claims.extracting import run
from claims.ingest import ingest_text
from claims.models import Claim, Extraction, Mention
from claims.tasks import extract_source, sweep_extractions
from claims.tests.reports import FLOOD
from factcheck import celery_app

pytestmark = pytest.mark.django_db


def queued(text: str = FLOOD) -> Extraction:
    source, _ = ingest_text(text)
    return Extraction.objects.get(source=source)


def break_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*args: Any, **kwargs: Any) -> None:
        raise ValueError("no such luck")

    monkeypatch.setattr(extracting, "extract", stumble)


def make_due() -> None:
    past = timezone.now() - timedelta(seconds=1)
    Extraction.objects.filter(status="queued").update(run_after=past)
    Extraction.objects.filter(status="running").update(lease_until=past)


def test_a_failing_source_waits_before_it_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extraction = queued()
    break_extractor(monkeypatch)

    assert run(extraction.pk) is False

    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("queued", 1)
    assert extraction.error == "ValueError: no such luck"
    assert extraction.run_after > timezone.now()
    assert run(extraction.pk) is False
    extraction.refresh_from_db()
    assert extraction.attempts == 1


def test_a_source_that_always_fails_ends_as_failed_and_says_why(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.EXTRACTION_ATTEMPTS = 2
    extraction = queued()
    break_extractor(monkeypatch)

    for _ in range(4):
        make_due()
        run(extraction.pk)

    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("failed", 2)
    assert extraction.error == "ValueError: no such luck"
    assert Mention.objects.count() == Claim.objects.count() == 0


def test_a_source_that_kills_its_worker_ends_as_failed(settings: Any) -> None:
    settings.EXTRACTION_ATTEMPTS = 2
    extraction = queued()

    for _ in range(4):
        extracting.begin(extraction.pk)
        make_due()

    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("failed", 2)
    assert "ended without a word on each of 2 attempts" in extraction.error


def test_a_failed_storing_leaves_nothing_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extraction = queued()

    def stumble(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("claims.storing.mark_differing", stumble)
    run(extraction.pk)

    assert Mention.objects.count() == Claim.objects.count() == 0
    extraction.refresh_from_db()
    assert extraction.error == "RuntimeError: the disk is full"


def test_the_sweep_runs_what_nobody_rang_for_and_what_a_dead_worker_left() -> None:
    waiting = queued()
    left = queued("On Friday the bridge at Brill was closed to 300 lorries.")
    extracting.begin(left.pk)
    Extraction.objects.filter(pk=left.pk).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )

    assert sweep_extractions() == 2

    assert {each.status for each in Extraction.objects.all()} == {"done"}
    left.refresh_from_db()
    waiting.refresh_from_db()
    assert (waiting.attempts, left.attempts) == (1, 2)
    assert Claim.objects.count() == 4


def test_ringing_for_an_extraction_that_is_done_does_nothing() -> None:
    extraction = queued()

    assert extract_source(extraction.pk) is True
    assert extract_source(extraction.pk) is False
    assert extract_source(0) is False

    assert Mention.objects.count() == 3


def test_new_claims_are_rung_for_after_they_are_stored(
    django_capture_on_commit_callbacks: Any,
) -> None:
    extraction = queued()

    with django_capture_on_commit_callbacks() as callbacks:
        run(extraction.pk)

    assert [each.args for each in callbacks] == [("reviews.tasks.open_reviews",)]


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
        ingest_text("On Friday the bridge at Brill was closed to 300 lorries.")

    assert Extraction.objects.filter(status="queued").count() == 2
    assert len(caplog.records) == 1
    assert "nobody listens" in caplog.text
