"""The dashboard's answers made ready for the page: every number with the address of
its rows, a sentence that says it, and the marks of its chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from factcheck.formats import clock, grouped, rounded
from reviews.figures import panels
from reviews.figures.charts import Bar, Chart, Part, stack_bars
from reviews.figures.filters import Filter
from reviews.figures.panels import OVERDUE, PANELS, Day, Panel
from reviews.figures.picks import KEPT, Precision, judged_picks, measure_precision
from reviews.moves import Outcome, Stage
from reviews.names import name_of


@dataclass(frozen=True)
class Number:
    """A count, and the address of exactly the rows that it counts."""

    label: str
    count: int
    address: str
    kind: str = ""


@dataclass(frozen=True)
class Share:
    """How many of some rows are of one kind; ``percent`` where there are enough."""

    label: str
    part: Number
    whole: Number
    percent: int | None


@dataclass(frozen=True)
class Crossing:
    """The pairs whose first Reading has one outcome, by the outcome of the second:
    ``numbers``, and last all of them. ``both`` of ``said`` Readings with this outcome
    stand beside one that has it too; ``percent`` where there are enough."""

    label: str
    kind: str
    numbers: Sequence[Number]
    both: int
    said: int
    percent: int | None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A panel with its answer. ``total`` counts all rows behind it; ``numbers`` are
    its parts, ``days`` the same for each day, ``measures`` words for what was measured
    over all of them, ``shares`` how many of some are of one kind, ``crossings`` the
    lines of a table of first by second Readings, ``columns`` its last line."""

    panel: Panel
    total: Number
    summary: str
    numbers: Sequence[Number] = ()
    measures: Sequence[tuple[str, str]] = ()
    shares: Sequence[Share] = ()
    chart: Chart | None = None
    days: Sequence[tuple[str, Sequence[Number]]] = ()
    crossings: Sequence[Crossing] = ()
    columns: Sequence[Number] = ()


def rows_address(panel: str, chosen: Filter) -> str:
    return f"{reverse('admin:dashboard_rows', args=[panel])}?{chosen.query}"


def show_open(chosen: Filter) -> Figure:
    counts = panels.count_open(chosen)
    numbers = [
        Number(
            capfirst(str(Stage(stage).label)),
            count,
            rows_address("open", replace(chosen, stage=stage)),
            kind=stage,
        )
        for stage, count in counts.items()
        if chosen.stage in ("", stage)
    ]
    said = ", ".join(
        f"{name_of('stage', number.kind)} {grouped(number.count)}" for number in numbers
    )
    overdue = rows_address("open", replace(chosen, due=OVERDUE))
    numbers.append(Number(_("Overdue"), panels.count_overdue(chosen), overdue))
    total = sum(counts.values())
    return Figure(
        panel=PANELS["open"],
        total=Number(_("All"), total, rows_address("open", chosen)),
        summary=_("%(total)s open: %(stages)s.")
        % {"total": grouped(total), "stages": said},
        numbers=numbers,
    )


def show_waiting(chosen: Filter) -> Figure:
    waiting = panels.count_waiting(chosen)
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
        total=Number(_("Waiting"), waiting.count, rows_address("waiting", chosen)),
        summary=summary,
    )


def show_decided(chosen: Filter) -> Figure:
    days = panels.count_decided(chosen)
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
        days=[
            (
                date_format(day.day, "SHORT_DATE_FORMAT"),
                _by_outcome(day.counts.__getitem__, chosen.on(day.day)),
            )
            for day in reversed(days)
            if day.total
        ],
    )


def _by_outcome(count: Callable[[str], int], chosen: Filter) -> list[Number]:
    """A number for each outcome in question, and last for all of them."""
    parts = [
        Number(
            capfirst(name_of("outcome", outcome)),
            count(outcome),
            rows_address("decided", replace(chosen, outcome=outcome.value)),
            kind=outcome.value,
        )
        for outcome in Outcome
        if chosen.outcome in ("", outcome)
    ]
    total = sum(part.count for part in parts)
    return [*parts, Number(_("All"), total, rows_address("decided", chosen))]


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


def show_time_to_verdict(chosen: Filter) -> Figure:
    spread = panels.measure_time_to_verdict(chosen)
    if spread.median is None or spread.p85 is None:
        measures = [(_("Median"), ""), ("p85", "")]
        summary = ngettext(
            "Too few to say: it takes %(enough)d first verdicts, and there is "
            "%(count)d.",
            "Too few to say: it takes %(enough)d first verdicts, and there are "
            "%(count)d.",
            spread.count,
        ) % {"enough": panels.ENOUGH, "count": spread.count}
    else:
        median, p85 = say_duration(spread.median), say_duration(spread.p85)
        measures = [(_("Median"), median), ("p85", p85)]
        summary = _(
            "Half of %(count)s first verdicts took at most %(median)s, 85 of 100 at "
            "most %(p85)s."
        ) % {"count": grouped(spread.count), "median": median, "p85": p85}
    total = Number(
        _("First verdicts"), spread.count, rows_address("time-to-verdict", chosen)
    )
    late = rows_address("time-to-verdict", replace(chosen, due=OVERDUE))
    overdue = Share(
        _("Overdue"),
        Number(_("Overdue"), spread.overdue, late),
        total,
        percent_of(spread.overdue, spread.count),
    )
    return Figure(
        panel=PANELS["time-to-verdict"],
        total=total,
        summary=summary,
        shares=[overdue] if spread.count else (),
        measures=measures,
    )


def show_picks(chosen: Filter) -> Figure:
    total = judged_picks(chosen).count()
    shares = [_share(each, chosen) for each in measure_precision(chosen)]
    return Figure(
        panel=PANELS["picks"],
        total=Number(_("Judged"), total, rows_address("picks", chosen)),
        summary=_(
            "How many of the sentences that the machine picked people kept as claims. "
            "The best are those of each source that it found most worth checking."
        )
        if total
        else _("Nobody judged a claim in these days."),
        shares=shares,
    )


def _say_place(each: Precision) -> str:
    if each.first is None:
        return _("All (%(extractor)s)") % {"extractor": each.extractor}
    words = {"extractor": each.extractor, "first": each.first}
    return _("Best %(first)d (%(extractor)s)") % words


def _share(each: Precision, chosen: Filter) -> Share:
    judged = replace(chosen, extractor=each.extractor, first=each.first)
    kept = replace(judged, fate=KEPT)
    return Share(
        _say_place(each),
        Number(_("Kept"), each.kept, rows_address("picks", kept)),
        Number(_("Judged"), each.judged, rows_address("picks", judged)),
        percent_of(each.kept, each.judged),
    )


def percent_of(part: int, whole: int, *, enough: int = panels.ENOUGH) -> int | None:
    """None where there are not enough to say."""
    return round(100 * part / whole) if whole >= enough else None


def say_duration(took: timedelta) -> str:
    """In the largest unit of which there are at least two."""
    seconds = took.total_seconds()
    units = (
        (_("%(number)s days"), 86_400),
        (_("%(number)s h"), 3_600),
        (_("%(number)s min"), 60),
    )
    for sentence, size in units:
        if seconds >= 2 * size:
            return sentence % {"number": rounded(seconds / size, 1)}
    return _("%(number)s s") % {"number": rounded(seconds, 0)}
