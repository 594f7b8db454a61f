"""What a manager's page looks at: the days, and what narrows them. Read from the
page's address, so that a chart, its table and its export never differ."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from claims.models import Mention, Outlet
from reviews.moves import OPEN_STAGES, Outcome
from reviews.names import AGREED, DUE, FATES, PAIRS, Words, name_of

DAYS: Final = (7, 14, 30, 90)
DEFAULT_DAYS: Final = 30
MOST_DAYS: Final = 366
# Of the picks of each source, the worthiest first.
FIRST: Final = (5, 10, 20)
# Far from the ends of the calendar, where a time zone's offset leaves it.
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2199, 12, 31)
# What narrows rows to those with this word.
WORDS: Final = (
    "stage",
    "outcome",
    "due",
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
NO_SUCH_OUTCOME: Final = _("There is no such outcome.")
WRITE_A_DAY: Final = _("Write the day as YYYY-MM-DD, for example 2026-03-31.")


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
    back from today. ``stage`` narrows open work, ``outcome`` verdicts, ``due`` both,
    to what was late; ``extractor``, ``first`` and ``fate`` narrow the machine's picks:
    to one version, to the worthiest so many of each source, to what people made of
    them; ``pair``, ``agreed``, ``first_outcome`` and ``second_outcome`` narrow pairs
    of Readings."""

    period: Period
    days: int | None = None
    outlet: Outlet | None = None
    stage: str = ""
    outcome: str = ""
    due: str = ""
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
    def of_all_pairs(self) -> "Filter":
        """The same, of pairs of Readings whatever came of them."""
        return replace(self, pair="", agreed="", first_outcome="", second_outcome="")

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


def day_field(label: Words) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": WRITE_A_DAY},
    )


class PeriodForm(forms.Form):
    """``from`` and ``to``. ``longest`` is how many days they may span, if limited."""

    longest: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # "from" cannot be an attribute of the class: it is a word of the language.
        self.fields["from"] = day_field(_("From"))
        self.fields["to"] = day_field(_("To"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("from"), given.get("to")
        for name, day in (("from", first), ("to", last)):
            if day and not EARLIEST <= day <= LATEST:
                say = _("Choose a day from %(first)s to %(last)s.")
                words = {"first": EARLIEST, "last": LATEST}
                self.add_error(name, say % words)
        if first and last and first > last:
            say = _("This day comes after the last one, %(last)s.")
            self.add_error("from", say % {"last": last})
        elif first and last and self.longest and (last - first).days >= self.longest:
            self.add_error("from", _say_at_most(self.longest))
        return given


def _say_at_most(days: int) -> str:
    return _("Choose at most %(days)d days.") % {"days": days}


def narrowing(
    label: Words, choices: Iterable[tuple[str, Words]], *, say: Words
) -> forms.ChoiceField:
    """What the address of a number narrows its rows to. ``say`` refuses all else."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=list(choices),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": say},
    )


class FilterForm(PeriodForm):
    """The dashboard's one form. ``from`` and ``to`` go before ``days``."""

    longest = MOST_DAYS
    field_order = ["from", "to", "outlet"]

    days = forms.TypedChoiceField(
        label=_("Days"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(days, days) for days in DAYS],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Choose 7, 14, 30 or 90 days.")},
    )
    outlet = forms.ModelChoiceField(
        Outlet.objects.all(),
        label=_("Outlet"),
        required=False,
        empty_label=_("All outlets"),
        error_messages={"invalid_choice": _("There is no such outlet.")},
    )
    stage = narrowing(
        _("Stage"),
        [(stage.value, stage.label) for stage in OPEN_STAGES],
        say=_("There is no such stage."),
    )
    outcome = narrowing(_("Outcome"), Outcome.choices, say=NO_SUCH_OUTCOME)
    due = narrowing(_("Due"), DUE.items(), say=_("Choose overdue."))
    extractor = forms.CharField(
        label=_("Extractor"),
        required=False,
        max_length=200,
        widget=forms.HiddenInput,
    )
    first = forms.TypedChoiceField(
        label=_("The best of each source"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(first, first) for first in FIRST],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Choose the best 5, 10 or 20.")},
    )
    fate = narrowing(
        _("What people made of it"),
        FATES.items(),
        say=_("Choose kept or dismissed."),
    )
    pair = narrowing(
        _("How it was read"), PAIRS.items(), say=_("Choose blind or not_blind.")
    )
    agreed = narrowing(
        _("What is the same"), AGREED.items(), say=_("Choose outcome or rating.")
    )
    first_outcome = narrowing(_("First reading"), Outcome.choices, say=NO_SUCH_OUTCOME)
    second_outcome = narrowing(
        _("Second reading"), Outcome.choices, say=NO_SUCH_OUTCOME
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("from"), given.get("to")
        if not self.errors and first and not last:
            last = max(first, today())
            if (last - first).days >= MOST_DAYS:
                self.add_error("from", _say_at_most(MOST_DAYS))
        return given

    def chosen(self) -> Filter:
        """The filter of a form that is valid."""
        given = self.cleaned_data
        first, last = given["from"], given["to"]
        days = None if first or last else given["days"] or DEFAULT_DAYS
        last = last or max(first or EARLIEST, today())
        first = first or last - timedelta(days=(days or DEFAULT_DAYS) - 1)
        return Filter(
            period=Period(first, last),
            days=days,
            outlet=given["outlet"],
            first=given["first"],
            **{name: given[name] for name in WORDS},
        )
