"""The right of reply: whom a claim concerns was asked, by when, and what they said."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q


class ReplyRequest(models.Model):
    """One party asked for a reply in a Review, or why they could not be. Written by
    ``ask_reply`` and answered once by ``record_reply``."""

    review = models.ForeignKey(
        "reviews.Review", on_delete=models.PROTECT, related_name="reply_requests"
    )
    party = models.CharField(max_length=200, help_text="Who was asked.")
    channel = models.CharField(
        max_length=200, blank=True, help_text="How: an address, a number, in person."
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    not_possible = models.TextField(
        blank=True, help_text="Why the party could not be asked."
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    used = models.BooleanField(
        null=True, help_text="Whether the reasons take the answer up."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="reply_asked_for_or_not_possible",
                condition=~Q(not_possible="")
                | (Q(deadline__isnull=False) & ~Q(channel="")),
            ),
            models.CheckConstraint(
                name="reply_answered_with_words",
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reply_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="reply_is_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=pgtrigger.Func(
                    """
                    IF NOT reviews_reply_is_as_recorded(NEW.id) THEN
                        RAISE EXCEPTION 'request % is not what the trail says', NEW.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, by {self.deadline}"
