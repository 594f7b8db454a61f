"""The API's lists in pages, each with the address of the one after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from factcheck.keyset import Row, page_after, parse_key
from factcheck.problems import wrong_parameter


@dataclass(frozen=True)
class ListPage(Generic[Row]):
    """Some rows, and the address of those after them."""

    items: list[Row]
    next: str | None


def list_page(
    rows: QuerySet[Row],
    *,
    request: Request,
    asked: Mapping[str, Any],
    key: str = "-pk",
) -> ListPage[Row]:
    """At most ``limit`` of ``rows`` by ``key`` (a unique integer; ``-`` means newest
    first), after ``cursor``. Raises Problem for a cursor that is none of ours."""
    cursor = asked.get("cursor")
    after = None if cursor is None else parse_cursor(cursor)
    page = page_after(rows, after=after, limit=asked["limit"], key=key)
    if page.next is None:
        return ListPage(page.rows, None)
    here = request.build_absolute_uri()
    return ListPage(page.rows, replace_query_param(here, "cursor", str(page.next)))


def parse_cursor(text: str) -> int:
    if (key := parse_key(text)) is None:
        raise wrong_parameter(
            "cursor-invalid",
            "cursor",
            "Follow `next` exactly as received, or start without one.",
        )
    return key
