"""What was decided in the days chosen, made ready for the page."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from factcheck.formats import grouped
from reviews.admin.figures.earlier import say_span_before
from reviews.admin.figures.shapes import (
    Earlier,
    Figure,
    Line,
    Number,
    Table,
    number_of,
    rows_address,
)
from reviews.figures.charts import Bar, Chart, Part, stack_bars
from reviews.figures.decided import Day, count_decided, decided
from reviews.figures.filters import Filter
from reviews.figures.panels import PANELS
from reviews.moves import Outcome
from reviews.names import name_of


def show_decided(chosen: Filter) -> Figure:
    days = count_decided(chosen)
    total = sum(day.total for day in days)
    *parts, everything = _by_outcome(
        lambda outcome: sum(day.counts[outcome] for day in days), chosen
    )
    return Figure(
        panel=PANELS["decided"],
        total=everything,
        summary=_say_decided(days, total),
        numbers=parts,
        chart=_draw(days, chosen) if total else None,
        earlier=_compare_decided(total, chosen),
        table=Table(
            [_("Day"), *(number.label for number in (*parts, everything))],
            [
                Line(
                    date_format(day.day, "SHORT_DATE_FORMAT"),
                    _by_outcome(day.counts.__getitem__, chosen.on(day.day)),
                )
                for day in reversed(days)
                if day.total
            ],
            folded=True,
        )
        if total
        else None,
    )


def _by_outcome(count: Callable[[str], int], chosen: Filter) -> list[Number]:
    """A number for each outcome in question, and last for all of them."""
    parts = [
        number_of(
            "decided",
            capfirst(name_of("outcome", outcome)),
            count(outcome),
            replace(chosen, outcome=outcome.value),
            outcome.value,
        )
        for outcome in Outcome
        if chosen.outcome in ("", outcome)
    ]
    total = sum(part.count for part in parts)
    return [*parts, number_of("decided", _("All"), total, chosen)]


def _say_decided(days: Sequence[Day], total: int) -> str:
    if not total:
        return _("No verdict took effect in these days.")
    most = max(days, key=lambda day: day.total)
    verdicts = ngettext("%(number)s verdict", "%(number)s verdicts", total)
    span = npgettext("in", "%(number)s day", "%(number)s days", len(days))
    return _("%(verdicts)s in %(span)s; the most on %(day)s, %(most)s.") % {
        "verdicts": verdicts % {"number": grouped(total)},
        "span": span % {"number": grouped(len(days))},
        "day": date_format(most.day, "DATE_FORMAT"),
        "most": grouped(most.total),
    }


def _draw(days: Sequence[Day], chosen: Filter) -> Chart:
    return stack_bars(
        [
            Bar(
                date_format(day.day, "MONTH_DAY_FORMAT"),
                [
                    Part(
                        outcome,
                        count,
                        _("%(day)s: %(count)s %(outcome)s")
                        % {
                            "day": date_format(day.day, "DATE_FORMAT"),
                            "count": grouped(count),
                            "outcome": name_of("outcome", outcome),
                        },
                        rows_address(
                            "decided", replace(chosen.on(day.day), outcome=outcome)
                        ),
                    )
                    for outcome, count in day.counts.items()
                ],
            )
            for day in days
        ]
    )


def _compare_decided(total: int, chosen: Filter) -> Earlier | None:
    if chosen.before is None:
        return None
    then = decided(chosen.before).count()
    words = {"number": grouped(abs(total - then)), "span": say_span_before(chosen)}
    if total > then:
        said = _("%(number)s more than in %(span)s")
    elif total < then:
        said = _("%(number)s fewer than in %(span)s")
    else:
        said = _("As many as in %(span)s")
    return Earlier(said % words, number_of("decided", "", then, chosen.before))
