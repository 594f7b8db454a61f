"""What a manager's page looks at: the days, and what narrows them. Read from the
page's address, so that a chart, its table and its export never differ."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from claims.models import Mention, Outlet
from factcheck.formats import person_name
from reviews.names import name_of

# Far from the ends of the calendar, where a time zone's offset leaves it.
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2199, 12, 31)
# Of the picks of each source, the worthiest first.
FIRST: Final = (5, 10, 20)
# What narrows rows to those with this word.
WORDS: Final = (
    "stage",
    "outcome",
    "due",
    "age",
    "since",
    "extractor",
    "fate",
    "pair",
    "agreed",
    "first_outcome",
    "second_outcome",
)
BEST: Final = _("the best %(first)d of each source")
READ: Final = {
    "first_outcome": _("first reading %(outcome)s"),
    "second_outcome": _("second reading %(outcome)s"),
}


@dataclass(frozen=True)
class Period:
    """The days from ``first`` to ``last``, both included, in the newsroom's zone."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after ``last``."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> list[date]:
        return [
            self.first + timedelta(days=day)
            for day in range((self.last - self.first).days + 1)
        ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def today() -> date:
    """The newsroom's date now."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What the dashboard was asked for. ``days`` is set when the period is counted
    back from today. ``stage`` narrows open work and where time went, ``outcome``
    verdicts, ``due`` work and verdicts, to what was late; ``age`` narrows open work,
    ``since`` verdicts to what was done with them later, ``person`` what people did, to
    one of them; ``extractor``, ``first`` and ``fate`` narrow the machine's picks:
    to one version, to the worthiest so many of each source, to what people made of
    them; ``pair``, ``agreed``, ``first_outcome`` and ``second_outcome`` narrow pairs
    of Readings."""

    period: Period
    days: int | None = None
    outlet: Outlet | None = None
    stage: str = ""
    outcome: str = ""
    due: str = ""
    age: str = ""
    since: str = ""
    person: User | None = None
    extractor: str = ""
    first: int | None = None
    fate: str = ""
    pair: str = ""
    agreed: str = ""
    first_outcome: str = ""
    second_outcome: str = ""

    def on(self, day: date) -> "Filter":
        """The same, of one day."""
        return replace(self, period=Period(day, day), days=None)

    @property
    def before(self) -> "Filter | None":
        """The same, of as many days before these; None before the calendar begins."""
        first = self.period.first - timedelta(days=len(self.period.days))
        if first < EARLIEST:
            return None
        last = self.period.first - timedelta(days=1)
        return replace(self, period=Period(first, last), days=None)

    @property
    def whole(self) -> "Filter":
        """The same, of everything that one table of the page tells apart."""
        return replace(self.of_pairs(), age="", since="", person=None)

    def of_pairs(self, pair: str = "") -> "Filter":
        """The same, of pairs of Readings whatever came of them."""
        return replace(self, pair=pair, agreed="", first_outcome="", second_outcome="")

    @property
    def given(self) -> dict[str, str]:
        """As it stands in an address."""
        dates = (
            {"days": str(self.days)}
            if self.days
            else {"from": str(self.period.first), "to": str(self.period.last)}
        )
        rest = {name: getattr(self, name) for name in WORDS} | {
            "outlet": str(self.outlet.pk) if self.outlet else "",
            "first": str(self.first or ""),
            "person": str(self.person.pk) if self.person else "",
        }
        return dates | {name: value for name, value in rest.items() if value}

    @property
    def narrowed(self) -> bool:
        return bool(self.given.keys() - {"days", "from", "to"})

    @property
    def query(self) -> str:
        return urlencode(self.given)

    @property
    def words(self) -> str:
        """As a reader would say it."""
        first, last = (
            date_format(day, "DATE_FORMAT")
            for day in (self.period.first, self.period.last)
        )
        span = _("%(first)s to %(last)s") % {"first": first, "last": last}
        parts = [
            first if first == last else span,
            self.outlet.name if self.outlet else "",
            name_of("stage", self.stage),
            name_of("outcome", self.outcome),
            name_of("due", self.due),
            name_of("age", self.age),
            name_of("since", self.since),
            person_name(self.person) if self.person else "",
            self.extractor,
            BEST % {"first": self.first} if self.first else "",
            *(
                name_of(kind, getattr(self, kind))
                for kind in ("fate", "pair", "agreed")
            ),
            *(
                said % {"outcome": name_of("outcome", getattr(self, kind))}
                for kind, said in READ.items()
                if getattr(self, kind)
            ),
        ]
        return ", ".join(str(part) for part in parts if part)


def of_outlet(rows: QuerySet[Any], chosen: Filter) -> QuerySet[Any]:
    """Those of ``rows``, each of a ``claim``, that the outlet chosen states too."""
    if chosen.outlet is None:
        return rows
    stated = Mention.objects.filter(
        claim=OuterRef("claim"), source__outlet=chosen.outlet
    )
    return rows.filter(Exists(stated))
