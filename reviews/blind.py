"""Blind second readings: what the first reader wrote does not exist for anybody else
until the second Reading is saved. Every page, list and API answer reads through
these functions."""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet

from reviews.models import Event, Reading, Review
from reviews.moves import CORRECTIONS, Stage


def is_hidden(review: Review, person: User | AnonymousUser) -> bool:
    """Whether the first Reading of ``review`` is to be kept from ``person``."""
    return (
        review.blind
        and review.stage == Stage.SECOND_READING
        and not review.readings.filter(reader=person.pk, undone_at=None).exists()
    )


def visible_readings(review: Review, person: User | AnonymousUser) -> QuerySet[Reading]:
    """The Readings that count, oldest first, without those hidden from ``person``."""
    if is_hidden(review, person):
        return review.readings.none()
    return review.readings.filter(undone_at=None)


def visible_events(
    events: QuerySet[Event], person: User | AnonymousUser
) -> QuerySet[Event]:
    """``events`` without the decisions hidden from ``person``, undone ones too: a
    first reader who took back a Reading will read again. What others corrected and
    why may tell what they think, so these events wait as well; what they led to shows
    on the claim."""
    own = Reading.objects.filter(
        review=OuterRef("review"), reader=person.pk, undone_at=None
    )
    return events.exclude(
        ~Exists(own),
        ~Q(actor=person.pk),
        verb__in=("decide", *CORRECTIONS),
        review__blind=True,
        review__stage__in=(Stage.QUEUED, Stage.IN_HAND, Stage.SECOND_READING),
    )
