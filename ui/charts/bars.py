"""Horizontal bars: a ranking or a comparison, the number at the end of each bar."""

from __future__ import annotations

from dataclasses import dataclass

from ui.charts.model import DOUBT_MEANING, Bar, BarChart, in_words
from ui.charts.svg import (
    INK,
    PALETTE,
    RULE,
    SOFT,
    Canvas,
    box,
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

_BAR = 22


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where names and bars go: names beside the bars, or above them where it is narrow.

    `zero` is where a bar of nothing ends, `scale` how many units of width one of value takes.
    """

    on: Canvas
    above: bool
    names: float
    zero: float
    scale: float


def bar_chart(chart: BarChart, *, narrow: bool = False) -> str:
    """Return the bars as SVG, in the order given; the full name of each is its tooltip."""
    on = canvas(chart, narrow=narrow)
    head, top = heading(chart.title, chart.unit, on)
    layout = _layout(chart, on, above=narrow)
    body, y = [head], top
    for bar in chart.bars:
        drawn, y = _bar(bar, layout, y)
        body.append(drawn)
    axis = "" if narrow else rule((layout.zero, top), (layout.zero, y - 4), stroke=SOFT)
    notes = list(chart.notes)
    if any(bar.datum.doubtful for bar in chart.bars):
        notes.append(DOUBT_MEANING)
    small, height = footnotes(notes, y, on)
    return frame(on, height + 4, chart.title, in_words(chart), "".join([*body, axis, small]))


def _layout(chart: BarChart, on: Canvas, *, above: bool) -> _Layout:
    widest = max((text_width(bar.name, on.size) for bar in chart.bars), default=0)
    names = 0.0 if above else min(widest, on.width * 0.36) + 12
    numbers = max((text_width(bar.datum.digits, on.size) for bar in chart.bars), default=0) + 14
    values = [float(bar.datum.value or 0) for bar in chart.bars]
    low, high = min([0.0, *values]), max([0.0, *values])
    below = numbers if low < 0 else 0.0
    room = on.width - 16 - names - numbers - below
    scale = room / (high - low) if high > low else 0.0
    return _Layout(on, above, names, 8 + names + below - low * scale, scale)


def _bar(bar: Bar, layout: _Layout, top: float) -> tuple[str, float]:
    """Return one bar with its name and number, and where the next begins."""
    size = layout.on.size
    width = layout.on.width - 16 if layout.above else layout.names - 10
    lines = wrap(bar.name, size, width, 2)
    step = size * 1.3
    if layout.above:
        first, middle = top + size, top + step * len(lines) + 4 + _BAR / 2
        bottom = middle + _BAR / 2 + 10
    else:
        tall = max(float(_BAR), step * len(lines))
        middle, bottom = top + tall / 2, top + tall + 8
        first = middle - step * (len(lines) - 1) / 2 + size * 0.36
    x = 8.0 if layout.above else layout.names
    anchor = "start" if layout.above else "end"
    names = [
        label(x, first + step * at, line, size=size, anchor=anchor) for at, line in enumerate(lines)
    ]
    full = f"<title>{clean(f'{bar.name}：{bar.datum.words}')}</title>"
    return f"<g>{full}{''.join(names)}{_length(bar, layout, middle)}</g>", bottom


def _length(bar: Bar, layout: _Layout, middle: float) -> str:
    size = layout.on.size
    value = float(bar.datum.value or 0)
    reach = value * layout.scale
    shape = box(
        min(layout.zero, layout.zero + reach),
        middle - _BAR / 2,
        abs(reach),
        _BAR,
        fill=PALETTE[0].fill,
        more=f' stroke="{RULE}" stroke-width=".5"',
    )
    left = value < 0
    number = label(
        layout.zero + reach + (-6 if left else 6),
        middle + size * 0.36,
        bar.datum.digits,
        size=size,
        fill=INK if bar.datum.value is not None else SOFT,
        anchor="end" if left else "start",
        bold=bar.datum.value is not None,
    )
    tick = ""
    if layout.above:  # one line through all bars would run through the names
        ends = (layout.zero, middle - _BAR / 2), (layout.zero, middle + _BAR / 2)
        tick = rule(*ends, stroke=SOFT)
    return (shape if reach else "") + tick + number
