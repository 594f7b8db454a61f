"""Where a claim stands among those that wait for a person: its neighbours."""

from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from reviews.models import Review
from reviews.order import first_in_order, last_before, ready_for, turn_of

TRIED_AT_MOST: Final = 20


def beside(claim: int, *, person: User, before: bool = False) -> list[int]:
    """The claims ready for the person after this one (or before it) in the queue's
    order, the nearest first; a few, for some may be gone when they are asked for."""
    here = Review.objects.rounds_of(claim).first()
    if here is None:
        return []
    turn = turn_of(here, person=person, as_of=timezone.now())
    ready = ready_for(person).exclude(claim=claim)
    if before:
        near = last_before(ready, person=person, turn=turn, at_most=TRIED_AT_MOST)
    else:
        near = first_in_order(ready, person=person, after=turn, at_most=TRIED_AT_MOST)
    return [claim for _, claim in near]
