"""Lists in pages: each starts after the last key of the one before, so a deep page
costs what the first costs, and a row that comes or goes moves no other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from factcheck.problems import Problem

CURSOR: Final = re.compile("[0-9]{1,19}")
MAX_KEY: Final = 2**63 - 1

Row = TypeVar("Row", bound=Model)


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
    name = key.removeprefix("-")
    if (cursor := asked.get("cursor")) is not None:
        side = "lt" if key.startswith("-") else "gt"
        rows = rows.filter(**{f"{name}__{side}": parse_cursor(cursor)})
    limit = asked["limit"]
    found = list(rows.order_by(key)[: limit + 1])
    if len(found) <= limit:
        return ListPage(found, None)
    shown = found[:limit]
    here = request.build_absolute_uri()
    last = getattr(shown[-1], name)
    return ListPage(shown, replace_query_param(here, "cursor", str(last)))


def parse_cursor(text: str) -> int:
    if not CURSOR.fullmatch(text) or int(text) > MAX_KEY:
        raise Problem(
            "cursor-invalid", "Follow `next` exactly as received, or start without one."
        )
    return int(text)
