"""Rounds of work on a claim: Review, and Claim as it is seen from there, with what
PostgreSQL refuses of both."""

from typing import Final

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from reviews.moves import Stage, legal_stage_pairs, legal_state_pairs


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
                    SET rank = reviews_rank(NEW.worth, NEW.differing)
                        + 1000 * priority
                    WHERE claim_id = NEW.id AND stage <> 'closed';
                    RETURN NULL;
                    """
                ),
            ),
        ]


# What one step of it adds to a rank, in queue.sql and desk.sql.
PRIORITY_STEP: Final = 1000


class Priority(models.IntegerChoices):
    """What a person says of the order of work."""

    NONE = 0, _("as ranked")
    RAISED = 1, _("raised")
    HIGH = 2, _("high")
    URGENT = 3, _("urgent")


class ReviewQuerySet(models.QuerySet["Review"]):
    def rounds_of(self, claim: int | OuterRef) -> "ReviewQuerySet":
        """Those of one claim, the newest first: where the work on it stands."""
        found = self.filter(claim=claim)  # type: ignore[misc]  # also of an outer row
        return found.order_by("-round")


class Review(models.Model):
    """One round of work on a Claim, from queue to close. Narrow: this is the row
    that the queue reads."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(max_length=14, choices=Stage, default=Stage.QUEUED)
    rank = models.PositiveSmallIntegerField(
        default=0,
        help_text="0 to 100 by what the claim is, and 1,000 for each step of priority; "
        "higher is handed out first.",
    )
    priority = models.PositiveSmallIntegerField(
        choices=Priority, default=Priority.NONE, db_default=0
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
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="reviews_assigned",
        help_text="Who it is handed to first.",
    )
    not_before = models.DateTimeField(
        null=True, help_text="It is not handed out until then."
    )
    second_reader = models.BooleanField(
        default=True,
        help_text="The policy in force when it was opened, or because somebody asked.",
    )
    blind = models.BooleanField(
        default=False, help_text="The first Reading is hidden from the second reader."
    )

    objects = ReviewQuerySet.as_manager()

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
                name="review_priority_is_known",
                condition=Q(priority__in=Priority.values),
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
                fields=["-rank", "due_at", "id"],
                condition=~Q(stage="closed"),
            ),
            models.Index(
                name="review_by_holder",
                fields=["holder", "-rank", "due_at", "id"],
                condition=Q(holder__isnull=False),
            ),
            models.Index(
                name="review_by_assignee",
                fields=["assignee", "-rank", "due_at", "id"],
                condition=Q(assignee__isnull=False) & ~Q(stage="closed"),
            ),
            models.Index(
                name="review_by_stage",
                fields=["stage", "-rank", "due_at", "id"],
                condition=Q(stage__in=["second_reading", "adjudication"]),
            ),
            models.Index(
                name="review_by_due",
                fields=["due_at", "id"],
                condition=~Q(stage="closed"),
            ),
            models.Index(
                name="review_by_close",
                fields=["-closed_at", "-id"],
                condition=Q(stage="closed"),
            ),
            models.Index(
                name="review_postponed",
                fields=["not_before"],
                condition=Q(not_before__isnull=False) & ~Q(stage="closed"),
            ),
        ]
        permissions = [
            ("review_claim", "Can take, decide, dismiss and merge claims"),
            ("adjudicate_claim", "Can settle two readings that differ"),
            ("reopen_claim", "Can put a closed claim back in the queue"),
            ("withdraw_verdict", "Can withdraw a verdict with a public notice"),
            ("take_over_claim", "Can take a claim out of another's hands"),
            ("assign_claim", "Can assign claims to others"),
            ("see_dashboard", "Can see the dashboard"),
            ("see_people", "Can see what each person did, on the dashboard"),
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
                fields=["claim", "round", "opened_at", "blind"],
            ),
            pgtrigger.Protect(
                name="review_keeps_its_second_reader",
                operation=pgtrigger.UpdateOf("second_reader"),
                condition=pgtrigger.Q(
                    old__second_reader=True, new__second_reader=False
                ),
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
            pgtrigger.Trigger(
                name="review_arrangements_are_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange(
                    "assignee", "not_before", "priority", "second_reader"
                ),
                func=pgtrigger.Func(
                    """
                    IF NOT reviews_is_as_arranged(NEW.id) THEN
                        RAISE EXCEPTION 'review % is not as the trail says', NEW.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Review {self.round} of claim {self.claim_id}"

    @property
    def held(self) -> bool:
        """Whether somebody has it in hand; a lease that ran out holds nothing."""
        return self.lease_until is not None and self.lease_until > timezone.now()
