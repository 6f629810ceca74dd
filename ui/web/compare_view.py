"""Reports side by side: the rows of their tables, what changed, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

from index.cards import ReportCard, Standing
from qa.evidence import Evidence, Operand
from qa.labels import RESULTS
from qa.question import CellRef
from ui.web.compare_cells import DOUBT, ComparedCell, changed_since, compared_cell
from ui.web.compare_lines import TABLES, Line, table_lines

if TYPE_CHECKING:
    from index import Library

Against = Literal["previous", "first", "none"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person wants of a comparison: an applicant's column, the base, shares, changes only.

    `against` "" leaves the base to us.
    """

    column: str = "total"
    against: Against | Literal[""] = ""
    shares: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the comparison, a cell for each report; `operands` are what the cells show."""

    line: Line
    unit: str
    cells: tuple[ComparedCell, ...]
    operands: tuple[Operand, ...]

    @property
    def says_anything(self) -> bool:
        """Whether a report gives a number here, or at least leaves the cell blank."""
        return any(cell.kind != "absent" for cell in self.cells)

    @property
    def read(self) -> bool:
        """Whether a report has this cell at all, if no certain number in it."""
        return any(cell.href for cell in self.cells)

    @property
    def differs(self) -> bool:
        """Whether not all reports say the same."""
        return len({(cell.value, cell.kind == "absent") for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """One statutory table of the comparison."""

    id: str
    title: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports side by side, oldest first.

    `notes` say what to mind, `against` what changes are counted from; `left_out` counts the rows
    of which no report gives anything.
    """

    cards: tuple[ReportCard, ...]
    standings: tuple[Standing, ...]
    tables: tuple[ComparedTable, ...]
    notes: tuple[str, ...]
    against: Against
    left_out: int

    @property
    def one_organ(self) -> bool:
        """Whether all reports are those of one organ."""
        return _one_organ(self.cards)


def compare(library: Library, cards: Sequence[ReportCard], choices: Choices) -> Comparison:
    """Return the comparison of these reports; every number in it has just been read again."""
    cards = sorted(cards, key=lambda card: (card.year, card.organ, card.id))
    against = choices.against or ("previous" if _one_organ(cards) else "first")
    texts = {card.id: library.text(card.id) for card in cards}
    lines = [line for table in TABLES for line in table_lines(table, choices.column)]
    refs = [CellRef(line.row, line.column) for line in lines]
    operands = Evidence(library).operands(cards, refs)
    every = [
        _row(line, [operands[card.id, line.cell] for card in cards], texts, against)
        for line in lines
    ]
    rows = [row for row in _without_twins(every) if row.says_anything]
    left_out = sum(not row.says_anything and row.read for row in every)
    if choices.shares:
        rows = _with_shares(rows)
    notes = tuple(_notes(cards, rows))
    if choices.changed:
        rows = [row for row in rows if row.differs]
    standings = library.standings()
    return Comparison(
        cards=tuple(cards),
        standings=tuple(standings[card.id] for card in cards),
        tables=tuple(_table(table, title, rows) for table, title in TABLES.items()),
        notes=notes,
        against=against,
        left_out=left_out,
    )


def csv_table(comparison: Comparison) -> tuple[list[str], Iterator[list[str]]]:
    """Return the comparison as a header and its rows, two columns a report: number and remark."""
    header = ["表", "项目", "单位"]
    for card in comparison.cards:
        header += [f"{card.organ} {card.year}", f"{card.organ} {card.year} 说明"]
    return header, _csv_rows(comparison)


def _csv_rows(comparison: Comparison) -> Iterator[list[str]]:
    for table in comparison.tables:
        for row in table.rows:
            cells = [
                text
                for cell in row.cells
                for text in ("" if cell.value is None else f"{cell.value:f}", cell.note)
            ]
            yield [table.title, row.line.full_label, row.unit, *cells]


def _one_organ(cards: Sequence[ReportCard]) -> bool:
    return len({(card.organ, card.region) for card in cards}) == 1


def _table(table: str, title: str, rows: Sequence[ComparedRow]) -> ComparedTable:
    return ComparedTable(table, title, tuple(row for row in rows if row.line.table == table))


def _row(
    line: Line, operands: Sequence[Operand], texts: Mapping[str, str], against: Against
) -> ComparedRow:
    cells = [compared_cell(line, operand, texts[operand.card.id]) for operand in operands]
    changed = []
    for at, cell in enumerate(cells):
        base = 0 if against == "first" else at - 1
        if against == "none" or base < 0 or base == at:
            changed.append(cell)
            continue
        changed.append(changed_since(cell, operands[at], cells[base], operands[base]))
    units = list(dict.fromkeys(operand.unit for operand in operands if operand.value is not None))
    return ComparedRow(line, "、".join(units), tuple(changed), tuple(operands))


def _without_twins(rows: Sequence[ComparedRow]) -> Iterator[ComparedRow]:
    """Leave out a row that shows only cells of a row before it: 新制作 beside 制发."""
    seen: set[str] = set()
    for row in rows:
        shown = {cell.href for cell in row.cells if cell.href}
        if shown and shown <= seen:
            continue
        seen |= shown
        yield row


def _with_shares(rows: Sequence[ComparedRow]) -> list[ComparedRow]:
    """Give each result its share of all results of the same report, where both are known."""
    whole = next((row for row in rows if row.line.row == "processed_total"), None)
    shared = []
    for row in rows:
        if whole and row.line.table == "requests" and row.line.row.startswith(RESULTS):
            cells = [
                replace(cell, share=_share(row.operands[at], whole.operands[at]))
                if cell.value and whole.cells[at].value
                else cell
                for at, cell in enumerate(row.cells)
            ]
            row = replace(row, cells=tuple(cells))
        shared.append(row)
    return shared


def _share(part: Operand, whole: Operand) -> str:
    """Write a share in percent to one digit."""
    share = (part.value or Decimal(0)) * 100 / (whole.value or Decimal(1))
    percent = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{percent}%{'' if part.trusted and whole.trusted else DOUBT}"


def _notes(cards: Sequence[ReportCard], rows: Sequence[ComparedRow]) -> Iterator[str]:
    forms = {card.form for card in cards}
    if len(forms) > 1:
        yield (
            "这几份报告的表式样不同：主动公开情况表的项目和栏目在 2021 年改过，"
            "两种式样之间数列中断，"
            "名称不同的栏目不相减；没有的项目以“—”表示，不是零。"
        )
    if len({card.scope for card in cards}) > 1:
        yield "这几份报告的统计口径不同（见各栏表头），数字不能直接比大小；口径不同的不标增减。"
    if not _one_organ(cards) and len({card.year for card in cards}) > 1:
        yield "这里既有不同机关，又有不同年度，请留意各栏表头。"
    if any(
        cell.kind in ("unverified", "conflicting", "unsure") for row in rows for cell in row.cells
    ):
        yield "带点线或双线的数字未核验或原表勾稽不平，请对照原文。"
