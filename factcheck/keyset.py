"""Lists in pages: each starts after the last key of the one before, so a deep page
costs what the first costs, and a row that comes or goes moves no other."""

import re
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.db.models import Model, QuerySet

KEY: Final = re.compile("[0-9]{1,19}")
MAX_KEY: Final = 2**63 - 1

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """Some rows, and the key that the page after them starts after, if there is one."""

    rows: list[Row]
    next: int | None


def page_after(
    rows: QuerySet[Row], *, after: int | None, limit: int, key: str = "-pk"
) -> KeysetPage[Row]:
    """At most ``limit`` of ``rows`` by ``key``: a unique integer, ``-`` for the newest
    first."""
    name = key.removeprefix("-")
    if after is not None:
        side = "lt" if key.startswith("-") else "gt"
        rows = rows.filter(**{f"{name}__{side}": after})
    found = list(rows.order_by(key)[: limit + 1])
    more = len(found) > limit
    return KeysetPage(found[:limit], getattr(found[limit - 1], name) if more else None)


def parse_key(text: str) -> int | None:
    """The key in an address; None for anything that is none."""
    return int(text) if KEY.fullmatch(text) and int(text) <= MAX_KEY else None
