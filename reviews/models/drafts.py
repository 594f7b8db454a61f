"""What people have typed about a claim and not yet decided."""

import pgtrigger
from django.conf import settings
from django.db import models

from claims.models import Claim


class Draft(models.Model):
    """What a person has typed about a claim and not yet decided. A lost lease or a
    refused move never loses it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="drafts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    given = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "person"], name="draft_one_per_person_and_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.person} on claim {self.claim_id}"


class KeptDraft(models.Model):
    """What somebody had typed when another took the claim out of their hands. Their
    own Draft stays theirs; read it through ``reviews.blind``."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="kept_drafts"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Who typed it.",
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kept_at = models.DateTimeField()
    given = models.JSONField()

    class Meta:
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(
                name="kept_draft_never_changes", operation=pgtrigger.Update
            ),
        ]

    def __str__(self) -> str:
        return f"What {self.person} had typed on claim {self.claim_id}"
