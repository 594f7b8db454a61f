"""How often one asker may ask the API, counted in Redis. Where Redis does not answer
nobody is refused: it is there to keep one from taking the place of all."""

import logging
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import Final

import redis
from django.conf import settings
from django.http import HttpRequest
from redis.backoff import NoBackoff
from redis.commands.core import Script
from redis.retry import Retry

log = logging.getLogger(__name__)

SECONDS: Final = 60
# One round trip; the time begins with the first request in it.
COUNT: Final = """
local count, left = redis.call('INCR', KEYS[1]), redis.call('PTTL', KEYS[1])
if left < 0 then
    left = tonumber(ARGV[1])
    redis.call('PEXPIRE', KEYS[1], left)
end
return {count, left}
"""
# While Redis is away each request would wait for it, as long as this.
TIMEOUT: Final = 1
QUIET_SECONDS: Final = 30
LONGEST_ADDRESS: Final = 64


class Quiet:
    """Until when Redis is not asked, because it did not answer; 0 while it does."""

    until = 0.0


@dataclass(frozen=True)
class Quota:
    """What an asker may ask, how much of it is left, and for how many seconds."""

    limit: int
    left: int
    seconds: int

    @property
    def is_exceeded(self) -> bool:
        return self.left < 0

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"default";q={self.limit};w={SECONDS}',
            "RateLimit": f'"default";r={max(self.left, 0)};t={self.seconds}',
        }


def spend(asker: str) -> Quota | None:
    """Count one request of ``asker``; None where nothing is counted."""
    limit = settings.API_REQUESTS_A_MINUTE
    if not limit or monotonic() < Quiet.until:
        return None
    try:
        count, left = counter(settings.REDIS_URL)(
            keys=[f"quota:{asker}"], args=[SECONDS * 1000]
        )
    except redis.RedisError as trouble:
        if not Quiet.until:
            log.warning("Requests are not counted until Redis is back (%s).", trouble)
        Quiet.until = monotonic() + QUIET_SECONDS
        return None
    Quiet.until = 0.0
    # Rounded up: after so many seconds the next one is answered.
    return Quota(limit, limit - count, max(1, -(-left // 1000)))


@cache
def counter(url: str) -> Script:
    client = redis.Redis.from_url(
        url,
        socket_timeout=TIMEOUT,
        socket_connect_timeout=TIMEOUT,
        # A connection from before Redis started anew is no reason to give up.
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )
    return client.register_script(COUNT)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. The proxy that ends HTTPS adds that at the end of
    what it was sent; nobody else is believed."""
    told = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    nearest = told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return nearest[:LONGEST_ADDRESS]
