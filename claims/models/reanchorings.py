"""What became of each Mention when its Source was superseded by a newer version."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.anchoring import Anchored


class Reanchoring(models.Model):
    """Where a Mention of the older version stands in the newer ``source``: exact or
    moved, then ``carried`` is the Mention there; or for people to look at, then the
    claims it states are read again. Written by ``claims.versions``, once."""

    mention = models.OneToOneField(
        "claims.Mention", on_delete=models.PROTECT, related_name="reanchoring"
    )
    source = models.ForeignKey(
        "claims.Source", on_delete=models.PROTECT, related_name="reanchorings"
    )
    state = models.CharField(
        max_length=9, choices=[(each.value, each.value) for each in Anchored]
    )
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    was = models.TextField(
        blank=True, help_text="The sentence as the older version has it."
    )
    now = models.TextField(
        blank=True, help_text="As the newer one has it; empty where it is not there."
    )
    why = models.CharField(
        max_length=300, blank=True, help_text="What differs: 4,200 → 2,400."
    )
    places = models.JSONField(
        default=list,
        help_text="Where there are several, as W3C text quotes and positions: exact, "
        "prefix, suffix, start, end.",
    )
    carried = models.ForeignKey(
        "claims.Mention", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now())
    told_at = models.DateTimeField(
        null=True, help_text="When it was recorded in the trail of its claim."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reanchoring_state_is_known",
                condition=Q(state__in=[each.value for each in Anchored]),
            ),
            models.CheckConstraint(
                name="reanchoring_has_its_place",
                condition=Q(state__in=["ambiguous", "lost"], start=None, end=None)
                | Q(state__in=["exact", "moved", "changed"], end__gt=F("start")),
            ),
            models.CheckConstraint(
                name="reanchoring_carries_what_stays",
                condition=Q(state__in=["exact", "moved"], carried__isnull=False)
                | Q(state__in=["changed", "ambiguous", "lost"], carried=None),
            ),
        ]
        indexes = [
            models.Index(
                name="reanchoring_untold", fields=["id"], condition=Q(told_at=None)
            ),
            models.Index(
                name="reanchoring_to_look_at",
                fields=["-id"],
                condition=Q(state__in=["changed", "ambiguous", "lost"]),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="reanchoring_never_changes", exclude=["id", "told_at"]
            ),
            pgtrigger.Protect(name="reanchoring_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Mention {self.mention_id}: {self.state}"
