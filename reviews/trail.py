"""The audit trail: one Event for every move, chained by hash per claim.

``hash = sha256(previous hash || body)``; ``body`` holds the exact bytes that were
hashed and the columns beside it repeat them for queries. Written by
``reviews.workflow`` in the transaction of the move; never changed or deleted."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from claims.models import Claim
from reviews.moves import BY_THE_MACHINE, UNDOABLE, legal_steps


def _legal_steps_sql() -> str:
    return ", ".join(
        "(" + ", ".join(f"'{part}'" for part in step) + ")" for step in legal_steps()
    )


class Event(models.Model):
    """One line of the trail: who did what to which claim, when and why."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField(help_text="1, 2, 3 … within the claim.")
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="events",
        help_text="Empty for what the machine records of itself.",
    )
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=12)
    review = models.ForeignKey(
        "reviews.Review", on_delete=models.PROTECT, related_name="events"
    )
    stage_before = models.CharField(max_length=14, blank=True)
    stage_after = models.CharField(max_length=14)
    state_before = models.CharField(max_length=12)
    state_after = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    request_id = models.CharField(max_length=64, blank=True)
    body = models.BinaryField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "seq"], name="event_numbers_are_used_once"
            ),
        ]
        indexes = [
            BrinIndex(name="event_by_time", fields=["at"]),
            models.Index(name="event_by_review", fields=["review", "-seq"]),
            models.Index(name="event_by_actor", fields=["actor", "-id"]),
            # What was last said of a mention, of an origin.
            *(
                models.Index(
                    Cast(KeyTextTransform(key, "data"), models.BigIntegerField()),
                    "id",
                    name=f"event_by_{key}",
                    condition=models.Q(data__has_key=known_by),
                )
                for key, known_by in (("mention", "mention"), ("origin", "says"))
            ),
            models.Index(
                Cast(KeyTextTransform("to", "data"), models.BigIntegerField()),
                "id",
                name="event_by_asked",
                condition=models.Q(verb="ask"),
            ),
            models.Index(
                name="event_of_merge_to_look_at",
                fields=["review"],
                condition=models.Q(verb="recheck", data__has_key="from"),
            ),
            models.Index(
                KeyTextTransform("batch", "data"),
                name="event_by_batch",
                condition=models.Q(data__has_key="batch"),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="event_is_never_rewritten",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="event_continues_its_chain",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=pgtrigger.Func(
                    """
                    IF NOT EXISTS (
                        SELECT 1 FROM claims_claim c
                        WHERE c.id = NEW.claim_id AND NEW.seq = c.version + 1
                          AND NEW.state_before = c.state
                          AND NEW.hash = sha256(c.head || NEW.body)
                    ) THEN
                        RAISE EXCEPTION 'event does not continue the chain of claim %',
                            NEW.claim_id USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="event_is_a_legal_move",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=pgtrigger.Func(
                    f"""
                    IF NEW.verb = 'undo' THEN
                        IF EXISTS (
                            SELECT 1 FROM reviews_event e WHERE e.id = NEW.undoes_id
                              AND e.claim_id = NEW.claim_id
                              AND e.actor_id = NEW.actor_id
                              AND e.verb IN {UNDOABLE!r}
                              AND e.stage_before = NEW.stage_after
                              AND e.stage_after = NEW.stage_before
                              AND e.state_before = NEW.state_after
                              AND e.state_after = NEW.state_before
                        ) THEN
                            RETURN NEW;
                        END IF;
                    ELSIF NEW.undoes_id IS NULL
                      AND (NEW.verb = 'open'
                        OR (NEW.actor_id IS NULL) = (NEW.verb IN {BY_THE_MACHINE!r}))
                      AND (NEW.verb, NEW.stage_before, NEW.stage_after,
                           NEW.state_before, NEW.state_after)
                          IN ({_legal_steps_sql()}) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'not a move: % from % to % (%, %)', NEW.verb,
                        NEW.stage_before, NEW.stage_after,
                        NEW.state_before, NEW.state_after
                        USING ERRCODE = 'check_violation';
                    """  # noqa: S608  # built from our own table of moves
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.verb} claim {self.claim_id}"
