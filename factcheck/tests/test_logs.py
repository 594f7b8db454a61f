"""What an operator reads: a line of each text, and no flood while something is away."""

import logging
import sys
from typing import Any

import psycopg
import pytest
import redis
from celery.beat import SchedulingError
from django.db import OperationalError, connection

from claims.extracting import run
from claims.ingest.entrance import ingest_text
from claims.models import Extraction
from factcheck import celery_app
from factcheck.logs import OutageFilter


def record_of(fault: BaseException, name: str = "celery.beat") -> logging.LogRecord:
    try:
        raise fault
    except type(fault):
        told = sys.exc_info()
    return logging.LogRecord(name, logging.ERROR, "", 0, "Not done.\nStack", (), told)


def lost() -> OperationalError:
    """The error of Django where PostgreSQL is not there."""
    try:
        psycopg.connect("host=/nowhere", connect_timeout=1)
    except psycopg.OperationalError as cause:
        fault = OperationalError(str(cause))
        fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    "fault",
    [
        lost(),
        SchedulingError("Connection refused."),
        redis.ConnectionError("Connection refused."),
        redis.OutOfMemoryError("used memory > 'maxmemory'."),
    ],
)
def test_an_outage_is_one_line_and_told_again_only_later(fault: Exception) -> None:
    outages = OutageFilter()
    first, again = record_of(fault), record_of(fault)

    assert outages.filter(first)
    assert not outages.filter(again)

    line = logging.Formatter("%(message)s").format(first)
    assert line.startswith("Not done. ")
    assert str(fault).partition("\n")[0] in line
    assert "\n" not in line


def test_every_request_that_an_outage_ended_is_in_the_log() -> None:
    outages = OutageFilter()
    records = [record_of(lost(), "django.request") for _ in range(2)]

    assert [outages.filter(record) for record in records] == [True, True]
    assert [record.exc_info for record in records] == [None, None]


@pytest.mark.django_db
def test_a_fault_of_ours_keeps_its_traceback() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)")
    except OperationalError as slow:
        faults: list[Exception] = [slow, ValueError("ours")]

    records = [record_of(fault) for fault in faults]

    assert [OutageFilter().filter(record) for record in records] == [True, True]
    assert all(record.exc_info for record in records)


def test_workers_write_their_lines_as_the_web_server_does() -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))

    celery_app.log.setup_logging_subsystem(loglevel="ERROR")

    assert (root.level, list(root.handlers)) == before
    assert not logging.getLogger("celery.app.trace").isEnabledFor(logging.INFO)
    assert logging.getLogger("claims.extracting").isEnabledFor(logging.INFO)


@pytest.mark.django_db
def test_a_worker_says_one_line_of_each_text_it_read(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MATCH_BY_MEANING = "off"
    source, _ = ingest_text("On Friday the bridge at Brill was closed to 300 lorries.")

    with caplog.at_level(logging.INFO, logger="claims.extracting"):
        run(Extraction.objects.get(source=source).pk)

    (line,) = [each.getMessage() for each in caplog.records]
    said = f"Source {source.pk} was read, attempt 1: sentences to check: 1, in "
    assert line.startswith(said)
