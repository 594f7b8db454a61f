"""What becomes of texts while the database itself is out of order."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection
from django.db.models.functions import Now

from claims.extracting import run
from claims.ingest.entrance import ingest_text
from claims.models import Extraction, Mention
from claims.tasks import SWEEP_SECONDS
from claims.tests.reports import FLOOD

FULL = "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'"
RESTARTED = "PERFORM pg_terminate_backend(pg_backend_pid(), 5000)"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def by_words(settings: Any) -> None:
    settings.MATCH_BY_MEANING = "off"


@pytest.fixture
def waiting() -> Extraction:
    source, _ = ingest_text(FLOOD)
    return Extraction.objects.get(source=source)


@pytest.fixture(params=[FULL, RESTARTED], ids=["full", "restarted"])
def outage(request: pytest.FixtureRequest) -> Iterator[None]:
    """PostgreSQL in trouble, by its own error, whenever a claim is to be stored."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION give_out() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {request.param}; RETURN NULL; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER outage BEFORE INSERT ON claims_claim "
            "FOR EACH STATEMENT EXECUTE FUNCTION give_out()"
        )
    try:
        yield
    finally:
        end_outage()


def end_outage() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS give_out CASCADE")


@pytest.mark.usefixtures("outage")
def test_no_text_fails_because_of_an_outage_however_long(waiting: Extraction) -> None:
    for _ in range(configured.EXTRACTION_ATTEMPTS + 1):
        assert run(waiting.pk) is False
        waiting.refresh_from_db()
        assert (waiting.status, waiting.attempts) == ("queued", 0)
        assert waiting.error.startswith("OperationalError: ")
        assert "\n" not in waiting.error
        Extraction.objects.update(run_after=Now())
    end_outage()

    assert run(waiting.pk) is True

    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts, waiting.error) == ("done", 1, "")
    assert Mention.objects.count() == waiting.mentions_found > 0


def test_a_text_that_a_sweep_takes_last_still_has_most_of_a_tasks_time() -> None:
    assert configured.CELERY_TASK_SOFT_TIME_LIMIT - SWEEP_SECONDS >= 90
