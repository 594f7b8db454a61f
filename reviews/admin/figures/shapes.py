"""What a figure is made of: numbers, each with the address of its rows, and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.formats import rounded
from reviews.figures.charts import Chart
from reviews.figures.decided import ENOUGH
from reviews.figures.filters import Filter
from reviews.figures.panels import Panel


@dataclass(frozen=True)
class Number:
    """A count, and the address of exactly the rows of ``panel`` that it counts."""

    label: str
    count: int
    panel: str
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
class Earlier:
    """What changed since as many days before, in words, and the number it was then."""

    words: str
    number: Number


@dataclass(frozen=True)
class Line:
    """A line of a table. What was measured is in words, empty where too few."""

    label: str
    cells: Sequence[Number | str]


@dataclass(frozen=True)
class Table:
    """``headings`` begins with that of the labels. A ``folded`` one says the same as
    the chart above it."""

    headings: Sequence[str]
    lines: Sequence[Line]
    folded: bool = False


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
    its parts, ``measures`` words for what was measured over all of them, ``earlier``
    what the days before say of that, ``shares`` how many of some are of one kind,
    ``crossings`` the lines of a table of first by second Readings, ``columns`` its
    last line."""

    panel: Panel
    total: Number
    summary: str
    numbers: Sequence[Number] = ()
    measures: Sequence[tuple[str, str]] = ()
    earlier: Earlier | None = None
    shares: Sequence[Share] = ()
    chart: Chart | None = None
    table: Table | None = None
    crossings: Sequence[Crossing] = ()
    columns: Sequence[Number] = ()


def number_of(
    panel: str, label: str, count: int, chosen: Filter, kind: str = ""
) -> Number:
    return Number(label, count, panel, rows_address(panel, chosen), kind)


def rows_address(panel: str, chosen: Filter) -> str:
    return f"{reverse('admin:dashboard_rows', args=[panel])}?{chosen.query}"


def percent_of(part: int, whole: int, *, enough: int = ENOUGH) -> int | None:
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
