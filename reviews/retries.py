"""Taking the next claim once, however often the request for it is sent."""

from typing import Final
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from reviews.given import BATCH
from reviews.models import Event
from reviews.workflow import Moved, take_next

KEYS: Final = UUID("3f0c7a52-5d6e-4f0b-9a53-0d4a4c1f8e21")


def take_next_once(key: str, *, actor: User) -> tuple[Moved, bool]:
    """What ``take_next`` did when the actor first asked with this key, and whether
    that was before. The trail remembers it, with the move and for ever."""
    batch = str(uuid5(KEYS, f"{actor.pk} {key}"))
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Two who send it at once: the second is told what the first was.
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [batch]
            )
        if before := taken_before(batch):
            return before, True
        return take_next(actor=actor, batch=batch), False


def taken_before(batch: str) -> Moved | None:
    taken = Event.objects.filter(data__has_key=BATCH, verb="take")
    taken = taken.alias(of=KeyTextTransform(BATCH, "data")).filter(of=batch)
    event = taken.select_related("review").defer("body").first()
    if event is None:
        return None
    review, until = event.review, event.review.lease_until
    held = review.holder_id == event.actor_id and until and until > timezone.now()
    return Moved(
        claim=event.claim_id,
        version=event.seq,
        stage=event.stage_after,
        state=event.state_after,
        event=event.pk,
        verdict=None,
        lease_until=until if held else None,
    )
