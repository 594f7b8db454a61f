"""What may be asked of a figure: the forms that read it from a page's address, and
refuse with a sentence beside the field."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.models import Outlet
from reviews.figures.filters import (
    EARLIEST,
    FIRST,
    LATEST,
    WORDS,
    Filter,
    Period,
    today,
)
from reviews.moves import OPEN_STAGES, Outcome
from reviews.names import AGES, AGREED, DUE, FATES, PAIRS, SINCE, Words

DAYS: Final = (7, 14, 30, 90)
DEFAULT_DAYS: Final = 30
MOST_DAYS: Final = 366
NO_SUCH_OUTCOME: Final = _("There is no such outcome.")
WRITE_A_DAY: Final = _("Write the day as YYYY-MM-DD, for example 2026-03-31.")


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
    age = narrowing(_("Age"), AGES.items(), say=_("There is no such age."))
    since = narrowing(
        _("Since then"),
        SINCE.items(),
        say=_("Choose changed, withdrawn, corrected, reopened, too_early or lasted."),
    )
    person = forms.ModelChoiceField(
        User.objects.all(),
        label=_("Person"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("There is no such person.")},
    )
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
            person=given["person"],
            **{name: given[name] for name in WORDS},
        )
