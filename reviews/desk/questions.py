"""Notes to a person: what colleagues asked them about a claim, until they act on it."""

from collections.abc import Sequence
from typing import Final

from django.contrib.auth.models import User
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from reviews.models import Event
from reviews.moves import Stage

SHOWN: Final = 5


def read_questions(person: User) -> list[Event]:
    """What others asked this person about claims that are still open, the newest first.
    Whatever they do to the claim, asking back too, answers it."""
    since = Event.objects.filter(
        claim=OuterRef("claim"), actor=person, seq__gt=OuterRef("seq")
    )
    asked = Event.objects.filter(verb="ask").alias(
        asked=Cast(KT("data__to"), BigIntegerField())
    )
    found = asked.filter(~Exists(since), asked=person.pk)
    open_ones = found.exclude(review__stage=Stage.CLOSED)
    wanted = open_ones.select_related("claim__wording").defer("body", "hash")
    return list(wanted.order_by("-pk")[:SHOWN])


def question_in(events: Sequence[Event], person: User) -> Event | None:
    """Of a claim's events, newest first, what the person was asked and has not
    answered."""
    for event in events:
        if event.actor_id == person.pk:
            return None
        if event.verb == "ask" and event.data.get("to") == person.pk:
            return event
    return None
