"""Webhooks: an account's own server is rung when something was published.

A ring is a doorbell and no letter: it says how far the feed goes, and the client reads
it there. So none can be lost that matters, none has an order, and whoever forges one
makes a client look once too often. Signed as Standard Webhooks 1.0 has it
(https://www.standardwebhooks.com), for which libraries exist."""

import base64
import hmac
import json
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import SystemRandom
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max
from django.db.models.functions import Now
from django.utils import timezone

from claims.ingest.fetching import ask
from claims.ingest.refusals import SourceRefused
from reviews.feed import FeedEntry

logger = logging.getLogger(__name__)

PREFIX: Final = "whsec_"
# Longer than a call may take, so that only a dead worker's is made again.
LEASE: Final = timedelta(minutes=1)
# Seconds after the first failed call, the second, …; then the last, for ever.
WAITS: Final = (5, 30, 300, 1800, 3600)
MOST_WAIT: Final = timedelta(days=1)
TOO_SOON: Final = (429, 503)
GONE: Final = 410
AT_MOST: Final = 5
KIND: Final = "verdicts.published"

# Where no call can be made, in the words of whoever wants to be called.
UNREACHED: Final = {
    "wrong_address": "This is no address of a server. Begin it with https://.",
    "names_user": "It names a user. Leave out what stands before the @.",
    "no_such_host": "There is no such server. Check the address.",
    "not_public": "The server is not in the public net. One of the house has to be "
    "named in the setting WEBHOOKS_INSIDE.",
    "unreachable": "The server cannot be reached.",
}

# Not to ring all at once what failed together.
_dice = SystemRandom()


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


class Webhook(models.Model):
    """Where an account is rung, and how far it knows the feed. ``failures`` are those
    since the last call that was answered with 2xx; at 410 it is ``silenced``."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="webhooks"
    )
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=64, default=new_secret)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    rung_seq = models.BigIntegerField(default=0)
    next_at = models.DateTimeField(db_default=Now())
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    silenced = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "url"], name="webhook_is_there_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url} of {self.account}"


def newest_seq() -> int:
    head: int | None = FeedEntry.objects.aggregate(head=Max("seq"))["head"]
    return head or 0


def call_webhooks(*, seconds: float) -> int:
    """Ring those that do not know the newest entry, one after the other, for no longer
    than ``seconds``; how many. Safe to run in many processes at once."""
    stop_at = monotonic() + seconds
    called = 0
    while monotonic() < stop_at and (taken := take_due()):
        call(*taken)
        called += 1
    return called


@transaction.atomic
def take_due() -> tuple[Webhook, int] | None:
    """The webhook that has waited longest and how far the feed goes, for one process
    alone until its lease ends."""
    head = newest_seq()
    due = Webhook.objects.filter(
        rung_seq__lt=head, silenced=False, next_at__lte=Now(), account__is_active=True
    )
    hook = (
        due.select_for_update(of=("self",), skip_locked=True)
        .order_by("next_at", "pk")
        .first()
    )
    if hook is None:
        return None
    Webhook.objects.filter(pk=hook.pk).update(next_at=Now() + LEASE)
    return hook, head


def call(hook: Webhook, head: int) -> None:
    """Ring, and write down what came of it."""
    status, error, wait = send(hook, head)
    row = Webhook.objects.filter(pk=hook.pk)
    if 200 <= status < 300:
        row.update(rung_seq=head, next_at=Now(), failures=0, error="")
        return
    logger.warning("Webhook %d (%s): %s", hook.pk, hook.url, error)
    row.update(
        next_at=timezone.now() + (wait or pause(hook.failures)),
        failures=F("failures") + 1,
        error=error[:300],
        silenced=status == GONE,
    )


def send(hook: Webhook, head: int) -> tuple[int, str, timedelta | None]:
    """The status that was answered (0 for none), what was wrong, and how long the
    server wants to be left alone."""
    now = timezone.now()
    document = {"type": KIND, "timestamp": now.isoformat(), "data": {"seq": head}}
    body = json.dumps(document, separators=(",", ":")).encode()
    named = f"{hook.pk}-{head}"
    headers = {
        "User-Agent": "Factcheck",
        "Content-Type": "application/json",
        "webhook-id": named,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": sign(hook.secret, named, now, body),
    }
    try:
        answer = ask(
            "POST",
            hook.url,
            body=body,
            headers=headers,
            inside=settings.WEBHOOKS_INSIDE,
        )
        # What it says is of no use, and may be endless.
        answer.close()
    except SourceRefused as refusal:
        return 0, UNREACHED[refusal.code], None
    wait = retry_after(answer.headers) if answer.status in TOO_SOON else None
    return answer.status, f"The server answers {answer.status}.", wait


def sign(secret: str, named: str, moment: datetime, body: bytes) -> str:
    """The header ``webhook-signature`` for a body."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{named}.{int(moment.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def pause(failures: int) -> timedelta:
    """How long to wait after so many failed calls and one more."""
    seconds = WAITS[min(failures, len(WAITS) - 1)]
    return timedelta(seconds=seconds * _dice.uniform(0.8, 1.2))


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    wanted = headers.get("Retry-After", "")
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 9):
        return None
    return min(timedelta(seconds=int(wanted)), MOST_WAIT)
