"""A real worker, killed with SIGKILL in the middle of its work."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.db import connection

from claims.extraction import extract
from claims.extraction.worth.worth_model import Way
from claims.ingest.entrance import ingest_text
from claims.models import Claim, Extraction, Mention
from claims.tasks import sweep_extractions
from factcheck.local.commands import WORKER

pytestmark = pytest.mark.django_db(transaction=True)

# Several times what a worker takes at once: it is to be caught between two turns.
SOURCES = 100
LINES = 16


@contextmanager
def worker() -> Iterator["subprocess.Popen[bytes]"]:
    """A Celery worker on the test database; it and its children end with the test."""
    database = connection.settings_dict
    environment = os.environ | {
        "DATABASE_URL": url_of(str(database["NAME"])),
        "EXTRACTION_LEASE_SECONDS": "2",
        "MATCH_BY_MEANING": "behind",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", *WORKER[1:], "--loglevel", "ERROR"],
        env=environment,
        cwd=configured.BASE_DIR,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def url_of(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    stop_at = time.monotonic() + seconds
    while not true() and time.monotonic() < stop_at:
        time.sleep(0.02)
    assert true()


def report(number: int) -> str:
    name = chr(65 + number % 26) + "aeiou"[number // 26]
    return "\n".join(
        f"{name}{chr(97 + at % 26)}ville paid {at * 7 + number} crowns for its "
        f"{name}{chr(97 + at // 26)}ton bridge on Monday."
        for at in range(LINES)
    )


def test_nothing_is_lost_and_nothing_doubled_when_a_worker_is_killed(
    settings: Any,
) -> None:
    settings.MATCH_BY_MEANING = "behind"
    texts = [report(number) for number in range(SOURCES)]
    # All wait before it begins, or it would keep pace with whoever stores them.
    for text in texts:
        ingest_text(text)
    with worker() as process:
        done = Extraction.objects.filter(status="done")
        running = Extraction.objects.filter(status="running")
        wait_until(lambda: done.exists() and running.exists(), 60)
        os.killpg(process.pid, signal.SIGKILL)
    assert done.count() < SOURCES

    def sweep() -> bool:
        sweep_extractions()
        return done.count() == SOURCES

    wait_until(sweep, 120)

    expected = sum(len(extract(text, way=Way.LETTERS).findings) for text in texts)
    assert Mention.objects.count() == expected == SOURCES * LINES
    places = Counter(Mention.objects.values_list("source", "start", "end"))
    assert set(places.values()) == {1}
    assert Claim.objects.count() == expected
    assert max(Extraction.objects.values_list("attempts", flat=True)) == 2
