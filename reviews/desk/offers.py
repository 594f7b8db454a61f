"""Which moves the workspace offers: the table's, less those sure to be refused."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from reviews.desk.asides import Asides
from reviews.models import Event, Reading, Review
from reviews.moves import ASSIGN, CORRECTIONS, REPLIES, UNDOABLE, Stage
from reviews.workflow import allowed_verbs


def offered_verbs(
    review: Review,
    *,
    person: User,
    readings: Sequence[Reading],
    events: Sequence[Event],
    asides: Asides,
) -> list[str]:
    """Those worth a button for this person now. ``events`` are the ones visible to
    them, newest first; only ``workflow.move`` decides what happens."""
    holds = review.holder_id == person.pk
    elsewhere = is_held_by_other(review, person)
    has_read = any(reading.reader_id == person.pk for reading in readings)
    may_work = not has_read and not elsewhere and not asides.interest
    verbs = allowed_verbs(review, actor=person)
    takes = "take" in verbs and may_work and not holds
    fits = {
        "take": takes,
        "release": holds,
        "decide": may_work and (holds or review.stage != Stage.IN_HAND),
        "dismiss": holds,
        "merge": holds,
        "ask": not review.blind or review.stage == Stage.ADJUDICATION,
        "ask_second": not review.second_reader and not elsewhere,
        "withdraw": asides.verdict is not None,
        "undo": can_undo(review, person=person, events=events, asides=asides),
        # To oneself, where one may work on it; to others; or to nobody any more.
        "assign": not elsewhere
        and (
            takes or holds or person.has_perm(ASSIGN) or review.assignee_id == person.pk
        ),
        **dict.fromkeys(("postpone", "prioritise"), not elsewhere),
        **dict.fromkeys((*CORRECTIONS, *REPLIES), holds),
    }
    return [verb for verb in dict.fromkeys(verbs) if fits.get(verb, True)]


def is_held_by_other(review: Review, person: User) -> bool:
    return review.held and review.holder_id != person.pk


def can_undo(
    review: Review, *, person: User, events: Sequence[Event], asides: Asides
) -> bool:
    last = events[0] if events else None
    if (
        last is None
        or last.seq != review.claim.version
        or last.actor_id != person.pk
        or last.verb not in UNDOABLE
    ):
        return False
    verdict = last.data.get("verdict")
    return verdict is None or verdict in asides.pending
