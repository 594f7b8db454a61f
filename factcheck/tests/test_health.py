"""Probes, and the id every request carries."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from claims.ingest.entrance import ingest_text
from claims.models import Extraction
from factcheck import health
from factcheck.local.children import Children
from factcheck.local.valkey import start_valkey
from factcheck.requests import RequestIdFilter


@override_settings(ALLOWED_HOSTS=["desk.example.org"], SECURE_SSL_REDIRECT=True)
def test_a_live_process_says_so_to_any_host_without_the_database(
    client: Client,
) -> None:
    answer = client.get("/livez", headers={"host": "10.0.0.7"})

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_probes_only_ask(path: str, client: Client) -> None:
    answer = client.post(path)

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.django_db
def test_a_process_with_all_it_needs_is_ready(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    everything = {"database": "ok", "redis": "ok", "reports": "ok"}
    assert answer.json() == {"status": "ok", **everything}


@pytest.mark.django_db
@override_settings(REDIS_URL="redis://127.0.0.1:1/0")
def test_without_redis_work_goes_on(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    rest = {"database": "ok", "reports": "ok"}
    assert answer.json() == {"status": "degraded", "redis": "down", **rest}


@pytest.mark.django_db
def test_a_redis_that_is_full_is_not_called_well(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    with Children() as children:
        settings.REDIS_URL = start_valkey(
            children, data=tmp_path / "valkey", log=tmp_path / "log", durable=False
        )
        with redis.Redis.from_url(settings.REDIS_URL) as full:
            full.config_set("maxmemory", 1)

            answer = client.get("/readyz")

    rest = {"database": "ok", "reports": "ok"}
    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "redis": "refusing", **rest}


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "say"), [(1, "ok"), (3, "waiting")])
def test_reports_that_nobody_reads_are_told(
    client: Client, minutes: int, say: str
) -> None:
    ingest_text("On Friday the bridge at Brill was closed to 300 lorries.")
    Extraction.objects.update(run_after=timezone.now() - timedelta(minutes=minutes))

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["reports"] == say
    assert answer.json()["status"] == ("ok" if say == "ok" else "degraded")


@pytest.mark.django_db
def test_a_database_older_than_the_code_is_not_ready(client: Client) -> None:
    health.require_migrations.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reviews'")

    answer = client.get("/readyz")

    health.require_migrations.cache_clear()
    assert answer.status_code == 503
    assert answer.json()["database"] == "not migrated"


@pytest.mark.django_db(transaction=True)
def test_without_the_database_nothing_is_ready(client: Client) -> None:
    connection.close()
    host = settings.DATABASES["default"]["OPTIONS"]["host"]
    connection.settings_dict["OPTIONS"]["host"] = "/nowhere"
    try:
        answer = client.get("/readyz")
    finally:
        connection.settings_dict["OPTIONS"]["host"] = host
        connection.close()

    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "down", "redis": "ok"}


def test_a_sane_request_id_is_kept(client: Client) -> None:
    answer = client.get("/livez", headers={"x-request-id": "sync-2026.11_7"})

    assert answer["X-Request-Id"] == "sync-2026.11_7"


@pytest.mark.parametrize("offered", ["", "a b", "x" * 65, "id\u00e9", "<script>"])
def test_any_other_request_id_is_replaced(offered: str, client: Client) -> None:
    answer = client.get("/livez", headers={"x-request-id": offered})

    assert answer["X-Request-Id"] != offered
    assert len(answer["X-Request-Id"]) == 36


def test_log_lines_carry_the_request_id(client: Client) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(  # type: ignore[method-assign]  # a list for a terminal
        f"{record.__dict__['request_id']} {record.getMessage()}"
    )
    handler.addFilter(RequestIdFilter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)

    client.post("/livez", headers={"x-request-id": "from-a-partner"})

    logger.removeHandler(handler)
    assert lines == ["from-a-partner Method Not Allowed: /livez"]


@pytest.mark.parametrize(("status", "traced"), [(403, 0), (500, 1)])
def test_a_refusal_is_one_line_and_a_fault_has_its_traceback(
    status: int, traced: int
) -> None:
    fault = (PermissionDenied, PermissionDenied(), None)
    record = logging.LogRecord("x", logging.WARNING, "", 0, "Said.", (), fault)
    record.status_code = status

    assert RequestIdFilter().filter(record)
    assert bool(record.exc_info) == traced
