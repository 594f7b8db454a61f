"""What waits for a person, and in which order. The queue, the claims before and after
one, and what is handed out next are all read here."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models import Reading, Review
from reviews.moves import ADJUDICATE, Stage
from reviews.recusal import not_recused

IN_WORDS: Final = _(
    "First what is assigned to you, then what is late, then the highest priority: "
    "what people raised, what sources contradict each other about, what is most worth "
    "checking. What is equal goes by when it is due."
)
# Within each of the parts; each is read off its index, all at once would be sorted.
FORWARD: Final = ("-priority", "due_at", "pk")
BACKWARD: Final = ("priority", "-due_at", "-pk")
MINE, LATE, REST = range(3)


class Place(NamedTuple):
    """Where a Review stands in the order. A list read in pages keeps the moment of its
    first page, so that nothing becomes late between two of them."""

    as_of: datetime
    part: int
    priority: int
    due_at: datetime
    pk: int


def still_open() -> QuerySet[Review]:
    # As the partial index says it, so that PostgreSQL may use the index.
    return Review.objects.filter(~Q(stage=Stage.CLOSED))


def free() -> Q:
    return Q(holder=None) | Q(lease_until__lte=timezone.now())


def waiting_for(person: User) -> QuerySet[Review]:
    """What may be handed to this person now."""
    return _permitted(person).filter(_waits_for(person))


def ready_for(person: User) -> QuerySet[Review]:
    """What this person may work on now: in hand, or waiting for them."""
    return _permitted(person).filter(Q(holder=person) | _waits_for(person))


def place_of(review: Review, *, person: User, as_of: datetime) -> Place:
    part = LATE if review.due_at < as_of else REST
    if review.assignee_id == person.pk:
        part = MINE
    return Place(as_of, part, review.priority, review.due_at, review.pk)


def in_order(
    found: QuerySet[Review],
    *,
    person: User,
    as_of: datetime | None = None,
    after: Place | None = None,
) -> Iterator[QuerySet[Review]]:
    """``found`` in parts, one to be read after the other; from a place on."""
    as_of = after.as_of if after else as_of or timezone.now()
    for part, rows in enumerate(_parts(found, person, as_of)):
        if after is None or part > after.part:
            yield rows.order_by(*FORWARD)
        elif part == after.part:
            yield rows.filter(_beyond(after)).order_by(*FORWARD)


def in_order_before(
    found: QuerySet[Review], *, person: User, place: Place
) -> Iterator[QuerySet[Review]]:
    """What stands before a place, in parts, the nearest first."""
    parts = _parts(found, person, place.as_of)
    yield parts[place.part].filter(_ahead_of(place)).order_by(*BACKWARD)
    for rows in reversed(parts[: place.part]):
        yield rows.order_by(*BACKWARD)


def _parts(
    found: QuerySet[Review], person: User, as_of: datetime
) -> tuple[QuerySet[Review], ...]:
    mine = Q(assignee=person)
    return (
        found.filter(mine),
        found.filter(~mine, due_at__lt=as_of),
        found.filter(~mine, due_at__gte=as_of),
    )


def _beyond(place: Place) -> Q:
    # The first line is what an index can be entered by, here and below.
    return Q(priority__lte=place.priority) & (
        Q(priority__lt=place.priority)
        | Q(due_at__gt=place.due_at)
        | Q(due_at=place.due_at, pk__gt=place.pk)
    )


def _ahead_of(place: Place) -> Q:
    return Q(priority__gte=place.priority) & (
        Q(priority__gt=place.priority)
        | Q(due_at__lt=place.due_at)
        | Q(due_at=place.due_at, pk__lt=place.pk)
    )


def _permitted(person: User) -> QuerySet[Review]:
    found = still_open()
    if not person.has_perm(ADJUDICATE):
        found = found.exclude(stage=Stage.ADJUDICATION)
    return found


def _waits_for(person: User) -> Q:
    now = timezone.now()
    read = Reading.objects.filter(review=OuterRef("pk"), reader=person, undone_at=None)
    # Another's is left to them while there is time and they are here.
    theirs = (
        Q(assignee=None)
        | Q(assignee=person)
        | Q(assignee__is_active=False)
        | Q(due_at__lte=now)
    )
    rested = Q(not_before=None) | Q(not_before__lte=now)
    return free() & rested & theirs & ~Exists(read) & not_recused(person)
