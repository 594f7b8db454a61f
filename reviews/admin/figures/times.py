"""How long verdicts take and where the time goes, made ready for the page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.formats import grouped
from reviews.admin.figures.earlier import compare_spreads
from reviews.admin.figures.shapes import (
    Earlier,
    Figure,
    Line,
    Share,
    Table,
    number_of,
    percent_of,
    say_duration,
)
from reviews.figures.decided import (
    ENOUGH,
    Spread,
    measure_stages,
    measure_time_to_verdict,
    measure_working_time,
)
from reviews.figures.filters import Filter
from reviews.figures.open_work import OVERDUE
from reviews.figures.panels import PANELS
from reviews.names import name_of


def show_time_to_verdict(chosen: Filter) -> Figure:
    spread, late = measure_time_to_verdict(chosen)
    figure = _show_spread(
        "time-to-verdict",
        spread,
        chosen,
        lambda days: measure_time_to_verdict(days)[0],
    )
    overdue = replace(chosen, due=OVERDUE)
    share = Share(
        _("Overdue"),
        number_of("time-to-verdict", _("Overdue"), late, overdue),
        figure.total,
        percent_of(late, spread.count),
    )
    return replace(figure, shares=[share] if spread.count else ())


def show_working_time(chosen: Filter) -> Figure:
    spread = measure_working_time(chosen)
    return _show_spread("working-time", spread, chosen, measure_working_time)


def _show_spread(
    panel: str, spread: Spread, chosen: Filter, measure: Callable[[Filter], Spread]
) -> Figure:
    earlier: Earlier | None = None
    if chosen.before is not None:
        earlier = compare_spreads(panel, spread, measure(chosen.before), chosen)
    return Figure(
        panel=PANELS[panel],
        total=number_of(panel, _("First verdicts"), spread.count, chosen),
        summary=_say_spread(spread),
        measures=[
            (_("Median"), _say_time(spread.median)),
            ("p85", _say_time(spread.p85)),
        ],
        earlier=earlier,
    )


def _say_spread(spread: Spread) -> str:
    if spread.median is None or spread.p85 is None:
        return ngettext(
            "Too few to say: it takes %(enough)d first verdicts, and there is "
            "%(count)d.",
            "Too few to say: it takes %(enough)d first verdicts, and there are "
            "%(count)d.",
            spread.count,
        ) % {"enough": ENOUGH, "count": spread.count}
    return _(
        "Half of %(count)s first verdicts took at most %(median)s, 85 of 100 at "
        "most %(p85)s."
    ) % {
        "count": grouped(spread.count),
        "median": say_duration(spread.median),
        "p85": say_duration(spread.p85),
    }


def _say_time(took: timedelta | None) -> str:
    return "" if took is None else say_duration(took)


def show_stages(chosen: Filter) -> Figure:
    count, found = measure_stages(chosen)
    spreads = {
        stage: spread for stage, spread in found.items() if chosen.stage in ("", stage)
    }
    longest = max(
        (stage for stage, each in spreads.items() if each.median is not None),
        key=lambda stage: spreads[stage].median or timedelta(),
        default=None,
    )
    return Figure(
        panel=PANELS["stages"],
        total=number_of("stages", _("First verdicts"), count, chosen),
        summary=_("Most of it goes to: %(stage)s.")
        % {"stage": name_of("stage", longest)}
        if longest
        else _("Too few to say."),
        table=Table(
            [_("Stage"), _("Verdicts"), _("Median"), "p85"],
            [
                Line(
                    capfirst(name_of("stage", stage)),
                    [
                        number_of(
                            "stages", "", spread.count, replace(chosen, stage=stage)
                        ),
                        _say_time(spread.median),
                        _say_time(spread.p85),
                    ],
                )
                for stage, spread in spreads.items()
            ],
        ),
    )
