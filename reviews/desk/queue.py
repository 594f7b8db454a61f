"""What the queue shows: one page of a saved view, its tabs, the last decision."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.models import Extraction, Mention, Outlet
from reviews.desk.cursors import read_cursor, write_cursor
from reviews.desk.views import ATTENTION, RECENT, VIEWS, Filters, SavedView, listed
from reviews.models import Event, PendingEntry, Review
from reviews.moves import UNDOABLE

PAGE: Final = 50
OUTLETS_AT_MOST: Final = 300
# Beyond the hold a first reading can still be taken back; offered this long.
UNDO_OFFER: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class Row:
    """One claim of the queue, as the page shows it."""

    review: Review
    outlets: int
    reasons: Sequence[str]
    held: bool
    overdue: bool

    @property
    def worth(self) -> int:
        return round(self.review.claim.worth * 100)


@dataclass(frozen=True)
class Page:
    """Rows of one view; ``next`` is the cursor of the page after, or empty."""

    view: SavedView
    rows: Sequence[Row]
    failures: Sequence[Extraction]
    next: str


@dataclass(frozen=True)
class Undoable:
    """The last decision this person may still take back."""

    event: Event
    seconds: int | None

    @property
    def word(self) -> str:
        return str(self.event.data.get("rating", ""))


def read_page(filters: Filters, *, person: User) -> Page:
    view = VIEWS[filters.view]
    found = listed(view, filters, person=person)
    if view.name == ATTENTION:
        failures = list(
            _after_pk(found, "pk", filters.after)
            .select_related("source__outlet")
            .defer("source__text", "source__original")[: PAGE + 1]
        )
        more = write_cursor(failures[PAGE - 1].pk) if len(failures) > PAGE else ""
        return Page(view, [], failures[:PAGE], more)
    reviews = list(
        _in_order(found, view, filters.after).select_related(
            "claim__wording", "holder"
        )[: PAGE + 1]
    )
    more = _cursor_of(reviews[PAGE - 1], view) if len(reviews) > PAGE else ""
    return Page(view, _rows(reviews[:PAGE]), [], more)


def _in_order(found: QuerySet[Review], view: SavedView, after: str) -> QuerySet[Review]:
    if view.name == RECENT:
        return _after_pk(found, "mine", after)
    place = read_cursor(after, kinds=(int, str, int))
    due_at = _moment(place[1]) if place else None
    if place and due_at:
        priority, _, pk = place
        found = found.filter(
            Q(priority__lt=priority)
            | Q(priority=priority, due_at__gt=due_at)
            | Q(priority=priority, due_at=due_at, pk__gt=pk),
            priority__lte=min(priority, 2**15 - 1),
        )
    return found.order_by("-priority", "due_at", "pk")


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _after_pk(found: QuerySet[Any], name: str, after: str) -> QuerySet[Any]:
    if place := read_cursor(after, kinds=(int,)):
        found = found.filter(**{f"{name}__lt": place[0]})
    return found.order_by(f"-{name}")


def _cursor_of(review: Review, view: SavedView) -> str:
    if view.name == RECENT:
        return write_cursor(review.mine)  # type: ignore[attr-defined]  # annotated by decided_by
    return write_cursor(review.priority, review.due_at.isoformat(), review.pk)


def _rows(reviews: Sequence[Review]) -> list[Row]:
    outlets: dict[int, set[int]] = defaultdict(set)
    reasons: dict[int, list[str]] = {}
    stated = Mention.objects.filter(claim__in=[review.claim_id for review in reviews])
    for claim, outlet, why in stated.order_by("-worth", "pk").values_list(
        "claim", "source__outlet", "reasons"
    ):
        outlets[claim].add(outlet)
        reasons.setdefault(claim, why)
    now = timezone.now()
    return [
        Row(
            review=review,
            outlets=len(outlets[review.claim_id]),
            reasons=reasons.get(review.claim_id, []),
            held=review.lease_until is not None and review.lease_until > now,
            overdue=review.closed_at is None and review.due_at < now,
        )
        for review in reviews
    ]


def outlets_to_choose() -> QuerySet[Outlet]:
    return Outlet.objects.only("name").order_by("name")[:OUTLETS_AT_MOST]


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters an address asks for; what cannot be meant is left out."""
    view, outlet = given.get("view", ""), given.get("outlet", "")
    return Filters(
        view=view if view in VIEWS else "ready",
        words=given.get("q", "").replace("\x00", "").strip()[:200],
        outlet=int(outlet) if outlet.isdecimal() and len(outlet) < 19 else None,
        after=given.get("after", ""),
    )


def last_undoable(person: User) -> Undoable | None:
    """The newest decision of this person that nothing has followed, while it is
    fresh and nothing of it has been published."""
    hold = timedelta(seconds=settings.VERDICT_HOLD_SECONDS)
    now = timezone.now()
    event = (
        Event.objects.filter(
            actor=person,
            verb__in=UNDOABLE,
            at__gt=now - max(hold, UNDO_OFFER),
            seq=F("claim__version"),
        )
        .select_related("claim__wording")
        .order_by("-pk")
        .first()
    )
    if event is None or (verdict := event.data.get("verdict")) is None:
        return Undoable(event, None) if event else None
    pending = PendingEntry.objects.filter(verdict=verdict, due_at__gt=now).first()
    if pending is None:
        return None
    return Undoable(event, max(1, int((pending.due_at - now).total_seconds())))
