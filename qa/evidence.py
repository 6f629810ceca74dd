"""Gathering: the figures a question needs, report by report, with what is missing kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from index import Library, ReportCard
from ingest.report import Figure
from qa.labels import EQUIVALENT_COLUMNS, IN_THE_ANNEX, find_column, operand_cells, unit_of
from qa.question import CellRef


class FigureWithheld(Exception):
    """A stored figure does not read as it did when the report was taken in."""


OperandState = Literal["printed", "inferred", "derived", "blank", "not_applicable", "missing"]


# Fees are printed in 万元 as a rule, in 元 by some.
_MONEY = "万元"


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell of one report with the printed figures it is made of.

    `value` is None where the report gives no number; `state` then says why.
    """

    card: ReportCard
    cell: CellRef
    figures: tuple[Figure, ...]
    value: Decimal | None
    state: OperandState
    unit: str

    @property
    def trusted(self) -> bool:
        """Whether every figure behind it is verified."""
        return bool(self.figures) and all(figure.trust == "verified" for figure in self.figures)


@dataclass(frozen=True, slots=True)
class CellTotal:
    """A cell's number in one report, as SQL added it up; None where the report has no number."""

    value: Decimal | None
    verified: bool


@dataclass(slots=True)
class Evidence:
    """Reads figures from a library, each report's cells at most once for a question."""

    library: Library

    def totals(self, cards: Sequence[ReportCard], cell: CellRef) -> dict[str, CellTotal]:
        """Return a cell's number in every report, by report id, without fetching the figures.

        Of the ways a report may print the cell the first counts that it has in full, as for
        `operands`.
        """
        if unit_of(cell.row, cell.column) == _MONEY:
            return self._in_one_unit(cards, cell)
        totals = {card.id: CellTotal(None, False) for card in cards}
        left = list(totals)
        for _, addresses in _readings(cell):
            sums = self.library.cell_sums(*_rows_and_columns(addresses), left) if left else []
            whole = {one.report_id: one for one in sums if one.cells == len(addresses)}
            for report_id, one in whole.items():
                totals[report_id] = CellTotal(one.value, one.trust == "verified")
            left = [report_id for report_id in left if report_id not in whole]
        return totals

    def _in_one_unit(self, cards: Sequence[ReportCard], cell: CellRef) -> dict[str, CellTotal]:
        """Leave out amounts printed in another unit (元 beside 万元): they do not add up."""
        found = self.operands(cards, (cell,))
        fitting = {
            report_id: operand if operand.unit == _MONEY else None
            for (report_id, _), operand in found.items()
        }
        return {
            report_id: CellTotal(one.value, one.trusted) if one else CellTotal(None, False)
            for report_id, one in fitting.items()
        }

    def operands(
        self, cards: Sequence[ReportCard], cells: Sequence[CellRef]
    ) -> dict[tuple[str, str], Operand]:
        """Return the operand of every report and cell, by (report id, cell address)."""
        ways = {cell: _readings(cell) for cell in cells}
        wanted = {address for read in ways.values() for _, cells in read for address in cells}
        figures = self._figures(cards, wanted)
        return {
            (card.id, cell.address): _operand(card, readings, figures.get(card.id, {}))
            for card in cards
            for cell, readings in ways.items()
        }

    def _figures(
        self, cards: Sequence[ReportCard], addresses: Iterable[str]
    ) -> dict[str, dict[str, Figure]]:
        rows, columns = _rows_and_columns(addresses)
        found: dict[str, dict[str, Figure]] = {}
        for report, figure in self.library.figures([card.id for card in cards], rows, columns):
            found.setdefault(report, {})[figure.cell] = figure
        return found


def _rows_and_columns(addresses: Iterable[str]) -> tuple[list[str], list[str]]:
    """Take cell addresses apart into the rows and the columns they cross."""
    pairs = [address.split(":") for address in addresses]
    return sorted({row for row, _ in pairs}), sorted({column for _, column in pairs})


def summed(operands: Sequence[Operand]) -> Decimal | None:
    """Return the sum of the operands' numbers, None if one of them has none."""
    values = [operand.value for operand in operands if operand.value is not None]
    return sum(values, Decimal(0)) if len(values) == len(operands) else None


# A cell with the addresses it is printed under in one way.
_Reading = tuple[CellRef, tuple[str, ...]]


@cache
def _readings(cell: CellRef) -> tuple[_Reading, ...]:
    """The ways a report may print a cell, best first: itself, another form's name of it, sums.

    The 2019 form prints `other_result` itself, the 2021 form only its members.
    """
    column = find_column(cell.row, cell.column)
    readings: list[_Reading] = [(cell, (cell.address,))]
    other = EQUIVALENT_COLUMNS.get(cell.column)
    if other:
        readings.append((CellRef(cell.row, other, cell.words), (f"{cell.row}:{other}",)))
    if column is not None and column.sum:
        readings.append((cell, tuple(f"{cell.row}:{one}" for one in column.sum)))
    readings.append((cell, operand_cells(cell.row, cell.column)))
    annexed = IN_THE_ANNEX.get(cell.address)
    if annexed:
        row_id, column_id = annexed.split(":")
        readings.insert(-1, (CellRef(row_id, column_id, cell.words), (annexed,)))
    return tuple(readings)


def _operand(card: ReportCard, readings: Sequence[_Reading], figures: dict[str, Figure]) -> Operand:
    cell, addresses = _as_in_report(readings, figures)
    unit = unit_of(cell.row, cell.column, card.form)
    present = tuple(figures[address] for address in addresses if address in figures)
    if len(present) < len(addresses):
        return Operand(card, cell, present, None, "missing", unit)
    unit = present[0].unit or unit
    if len(present) == 1:
        return Operand(card, cell, present, present[0].value, present[0].state, unit)
    if all(figure.value is not None for figure in present):
        total = sum((figure.value or Decimal(0) for figure in present), Decimal(0))
        return Operand(card, cell, present, total, "derived", unit)
    return Operand(card, cell, present, None, "blank", unit)


def _as_in_report(readings: Sequence[_Reading], figures: dict[str, Figure]) -> _Reading:
    """Take the first way of printing a cell that this report has in full."""
    for reading, addresses in readings:
        if all(address in figures for address in addresses):
            return reading, addresses
    return readings[-1]
