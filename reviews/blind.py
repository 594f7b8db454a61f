"""Blind second readings: what the first reader wrote does not exist for anybody else
until the second Reading is saved. Every page, list and API answer reads through
these functions."""

from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet

from reviews.models import Event, KeptDraft, Reading, ReplyRequest, Review
from reviews.moves import ARRANGEMENTS, CORRECTIONS, REPLIES, Stage

# In these stages of a blind Review nobody learns what another thinks.
APART: Final = (Stage.QUEUED, Stage.IN_HAND, Stage.SECOND_READING)


def is_hidden(
    review: Review, person: User | AnonymousUser, *, has_read: bool | None = None
) -> bool:
    """Whether the first Reading of ``review`` is to be kept from ``person``;
    ``has_read`` is given where the Readings are at hand."""
    return (
        review.blind
        and review.stage == Stage.SECOND_READING
        and not (_has_read(review, person) if has_read is None else has_read)
    )


def visible_events(
    events: QuerySet[Event], person: User | AnonymousUser
) -> QuerySet[Event]:
    """``events`` without the decisions hidden from ``person``, undone ones too: a
    first reader who took back a Reading will read again. What others corrected and
    why may tell what they think, as may whom they asked for a reply, and what they say
    of the order of work: these events wait as well; what they led to shows on the
    claim."""
    own = Reading.objects.filter(
        review=OuterRef("review"), reader=person.pk, undone_at=None
    )
    return events.exclude(
        ~Exists(own),
        ~Q(actor=person.pk),
        Q(verb__in=("decide", *CORRECTIONS, *REPLIES))
        | Q(~Q(reason=""), verb__in=ARRANGEMENTS),
        review__blind=True,
        review__stage__in=APART,
    )


def visible_replies(
    asked: Iterable[ReplyRequest], person: User | AnonymousUser, *, apart: bool
) -> list[ReplyRequest]:
    """Those requests of a Review that ``person`` may know of, ``apart`` as
    ``reads_apart`` says. Whom another asked tells what they lean to: it waits as their
    Reading does."""
    return [each for each in asked if not apart or each.asked_by_id == person.pk]


def told_replies(
    requests: QuerySet[ReplyRequest], person: User | AnonymousUser
) -> QuerySet[ReplyRequest]:
    """Of ``requests`` in any Review those that ``person`` may know of."""
    own = Reading.objects.filter(
        review=OuterRef("review"), reader=person.pk, undone_at=None
    )
    return requests.exclude(
        ~Exists(own),
        ~Q(asked_by=person.pk),
        review__blind=True,
        review__stage__in=APART,
    )


def visible_kept_drafts(
    kept: Iterable[KeptDraft], person: User | AnonymousUser, *, apart: bool
) -> list[KeptDraft]:
    """Of what ``person`` had typed when a claim was taken from them, and what others
    had when they took it, as much as they may read yet."""
    return [each for each in kept if not apart or each.person_id == person.pk]


def reads_apart(
    review: Review, person: User | AnonymousUser, *, has_read: bool | None = None
) -> bool:
    """Whether what others did in ``review`` is still to be kept from ``person``."""
    return (
        review.blind
        and review.stage in APART
        and not (_has_read(review, person) if has_read is None else has_read)
    )


def _has_read(review: Review, person: User | AnonymousUser) -> bool:
    return review.readings.filter(reader=person.pk, undone_at=None).exists()
