"""Is the process alive (``/livez``), and can it serve (``/readyz``)?"""

import logging
from collections.abc import Callable
from functools import cache

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

log = logging.getLogger(__name__)


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
    """Without the database nothing works (503). Without Redis work is only slower,
    because PostgreSQL holds the record: degraded, and still 200."""
    answer = {"status": "ok", "database": "ok", "redis": redis_state()}
    if answer["redis"] == "down":
        answer["status"] = "degraded"
    try:
        ask_database()
    except MigrationsMissing:
        return 503, answer | {"status": "unavailable", "database": "not migrated"}
    except Error:
        log.exception("The database does not answer")
        return 503, answer | {"status": "unavailable", "database": "down"}
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
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
    )
    with client:
        try:
            client.ping()
        except redis.RedisError:
            return "down"
    return "ok"
