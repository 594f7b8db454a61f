"""The feeds that outlets publish, and the reports that they list."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """An outlet's RSS or Atom feed, read now and then for new reports. ``etag`` and
    ``modified`` are what its server wants to hear again; ``failures`` are those since
    it was last read."""

    outlet = models.ForeignKey(
        "claims.Outlet", on_delete=models.PROTECT, related_name="subscriptions"
    )
    url = models.URLField(max_length=2000, unique=True)
    paused = models.BooleanField(default=False)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return self.url


class SubscriptionItem(models.Model):
    """A report that a subscription lists, by the address of its page. It waits until
    ``due_at`` to be fetched; then it has a ``source``, or an ``error`` and, once it is
    tried no more, no ``due_at``."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="items"
    )
    url = models.URLField(max_length=2000, unique=True)
    published_on = models.DateField(null=True)
    listed_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(null=True, db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(
        "claims.Source", on_delete=models.PROTECT, null=True, related_name="+"
    )
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="subscription_item_due",
                fields=["due_at"],
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(
                name="subscription_item_failed",
                fields=["subscription", "-id"],
                condition=models.Q(due_at=None, source=None),
            ),
        ]

    def __str__(self) -> str:
        return self.url
