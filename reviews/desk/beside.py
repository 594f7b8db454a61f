"""Where a claim stands among those that wait for a person: its neighbours."""

from typing import Final

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from reviews.desk.views import ready_for
from reviews.models import Review

TRIED_AT_MOST: Final = 20


def beside(claim: int, *, person: User, before: bool = False) -> list[int]:
    """The claims ready for the person after this one (or before it) in the queue's
    order, the nearest first; a few, for some may be gone when they are asked for."""
    here = Review.objects.filter(claim=claim).order_by("-round").first()
    if here is None:
        return []
    now = timezone.now()
    is_late = here.due_at < now
    ready = ready_for(person).exclude(claim=claim)
    late, other = ready.filter(due_at__lt=now), ready.filter(due_at__gte=now)
    own, rest = (late, other) if is_late else (other, late)
    # What is late stands before the rest, whatever its priority.
    parts = [own.filter(_urgent(here) if before else _less_urgent(here))]
    if before != is_late:
        parts.append(rest)
    order = ("priority", "-due_at", "-pk") if before else ("-priority", "due_at", "pk")
    near: list[int] = []
    for part in parts:
        claims = part.order_by(*order).values_list("claim", flat=True)
        near += claims[: TRIED_AT_MOST - len(near)]
    return near


def _urgent(here: Review) -> Q:
    return Q(priority__gt=here.priority) | Q(
        Q(due_at__lt=here.due_at) | Q(due_at=here.due_at, pk__lt=here.pk),
        priority=here.priority,
    )


def _less_urgent(here: Review) -> Q:
    return Q(priority__lt=here.priority) | Q(
        Q(due_at__gt=here.due_at) | Q(due_at=here.due_at, pk__gt=here.pk),
        priority=here.priority,
    )
