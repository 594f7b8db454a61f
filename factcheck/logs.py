"""What the log says of an outage: a line and no traceback, and of what the clock of
Celery tries again and again a line every half minute."""

import logging
from time import monotonic
from typing import Final

import redis
from celery.beat import SchedulingError
from django.db import InterfaceError, OperationalError
from kombu.exceptions import OperationalError as BrokerAway

from factcheck.outage import is_outage

QUIET_SECONDS: Final = 30


class OutageFilter(logging.Filter):
    """Where in our code it was noticed helps nobody who reads the log."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        fault = record.exc_info[1] if record.exc_info else None
        if not is_away(fault):
            return True
        record.msg, record.args = in_one_line(record.getMessage(), str(fault)), ()
        record.exc_info = record.exc_text = None
        if not record.name.startswith("celery"):
            return True
        now = monotonic()
        if now - self.said.get(record.name, -QUIET_SECONDS) < QUIET_SECONDS:
            return False
        self.said[record.name] = now
        return True


def is_away(fault: BaseException | None) -> bool:
    """Whether the database or the broker did not answer, or said that it cannot."""
    if isinstance(fault, OperationalError):
        without_a_word = getattr(fault.__cause__, "sqlstate", None) is None
        return without_a_word or is_outage(fault)
    away = (InterfaceError, SchedulingError, BrokerAway, redis.ConnectionError)
    return isinstance(fault, (*away, redis.OutOfMemoryError))


def in_one_line(message: str, fault: str) -> str:
    first, reason = (each.strip().partition("\n")[0] for each in (message, fault))
    return first if reason in first else f"{first} {reason}"
