"""What people concluded in a Review, and on which Mentions they relied."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Mention
from reviews.moves import Outcome, Stage
from reviews.verdicts import Rating


class Reading(models.Model):
    """One person's judgement in a Review. Nobody reads twice in one Review; a
    Reading that was undone stays, and counts nowhere."""

    review = models.ForeignKey(
        "reviews.Review", on_delete=models.PROTECT, related_name="readings"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="readings"
    )
    stage = models.CharField(
        max_length=14, choices=Stage, help_text="The stage it was made in."
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    rating = models.ForeignKey(
        Rating, on_delete=models.PROTECT, related_name="readings"
    )
    reason = models.TextField(blank=True)
    exception = models.TextField(
        blank=True, help_text="Why one origin is enough to corroborate."
    )
    mentions: "models.ManyToManyField[Mention, Citation]" = models.ManyToManyField(
        Mention, through="Citation", related_name="cited_by"
    )
    read_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reader"],
                condition=Q(undone_at=None),
                name="reading_once_per_person_and_review",
            ),
            models.UniqueConstraint(
                fields=["review", "stage"],
                condition=Q(undone_at=None),
                name="reading_once_per_stage_and_review",
            ),
            models.CheckConstraint(
                name="reading_stage_is_a_deciding_one",
                condition=Q(stage__in=["in_hand", "second_reading", "adjudication"]),
            ),
            models.CheckConstraint(
                name="reading_first_and_last_say_why",
                condition=Q(stage="second_reading") | ~Q(reason=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reading_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="reading_never_changes",
                fields=[
                    "review",
                    "reader",
                    "stage",
                    "outcome",
                    "rating",
                    "reason",
                    "exception",
                    "read_at",
                ],
            ),
            pgtrigger.Trigger(
                name="reading_is_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=pgtrigger.Func(
                    """
                    IF NOT EXISTS (
                        SELECT 1 FROM reviews_event e
                        LEFT JOIN reviews_event u ON u.undoes_id = e.id
                        WHERE e.review_id = NEW.review_id AND e.verb = 'decide'
                          AND (e.data ->> 'reading')::bigint = NEW.id
                          AND (u.id IS NOT NULL) = (
                            SELECT undone_at IS NOT NULL FROM reviews_reading
                            WHERE id = NEW.id)
                    ) THEN
                        RAISE EXCEPTION 'reading % is not what the trail says', NEW.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
            pgtrigger.Protect(
                name="reading_is_undone_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.outcome}"


class Citation(models.Model):
    """A Mention that a Reading relies on."""

    reading = models.ForeignKey(
        Reading, on_delete=models.PROTECT, related_name="citations"
    )
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "mention"], name="citation_once_per_reading"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="citation_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reading_id} cites {self.mention_id}"
