"""The field in which lines are drawn: which years and values it shows, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from qa.replies.wording import number, percent
from ui.charts.model import LineChart
from ui.charts.svg import Canvas, nice_ceiling, text_width

GRID = 4
_ZERO, _DOWN = Decimal(0), Decimal(-1)
BOLD = 1.12  # how much wider bold digits are
_WIDEST_TICK = 48  # on a phone; wider ones give way, as every point has its number
_WHOLE_UNITS = ("件", "项", "条", "次", "篇", "个", "人")


@dataclass(frozen=True, slots=True)
class Plot:
    """The field in which the lines are drawn, from `left`, `top` to `right`, `bottom`."""

    on: Canvas
    years: tuple[int, ...]
    low: Decimal
    high: Decimal
    left: float
    right: float
    top: float
    bottom: float

    def x(self, year: int) -> float:
        """Return where a year stands, half a step from the edges."""
        step = (self.right - self.left) / len(self.years)
        return self.left + step * (year - self.years[0] + 0.5)

    def y(self, value: Decimal) -> float:
        """Return the height of a value."""
        part = float((value - self.low) / (self.high - self.low))
        return self.bottom - part * (self.bottom - self.top)

    @property
    def column(self) -> float:
        """Return how much room a year has."""
        return (self.right - self.left) / len(self.years) - 4

    @property
    def every(self) -> int:
        """Return whether each year is named below the axis (1), or each second one (2)."""
        return ceil(text_width("2024", self.on.size) / max(1.0, self.column))

    def fitting(self, words: Iterable[str]) -> float:
        """Return the size of letters at which each of these is no wider than a year's column."""
        widest = max((text_width(one, self.on.size) for one in words), default=0) * BOLD
        shrunk = self.on.size * self.column / widest if widest > self.column else self.on.size
        return max(9.0, shrunk)


def plot_of(chart: LineChart, on: Canvas, top: float) -> Plot:
    """Return the field for these lines below `top`: nothing is in it, all values fit."""
    points = [point for series in chart.series for point in series.points]
    values = [point.datum.value for point in points if point.datum.value is not None]
    least, most = min([Decimal(0), *values]), max([Decimal(0), *values])
    low = nice_ceiling(-least) * _DOWN if least < 0 else Decimal(0)
    high = nice_ceiling(most) if most > 0 or not low else Decimal(0)
    if chart.unit in _WHOLE_UNITS and 0 < high < GRID:
        high = Decimal(GRID)  # no quarter of a case on the axis
    first, last = min(point.year for point in points), max(point.year for point in points)
    widest = max(text_width(tick_in_words(value, chart.unit), on.size - 2) for value in (low, high))
    ticks = 0.0 if on.width < 500 and widest > _WIDEST_TICK else widest
    left = ticks + 16 + 8 * (len(chart.series) > 1)
    room = on.size * (1.6 + 1.5 * min(2, len(chart.breaks)))
    field = 230 if on.width < 500 else 260
    start = top + room
    return Plot(
        on, tuple(range(first, last + 1)), low, high, left, on.width - 8, start, start + field
    )


def tick_in_words(value: Decimal, unit: str) -> str:
    """Return a value of the axis; a share in per cent."""
    return percent(value) if unit == "比例" else number(value)
