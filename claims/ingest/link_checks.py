"""Asking, now and then, whether the pages of Sources are still there."""

from datetime import timedelta
from time import monotonic
from typing import Final

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.ingest.fetching import find_status
from claims.ingest.refusals import SourceRefused
from claims.models import LinkCheck, Source

# Who answers so has taken the page away; anything else may pass.
GONE: Final = (404, 410)
NO_ANSWER: Final = 0
ASK_AGAIN_AFTER: Final = timedelta(days=1)
# What came in longer ago is left in peace.
ASK_FOR: Final = timedelta(days=90)
AT_ONCE: Final = 50


def check_links(*, seconds: float) -> int:
    """Ask for the pages not asked for longest, no longer than ``seconds``; says how
    many."""
    if not settings.FETCH_PAGES:
        return 0
    stop_at = monotonic() + seconds
    asked = 0
    for source in due()[:AT_ONCE]:
        if monotonic() > stop_at:
            break
        note(source)
        asked += 1
    return asked


def due() -> QuerySet[Source]:
    now = timezone.now()
    again = Q(link_check=None) | Q(link_check__checked_at__lt=now - ASK_AGAIN_AFTER)
    return (
        Source.objects.exclude(url="")
        .filter(again, received_at__gt=now - ASK_FOR, superseded_by=None)
        .order_by(F("link_check__checked_at").asc(nulls_first=True), "pk")
        .select_related("link_check")
        .only("url", "link_check")
    )


def note(source: Source) -> None:
    """Ask for the page of ``source`` and write down the answer."""
    try:
        status = find_status(source.url)
    except SourceRefused:
        status = NO_ANSWER
    now = timezone.now()
    before = getattr(source, "link_check", None)
    gone_since = (before and before.gone_since) or now
    LinkCheck.objects.update_or_create(
        source=source,
        defaults={
            "status": status,
            "checked_at": now,
            "gone_since": gone_since if status in GONE else None,
        },
    )
