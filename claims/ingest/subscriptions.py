"""Reading the feeds that outlets publish: what they list is fetched and taken in, each
page once, as if somebody had given its address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from time import monotonic, struct_time
from typing import Any, Final

import feedparser
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from urllib3.exceptions import HTTPError

from claims.ingest.entrance import ingest_text, seen_line
from claims.ingest.fetching import (
    SECONDS,
    SENT,
    fetch,
    follow,
    read_bytes,
    split,
    unreachable,
)
from claims.ingest.refusals import SourceRefused
from claims.models import Outlet, Source, Subscription, SubscriptionItem

EVERY: Final = timedelta(minutes=10)
# A feed that fails is asked half as often each time, but once in a morning.
SELDOM: Final = timedelta(hours=6)
# Longer than reading one feed or page may take: after it another process tries.
LEASE: Final = timedelta(minutes=2)
# When a page that could not be fetched is tried again; after that it is a person's.
TRIED_AFTER: Final = (timedelta(minutes=10), timedelta(hours=2))
TRIES: Final = 1 + len(TRIED_AFTER)
# Of a new subscription the news, and not its archive.
OLDEST: Final = timedelta(days=3)
MOST_ITEMS: Final = 200
NOT_MODIFIED: Final = 304
# Servers say any of these of a feed.
FEEDS: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "text/html",
    "text/plain",
)
ACCEPTED: Final = "application/rss+xml, application/atom+xml, application/xml;q=0.9"


@dataclass(frozen=True, slots=True)
class Item:
    """A report that a feed lists."""

    url: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a server answered: ``items`` is None where nothing has changed."""

    items: list[Item] | None
    etag: str = ""
    modified: str = ""


def subscribe(url: str, outlet: str) -> tuple[Subscription, bool]:
    """Follow the feed at ``url`` from now on; says whether it is new. Raises
    SourceRefused where there is none."""
    name = seen_line(outlet)
    if not name:
        raise SourceRefused("no_outlet", "outlet", _("Say whose feed it is."))
    known = Subscription.objects.filter(url=url).select_related("outlet").first()
    if known:
        return known, False
    feed = ask_feed(url)
    with transaction.atomic():
        published_by, _made = Outlet.objects.get_or_create(name=name[:200])
        subscription, new = Subscription.objects.get_or_create(
            url=url, defaults={"outlet": published_by}
        )
        if new:
            note_read(subscription, feed)
    return subscription, new


def pause(subscription: int, *, paused: bool) -> None:
    """Read it no more, or again and at once."""
    Subscription.objects.filter(pk=subscription).update(paused=paused, due_at=Now())


def read_subscriptions(*, seconds: float) -> int:
    """Read the feeds that are due, then fetch the pages that they list, for no longer
    than ``seconds``; how many pages. Safe to run in many processes at once."""
    if not settings.FETCH_PAGES:
        return 0
    stop_at = monotonic() + seconds
    fetched = 0
    # Reasons are recorded in English.
    with override("en"):
        while monotonic() < stop_at and (subscription := take_subscription()):
            read_one(subscription)
        while monotonic() < stop_at and (item := take_item()):
            fetch_one(item)
            fetched += 1
    return fetched


@transaction.atomic
def take_subscription() -> Subscription | None:
    """The one that is due longest, for this process alone until its lease ends."""
    due = Subscription.objects.filter(paused=False, due_at__lte=Now())
    taken = due.select_for_update(skip_locked=True).order_by("due_at").first()
    if taken:
        Subscription.objects.filter(pk=taken.pk).update(due_at=Now() + LEASE)
    return taken


def read_one(subscription: Subscription) -> None:
    try:
        feed = ask_feed(
            subscription.url,
            etag=subscription.etag,
            modified=subscription.modified,
        )
    except SourceRefused as refusal:
        subscription.failures += 1
        wait = min(EVERY * 2 ** min(subscription.failures, 10), SELDOM)
        subscription.due_at = timezone.now() + wait
        subscription.error = refusal.say[:500]
        subscription.save(update_fields=["failures", "due_at", "error"])
    else:
        note_read(subscription, feed)


@transaction.atomic
def note_read(subscription: Subscription, feed: Feed) -> None:
    SubscriptionItem.objects.bulk_create(
        (
            SubscriptionItem(
                subscription=subscription,
                url=item.url,
                published_on=item.published_on,
            )
            for item in feed.items or ()
        ),
        ignore_conflicts=True,
    )
    now = timezone.now()
    if feed.items is not None:
        subscription.etag, subscription.modified = feed.etag, feed.modified
    subscription.read_at, subscription.due_at = now, now + EVERY
    subscription.failures, subscription.error = 0, ""
    subscription.save(
        update_fields=["etag", "modified", "read_at", "due_at", "failures", "error"]
    )


def ask_feed(url: str, *, etag: str = "", modified: str = "") -> Feed:
    """Raises SourceRefused."""
    known = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = SENT | {"Accept": ACCEPTED}
    headers |= {name: value for name, value in known.items() if value}
    stop_at = monotonic() + SECONDS
    response, place = follow("GET", url, headers=headers)
    try:
        if response.status == NOT_MODIFIED:
            return Feed(None)
        content, _rest = read_bytes(response, stop_at, kinds=FEEDS)
    except (HTTPError, OSError) as problem:
        raise unreachable(problem) from problem
    finally:
        response.close()
    return Feed(
        list(read_items(content, place, dict(response.headers))),
        etag=response.headers.get("ETag", "")[:300],
        modified=response.headers.get("Last-Modified", "")[:100],
    )


def read_items(
    content: bytes, place: str, headers: dict[str, str] | None = None
) -> Iterator[Item]:
    """What a feed lists that is news, each address once; raises SourceRefused where it
    is no feed."""
    told = {name.lower(): value for name, value in (headers or {}).items()}
    parsed: Any = feedparser.parse(
        BytesIO(content), response_headers=told | {"content-location": place}
    )
    if not parsed.get("version"):
        raise SourceRefused(
            "no_feed",
            "url",
            _("is no RSS or Atom feed. Look for the address of one on the site."),
        )
    oldest = timezone.now() - OLDEST
    seen = set()
    for entry in parsed.entries[:MOST_ITEMS]:
        moment = moment_of(entry)
        url = str(entry.get("link", ""))
        if url in seen or not is_address(url) or (moment and moment < oldest):
            continue
        seen.add(url)
        yield Item(url, timezone.localdate(moment) if moment else None)


def moment_of(entry: Any) -> datetime | None:
    """When it was published; None where the feed does not say, or cannot be meant."""
    # The library's own get() warns where it guesses one from the other.
    days = (dict.get(entry, name) for name in ("published_parsed", "updated_parsed"))
    told: struct_time | None = next(filter(None, days), None)
    if not told:
        return None
    try:
        moment = datetime(*told[:6], tzinfo=timezone.get_fixed_timezone(0))
    except ValueError:
        return None
    # Tomorrow's paper was published today.
    return min(moment, timezone.now())


def is_address(url: str) -> bool:
    try:
        split(url)
    except SourceRefused:
        return False
    return len(url) <= 2000


@transaction.atomic
def take_item() -> SubscriptionItem | None:
    """The one that has waited longest, for this process alone until its lease ends.
    The attempt counts before it is made: a page that kills its worker does not stay."""
    due = SubscriptionItem.objects.filter(
        due_at__lte=Now(), subscription__paused=False
    ).select_related("subscription__outlet")
    taken = (
        due.select_for_update(of=("self",), skip_locked=True)
        .order_by("due_at", "pk")
        .first()
    )
    if taken:
        taken.attempts += 1
        taken.due_at = timezone.now() + LEASE if taken.attempts <= TRIES else None
        taken.save(update_fields=["attempts", "due_at"])
    return taken


def fetch_one(item: SubscriptionItem) -> None:
    """Take in its page, or say why not."""
    try:
        item.source, item.due_at, item.error = take_in(item), None, ""
    except SourceRefused as refusal:
        item.error = refusal.say[:500]
        again = TRIED_AFTER[item.attempts - 1 :][:1]
        item.due_at = timezone.now() + again[0] if again else None
    item.save(update_fields=["source", "due_at", "error"])


def take_in(item: SubscriptionItem) -> Source:
    """The Source of its page, which may have come in before; raises SourceRefused."""
    known = Source.objects.filter(url=item.url).order_by("-pk").first()
    if known:
        return known
    page = fetch(item.url)
    source, _new = ingest_text(
        page.text,
        outlet=item.subscription.outlet.name,
        url=page.url,
        published_on=item.published_on,
    )
    return source
