"""What a decision says: the newsroom's scale, and the verdicts given on it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from reviews.moves import Outcome


class Rating(models.Model):
    """A word of the newsroom's scale, with the outcome it implies. Once used it is
    never edited, only retired and replaced."""

    word = models.CharField(_("word"), max_length=40, unique=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Order on the page, and the digit that chooses it."),
    )
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        triggers = [
            pgtrigger.Trigger(
                name="rating_in_use_is_never_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("word", "outcome"),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM reviews_reading r
                               WHERE r.rating_id = OLD.id) THEN
                        RAISE EXCEPTION
                            'rating "%" is in use: retire it and add another',
                            OLD.word USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.word


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def in_force(self) -> "VerdictQuerySet":
        """Those that nothing has undone, withdrawn or superseded."""
        later = Verdict.objects.filter(
            claim=OuterRef("claim"), number__gt=OuterRef("number"), undone_at=None
        )
        return self.filter(~Exists(later), undone_at=None, withdrawn_at=None)


class Verdict(models.Model):
    """The outcome of a Review as it took effect, with its evidence as it stood.

    Never edited: undone inside the hold, superseded by a later number, or
    withdrawn."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    review = models.ForeignKey(
        "reviews.Review", on_delete=models.PROTECT, related_name="verdicts"
    )
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    rating = models.ForeignKey(
        Rating, on_delete=models.PROTECT, related_name="verdicts"
    )
    reason = models.TextField()
    exception = models.TextField(blank=True)
    evidence = models.JSONField(help_text="The mentions relied on, as they stood.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="confirmed_verdicts",
    )
    effective_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    notice = models.TextField(
        blank=True, default="", db_default="", help_text="Public, with a withdrawal."
    )

    stale_since = models.DateTimeField(
        null=True, help_text="Since when what it rests on has changed."
    )

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"],
                condition=Q(undone_at=None),
                name="verdict_numbers_are_used_once",
            ),
            models.CheckConstraint(
                name="verdict_has_reason", condition=~Q(reason__regex=r"^\s*$")
            ),
            models.CheckConstraint(
                name="verdict_cites_evidence", condition=~Q(evidence=[])
            ),
            models.CheckConstraint(
                name="verdict_not_confirmed_by_its_author",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="verdict_withdrawn_with_notice",
                condition=Q(withdrawn_at=None) | ~Q(notice=""),
            ),
        ]
        indexes = [
            models.Index(name="verdict_by_time", fields=["effective_at"]),
        ]
        triggers = [
            pgtrigger.Protect(name="verdict_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="verdict_never_changes",
                fields=[
                    "claim",
                    "review",
                    "number",
                    "outcome",
                    "rating",
                    "reason",
                    "exception",
                    "evidence",
                    "decided_by",
                    "confirmed_by",
                    "effective_at",
                ],
            ),
            pgtrigger.Protect(
                name="verdict_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False)
                | pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="verdict_stands_on_two_people",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=pgtrigger.Func(
                    """
                    IF (SELECT undone_at IS NULL FROM reviews_verdict
                        WHERE id = NEW.id)
                    AND ((SELECT count(DISTINCT reader_id) FROM reviews_reading
                        WHERE review_id = NEW.review_id AND undone_at IS NULL)
                        < (SELECT 1 + second_reader::int FROM reviews_review
                           WHERE id = NEW.review_id)
                      OR EXISTS (
                        SELECT unnest(ARRAY[NEW.decided_by_id, NEW.confirmed_by_id])
                        EXCEPT SELECT NULL EXCEPT
                        SELECT reader_id FROM reviews_reading
                        WHERE review_id = NEW.review_id AND undone_at IS NULL))
                    THEN
                        RAISE EXCEPTION 'verdict % lacks its second reader', NEW.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="verdict_is_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("v", "reviews_verdict")],
                func=pgtrigger.Func(
                    """
                    SELECT * INTO v FROM reviews_verdict WHERE id = NEW.id;
                    IF NOT EXISTS (
                        SELECT 1 FROM reviews_event e
                        LEFT JOIN reviews_event u ON u.undoes_id = e.id
                        WHERE e.review_id = v.review_id AND e.verb = 'decide'
                          AND (e.data ->> 'verdict')::bigint = v.id
                          AND (u.id IS NOT NULL) = (v.undone_at IS NOT NULL)
                    ) OR (v.withdrawn_at IS NOT NULL) <> EXISTS (
                        SELECT 1 FROM reviews_event e
                        WHERE e.claim_id = v.claim_id AND e.verb = 'withdraw'
                          AND (e.data ->> 'verdict')::bigint = v.id
                    ) OR v.stale_since IS DISTINCT FROM (
                        SELECT min(e.at) FROM reviews_event e
                        WHERE e.claim_id = v.claim_id AND e.verb = 'recheck'
                          AND (e.data ->> 'verdict')::bigint = v.id
                    ) THEN
                        RAISE EXCEPTION 'verdict % is not what the trail says', v.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Verdict {self.number} on claim {self.claim_id}"
