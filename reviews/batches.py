"""Many claims at once: each by moves of its own through the one door, made or refused
by itself, and all of them with one batch in the trail to take them back by."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from claims.models import Mention, Wording
from reviews.given import BATCH, MOST_MENTIONS, check_batch
from reviews.models import Event
from reviews.stances import UNREAD
from reviews.workflow import Moved, MoveRefused, move

MOST_CLAIMS: Final = 50

# What is done to a claim in hand: a batch takes each first.
DONE_IN_HAND: Final = ("decide", "dismiss", "merge")

# What takes back a move that is not undone: its verb, and what it is given from what
# the Event says was before.
COUNTERPARTS: Final[dict[str, tuple[str, str]]] = {
    "assign": ("assign", "to"),
    "prioritise": ("prioritise", "priority"),
    "take": ("release", ""),
}


@dataclass(frozen=True)
class BatchResult:
    """What became of each claim: where those that moved stand now, and why the others
    did not move."""

    batch: str
    done: list[Moved] = field(default_factory=list)
    skipped: list[tuple[int, MoveRefused]] = field(default_factory=list)


def move_all(
    claims: Sequence[int],
    verb: str,
    *,
    actor: User,
    versions: Mapping[int, int] | None = None,
    **given: Any,
) -> BatchResult:
    """Make one move on each of the claims, as far as it can be made. ``versions`` are
    those that the actor saw. Raises ``MoveRefused`` when it is none for all of them:
    more than 50, or one verdict on different statements."""
    wanted = list(dict.fromkeys(claims))
    check_count(len(wanted))
    if verb == "decide":
        _check_one_claim(wanted, given)
    seen = versions or {}
    batch = str(uuid4())
    return _attempt_each(
        batch,
        {
            claim: partial(
                _move_one,
                claim,
                verb,
                actor=actor,
                version=seen.get(claim),
                batch=batch,
                **given,
            )
            for claim in wanted
        },
    )


def check_count(count: int) -> None:
    """Raises ``MoveRefused`` for more claims than one batch may hold."""
    if count > MOST_CLAIMS:
        say = _("at most %(most)d at once; these are %(count)d.") % {
            "most": MOST_CLAIMS,
            "count": count,
        }
        raise MoveRefused("bad_value", field="claims", say=say)


def undo_batch(batch: str, *, actor: User) -> BatchResult:
    """Take back what the actor did in a batch, claim by claim, as far as it can be;
    what the batch took into their hands is put down again."""
    batch = check_batch(BATCH, batch)
    made: dict[int, list[Event]] = {}
    events = Event.objects.filter(actor=actor, data__has_key=BATCH)
    events = events.alias(of=KeyTextTransform(BATCH, "data")).filter(of=batch)
    for event in events.defer("body").order_by("pk"):
        made.setdefault(event.claim_id, []).append(event)
    if not made:
        raise MoveRefused("nothing_to_undo")
    undoing = str(uuid4())
    return _attempt_each(
        undoing,
        {
            claim: partial(_undo_one, events, actor=actor, batch=undoing)
            for claim, events in made.items()
        },
    )


def undo_move(
    claim: int, *, actor: User, version: int | None = None, **batch: Any
) -> Moved:
    """Undo the actor's last move on a claim. What a batch took into their hands for it
    is put down again, as it was before. ``event`` is the undoing."""
    with transaction.atomic():
        undone = move(claim, "undo", actor=actor, version=version, **batch)
        event = Event.objects.get(undone_by=undone.event or 0)
        took = Event.objects.filter(claim=claim, seq=event.seq - 1, verb="take")
        made = took.filter(data__batch=event.data.get(BATCH, ""))
        if BATCH not in event.data or not made.exists():
            return undone
        released = move(claim, "release", actor=actor, **batch)
    return replace(released, event=undone.event)


def _attempt_each(batch: str, moves: Mapping[int, Callable[[], Moved]]) -> BatchResult:
    """All that is meant for one claim, or nothing of it; whatever becomes of others."""
    result = BatchResult(batch)
    for claim, make in moves.items():
        try:
            with transaction.atomic():
                result.done.append(make())
        except MoveRefused as refusal:
            result.skipped.append((claim, refusal))
    return result


def _move_one(
    claim: int, verb: str, *, actor: User, version: int | None, batch: str, **given: Any
) -> Moved:
    if verb in DONE_IN_HAND:
        taken = move(claim, "take", actor=actor, version=version, batch=batch)
        version = taken.version
    if verb == "decide" and "mentions" not in given:
        given["mentions"] = _evidence(claim)
    return move(claim, verb, actor=actor, version=version, batch=batch, **given)


def _undo_one(events: Sequence[Event], *, actor: User, batch: str) -> Moved:
    last = events[-1]
    if last.verb in COUNTERPARTS:
        verb, name = COUNTERPARTS[last.verb]
        given = {name: last.data["before"]} if name else {}
        return move(
            last.claim_id, verb, actor=actor, version=last.seq, batch=batch, **given
        )
    return undo_move(last.claim_id, actor=actor, batch=batch)


def _check_one_claim(claims: Iterable[int], given: Mapping[str, Any]) -> None:
    """One verdict for several claims: only where they are one statement, and with a
    reason. Raises ``MoveRefused``."""
    wordings = Wording.objects.filter(claim__in=claims)
    if wordings.values("fingerprint").distinct().count() > 1:
        raise MoveRefused("not_one_claim")
    if not str(given.get("reason") or "").strip():
        raise MoveRefused("reason_missing", field="reason")


def _evidence(claim: int) -> list[int]:
    """Every mention that takes a side and was not merged into a verdict unread; all of
    them where none does."""
    mentions = Mention.objects.filter(claim=claim).order_by("pk")
    read = mentions.alias(unread=UNREAD).exclude(unread=True)
    sided = read.exclude(stance=Mention.Stance.CONTEXT)
    for found in (sided, mentions):
        if keys := list(found.values_list("pk", flat=True)[:MOST_MENTIONS]):
            return keys
    return []
