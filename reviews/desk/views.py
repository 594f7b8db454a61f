"""The saved views of the queue: what each one lists, and how many that are."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Extraction, Reanchoring
from reviews.desk.filters import Filters, narrow, narrow_sources
from reviews.models import Event, Review
from reviews.moves import REVIEW, Stage
from reviews.order import free, ready_for, still_open
from reviews.rechecking import changed_mentions, merged_unread

COUNT_AT_MOST: Final = 100
ATTENTION: Final = "attention"
RECENT: Final = "recent"
CLOSED: Final = "closed"
# What is done, the latest first: nothing waits there in any other order.
DONE: Final = (RECENT, CLOSED)


@dataclass(frozen=True)
class SavedView:
    """One tab: its name in the address, its words, the words when it is empty. One
    that is no ``tab`` is only led to; one that is ``work`` is of those who review."""

    name: str
    label: str | Promise
    nothing: str | Promise
    find: Callable[[User], QuerySet[Any]]
    tab: bool = True
    work: bool = False


def with_others(person: User) -> QuerySet[Review]:
    # In words of the indexes, one for each side of the "or".
    held = Q(holder__isnull=False, lease_until__gt=Now()) & ~Q(holder=person)
    return still_open().filter(held | (Q(assignee__isnull=False) & ~Q(assignee=person)))


def due_tomorrow(person: User) -> QuerySet[Review]:
    tomorrow = timezone.localdate() + timedelta(days=1)
    start = datetime.combine(tomorrow, time.min, timezone.get_current_timezone())
    return still_open().filter(due_at__gte=start, due_at__lt=start + timedelta(1))


def decided_by(person: User) -> QuerySet[Review]:
    """Newest first: ``mine`` is the Reading that counts."""
    return Review.objects.filter(
        readings__reader=person, readings__undone_at=None
    ).annotate(mine=F("readings__pk"))


def closed_last(person: User) -> QuerySet[Review]:
    """The last round of each claim that nobody works on, whoever closed it."""
    later = Review.objects.filter(claim=OuterRef("claim"), round__gt=OuterRef("round"))
    return Review.objects.filter(~Exists(later), stage=Stage.CLOSED)


def changed_under_claims(filters: Filters) -> QuerySet[Reanchoring]:
    """The other half of what needs attention: texts that changed under a claim."""
    return narrow_sources(changed_mentions(), filters)


def merged_into_verdicts(filters: Filters) -> QuerySet[Event]:
    """And claims that were merged into a verdict which did not know them."""
    found = merged_unread()
    if not filters.narrowed:
        return found
    return found.filter(review__in=narrow(still_open(), filters))


def failed_extractions(person: User) -> QuerySet[Extraction]:
    return Extraction.objects.filter(status=Extraction.Status.FAILED)


VIEWS: Final[dict[str, SavedView]] = {
    view.name: view
    for view in (
        SavedView(
            "ready",
            _("Ready for me"),
            _("Nothing to review."),
            ready_for,
            work=True,
        ),
        SavedView(
            "mine",
            _("Mine"),
            _("No claim is in your hands or assigned to you."),
            lambda person: still_open().filter(Q(holder=person) | Q(assignee=person)),
            work=True,
        ),
        SavedView(
            "unassigned",
            _("Unassigned"),
            _("Every open claim is somebody’s."),
            lambda person: still_open().filter(free(), assignee=None),
        ),
        SavedView(
            "conflict",
            _("Sources conflict"),
            _("No open claim has sources that differ in a number, date or amount."),
            lambda person: still_open().filter(claim__differing__gt=0),
        ),
        SavedView(
            "second",
            _("Second reading"),
            _("No claim waits for its second reader."),
            lambda person: Review.objects.filter(stage=Stage.SECOND_READING),
        ),
        SavedView(
            "adjudication",
            _("Adjudication"),
            _("No two readings differ. Nothing to settle."),
            lambda person: Review.objects.filter(stage=Stage.ADJUDICATION),
        ),
        SavedView(
            ATTENTION,
            _("Needs attention"),
            _("Every source was read without trouble, and none changed under a claim."),
            failed_extractions,
        ),
        SavedView(
            "overdue",
            _("Overdue"),
            _("Nothing is late. Every open claim has time."),
            lambda person: still_open().filter(due_at__lt=Now()),
        ),
        SavedView(
            "postponed",
            _("Postponed"),
            _("No claim is put off until later."),
            lambda person: still_open().filter(not_before__gt=Now()),
        ),
        SavedView(
            RECENT,
            _("Decided by me"),
            _("You have not decided a claim yet."),
            decided_by,
            work=True,
        ),
        SavedView(
            CLOSED,
            _("Done"),
            _("No claim is decided, dismissed or merged yet."),
            closed_last,
        ),
        SavedView(
            "others",
            _("With colleagues"),
            _("No claim is with a colleague."),
            with_others,
            tab=False,
        ),
        SavedView(
            "tomorrow",
            _("Due tomorrow"),
            _("No open claim is due tomorrow."),
            due_tomorrow,
            tab=False,
        ),
    )
}


def views_for(person: User) -> dict[str, SavedView]:
    """Those that this person has a use for, by name; the first is the one they see
    unasked."""
    works = person.has_perm(REVIEW)
    return {name: view for name, view in VIEWS.items() if works or not view.work}


def listed(view: SavedView, filters: Filters, *, person: User) -> QuerySet[Any]:
    """Everything the view lists for this person under the filters, in no order."""
    narrowed = narrow_sources if view.name == ATTENTION else narrow
    return narrowed(view.find(person), filters)


def views_to_count(filters: Filters, *, person: User, empty: bool) -> list[SavedView]:
    """Those whose numbers the page says; ``empty`` when it lists nothing. Of a
    common word each row is looked at: it is counted in the reader's view alone."""
    if filters.q and filters.said.common:
        return [VIEWS[filters.view]]
    led_to = empty and not filters.narrowed
    return [
        view
        for view in views_for(person).values()
        if view.tab or led_to or view.name == filters.view
    ]


def count_views(
    filters: Filters, *, person: User, views: Sequence[SavedView]
) -> Mapping[str, str]:
    """How many each view lists, in one statement: "7", or "99+" beyond that."""
    # A copy: what a request calls its user leads back to the request.
    who, may = copy(person), frozenset(person.get_all_permissions())
    parts: list[str] = []
    params: list[Any] = []
    for view in views:
        if view.tab and not filters.narrowed:
            sql, values = counted_in_full(view.name, who, may)
        else:
            sql, values = _counted(view, filters, person)
        parts.append(sql)
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        row = cursor.fetchone()
    assert row is not None
    return {
        view.name: f"{COUNT_AT_MOST - 1}+" if count >= COUNT_AT_MOST else str(count)
        for view, count in zip(views, row, strict=True)
    }


@lru_cache(maxsize=1000)
def counted_in_full(
    name: str, person: User, _may: frozenset[str]
) -> tuple[str, tuple[Any, ...]]:
    """The number of a tab without filters. To build them takes a sixth of a page and
    comes to the same on the next one: they depend on who looks and what they may, and
    ask PostgreSQL what time it is."""
    return _counted(VIEWS[name], Filters(view=name), person)


def _counted(
    view: SavedView, filters: Filters, person: User
) -> tuple[str, tuple[Any, ...]]:
    """The number of one view, as SQL with its parameters."""
    every: list[QuerySet[Any]] = [listed(view, filters, person=person)]
    if view.name == ATTENTION:
        every += [changed_under_claims(filters), merged_into_verdicts(filters)]
    counts: list[str] = []
    params: list[Any] = []
    for found in every:
        few = found.order_by().values("pk")[:COUNT_AT_MOST]
        sql, values = few.query.sql_with_params()
        counts.append(f"(SELECT count(*) FROM ({sql}) few)")  # noqa: S608  # compiled by Django
        params += values
    return " + ".join(counts), tuple(params)
