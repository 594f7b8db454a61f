"""What one key takes back: a person's last act, and never another one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import BigIntegerField, Count, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reviews.afterwards import say_what_now
from reviews.desk.bulk import DONE
from reviews.desk.history import say_event
from reviews.models import Event, PendingEntry
from reviews.moves import UNDOABLE
from reviews.names import name_of

# Beyond the hold a first reading can still be taken back; offered this long.
UNDO_OFFER: Final = timedelta(seconds=60)
# These only make room for an act, took one back, or tell of one beside another claim.
NO_ACTS: Final = ("take", "release", "undo", "gain", "lose")


@dataclass(frozen=True)
class Undoable:
    """The person's last act, while it may be taken back; ``batch`` names the batch that
    it was made in, with ``count`` claims, or is empty."""

    event: Event
    seconds: int | None
    batch: str = ""
    count: int = 1

    @property
    def word(self) -> str:
        return name_of("rating", self.event.data.get("rating", ""))

    @property
    def in_words(self) -> str:
        """What a batch did."""
        return str(DONE[self.event.verb] % {"count": self.count})


def last_undoable(person: User) -> Undoable | None:
    """The last act of this person, if it can be taken back: it is fresh, nothing has
    followed it, and nothing of it has been published."""
    event = last_act(person)
    if event is None or event.verb not in UNDOABLE or not is_fresh(event, person):
        return None
    if event.seq != event.claim.version:
        return None
    seconds = None
    if event.data.get("verdict") is not None:
        publish_at = event.publish_at  # type: ignore[attr-defined]  # annotated
        if publish_at is None:
            return None
        left = publish_at - timezone.now()
        seconds = max(1, int(left.total_seconds()))
    batch = str(event.data.get("batch") or "")
    made = event.made  # type: ignore[attr-defined]  # annotated
    return Undoable(event, seconds, batch, made or 1)


def last_act(person: User) -> Event | None:
    """The newest thing that this person did to a claim and has not taken back;
    ``publish_at`` is when its verdict goes out, while that lies ahead; ``made`` how
    many acts its batch was, if it is of one."""
    pending = PendingEntry.objects.filter(
        verdict=Cast(OuterRef("given_verdict"), BigIntegerField()),
        due_at__gt=timezone.now(),
    )
    together = acts().filter(data__has_key="batch").annotate(of=KT("data__batch"))
    together = together.filter(of=OuterRef("of_batch")).order_by()
    counted = together.values("of").annotate(n=Count("pk")).values("n")
    return (
        acts()
        .filter(actor=person)
        .annotate(given_verdict=KT("data__verdict"), of_batch=KT("data__batch"))
        .annotate(publish_at=Subquery(pending.values("due_at")[:1]))
        .annotate(made=Subquery(counted))
        .select_related("claim__wording")
        .order_by("-pk")
        .first()
    )


def say_why_not(person: User) -> SafeString:
    """Why the person's last act is not taken back, as a sentence."""
    event = last_act(person)
    if event is None or not is_fresh(event, person):
        return format_html("{}", _("There is nothing of yours to undo any more."))
    if event.verb not in UNDOABLE:
        sentence = _("This cannot be undone with one key: {act}. Nothing was changed.")
    elif event.seq != event.claim.version:
        sentence = _("Somebody has gone on with your last act: {act}.")
    else:
        sentence = _("Too late to undo: {act}. {what}")
    return format_html(sentence, act=say_event(event), what=say_what_now(person))


def acts() -> QuerySet[Event]:
    return Event.objects.exclude(verb__in=NO_ACTS).filter(undone_by=None)


def is_fresh(event: Event, person: User) -> bool:
    """Whether the person still knows of it: a moment ago, since they logged in."""
    hold = timedelta(seconds=settings.VERDICT_HOLD_SECONDS)
    since = timezone.now() - max(hold, UNDO_OFFER)
    return event.at > max(since, person.last_login or since)
