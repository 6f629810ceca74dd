"""Bars of a hundred per cent: how the applications of a report were dealt with."""

from __future__ import annotations

from dataclasses import dataclass

from ui.charts.model import DOUBT_MEANING, Bar, Composition, Stack, in_words
from ui.charts.svg import (
    INK,
    PALETTE,
    PAPER,
    SOFT,
    Canvas,
    Paint,
    box,
    canvas,
    clean,
    footnotes,
    frame,
    heading,
    label,
    patterns,
    text_width,
    wrap,
)

_BAR = 58


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a bar: which of the palette, from where to where, and what is written in it."""

    part: Bar
    index: int
    x: float
    width: float
    lines: tuple[str, ...]


def composition_chart(chart: Composition, *, narrow: bool = False) -> str:
    """Return a bar for each report; what is too narrow for its number is listed below its bar."""
    on = canvas(chart, narrow=narrow)
    head, y = heading(chart.title, "", on)
    body = [patterns(on), head]
    for stack in chart.stacks:
        whole = f"共{stack.total.words}"
        name = whole if len(chart.stacks) == 1 else f"{stack.name}　{whole}"
        drawn, y = _stack(stack, name, y, on)
        body.append(drawn)
    notes = list(chart.notes)
    if any(part.datum.doubtful for stack in chart.stacks for part in stack.parts):
        notes.append(DOUBT_MEANING)
    small, height = footnotes(notes, y, on)
    return frame(on, height + 4, chart.title, in_words(chart), "".join([*body, small]))


def _stack(stack: Stack, name: str, top: float, on: Canvas) -> tuple[str, float]:
    """Return one report's bar with its name, its whole and its parts, and where it ends."""
    lines = wrap(name, on.size, on.width - 16, 3)
    step = on.size * 1.4
    drawn = [
        label(8, top + step * (at + 1) - 3, line, size=on.size, bold=True)
        for at, line in enumerate(lines)
    ]
    y = top + step * len(lines) + 4
    if stack.complete:
        segments = _segments(stack, on)
        drawn += [_segment(one, stack, y, on) for one in segments]
        y += _BAR + 8
    else:
        segments = ()
        why = (
            "办理结果为零，没有构成可画。" if _all_zero(stack) else "有的结果没有读出数，不画比例。"
        )
        drawn.append(label(8, y + on.size, why, size=on.size - 1, fill=SOFT))
        y += on.size * 1.6
    written = {one.part.name for one in segments if one.lines}
    beside = [(at, part) for at, part in enumerate(stack.parts) if part.name not in written]
    key, y = _listed(beside, stack, y, on)
    if stack.complete and not stack.balanced:
        why = f"各项相加为{stack.added_up:f}，与原表总计{stack.total.words}不等，故不列占比。"
        note, y = footnotes([why], y - 4, on)
        key += note
    return f"<g>{''.join(drawn)}{key}</g>", y + 10


def _all_zero(stack: Stack) -> bool:
    return all(part.datum.value == 0 for part in stack.parts)


def _segments(stack: Stack, on: Canvas) -> tuple[_Segment, ...]:
    room = on.width - 16
    x = 8.0
    found = []
    for index, part in enumerate(stack.parts):
        width = float((part.datum.value or 0) / stack.added_up) * room
        if width:
            found.append(_Segment(part, index, x, width, _written(part, stack, width, on)))
        x += width
    return tuple(found)


def _written(part: Bar, stack: Stack, width: float, on: Canvas) -> tuple[str, ...]:
    """Return what fits into a segment: name, number and share in two lines or three, or nothing."""
    share, digits = stack.share(part), part.datum.digits
    beside = (part.name, f"{digits}（{share}）") if share else (part.name, digits)
    below = (part.name, digits, share) if share else beside
    for lines in (beside, below):
        if max(text_width(line, on.size) for line in lines) + 10 <= width:
            return lines
    return ()


def _segment(one: _Segment, stack: Stack, y: float, on: Canvas) -> str:
    paint = PALETTE[one.index % len(PALETTE)]
    edge = f' stroke="{PAPER}" stroke-width="1"'
    share = stack.share(one.part)
    full = f"{one.part.name}：{one.part.datum.words}{f'（{share}）' if share else ''}"
    drawn = [box(one.x, y, one.width, _BAR, fill=on.paint(one.index), more=edge)]
    if one.lines:
        drawn.append(_plate(one, y, paint, on))
    return f"<g><title>{clean(full)}</title>{''.join(drawn)}</g>"


def _plate(one: _Segment, y: float, paint: Paint, on: Canvas) -> str:
    """Write the lines on a plain ground, so that the pattern does not run through the letters."""
    step = on.size * 1.2
    tall = step * len(one.lines) + 4
    wide = max(text_width(line, on.size) for line in one.lines) + 8
    middle, top = one.x + one.width / 2, y + (_BAR - tall) / 2
    ground = box(middle - wide / 2, top, wide, tall, fill=paint.fill, more=' rx="3"')
    words = [
        label(
            middle,
            top + step * (at + 1) - 1,
            line,
            size=on.size,
            fill=paint.ink,
            anchor="middle",
            bold=at > 0,
        )
        for at, line in enumerate(one.lines)
    ]
    return ground + "".join(words)


def _listed(
    parts: list[tuple[int, Bar]], stack: Stack, top: float, on: Canvas
) -> tuple[str, float]:
    """Return the parts not named inside the bar, each with its swatch, number and share."""
    zeros = [part.name for _, part in parts if part.datum.value == 0 and not part.datum.doubtful]
    shown = [(index, part) for index, part in parts if part.name not in zeros]
    drawn, y = _swatches(shown, stack, top, on) if shown else ("", top)
    if zeros:
        none, y = footnotes([f"为 0 的：{'、'.join(zeros)}"], y - 2, on)
        drawn += none
    return drawn, y


def _swatches(
    parts: list[tuple[int, Bar]], stack: Stack, top: float, on: Canvas
) -> tuple[str, float]:
    x, y = 8.0, top + on.size
    drawn = []
    for index, part in parts:
        share = stack.share(part)
        words = f"{part.name} {part.datum.words}{f'（{share}）' if share else ''}"
        needed = text_width(words, on.size) + 36
        if x > 8 and x + needed - 12 > on.width - 8:
            x, y = 8.0, y + on.size * 1.6
        edge = f' stroke="{SOFT}" stroke-width=".6"'
        swatch = on.size
        drawn.append(box(x, y - swatch + 2, swatch, swatch, fill=on.paint(index), more=edge))
        drawn.append(label(x + swatch + 5, y, words, size=on.size, fill=INK))
        x += needed
    return "".join(drawn), y + 10
