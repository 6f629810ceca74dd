"""SVG by hand: escaped text, widths of Chinese text, colours and patterns.

Colours are those of Okabe and Ito, which people with any kind of colour blindness can tell apart.
Ink, lines and paper come from the page's variables, so that light and dark follow the page.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

INK = "var(--nb-ink,#17212b)"
SOFT = "var(--nb-soft,#5a6875)"
RULE = "var(--nb-line,#d9e0e6)"
PAPER = "var(--nb-paper,#ffffff)"
# Those who read Chinese have these; nothing is fetched.
_FONTS = (
    "system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif"
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDE_EM, _NARROW_EM = 1.0, 0.58  # of the font size; digits of the widest usual fonts


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour of the palette and the ink that is readable on it."""

    fill: str
    ink: str


PALETTE = (
    Paint("#0072B2", "#ffffff"),
    Paint("#E69F00", "#000000"),
    Paint("#009E73", "#000000"),
    Paint("#CC79A7", "#000000"),
    Paint("#56B4E9", "#000000"),
    Paint("#D55E00", "#000000"),
)
# One for each colour: plain, then strokes that differ in direction or shape.
_PATTERNS = (
    "",
    '<path d="M0 8 8 0" stroke-width="1.4"/>',
    '<path d="M0 0 8 8" stroke-width="1.4"/>',
    '<circle cx="4" cy="4" r="1.3" stroke="none" fill="#000"/>',
    '<path d="M0 4H8" stroke-width="1.4"/>',
    '<path d="M0 8 8 0M0 0 8 8" stroke-width="1.1"/>',
)


@dataclass(frozen=True, slots=True)
class Canvas:
    """How wide a picture is in its own units, how large its letters are, and its ids' prefix."""

    width: int
    size: int
    prefix: str

    def paint(self, index: int) -> str:
        """Return the reference to a colour with its pattern; `patterns` must be drawn too."""
        return f"url(#{self.prefix}-{index % len(PALETTE)})"


def canvas(seed: object, *, narrow: bool) -> Canvas:
    """Return a canvas for a desk (720 units) or a phone (360); its ids belong to one picture."""
    digest = hashlib.sha256(f"{narrow}{seed!r}".encode("utf-8", "replace")).hexdigest()
    return Canvas(360 if narrow else 720, 14, f"nb{digest[:10]}")


def clean(text: str) -> str:
    """Return text as markup that shows just these characters; what XML cannot hold is dropped."""
    return html.escape(_NOT_IN_XML.sub("", text), quote=True)


def text_width(text: str, size: float) -> float:
    """Return about how wide text is when drawn, never too small by much.

    >>> text_width("年报", 10)
    20.0
    """
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return size * (wide * _WIDE_EM + (len(text) - wide) * _NARROW_EM)


def wrap(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """Return text in at most `most` lines of a width; what does not fit ends in an ellipsis.

    >>> wrap("云汀县澜桕镇人民政府", 10, 60, 2)
    ('云汀县澜桕镇', '人民政府')
    """
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        fitting = _fitting(rest, size, width)
        lines.append(rest[:fitting])
        rest = rest[fitting:]
    if rest:
        last = lines[-1]
        lines[-1] = last[: _fitting(last, size, width - size)] + "…"
    return tuple(lines)


def _fitting(text: str, size: float, width: float) -> int:
    count = len(text)
    while count > 1 and text_width(text[:count], size) > width:
        count -= 1
    return count


def label(
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    fill: str = INK,
    anchor: str = "start",
    bold: bool = False,
    halo: str = "",
) -> str:
    """Return a line of text; `halo` is a colour drawn around the letters, to keep them readable."""
    weight = ' font-weight="600"' if bold else ""
    around = f' stroke="{halo}" stroke-width="4" paint-order="stroke"' if halo else ""
    at = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"'
    return f"<text {at}{weight}{around}>{clean(words)}</text>"


def rule(
    start: tuple[float, float], end: tuple[float, float], *, stroke: str, more: str = ""
) -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{stroke}"{more}/>'


def box(x: float, y: float, width: float, height: float, *, fill: str, more: str = "") -> str:
    """Return a rectangle."""
    measures = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {measures} fill="{fill}"{more}/>'


def patterns(on: Canvas) -> str:
    """Return the definitions that `Canvas.paint` refers to."""
    drawn = [
        f'<pattern id="{on.prefix}-{index}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{PALETTE[index].fill}"/>'
        f'<g stroke="#000" stroke-opacity=".45" fill-opacity=".5">{mark}</g></pattern>'
        for index, mark in enumerate(_PATTERNS)
    ]
    return f"<defs>{''.join(drawn)}</defs>"


def heading(title: str, unit: str, on: Canvas) -> tuple[str, float]:
    """Return the title in at most three lines, the unit below it, and how far down they reach."""
    lines = wrap(title, on.size + 2, on.width - 16, 3)
    step = (on.size + 2) * 1.35
    drawn = [
        label(8, step * (at + 1), line, size=on.size + 2, bold=True)
        for at, line in enumerate(lines)
    ]
    bottom = step * len(lines) + 8
    if unit:
        named = f"单位：{'%' if unit == '比例' else unit}"
        drawn.append(label(8, bottom + on.size, named, size=on.size - 2, fill=SOFT))
        bottom += on.size + 10
    return "".join(drawn), bottom


def footnotes(notes: Sequence[str], top: float, on: Canvas) -> tuple[str, float]:
    """Return notes in small print below `top`, and how far down they reach."""
    size = on.size - 2
    lines = [line for note in notes for line in wrap(note, size, on.width - 16, 4)]
    drawn = [
        label(8, top + size * 1.5 * (at + 1), line, size=size, fill=SOFT)
        for at, line in enumerate(lines)
    ]
    return "".join(drawn), top + size * 1.5 * len(lines) + (8 if lines else 0)


def frame(on: Canvas, height: float, title: str, words: str, body: str) -> str:
    """Return the finished picture: as wide as its place, with title and data in words."""
    name, told = f"{on.prefix}-t", f"{on.prefix}-d"
    ground = box(0, 0, on.width, height, fill=PAPER, more=' rx="6"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="nb-chart" role="img" width="100%"'
        f' viewBox="0 0 {on.width} {height:.0f}" aria-labelledby="{name}" aria-describedby="{told}"'
        f' font-family="{_FONTS}"><title id="{name}">{clean(title)}</title>'
        f'<desc id="{told}">{clean(words)}</desc>'
        f"{ground}{body}</svg>"
    )


# A quarter of each of these is a round number too: the axis has four steps.
_CEILINGS = tuple(map(Decimal, ("1", "1.2", "1.6", "2", "2.4", "3.2", "4", "6", "8", "10")))


def nice_ceiling(value: Decimal) -> Decimal:
    """Return the next round number at least as large as `value`.

    >>> nice_ceiling(Decimal(85)), nice_ceiling(Decimal("0.3")), nice_ceiling(Decimal(0))
    (Decimal('100'), Decimal('0.32'), Decimal('1'))
    """
    if value <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(value.adjusted())
    best = next(step * power for step in _CEILINGS if step * power >= value)
    return Decimal(f"{best.normalize():f}")
