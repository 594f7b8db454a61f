"""Is the process alive (``/livez``), and can it serve (``/readyz``)?"""

import logging
from collections.abc import Callable
from functools import cache

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from claims.backlog import reports_wait_long

log = logging.getLogger(__name__)
# Written to Redis by each probe.
WRITTEN = "factcheck.readyz"


class MigrationsMissing(Exception):
    """The database is older than the code."""


class HealthMiddleware:
    """Answers before hosts are checked and HTTP is redirected: probes use neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        check = {"/livez": alive, "/readyz": ready}.get(request.path_info)
        if check is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            response: HttpResponse = HttpResponseNotAllowed(["GET", "HEAD"])
        else:
            status, answer = check()
            response = JsonResponse(answer, status=status)
        response["Cache-Control"] = "no-store"
        return response


def alive() -> tuple[int, dict[str, str]]:
    """This process answers; nothing else is asked."""
    return 200, {"status": "ok"}


def ready() -> tuple[int, dict[str, str]]:
    """Without the database nothing works (503). Without Redis or a worker pages and
    API do, and reports wait: degraded, and still 200."""
    answer = {"status": "ok", "database": "ok", "redis": redis_state()}
    try:
        ask_database()
        answer["reports"] = "waiting" if reports_wait_long() else "ok"
    except MigrationsMissing:
        return 503, answer | {"status": "unavailable", "database": "not migrated"}
    except Error:
        log.exception("The database does not answer")
        return 503, answer | {"status": "unavailable", "database": "down"}
    if answer["redis"] != "ok" or answer["reports"] != "ok":
        answer["status"] = "degraded"
    return 200, answer


def ask_database() -> None:
    """Raises MigrationsMissing, or django.db.Error when it cannot be reached."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    require_migrations()


@cache  # an exception is not cached: asked until it has once been true
def require_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsMissing


def redis_state() -> str:
    """A full Redis still answers when it is only asked whether it is there."""
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
    )
    with client:
        try:
            client.ping()
            client.set(WRITTEN, "1", ex=60)
        except redis.ResponseError as refusal:
            log.warning("Redis takes nothing in: %s", refusal)
            return "refusing"
        except redis.RedisError:
            return "down"
    return "ok"
