"""A row of a comparison as a picture: a line over an organ's years, else bars side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.report import Figure
from qa.labels import sentence_label
from ui.web.compare_cells import ComparedCell
from ui.web.compare_view import ComparedRow, Comparison

if TYPE_CHECKING:
    from index.cards import ReportCard
    from ui.charts import Break, Chart, Cited, Datum

_FEWEST = 2  # numbers that make a picture
_ABSENT = {"blank": "空白", "absent": "无"}


def drawable(comparison: Comparison) -> tuple[ComparedRow, ...]:
    """Return the rows that can be drawn: two numbers at least, all in one unit."""
    return tuple(
        row
        for table in comparison.tables
        for row in table.rows
        if sum(cell.value is not None for cell in row.cells) >= _FEWEST and "、" not in row.unit
    )


def chosen_row(rows: Sequence[ComparedRow], cell: str) -> ComparedRow | None:
    """Return the row whose cell is asked for, or the first."""
    return next((row for row in rows if row.line.cell == cell), rows[0] if rows else None)


def picture(comparison: Comparison, row: ComparedRow) -> Chart:
    """Return the picture of a row: a missing number is a gap, never a zero."""
    from ui.charts import Bar, BarChart, LineChart, Point, Series

    cards = comparison.cards
    data = [
        _datum(card, row, cell, at)
        for at, (card, cell) in enumerate(zip(cards, row.cells, strict=True))
    ]
    title = sentence_label(row.line.row, row.line.column)
    years = {card.year for card in cards}
    if comparison.one_organ and len(years) == len(cards):
        points = tuple(Point(card.year, one) for card, one in zip(cards, data, strict=True))
        series = Series(cards[0].organ, points)
        title = f"{cards[0].organ}：{title}"
        return LineChart(title, row.unit, (series,), _breaks(row))
    bars = tuple(
        Bar(f"{card.organ} {card.year}", one) for card, one in zip(cards, data, strict=True)
    )
    return BarChart(title, row.unit, bars)


def _datum(card: ReportCard, row: ComparedRow, cell: ComparedCell, at: int) -> Datum:
    from ui.charts import Datum

    cited = tuple(_cited(card, figure) for figure in row.operands[at].figures)
    absent = "" if cell.value is not None else _ABSENT.get(cell.kind, cell.text)
    return Datum(cell.value, row.unit, cited, absent=absent)


def _cited(card: ReportCard, figure: Figure) -> Cited:
    from ui.charts import Cited

    place = figure.nearest_place
    return Cited(
        report=f"{card.organ}{card.year}年报告",
        cell=sentence_label(figure.row, figure.column),
        value=figure.value,
        unit=figure.unit,
        file=card.file,
        page=place.page if place else None,
        line=place.line if place else None,
        quote=figure.printed,
        verified=figure.trust == "verified",
    )


def _breaks(row: ComparedRow) -> tuple[Break, ...]:
    """Return the years from which on something else is counted than before."""
    from ui.charts import Break

    known = [operand for operand in row.operands if operand.value is not None]
    breaks = []
    for before, after in pairwise(known):
        if before.card.scope != after.card.scope:
            breaks.append(Break(after.card.year, "口径改变"))
        elif before.cell.address != after.cell.address:
            breaks.append(Break(after.card.year, "式样改变"))
    return tuple(breaks)
