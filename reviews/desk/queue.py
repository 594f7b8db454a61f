"""What the queue shows: one page of a saved view, its choices, the last decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from claims.models import Extraction, Reanchoring
from factcheck.keyset import page_after, parse_key
from reviews.desk.cursors import read_cursor, write_cursor
from reviews.desk.filters import Filters
from reviews.desk.rows import Row, rows_of
from reviews.desk.views import (
    ATTENTION,
    RECENT,
    VIEWS,
    SavedView,
    changed_under_claims,
    listed,
)
from reviews.models import Event, PendingEntry, Review
from reviews.moves import REVIEW, UNDOABLE

PAGE: Final = 50
# Begins the cursor of a page of what changed; of what failed it is the key alone.
CHANGED: Final = "changed-"
# Beyond the hold a first reading can still be taken back; offered this long.
UNDO_OFFER: Final = timedelta(seconds=60)
# What there is to choose from. Few languages stand in many wordings: each is looked
# up after the one before.
CHOICES: Final = """
    WITH RECURSIVE spoken (code) AS (
        SELECT min(language) FROM claims_wording WHERE language > ''
        UNION ALL
        SELECT (SELECT min(language) FROM claims_wording WHERE language > code)
        FROM spoken WHERE code IS NOT NULL
    )
    (SELECT 'outlet', id::text, name FROM claims_outlet ORDER BY name LIMIT 300)
    UNION ALL SELECT 'language', code, code FROM spoken WHERE code IS NOT NULL
    UNION ALL (SELECT 'rating', id::text, word FROM reviews_rating
        WHERE retired_at IS NULL ORDER BY position, id)
    UNION ALL SELECT 'person', id::text, coalesce(
        nullif(trim(first_name || ' ' || last_name), ''), username) FROM ({people}) p
"""


class Place(NamedTuple):
    """Where a row stands in the queue's order: what was late at ``as_of`` first, then
    by priority. A list read in pages keeps the moment of its first page, so that
    no row changes sides between two of them."""

    as_of: datetime
    priority: int
    due_at: datetime
    pk: int


@dataclass(frozen=True)
class Page:
    """Rows of one view; ``next`` is the cursor of the page after, or empty."""

    view: SavedView
    rows: Sequence[Row]
    failures: Sequence[Extraction]
    next: str
    changed: Sequence[Reanchoring] = ()


@dataclass(frozen=True)
class Choices:
    """What the lists of the page offer: (key, words), or codes of languages."""

    outlets: Sequence[tuple[int, str]]
    languages: Sequence[str]
    ratings: Sequence[tuple[int, str]]
    people: Sequence[tuple[int, str]]


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
        return _needing_attention(view, found, filters)
    after = parse_key(filters.after)
    found = found.select_related("claim__wording", "holder", "assignee")
    if view.name == RECENT:
        mine = page_after(found, after=after, limit=PAGE, key="-mine")
        reviews, more = mine.rows, str(mine.next or "")
    else:
        reviews, more = _most_urgent(found, _place(filters.after))
    return Page(view, rows_of(reviews[:PAGE]), [], more)


def _needing_attention(
    view: SavedView, failed: QuerySet[Extraction], filters: Filters
) -> Page:
    """What changed under a claim comes first, then what could not be read."""
    long = ("source__text", "source__original")
    changed: list[Reanchoring] = []
    after = filters.after
    if not after or after.startswith(CHANGED):
        page = page_after(
            changed_under_claims(filters)
            .select_related("mention", "source__outlet")
            .defer(*long),
            after=parse_key(after.removeprefix(CHANGED)),
            limit=PAGE,
        )
        if page.next:
            return Page(view, [], [], f"{CHANGED}{page.next}", page.rows)
        changed, after = page.rows, ""
    failures = page_after(
        failed.select_related("source__outlet").defer(*long),
        after=parse_key(after),
        limit=PAGE,
    )
    return Page(view, [], failures.rows, str(failures.next or ""), changed)


def _most_urgent(
    found: QuerySet[Review], place: Place | None
) -> tuple[list[Review], str]:
    """One page of ``found`` after ``place``, and one row more if there is one; the
    cursor of the page after."""
    as_of = place.as_of if place else timezone.now()
    late, other = found.filter(due_at__lt=as_of), found.filter(due_at__gte=as_of)
    if place is None:
        parts = [late, other]
    elif place.due_at < as_of:
        parts = [_beyond(late, place), other]
    else:
        parts = [_beyond(other, place)]
    reviews: list[Review] = []
    # Each part is read off its index; both at once would be sorted first.
    for part in parts:
        if (wanted := PAGE + 1 - len(reviews)) > 0:
            reviews += part.order_by("-priority", "due_at", "pk")[:wanted]
    if len(reviews) <= PAGE:
        return reviews, ""
    last = reviews[PAGE - 1]
    return reviews, write_cursor(
        as_of.isoformat(), last.priority, last.due_at.isoformat(), last.pk
    )


def _beyond(found: QuerySet[Review], place: Place) -> QuerySet[Review]:
    return found.filter(
        Q(priority__lt=place.priority)
        | Q(due_at__gt=place.due_at)
        | Q(due_at=place.due_at, pk__gt=place.pk),
        priority__lte=place.priority,
    )


def _place(after: str) -> Place | None:
    parts = read_cursor(after, kinds=(str, int, str, int))
    if parts is None or parts[1] >= 2**15:
        return None
    as_of, due_at = _moment(parts[0]), _moment(parts[2])
    return Place(as_of, parts[1], due_at, parts[3]) if as_of and due_at else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def read_choices() -> Choices:
    """All of them in one statement."""
    people = User.objects.with_perm(REVIEW).values(
        "id", "first_name", "last_name", "username"
    )
    sql, params = people.order_by("username").query.sql_with_params()
    found: dict[str, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(CHOICES.format(people=sql), params)
        for kind, value, words in cursor.fetchall():
            found.setdefault(kind, []).append((value, words))

    def numbered(kind: str) -> list[tuple[int, str]]:
        return [(int(value), words) for value, words in found.get(kind, ())]

    return Choices(
        outlets=numbered("outlet"),
        languages=[code for code, _ in found.get("language", ())],
        ratings=numbered("rating"),
        people=numbered("person"),
    )


def last_undoable(person: User) -> Undoable | None:
    """The newest decision of this person that nothing has followed, while it is
    fresh and nothing of it has been published."""
    hold = timedelta(seconds=settings.VERDICT_HOLD_SECONDS)
    now = timezone.now()
    pending = PendingEntry.objects.filter(
        verdict=Cast(OuterRef("given_verdict"), BigIntegerField()), due_at__gt=now
    )
    event = (
        Event.objects.filter(
            actor=person,
            verb__in=UNDOABLE,
            at__gt=now - max(hold, UNDO_OFFER),
            seq=F("claim__version"),
        )
        .annotate(given_verdict=KT("data__verdict"))
        .annotate(publish_at=Subquery(pending.values("due_at")[:1]))
        .select_related("claim__wording")
        .order_by("-pk")
        .first()
    )
    if event is None or event.data.get("verdict") is None:
        return Undoable(event, None) if event else None
    if event.publish_at is None:
        return None
    return Undoable(event, max(1, int((event.publish_at - now).total_seconds())))
