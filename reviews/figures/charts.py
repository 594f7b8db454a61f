"""Where the marks of a chart stand. The page draws them as SVG; nothing here knows
about colours, and nothing there about numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PLOT_HEIGHT: Final = 160
TOP: Final = 20
LEFT: Final = 40
BELOW: Final = 24
NARROWEST: Final = 940
# Room for about one date, so that labels do not run into each other.
LABEL_WIDTH: Final = 64


@dataclass(frozen=True)
class Part:
    """One piece of a bar: how many, of which kind, and where its rows are."""

    kind: str
    count: int
    label: str
    address: str


@dataclass(frozen=True)
class Bar:
    label: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Mark:
    part: Part
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Label:
    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Chart:
    """Everything in units of the drawing; one unit is one pixel at full size."""

    width: int
    height: int
    left: int
    top: int
    bottom: int
    highest: int
    marks: Sequence[Mark]
    totals: Sequence[Label]
    labels: Sequence[Label]


def stack_bars(bars: Sequence[Bar]) -> Chart:
    """One bar beside the other, their parts on top of each other, first at the
    bottom. Parts that count nothing have no mark."""
    step = max(6, min(48, (NARROWEST - LEFT) // max(1, len(bars))))
    highest = max((_total(bar) for bar in bars), default=0) or 1
    every = -(-LABEL_WIDTH // step)
    bottom = TOP + PLOT_HEIGHT
    marks: list[Mark] = []
    totals: list[Label] = []
    for place, bar in enumerate(bars):
        x, below = LEFT + place * step, 0
        for part in bar.parts:
            low, below = _rise(below, highest), below + part.count
            high = _rise(below, highest)
            if part.count:
                marks.append(Mark(part, x + 1, bottom - high, step - 2, high - low))
        if below and step >= len(str(highest)) * 7:
            y = bottom - _rise(below, highest) - 4
            totals.append(Label(str(below), x + step // 2, y))
    return Chart(
        width=max(NARROWEST, LEFT + len(bars) * step),
        height=bottom + BELOW,
        left=LEFT,
        top=TOP,
        bottom=bottom,
        highest=highest,
        marks=marks,
        totals=totals,
        labels=[
            Label(bar.label, LEFT + place * step, bottom + 16)
            for place, bar in enumerate(bars)
            if place % every == 0
        ],
    )


def _total(bar: Bar) -> int:
    return sum(part.count for part in bar.parts)


def _rise(count: int, highest: int) -> int:
    return round(PLOT_HEIGHT * count / highest)
