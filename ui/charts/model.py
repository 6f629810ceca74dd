"""What is drawn: numbers that an answer cites or works out, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from qa.answer import CitedFigure
from qa.labels import sentence_label
from qa.replies.wording import number, percent

DOUBT = "※"
DOUBT_MEANING = f"{DOUBT} 未核验，或原表勾稽不平，请对照原文。"


@dataclass(frozen=True, slots=True)
class Cited:
    """A cell of a report behind a drawn number: what it is called, says, and where it stands."""

    report: str
    cell: str
    value: Decimal | None
    unit: str
    file: str
    page: int | None
    line: int | None
    quote: str
    verified: bool

    @classmethod
    def of(cls, figure: CitedFigure) -> Cited:
        """Return what a chart keeps of a figure that an answer cites."""
        return cls(
            report=figure.report,
            cell=sentence_label(figure.row, figure.column),
            value=figure.value,
            unit=figure.unit,
            file=figure.source.file,
            page=figure.source.page,
            line=figure.source.line,
            quote=figure.quote,
            verified=figure.trust == "verified",
        )

    @property
    def place(self) -> str:
        """Page and line in words, as far as they are known."""
        page = f"第{self.page}页" if self.page else ""
        line = f"第{self.line}行" if self.line else ""
        return page + line


@dataclass(frozen=True, slots=True)
class Datum:
    """One drawn number with the cells it stands on; `formula` if it was worked out from them.

    `value` is None where there is no number, and `absent` then says why in two or three
    characters. A share is 0..1 with the unit 比例.
    """

    value: Decimal | None
    unit: str
    cited: tuple[Cited, ...] = ()
    formula: str = ""
    absent: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether one of the cells behind it is not verified."""
        return any(not one.verified for one in self.cited)

    @property
    def digits(self) -> str:
        """The number as it is drawn, without a unit; why there is none if there is none."""
        if self.value is None:
            return self.absent
        shown = percent(self.value) if self.unit == "比例" else number(self.value)
        return shown + (DOUBT if self.doubtful else "")

    @property
    def words(self) -> str:
        """The number with its unit, for a sentence or a table."""
        if self.value is None or self.unit == "比例":
            return self.digits
        return f"{number(self.value)}{self.unit}{DOUBT if self.doubtful else ''}"


@dataclass(frozen=True, slots=True)
class Point:
    """A year of a line; a year without a report is left out, one without a number is kept."""

    year: int
    datum: Datum


@dataclass(frozen=True, slots=True)
class Series:
    """A line: one item of one organ over the years, oldest first."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """What is counted changes from `year` on; `label` says how, in a few characters."""

    year: int
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Numbers over the years."""

    title: str
    unit: str
    series: tuple[Series, ...]
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A named number of a ranking or a comparison."""

    name: str
    datum: Datum


@dataclass(frozen=True, slots=True)
class BarChart:
    """Numbers side by side, in the order given."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """A whole and its parts; `total` is as the report prints it, the parts need not add up to it.

    Can be drawn only where every part has a number (`complete`).
    """

    name: str
    parts: tuple[Bar, ...]
    total: Datum

    @property
    def added_up(self) -> Decimal:
        """The sum of the parts that have a number."""
        return sum((part.datum.value or Decimal(0) for part in self.parts), Decimal(0))

    @property
    def complete(self) -> bool:
        """Whether every part has a number, and there is something to divide."""
        known = all(part.datum.value is not None for part in self.parts)
        return known and self.added_up > 0

    @property
    def balanced(self) -> bool:
        """Whether the parts add up to the total that is printed."""
        return self.complete and self.total.value == self.added_up

    def share(self, part: Bar) -> str:
        """Return the part's share in words; "" where the parts do not make up the whole."""
        if not self.balanced or part.datum.value is None:
            return ""
        return percent(part.datum.value / self.added_up)


@dataclass(frozen=True, slots=True)
class Composition:
    """What wholes are made of, one bar of a hundred per cent for each report."""

    title: str
    unit: str
    stacks: tuple[Stack, ...]
    notes: tuple[str, ...] = ()


Chart: TypeAlias = LineChart | BarChart | Composition


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart's table: which series, which year or name, the number, its share."""

    group: str
    name: str
    datum: Datum
    share: str = ""


def lines_of(chart: Chart) -> tuple[Line, ...]:
    """Return every number of a chart in reading order, those without a value among them."""
    if isinstance(chart, BarChart):
        return tuple(Line("", bar.name, bar.datum) for bar in chart.bars)
    if isinstance(chart, LineChart):
        return tuple(
            Line(series.name, f"{point.year}年", point.datum)
            for series in chart.series
            for point in series.points
        )
    return tuple(line for stack in chart.stacks for line in _lines_of_stack(stack))


def _lines_of_stack(stack: Stack) -> Iterable[Line]:
    for part in stack.parts:
        yield Line(stack.name, part.name, part.datum, stack.share(part))
    yield Line(stack.name, "总计", stack.total)


def in_words(chart: Chart) -> str:
    """Return the whole chart as a sentence or two: what a screen reader says."""
    groups: dict[str, list[str]] = {}
    for line in lines_of(chart):
        share = f"（{line.share}）" if line.share else ""
        groups.setdefault(line.group, []).append(f"{line.name}{line.datum.words}{share}")
    told = [
        f"{name}：{'，'.join(words)}" if name else "，".join(words)
        for name, words in groups.items()
    ]
    breaks = chart.breaks if isinstance(chart, LineChart) else ()
    told += [f"{one.year}年起{one.label}" for one in breaks]
    return "；".join(told) + "。"
