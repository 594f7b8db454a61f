"""What the queue shows: one page of a saved view, its choices, the last decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import Extraction, Reanchoring
from factcheck.keyset import page_after, parse_key
from reviews.colleagues import people_who_may
from reviews.desk.cursors import read_cursor, write_cursor
from reviews.desk.filters import Filters
from reviews.desk.rows import Row, rows_of
from reviews.desk.views import (
    ATTENTION,
    CLOSED,
    RECENT,
    VIEWS,
    SavedView,
    changed_under_claims,
    listed,
    merged_into_verdicts,
)
from reviews.models import Event, Review
from reviews.moves import REVIEW
from reviews.order import REST, Turn, first_in_order, turn_of
from reviews.recusal import interest_of

PAGE: Final = 50
# Begins the cursor of a page of what changed; of what failed it is the key alone.
CHANGED: Final = "changed-"
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
    UNION ALL SELECT 'person', id::text, reviews_person_name(id) FROM ({people}) p
"""


@dataclass(frozen=True)
class Page:
    """Rows of one view; ``next`` is the cursor of the page after, or empty."""

    view: SavedView
    rows: Sequence[Row]
    failures: Sequence[Extraction]
    next: str
    changed: Sequence[Reanchoring] = ()
    merged: Sequence[Event] = ()


@dataclass(frozen=True)
class Choices:
    """What the lists of the page offer: (key, words), or codes of languages."""

    outlets: Sequence[tuple[int, str]]
    languages: Sequence[str]
    ratings: Sequence[tuple[int, str]]
    people: Sequence[tuple[int, str]]


def read_page(filters: Filters, *, person: User) -> Page:
    view = VIEWS[filters.view]
    found = listed(view, filters, person=person)
    if view.name == ATTENTION:
        return _needing_attention(view, found, filters)
    after = parse_key(filters.after)
    if view.name == RECENT:
        found = _as_shown(found, person)
        mine = page_after(found, after=after, limit=PAGE, key="-mine")
        reviews, more = mine.rows, str(mine.next or "")
    elif view.name == CLOSED:
        reviews, more = _latest_closed(_as_shown(found, person), filters.after)
    else:
        reviews, more = _most_urgent(found, person, _turn(filters.after))
    return Page(view, rows_of(reviews), [], more)


def _as_shown(found: QuerySet[Review], person: User) -> QuerySet[Review]:
    found = found.select_related("claim__wording", "holder", "assignee")
    # The sketches are for matching; a wording's is longer than the rest of the row.
    found = found.defer("claim__wording__sketch", "claim__wording__fingerprint")
    return found.annotate(interest=interest_of(person))


def _needing_attention(
    view: SavedView, failed: QuerySet[Extraction], filters: Filters
) -> Page:
    """What was merged into a verdict comes first, then what changed under a claim, then
    what could not be read."""
    merged: list[Event] = []
    if not filters.after:
        found = merged_into_verdicts(filters).select_related("claim__wording")
        merged = list(found.defer("body").order_by("-pk")[:PAGE])
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
            return Page(view, [], [], f"{CHANGED}{page.next}", page.rows, merged)
        changed, after = page.rows, ""
    failures = page_after(
        failed.select_related("source__outlet").defer(*long),
        after=parse_key(after),
        limit=PAGE,
    )
    more = str(failures.next or "")
    return Page(view, [], failures.rows, more, changed, merged)


def _most_urgent(
    found: QuerySet[Review], person: User, after: Turn | None
) -> tuple[list[Review], str]:
    """One page of ``found`` after a place; the cursor of the page after."""
    as_of = after.as_of if after else timezone.now()
    keys = first_in_order(
        found, person=person, as_of=as_of, after=after, at_most=PAGE + 1
    )
    wanted = Review.objects.filter(pk__in=[pk for pk, _ in keys[:PAGE]])
    by_key = {review.pk: review for review in _as_shown(wanted, person)} if keys else {}
    reviews = [by_key[pk] for pk, _ in keys[:PAGE]]
    if len(keys) <= PAGE:
        return reviews, ""
    last = turn_of(reviews[-1], person=person, as_of=as_of)
    return reviews, write_cursor(
        as_of.isoformat(), last.part, last.rank, last.due_at.isoformat(), last.pk
    )


def _latest_closed(found: QuerySet[Review], after: str) -> tuple[list[Review], str]:
    """One page of ``found``, the latest first; the cursor of the page after."""
    before = read_cursor(after, kinds=(str, int))
    closed_at = _moment(before[0]) if before else None
    if before and closed_at:
        # Many may be closed in one moment, as a batch is.
        same = Q(closed_at=closed_at, pk__lt=before[1])
        found = found.filter(Q(closed_at__lt=closed_at) | same)
    rows = list(found.order_by("-closed_at", "-pk")[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, ""
    last = rows[PAGE - 1]
    assert last.closed_at is not None
    return rows[:PAGE], write_cursor(last.closed_at.isoformat(), last.pk)


def _turn(after: str) -> Turn | None:
    parts = read_cursor(after, kinds=(str, int, int, str, int))
    if parts is None or parts[1] > REST or parts[2] >= 2**15:
        return None
    as_of, due_at = _moment(parts[0]), _moment(parts[3])
    if as_of is None or due_at is None:
        return None
    return Turn(as_of, parts[1], parts[2], due_at, parts[4])


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def read_choices() -> Choices:
    """All of them in one statement."""
    people = people_who_may(REVIEW).values("id")
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
