"""A person's last decisions, and what may still be done about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from reviews.models import Event, PendingEntry, Review
from reviews.moves import REOPEN, UNDOABLE, Stage

SHOWN: Final = 10


@dataclass(frozen=True)
class Decision:
    """One decision: ``undoable`` while nothing followed it, ``reopenable`` by this
    person after; ``closed`` while nobody works on the claim."""

    event: Event
    undoable: bool
    reopenable: bool
    closed: bool


def last_decisions(person: User) -> Sequence[Decision]:
    """The newest first, without those that were taken back."""
    newest = Review.objects.rounds_of(OuterRef("claim"))
    events = list(
        Event.objects.filter(actor=person, verb__in=UNDOABLE, undone_by=None)
        .select_related("claim__wording")
        .annotate(stands=Subquery(newest.values("stage")[:1]))
        .order_by("-pk")[:SHOWN]
    )
    verdicts = [event.data["verdict"] for event in events if event.data.get("verdict")]
    waiting = set(
        PendingEntry.objects.filter(
            verdict__in=verdicts, due_at__gt=timezone.now()
        ).values_list("verdict", flat=True)
    )
    may_reopen = person.has_perm(REOPEN)
    return [_decision(event, waiting, may_reopen=may_reopen) for event in events]


def _decision(event: Event, waiting: set[int], *, may_reopen: bool) -> Decision:
    verdict = event.data.get("verdict")
    last = event.seq == event.claim.version
    undoable = last and (verdict is None or verdict in waiting)
    closed = event.stands == Stage.CLOSED  # type: ignore[attr-defined]  # annotated
    return Decision(
        event=event,
        undoable=undoable,
        reopenable=may_reopen and closed and not undoable,
        closed=closed,
    )
