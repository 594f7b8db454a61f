"""The dashboard's answers made ready for the page: every number with the address of
its rows, a sentence that says it, and the marks of its chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from reviews import dashboard
from reviews.charts import Bar, Chart, Part, stack_bars
from reviews.dashboard import PANELS, Day, Panel
from reviews.filters import Filter
from reviews.moves import Outcome, Stage
from reviews.picks import judged_picks, measure_precision


@dataclass(frozen=True)
class Number:
    """A count, and the address of exactly the rows that it counts."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A panel with its answer. ``total`` counts all rows behind it; ``numbers`` are
    its parts, ``days`` the same for each day, ``times`` words that name a time."""

    panel: Panel
    total: Number
    summary: str
    numbers: Sequence[Number] = ()
    times: Sequence[tuple[str, str]] = ()
    chart: Chart | None = None
    days: Sequence[tuple[str, Sequence[Number]]] = ()


def rows_address(panel: str, chosen: Filter) -> str:
    return f"{reverse('admin:dashboard_rows', args=[panel])}?{chosen.query}"


def show_open(chosen: Filter) -> Figure:
    counts = dashboard.count_open(chosen)
    numbers = [
        Number(
            capfirst(str(Stage(stage).label)),
            count,
            rows_address("open", replace(chosen, stage=stage)),
        )
        for stage, count in counts.items()
        if chosen.stage in ("", stage)
    ]
    said = ", ".join(f"{number.label.lower()} {number.count}" for number in numbers)
    total = sum(counts.values())
    return Figure(
        panel=PANELS["open"],
        total=Number("All", total, rows_address("open", chosen)),
        summary=f"{total} open: {said}.",
        numbers=numbers,
    )


def show_waiting(chosen: Filter) -> Figure:
    waiting = dashboard.count_waiting(chosen)
    summary = "Nothing waits."
    if waiting.since:
        since = timezone.localtime(waiting.since)
        wait = "1 waits" if waiting.count == 1 else f"{waiting.count} wait"
        summary = f"{wait}, the longest since {date_format(since, 'j F Y, H:i')}."
    return Figure(
        panel=PANELS["waiting"],
        total=Number("Waiting", waiting.count, rows_address("waiting", chosen)),
        summary=summary,
    )


def show_decided(chosen: Filter) -> Figure:
    days = dashboard.count_decided(chosen)
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
                date_format(day.day, "j M Y"),
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
            capfirst(outcome.value),
            count(outcome),
            rows_address("decided", replace(chosen, outcome=outcome.value)),
        )
        for outcome in Outcome
        if chosen.outcome in ("", outcome)
    ]
    total = sum(part.count for part in parts)
    return [*parts, Number("All", total, rows_address("decided", chosen))]


def _say_decided(days: Sequence[Day], total: int) -> str:
    if not total:
        return "No verdict took effect in these days."
    most = max(days, key=lambda day: day.total)
    verdicts = "1 verdict" if total == 1 else f"{total} verdicts"
    span = "1 day" if len(days) == 1 else f"{len(days)} days"
    return (
        f"{verdicts} in {span}; the most on {date_format(most.day, 'j F Y')}, "
        f"{most.total}."
    )


def _draw(days: Sequence[Day], chosen: Filter) -> Chart:
    return stack_bars(
        [
            Bar(
                date_format(day.day, "j M"),
                [
                    Part(
                        outcome,
                        count,
                        f"{date_format(day.day, 'j F Y')}: {count} {outcome}",
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
    spread = dashboard.measure_time_to_verdict(chosen)
    if spread.median is None or spread.p85 is None:
        times = [("Median", "too few"), ("p85", "too few")]
        summary = (
            f"Too few to say: it takes {dashboard.ENOUGH} first verdicts, and there "
            f"{'is' if spread.count == 1 else 'are'} {spread.count}."
        )
    else:
        median, p85 = say_duration(spread.median), say_duration(spread.p85)
        times = [("Median", median), ("p85", p85)]
        summary = (
            f"Half of {spread.count} first verdicts took at most {median}, 85 of 100 "
            f"at most {p85}."
        )
    return Figure(
        panel=PANELS["time-to-verdict"],
        total=Number(
            "First verdicts", spread.count, rows_address("time-to-verdict", chosen)
        ),
        summary=summary,
        times=times,
    )


def show_picks(chosen: Filter) -> Figure:
    total = judged_picks(chosen).count()
    said = [
        (
            f"{f'Best {each.first}' if each.first else 'All'} ({each.extractor})",
            f"{each.kept / each.judged:.0%} kept of {each.judged}"
            if each.judged >= dashboard.ENOUGH
            else "too few",
        )
        for each in measure_precision(chosen)
    ]
    return Figure(
        panel=PANELS["picks"],
        total=Number("Judged", total, rows_address("picks", chosen)),
        summary="How many of the sentences that the machine picked people kept as "
        "claims. The best are those of each source that it found most worth checking."
        if total
        else "Nobody judged a claim in these days.",
        times=said,
    )


FIGURES: Final = (
    show_open,
    show_waiting,
    show_time_to_verdict,
    show_picks,
    show_decided,
)


def say_duration(took: timedelta) -> str:
    """In the largest unit of which there are at least two."""
    seconds = took.total_seconds()
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"
