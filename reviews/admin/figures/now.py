"""What is open now, made ready for the page."""

from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.formats import clock, grouped
from reviews.admin.figures.shapes import Figure, Line, Number, Table, number_of
from reviews.figures.filters import Filter
from reviews.figures.open_work import AGES, OLDER, OVERDUE, count_open, count_waiting
from reviews.figures.panels import PANELS
from reviews.moves import OPEN_STAGES
from reviews.names import name_of


def show_open(chosen: Filter) -> Figure:
    found = count_open(chosen)
    stages = [each.value for each in OPEN_STAGES if chosen.stage in ("", each)]
    said = ", ".join(
        f"{name_of('stage', stage)} {grouped(found.in_stage(stage))}"
        for stage in stages
    )
    ages = (*AGES, OLDER)

    def cell(count: int, stage: str = "", age: str = "") -> Number:
        at = replace(chosen, stage=stage or chosen.stage, age=age)
        return number_of("open", "", count, at)

    lines = [
        Line(
            capfirst(name_of("stage", stage)),
            [
                *(cell(found.counts[stage, age], stage, age) for age in ages),
                cell(found.in_stage(stage), stage),
            ],
        )
        for stage in stages
    ]
    everything = Line(
        _("All"),
        [*(cell(found.of_age(age), age=age) for age in ages), cell(found.total)],
    )
    overdue = replace(chosen, due=OVERDUE)
    return Figure(
        panel=PANELS["open"],
        total=number_of("open", _("All"), found.total, chosen),
        summary=_("%(total)s open: %(stages)s.")
        % {"total": grouped(found.total), "stages": said},
        numbers=[number_of("open", _("Overdue"), found.overdue, overdue)],
        table=Table(
            [_("Stage"), *(name_of("age", age) for age in ages), _("All")],
            [*lines, everything],
        ),
    )


def show_waiting(chosen: Filter) -> Figure:
    waiting = count_waiting(chosen)
    summary = _("Nothing waits.")
    if waiting.since:
        since = timezone.localtime(waiting.since)
        summary = ngettext(
            "%(count)s waits, the longest since %(day)s, %(time)s.",
            "%(count)s wait, the longest since %(day)s, %(time)s.",
            waiting.count,
        ) % {
            "count": grouped(waiting.count),
            "day": date_format(since, "DATE_FORMAT"),
            "time": clock(since),
        }
    return Figure(
        panel=PANELS["waiting"],
        total=number_of("waiting", _("Waiting"), waiting.count, chosen),
        summary=summary,
    )
