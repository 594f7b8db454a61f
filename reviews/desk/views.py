"""The saved views of the queue: what each one lists, and how many that are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Extraction, Mention
from claims.search import with_words
from reviews.models import Reading, Review
from reviews.moves import ADJUDICATE, Stage

COUNT_AT_MOST: Final = 100
ATTENTION: Final = "attention"
RECENT: Final = "recent"


@dataclass(frozen=True)
class SavedView:
    """One tab: its name in the address, its words, the words when it is empty."""

    name: str
    label: str
    nothing: str
    find: Callable[[User], QuerySet[Any]]


@dataclass(frozen=True)
class Filters:
    """What the reader narrowed the list to; all of it stands in the address."""

    view: str = "ready"
    words: str = ""
    outlet: int | None = None
    after: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.outlet)

    def query(self, **changes: Any) -> dict[str, str]:
        """The parameters that lead to this list, or to a neighbour of it."""
        known = {"view": self.view, "q": self.words, "outlet": self.outlet}
        return {
            name: str(value) for name, value in {**known, **changes}.items() if value
        }


def open_reviews() -> QuerySet[Review]:
    # As the partial index says it, so that PostgreSQL may use the index.
    return Review.objects.filter(~Q(stage=Stage.CLOSED))


def free() -> Q:
    return Q(holder=None) | Q(lease_until__lte=timezone.now())


def ready_for(person: User) -> QuerySet[Review]:
    """What this person may work on now: in hand, or free and not read by them."""
    read = Reading.objects.filter(review=OuterRef("pk"), reader=person, undone_at=None)
    found = open_reviews().filter(~Exists(read) & free() | Q(holder=person))
    if not person.has_perm(ADJUDICATE):
        found = found.exclude(stage=Stage.ADJUDICATION)
    return found


def overdue(person: User) -> QuerySet[Review]:
    return open_reviews().filter(due_at__lt=timezone.now())


def decided_by(person: User) -> QuerySet[Review]:
    """Newest first: ``mine`` is the Reading that counts."""
    return Review.objects.filter(
        readings__reader=person, readings__undone_at=None
    ).annotate(mine=F("readings__pk"))


def failed_extractions(person: User) -> QuerySet[Extraction]:
    return Extraction.objects.filter(status=Extraction.Status.FAILED)


VIEWS: Final[dict[str, SavedView]] = {
    view.name: view
    for view in (
        SavedView(
            "ready",
            "Ready for me",
            "Nothing is waiting for you. New claims appear here as sources arrive.",
            ready_for,
        ),
        SavedView(
            "mine",
            "In my hands",
            "You hold no claim. Start reviewing to take the next one.",
            lambda person: open_reviews().filter(holder=person),
        ),
        SavedView(
            "unassigned",
            "Unassigned",
            "Every open claim is in somebody’s hands.",
            lambda person: open_reviews().filter(free()),
        ),
        SavedView(
            "conflict",
            "Sources conflict",
            "No open claim has sources that differ in a number, date or amount.",
            lambda person: open_reviews().filter(claim__differing__gt=0),
        ),
        SavedView(
            "second",
            "Second reading",
            "No claim waits for its second reader.",
            lambda person: Review.objects.filter(stage=Stage.SECOND_READING),
        ),
        SavedView(
            "adjudication",
            "Adjudication",
            "No two readings differ. Nothing to settle.",
            lambda person: Review.objects.filter(stage=Stage.ADJUDICATION),
        ),
        SavedView(
            "overdue", "Overdue", "Nothing is late. Every open claim has time.", overdue
        ),
        SavedView(
            ATTENTION,
            "Needs attention",
            "Every source was read without trouble.",
            failed_extractions,
        ),
        SavedView(
            RECENT, "Decided by me", "You have not decided a claim yet.", decided_by
        ),
    )
}


def listed(view: SavedView, filters: Filters, *, person: User) -> QuerySet[Any]:
    """Everything the view lists for this person under the filters, in no order."""
    found = view.find(person)
    if view.name == ATTENTION:
        if filters.outlet:
            found = found.filter(source__outlet=filters.outlet)
        return _with_words(found, "source__title", filters.words)
    if filters.outlet:
        stated = Mention.objects.filter(
            claim=OuterRef("claim"), source__outlet=filters.outlet
        )
        found = found.filter(Exists(stated))
    return _with_words(found, "claim__wording__text", filters.words)


def _with_words(found: QuerySet[Any], path: str, words: str) -> QuerySet[Any]:
    return with_words(found, path, words) if words else found


def count_views(filters: Filters, *, person: User) -> Mapping[str, str]:
    """How many each view lists, in one statement: "7", or "99+" beyond that."""
    parts: list[str] = []
    params: list[Any] = []
    for view in VIEWS.values():
        few = listed(view, filters, person=person).order_by().values("pk")
        sql, values = few[:COUNT_AT_MOST].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) few)")  # noqa: S608  # compiled by Django
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        counts = cursor.fetchone()
    assert counts is not None
    return {
        name: f"{COUNT_AT_MOST - 1}+" if count >= COUNT_AT_MOST else str(count)
        for name, count in zip(VIEWS, counts, strict=True)
    }
