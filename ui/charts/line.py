"""Lines over the years: a missing year is a gap, a change of form a dashed line between years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from ui.charts.model import DOUBT_MEANING, LineChart, Series, in_words
from ui.charts.plot import BOLD, GRID, Plot, plot_of, tick_in_words
from ui.charts.svg import (
    INK,
    PALETTE,
    PAPER,
    RULE,
    SOFT,
    Canvas,
    canvas,
    clean,
    footnotes,
    frame,
    heading,
    label,
    rule,
    text_width,
    wrap,
)

_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 4")
_ZERO = Decimal(0)


def line_chart(chart: LineChart, *, narrow: bool = False) -> str:
    """Return the lines as SVG, every point with its number; nothing is drawn for a missing year."""
    on = canvas(chart, narrow=narrow)
    head, top = heading(chart.title, chart.unit, on)
    key, top = _key(chart.series, top, on) if len(chart.series) > 1 else ("", top)
    plot = plot_of(chart, on, top)
    body = [head, key, _axes(chart, plot), _breaks(chart, plot)]
    body += [_line(series, index, chart, plot) for index, series in enumerate(chart.series)]
    several = len(chart.series) > 1
    body.append(_rows(chart, plot) if several else _numbers(chart.series[0], plot))
    under = plot.bottom + on.size * (2.2 + 1.6 * len(chart.series) if several else 3)
    notes = list(chart.notes)
    if any(point.datum.doubtful for series in chart.series for point in series.points):
        notes.append(DOUBT_MEANING)
    small, height = footnotes(notes, under, on)
    return frame(on, height + 4, chart.title, in_words(chart), "".join([*body, small]))


def _axes(chart: LineChart, plot: Plot) -> str:
    size = plot.on.size
    drawn = []
    for step in range(GRID + 1):
        value = plot.low + (plot.high - plot.low) * step / GRID
        y = plot.y(value)
        drawn.append(rule((plot.left, y), (plot.right, y), stroke=RULE if value else SOFT))
        tick = tick_in_words(value, chart.unit)
        if text_width(tick, size - 2) < plot.left:
            drawn.append(label(plot.left - 6, y + 4, tick, size=size - 2, fill=SOFT, anchor="end"))
    if plot.low < 0 < plot.high:
        drawn.append(rule((plot.left, plot.y(_ZERO)), (plot.right, plot.y(_ZERO)), stroke=SOFT))
    present = {point.year for series in chart.series for point in series.points}
    for at, year in enumerate(plot.years):
        x = plot.x(year)
        if at % plot.every == 0:
            drawn.append(label(x, plot.bottom + size * 1.4, str(year), size=size, anchor="middle"))
        if year not in present and len(chart.series) == 1:
            y = plot.bottom + size * 2.6
            drawn.append(label(x, y, "缺", size=size - 2, fill=SOFT, anchor="middle"))
    return "".join(drawn)


def _breaks(chart: LineChart, plot: Plot) -> str:
    drawn = []
    size = plot.on.size - 2
    for at, one in enumerate(chart.breaks):
        x = (plot.x(one.year) + plot.x(one.year - 1)) / 2
        start = (x, plot.top - plot.on.size * (1.4 + 1.5 * (at % 2)))
        dashes = ' stroke-dasharray="5 4" stroke-width="1.2"'
        drawn.append(rule(start, (x, plot.bottom), stroke=SOFT, more=dashes))
        half = text_width(one.label, size) / 2
        middle = min(max(x, plot.left + half), plot.right - half)
        y = start[1] - 4
        drawn.append(label(middle, y, one.label, size=size, fill=SOFT, anchor="middle"))
    return "".join(drawn)


def _line(series: Series, index: int, chart: LineChart, plot: Plot) -> str:
    """Draw a line from year to year; over a break it is only dotted, over a gap not at all."""
    colour = PALETTE[index % len(PALETTE)].fill
    changes = {one.year for one in chart.breaks}
    drawn = []
    for before, after in pairwise(series.points):
        if before.datum.value is None or after.datum.value is None:
            continue
        if after.year != before.year + 1:
            continue
        dashes = "1 6" if after.year in changes else _DASHES[index % len(_DASHES)]
        style = f' stroke-width="2.5" stroke-linecap="round" stroke-dasharray="{dashes or "none"}"'
        ends = [
            (plot.x(one.year), plot.y(one.datum.value or Decimal(0))) for one in (before, after)
        ]
        drawn.append(rule(ends[0], ends[1], stroke=colour, more=style))
    for point in series.points:
        if point.datum.value is not None:
            at = (plot.x(point.year), plot.y(point.datum.value))
            told = clean(f"{series.name} {point.year}年：{point.datum.words}")
            drawn.append(f"<g><title>{told}</title>{_marker(index, *at)}</g>")
    return "".join(drawn)


def _marker(index: int, x: float, y: float, r: float = 5) -> str:
    """Return the mark of a series: each has a shape as well as a colour."""
    colour = PALETTE[index % len(PALETTE)].fill
    style = f'fill="{colour}" stroke="{PAPER}" stroke-width="1.2"'
    shapes: tuple[Callable[[], str], ...] = (
        lambda: f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" {style}/>',
        lambda: _polygon([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)], style),
        lambda: _polygon([(x, y - r * 1.2), (x + r * 1.2, y + r), (x - r * 1.2, y + r)], style),
        lambda: _polygon(
            [(x, y - r * 1.4), (x + r * 1.4, y), (x, y + r * 1.4), (x - r * 1.4, y)], style
        ),
        lambda: _polygon([(x, y + r * 1.2), (x + r * 1.2, y - r), (x - r * 1.2, y - r)], style),
        lambda: f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{r * 1.5:g}" ry="{r * 0.7:g}" {style}/>',
    )
    return shapes[index % len(shapes)]()


def _polygon(corners: Sequence[tuple[float, float]], style: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return f'<polygon points="{points}" {style}/>'


def _numbers(series: Series, plot: Plot) -> str:
    """Write a single line's numbers above its points."""
    drawn = []
    for point in series.points:
        x, words = plot.x(point.year), point.datum.digits
        if point.datum.value is not None:
            size = plot.fitting([words])
            crowded = text_width(words, size) * BOLD > plot.column + 4 and point.year % 2
            y = plot.y(point.datum.value) - 11 - size * 1.2 * bool(crowded)
            drawn.append(label(x, y, words, size=size, anchor="middle", bold=True, halo=PAPER))
        else:
            y = plot.bottom + plot.on.size * 2.6
            size = plot.on.size - 2
            drawn.append(label(x, y, words, size=size, fill=SOFT, anchor="middle"))
    return "".join(drawn)


def _rows(chart: LineChart, plot: Plot) -> str:
    """Write the numbers of several lines in rows below the years: on the lines they would touch."""
    digits = [point.datum.digits for one in chart.series for point in one.points]
    size = plot.fitting(digits)
    drawn = []
    for index, series in enumerate(chart.series):
        y = plot.bottom + plot.on.size * (3 + 1.6 * index)
        ends = (plot.left - 14, y - plot.on.size * 1.15), (plot.right, y - plot.on.size * 1.15)
        drawn += [rule(*ends, stroke=RULE), _marker(index, plot.left - 14, y - size * 0.35, 4.5)]
        by_year = {point.year: point.datum for point in series.points}
        for year in plot.years:
            datum = by_year.get(year)
            words = datum.digits if datum else "缺"
            known = datum is not None and datum.value is not None
            ink = INK if known else SOFT
            drawn.append(label(plot.x(year), y, words, size=size, fill=ink, anchor="middle"))
    return "".join(drawn)


def _key(series: Sequence[Series], top: float, on: Canvas) -> tuple[str, float]:
    """Return the names of the lines with their marks, as many beside one another as fit."""
    x, y = 8.0, top + on.size
    drawn = []
    for index, one in enumerate(series):
        (name,) = wrap(one.name, on.size, on.width - 44, 1)
        needed = text_width(name, on.size) + 46
        if x > 8 and x + needed > on.width:
            x, y = 8.0, y + on.size * 1.6
        colour = PALETTE[index % len(PALETTE)].fill
        dashes = _DASHES[index % len(_DASHES)] or "none"
        style = f' stroke-width="2.5" stroke-dasharray="{dashes}"'
        middle = y - on.size * 0.35
        drawn.append(rule((x, middle), (x + 26, middle), stroke=colour, more=style))
        drawn.append(_marker(index, x + 13, middle))
        named = label(x + 31, y, name, size=on.size, fill=INK)
        drawn.append(f"<g><title>{clean(one.name)}</title>{named}</g>")
        x += needed
    return "".join(drawn), y + 8
