"""The database or its disk is out of order: no fault of what was being done."""

from typing import Final

from django.db import OperationalError

# What PostgreSQL calls these: no room on its disk, no connection left, stopped by an
# operator, stopped by a crash elsewhere, not up yet.
OUTAGES: Final = frozenset({"53100", "53300", "57P01", "57P02", "57P03"})


def is_outage(problem: BaseException | None) -> bool:
    """Whether PostgreSQL says so itself. A connection that broke without a word is no
    outage: what was being done may have broken it."""
    return (
        isinstance(problem, OperationalError)
        and getattr(problem.__cause__, "sqlstate", None) in OUTAGES
    )
