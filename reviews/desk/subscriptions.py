"""What the page of subscriptions shows: each feed, what came of it and what did not."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db.models import Count, Q
from django.utils import timezone

from claims.models import Subscription, SubscriptionItem

# Longer ago it is no news.
LATELY: Final = timedelta(days=7)
FAILED_AT_MOST: Final = 100


@dataclass(frozen=True)
class Followed:
    """A subscription with how many reports came of it lately, how many pages wait to be
    fetched, and the newest that could not be."""

    subscription: Subscription
    taken: int
    waiting: int
    failed: list[SubscriptionItem] = field(default_factory=list)


def list_subscriptions() -> list[Followed]:
    """By outlet."""
    since = timezone.now() - LATELY
    lately = Q(items__listed_at__gt=since)
    rows = Subscription.objects.select_related("outlet").annotate(
        taken=Count("items", filter=lately & Q(items__source__isnull=False)),
        waiting=Count("items", filter=lately & Q(items__due_at__isnull=False)),
    )
    failed = defaultdict(list)
    for item in SubscriptionItem.objects.filter(
        source=None, due_at=None, listed_at__gt=since
    ).order_by("-pk")[:FAILED_AT_MOST]:
        failed[item.subscription_id].append(item)
    return [
        Followed(row, row.taken, row.waiting, failed[row.pk])
        for row in rows.order_by("outlet__name", "url")
    ]
