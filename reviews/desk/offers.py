"""Which moves the workspace offers: the table's, less those sure to be refused."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.utils import timezone

from reviews.models import Event, PendingEntry, Reading, Review, Verdict
from reviews.moves import CORRECTIONS, UNDOABLE, Stage
from reviews.workflow import allowed_verbs


def offered_verbs(
    review: Review,
    *,
    person: User,
    readings: Sequence[Reading],
    events: Sequence[Event],
    verdict: Verdict | None,
) -> list[str]:
    """Those worth a button for this person now. ``events`` are the ones visible to
    them, newest first; only ``workflow.move`` decides what happens."""
    holds = review.holder_id == person.pk
    held_by_other = (
        not holds
        and review.lease_until is not None
        and review.lease_until > timezone.now()
    )
    has_read = any(reading.reader_id == person.pk for reading in readings)
    may_work = not has_read and not held_by_other
    fits = {
        "take": may_work and not holds,
        "release": holds,
        "decide": may_work and (holds or review.stage != Stage.IN_HAND),
        "dismiss": holds,
        "merge": holds,
        "withdraw": verdict is not None,
        "undo": can_undo(review, person=person, events=events),
        **dict.fromkeys(CORRECTIONS, holds),
    }
    verbs = allowed_verbs(review, actor=person)
    return [verb for verb in dict.fromkeys(verbs) if fits.get(verb, True)]


def can_undo(review: Review, *, person: User, events: Sequence[Event]) -> bool:
    last = events[0] if events else None
    if (
        last is None
        or last.seq != review.claim.version
        or last.actor_id != person.pk
        or last.verb not in UNDOABLE
    ):
        return False
    if (verdict := last.data.get("verdict")) is None:
        return True
    return PendingEntry.objects.filter(
        verdict=verdict, due_at__gt=timezone.now()
    ).exists()
