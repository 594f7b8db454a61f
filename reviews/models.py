"""What people do with claims: rounds of work and readings.

``stage`` here and ``Claim.state`` are written by ``reviews.workflow`` alone; the
triggers below refuse every other hand. Verdicts, the trail and the feed have
files of their own."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.models import Claim, Mention
from reviews.corrected import (
    MentionUnderReview,
    OriginUnderReview,
    WordingUnderReview,
)
from reviews.feed import FeedEntry, PendingEntry
from reviews.moves import Outcome, Stage, legal_stage_pairs, legal_state_pairs
from reviews.preferences import Preferences
from reviews.trail import Event
from reviews.verdicts import Rating, Verdict

__all__ = [
    "Citation",
    "ClaimUnderReview",
    "Draft",
    "Event",
    "FeedEntry",
    "MentionUnderReview",
    "OriginUnderReview",
    "PendingEntry",
    "Preferences",
    "Rating",
    "Reading",
    "Review",
    "Verdict",
    "WordingUnderReview",
]


def only_these(field: str, pairs: list[tuple[str, str]]) -> pgtrigger.Func:
    """Refuse a change of ``field`` that the table of moves does not name."""
    known = ", ".join(f"('{before}', '{after}')" for before, after in pairs)
    return pgtrigger.Func(
        f"""
        IF (OLD.{field}, NEW.{field}) NOT IN ({known}) THEN
            RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME,
                OLD.{field}, NEW.{field} USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        """  # built from our own table of moves
    )


class ClaimUnderReview(Claim):
    """Claim, seen from here: carries the triggers that need the trail."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="claim_makes_legal_moves",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.AnyChange("state"),
                func=only_these("state", legal_state_pairs()),
            ),
            pgtrigger.Trigger(
                name="claim_moves_are_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange("state", "version", "head"),
                # The row as it is at commit, not as this statement left it: one
                # transaction may make several moves.
                func=pgtrigger.Func(
                    """
                    IF NOT EXISTS (
                        SELECT 1 FROM claims_claim c JOIN reviews_event e
                            ON e.claim_id = c.id AND e.seq = c.version
                        WHERE c.id = NEW.id AND e.hash = c.head
                          AND e.state_after = c.state
                    ) THEN
                        RAISE EXCEPTION 'claim % moved without its event', NEW.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
            # Extraction goes on learning about a claim that waits in the queue.
            pgtrigger.Trigger(
                name="claim_ranks_its_review",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("worth", "differing"),
                func=pgtrigger.Func(
                    """
                    UPDATE reviews_review
                    SET priority = reviews_priority(NEW.worth, NEW.differing)
                    WHERE claim_id = NEW.id AND stage <> 'closed';
                    RETURN NULL;
                    """
                ),
            ),
        ]


class Review(models.Model):
    """One round of work on a Claim, from queue to close. Narrow: this is the row
    that the queue reads."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(max_length=14, choices=Stage, default=Stage.QUEUED)
    priority = models.PositiveSmallIntegerField(
        default=0, help_text="0 to 100; higher is handed out first."
    )
    opened_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="reviews_in_hand",
    )
    lease_until = models.DateTimeField(null=True)
    second_reader = models.BooleanField(
        default=True, help_text="The policy in force when it was opened."
    )
    blind = models.BooleanField(
        default=False, help_text="The first Reading is hidden from the second reader."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "round"], name="review_rounds_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=~Q(stage="closed"),
                name="review_at_most_one_open",
            ),
            models.CheckConstraint(
                name="review_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="review_in_hand_has_holder",
                condition=~Q(stage="in_hand") | Q(holder__isnull=False),
            ),
            models.CheckConstraint(
                name="review_holder_has_lease",
                condition=Q(holder=None, lease_until=None)
                | Q(holder__isnull=False, lease_until__isnull=False),
            ),
            models.CheckConstraint(
                name="review_closed_has_time_and_no_holder",
                condition=Q(stage="closed", closed_at__isnull=False, holder=None)
                | (~Q(stage="closed") & Q(closed_at=None)),
            ),
        ]
        indexes = [
            models.Index(
                name="review_queue",
                fields=["-priority", "due_at", "id"],
                condition=~Q(stage="closed"),
            ),
            models.Index(
                name="review_by_holder",
                fields=["holder", "-priority", "due_at", "id"],
                condition=Q(holder__isnull=False),
            ),
            models.Index(
                name="review_by_stage",
                fields=["stage", "-priority", "due_at", "id"],
                condition=Q(stage__in=["second_reading", "adjudication"]),
            ),
        ]
        permissions = [
            ("review_claim", "Can take, decide, dismiss and merge claims"),
            ("adjudicate_claim", "Can settle two readings that differ"),
            ("reopen_claim", "Can put a closed claim back in the queue"),
            ("withdraw_verdict", "Can withdraw a verdict with a public notice"),
            ("see_dashboard", "Can see the dashboard"),
            ("sync_verdicts", "Can read published verdicts over the API"),
        ]
        triggers = [
            pgtrigger.Protect(name="review_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="review_starts_queued",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__stage="queued"),
            ),
            pgtrigger.ReadOnly(
                name="review_terms_never_change",
                fields=["claim", "round", "opened_at", "second_reader", "blind"],
            ),
            pgtrigger.Trigger(
                name="review_makes_legal_moves",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("stage"),
                condition=pgtrigger.AnyChange("stage"),
                func=only_these("stage", legal_stage_pairs()),
            ),
            pgtrigger.Trigger(
                name="review_moves_are_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=pgtrigger.Func(
                    """
                    IF (SELECT stage FROM reviews_review WHERE id = NEW.id)
                    IS DISTINCT FROM (
                        SELECT stage_after FROM reviews_event
                        WHERE claim_id = NEW.claim_id AND review_id = NEW.id
                        ORDER BY seq DESC LIMIT 1
                    ) THEN
                        RAISE EXCEPTION 'review % moved without its event', NEW.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Review {self.round} of claim {self.claim_id}"


class Reading(models.Model):
    """One person's judgement in a Review. Nobody reads twice in one Review; a
    Reading that was undone stays, and counts nowhere."""

    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, related_name="readings"
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
