"""The statutory table as a reader sees it: the form's own rows and columns, the cited cell marked.

Every number shown has just been re-read from the report's text at the figure's place; one that no
longer stands there is left out and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.form import Column, Form, Row, Table, all_forms
from ingest.report import Figure
from ui.labels import STATE


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: the characters shown, what to know about them, and whether an answer cites it."""

    text: str
    note: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """One row; a heading row of the form has no cells. `near` rows are shown at first.

    `level` is 0 for 一、, 1 for （一） and 2 for 1. below it; `row` is the row's id in the form.
    """

    label: str
    cells: tuple[CellView, ...]
    level: int = 0
    near: bool = False
    row: str = ""

    @property
    def marked(self) -> bool:
        """Whether an answer cites a cell of this row."""
        return any(cell.marked for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TableView:
    """A table, or the part of one under the same column headings.

    `groups` stand above the columns as (label, number of columns); "" where a column has none.
    """

    caption: str
    groups: tuple[tuple[str, int], ...]
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    column_ids: tuple[str, ...] = ()


def form_table(form_id: str, cells: Iterable[str]) -> tuple[Form, Table] | None:
    """Return the form and the table in which these cells (`row:column`) stand, if any has them.

    A report whose tables mix two forms names none of them; then the newest form that fits is taken.
    """
    wanted = [tuple(cell.split(":", 1)) for cell in cells]
    for form in all_forms(form_id):
        rows = [(form.row(row), column) for row, column in wanted]
        if rows and all(row is not None and row.column(column) for row, column in rows):
            row = rows[0][0]
            return (form, form.table(row.table)) if row else None
    return None


def table_views(
    table: Table, figures: Mapping[str, Figure], text: str, cited: frozenset[str]
) -> tuple[TableView, ...]:
    """Return the table as one view for each run of rows with the same columns.

    `figures` are the report's by cell address, `text` its stored text, `cited` the cells to mark.
    """
    marked = frozenset(operand for cell in cited for operand in _operands(table, cell))
    lines = _lines(table)
    blocks = groupby(lines, key=lambda row: (_printed_columns(row), row.basis * _is_split(table)))
    views = []
    for (columns, basis), rows in blocks:
        drawn = [_row_view(row, columns, figures, text, marked) for row in rows]
        views.append(
            TableView(
                caption=basis or table.title,
                groups=_groups(table, columns),
                columns=tuple(column.label for column in columns),
                rows=_near_the_marked(_with_group_label(table, drawn)),
                column_ids=tuple(column.id for column in columns),
            )
        )
    return tuple(views)


def _lines(table: Table) -> list[Row]:
    """Return the table's rows in printing order, each group's own row before its first member."""
    groups = {row.id: row for row in table.derived_rows}
    lines: list[Row] = []
    for row in table.rows:
        if row.parent in groups and groups[row.parent] not in lines:
            lines.append(groups[row.parent])
        lines.append(row)
    return lines


def _is_split(table: Table) -> bool:
    return len({_printed_columns(row) for row in table.rows}) > 1


def _printed_columns(row: Row) -> tuple[Column, ...]:
    return tuple(column for column in row.columns if not column.sum)


def _groups(table: Table, columns: Sequence[Column]) -> tuple[tuple[str, int], ...]:
    """Return what stands above the columns: the form's name for those that a derived one adds up.

    `（自然人, 商业企业 …）` gives `("", 1), ("法人或其他组织", 5), ("", 1)`.
    """
    sums = {part: column for row in table.rows for column in row.columns for part in column.sum}
    labels = [
        sums[column.id].label.removesuffix("合计") if column.id in sums else ""
        for column in columns
    ]
    if not any(labels):
        return ()
    groups: list[tuple[str, int]] = []
    for label, run in groupby(labels):
        count = len(list(run))
        groups += [(label, count)] if label else [("", 1)] * count
    return tuple(groups)


def _row_view(
    row: Row,
    columns: Sequence[Column],
    figures: Mapping[str, Figure],
    text: str,
    marked: frozenset[str],
) -> RowView:
    addresses = [f"{row.id}:{column.id}" for column in columns]
    if row.sum and not any(address in figures for address in addresses):
        return RowView(row.label, (), _level(row), row=row.id)
    cells = [_cell_view(figures.get(cell), text, cell in marked) for cell in addresses]
    return RowView(row.label, tuple(cells), _level(row), row=row.id)


def _cell_view(figure: Figure | None, text: str, marked: bool) -> CellView:
    if figure is None:
        return CellView("", "报告中没有读到这一格")
    if figure.place is None:
        shown = "" if figure.value is None else f"{figure.value:f}"
        return CellView(shown, STATE.get(figure.state, ""), marked)
    standing = figure.place.read(text).strip()
    if standing != figure.printed.strip():
        return CellView("", "未能在原文复核，不予显示")
    return CellView(standing, STATE.get(figure.state, ""), marked)


def _operands(table: Table, cell: str) -> list[str]:
    row_id, _, column_id = cell.partition(":")
    row = next((row for row in table.rows + table.derived_rows if row.id == row_id), None)
    column = row.column(column_id) if row else None
    rows = row.sum if row and row.sum else (row_id,)
    columns = column.sum if column and column.sum else (column_id,)
    return [cell, *(f"{one_row}:{one_column}" for one_row in rows for one_column in columns)]


def _with_group_label(table: Table, rows: list[RowView]) -> list[RowView]:
    """Put the form's label of the result rows (三、本年度办理结果) above the first of them."""
    first = next((at for at, row in enumerate(rows) if row.label.startswith("（")), None)
    if not table.group_label or first is None:
        return rows
    return [*rows[:first], RowView(table.group_label, ()), *rows[first:]]


def _level(row: Row) -> int:
    if row.parent:
        return 2
    return 1 if row.label.startswith("（") else 0


def _near_the_marked(rows: list[RowView]) -> tuple[RowView, ...]:
    """Tell which rows to show at first: the marked, their like on each side, their headings."""
    near: set[int] = set()
    for at, row in enumerate(rows):
        if row.marked:
            beside = (other for other in (at - 1, at + 1) if 0 <= other < len(rows))
            near.update(other for other in beside if rows[other].level == row.level)
            near.update({at, *_headings_of(at, rows)})
    return tuple(replace(row, near=at in near) for at, row in enumerate(rows))


def _headings_of(at: int, rows: list[RowView]) -> list[int]:
    """Return the heading rows above a row, one for each level above its own."""
    found, level = [], rows[at].level
    for above in range(at - 1, -1, -1):
        if rows[above].level < level:
            level = rows[above].level
            if not rows[above].cells:
                found.append(above)
    return found
