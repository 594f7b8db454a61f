"""What waits for a person, and in which order. The queue, the claims before and after
one, and what is handed out next are all read here."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models import Event, Reading, Review
from reviews.moves import ADJUDICATE, Stage
from reviews.recusal import declared_nothing, not_recused

IN_WORDS: Final = _(
    "First what is assigned to you, then what is late, then the rest. In each, what "
    "people raised stands first, then what sources contradict each other about, then "
    "what is most worth checking; equals go by when they are due."
)
# To people who cannot be assigned anything.
IN_WORDS_TO_OTHERS: Final = _(
    "First what is late, then the rest. In each, what people raised stands first, then "
    "what sources contradict each other about, then what is most worth checking; "
    "equals go by when they are due."
)
# Within each of the parts; each is read off its index, all at once would be sorted.
# The rank is the priority, then the conflict, then the worth of 100 that a row
# shows: ``reviews_rank`` in queue.sql.
FORWARD: Final = ("-rank", "due_at", "pk")
BACKWARD: Final = ("rank", "-due_at", "-pk")
MINE, LATE, REST = range(3)
# Whoever put a claim back has others first until then.
PUT_BACK_FOR: Final = timedelta(days=1)
LOCK: Final = "FOR NO KEY UPDATE OF claims_claim SKIP LOCKED"


class Turn(NamedTuple):
    """Where a Review stands in the order. A list read in pages keeps the moment of its
    first page, so that nothing becomes late between two of them."""

    as_of: datetime
    part: int
    rank: int
    due_at: datetime
    pk: int


def still_open() -> QuerySet[Review]:
    # As the partial index says it, so that PostgreSQL may use the index.
    return Review.objects.filter(~Q(stage=Stage.CLOSED))


def free() -> Q:
    return Q(holder=None) | Q(lease_until__lte=Now())


def waiting_for(person: User) -> QuerySet[Review]:
    """What may be handed to this person now."""
    return _permitted(person).filter(_waits_for(person))


def ready_for(person: User) -> QuerySet[Review]:
    """What this person may work on now: in hand, or waiting for them."""
    return _permitted(person).filter(Q(holder=person) | _waits_for(person))


def turn_of(review: Review, *, person: User, as_of: datetime) -> Turn:
    part = LATE if review.due_at < as_of else REST
    if review.assignee_id == person.pk:
        part = MINE
    return Turn(as_of, part, review.rank, review.due_at, review.pk)


def first_in_order(
    found: QuerySet[Review],
    *,
    person: User,
    at_most: int,
    as_of: datetime | None = None,
    after: Turn | None = None,
) -> list[tuple[int, int]]:
    """The first of ``found`` in order, from a turn on: each Review's key and its
    claim's, in one statement."""
    as_of = after.as_of if after else as_of or timezone.now()
    parts = dict(enumerate(_parts(found, person, as_of)))
    if after:
        parts = {part: rows for part, rows in parts.items() if part >= after.part}
        parts[after.part] = parts[after.part].filter(_beyond(after))
    return _read(parts, FORWARD, at_most)


def last_before(
    found: QuerySet[Review], *, person: User, turn: Turn, at_most: int
) -> list[tuple[int, int]]:
    """The same of what stands before a turn, the nearest first."""
    parts = dict(enumerate(_parts(found, person, turn.as_of)[: turn.part + 1]))
    parts[turn.part] = parts[turn.part].filter(_ahead_of(turn))
    return _read(parts, BACKWARD, at_most)


def lock_first(found: QuerySet[Review], *, person: User) -> int | None:
    """The claim of the first of ``found``, locked; what others are just taking is
    passed over, and what the person has put back comes last. A later part is read only
    when there is none in those before it."""
    tries: list[str] = []
    params: list[Any] = []
    now = timezone.now()
    fresh = found.exclude(claim__in=_put_back_by(person, now))
    for rows in (*_parts(fresh, person, now), *_parts(found, person, now)):
        first = rows.order_by(*FORWARD).values("claim_id", "claim__version")[:1]
        sql, values = first.query.sql_with_params()
        tries.append(f"(SELECT claim_id FROM ({sql} {LOCK}) part)")  # noqa: S608  # compiled by Django
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce({', '.join(tries)})", params)
        row = cursor.fetchone()
    return row[0] if row else None


def _put_back_by(person: User, now: datetime) -> QuerySet[Event, Any]:
    """The claims that the person put back not long ago, with nothing done to them
    since."""
    released = Event.objects.filter(
        actor=person, verb="release", at__gt=now - PUT_BACK_FOR
    )
    return released.filter(seq=F("claim__version")).values("claim")


def _read(
    parts: dict[int, QuerySet[Review]], order: Sequence[str], at_most: int
) -> list[tuple[int, int]]:
    names = [name.removeprefix("-") for name in order]
    rows = [
        each.annotate(part=Value(part))
        .order_by(*order)
        .values_list("part", *names, "claim")[:at_most]
        for part, each in parts.items()
    ]
    found = rows[0]
    if len(rows) > 1:
        by_part = "part" if order == FORWARD else "-part"
        found = found.union(*rows[1:], all=True).order_by(by_part, *order)[:at_most]
    return [row[3:] for row in found]


def _parts(
    found: QuerySet[Review], person: User, as_of: datetime
) -> tuple[QuerySet[Review], ...]:
    mine = Q(assignee=person)
    return (
        found.filter(mine),
        found.filter(~mine, due_at__lt=as_of),
        found.filter(~mine, due_at__gte=as_of),
    )


def _beyond(turn: Turn) -> Q:
    # The first line is what an index can be entered by, here and below.
    return Q(rank__lte=turn.rank) & (
        Q(rank__lt=turn.rank)
        | Q(due_at__gt=turn.due_at)
        | Q(due_at=turn.due_at, pk__gt=turn.pk)
    )


def _ahead_of(turn: Turn) -> Q:
    return Q(rank__gte=turn.rank) & (
        Q(rank__gt=turn.rank)
        | Q(due_at__lt=turn.due_at)
        | Q(due_at=turn.due_at, pk__lt=turn.pk)
    )


def _permitted(person: User) -> QuerySet[Review]:
    found = still_open()
    if not person.has_perm(ADJUDICATE):
        found = found.exclude(stage=Stage.ADJUDICATION)
    return found


def _waits_for(person: User) -> Q:
    # Read once for all rows, where a question for each would be asked of each.
    read = Reading.objects.filter(reader=person, undone_at=None).values("review")
    # Another's is left to them while there is time and they are here.
    theirs = (
        Q(assignee=None)
        | Q(assignee=person)
        | Q(assignee__is_active=False)
        | Q(due_at__lte=Now())
    )
    rested = Q(not_before=None) | Q(not_before__lte=Now())
    may = declared_nothing(person) | not_recused(person)
    return free() & rested & theirs & ~Q(pk__in=read) & may
