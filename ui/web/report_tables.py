"""A report's statutory tables as its page shows them: each cell with its trust and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.form import Form, Table, all_forms
from ingest.report import Figure, Trust
from qa.gate import misread
from qa.replies.wording import number
from ui.labels import DERIVED, PARTS, STATE, TRUST
from ui.table_view import RowView, TableView, table_views
from ui.web.links import cell_query

_NOTHING_READ = "报告中没有读到这一格"
_UNDETERMINED = "没有读出确定的数"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: what is shown, its kind for the style sheet, and what there is to know about it.

    `kind` is "" for a verified number, else unverified, conflicting, inferred, derived, unsure (a
    sum of doubtful ones), blank or absent; `href` leads to its place in the text, `id` is its own.
    """

    text: str
    kind: str = ""
    note: str = ""
    href: str = ""
    id: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; one without cells is a heading of the form. `derived` rows are not printed."""

    label: str
    level: int
    cells: tuple[SheetCell, ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under one set of column headings; `groups` stand above them as (label, columns)."""

    caption: str
    groups: tuple[tuple[str, int], ...]
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A statutory table of the report, in the sheets it is printed in.

    `trusts` counts its figures by how far they are trusted.
    """

    part: str
    title: str
    sheets: tuple[Sheet, ...]
    trusts: tuple[tuple[Trust, int], ...]


def printed_tables(
    form_id: str, figures: Sequence[Figure], text: str, marked: str
) -> tuple[PrintedTable, ...]:
    """Return the tables of which the report has any cell, in the form's order.

    `marked` is the address of the cell to mark, "" for none.
    """
    by_cell = {figure.cell: figure for figure in figures}
    tables = []
    for form, table in _fitting(form_id, figures):
        rows = {row.id for row in table.rows}
        own = [figure for figure in figures if figure.row in rows]
        views = table_views(table, by_cell, text, frozenset())
        tables.append(
            PrintedTable(
                part=PARTS.get(table.section, form.name),
                title=table.title,
                sheets=tuple(_sheet(view, table, by_cell, text, marked) for view in views),
                trusts=_trusts(own),
            )
        )
    return tuple(tables)


def cell_id(cell: str) -> str:
    """Return the id of a cell's place in its table.

    >>> cell_id("denied.state_secret:total")
    'cell-denied.state_secret-total'
    """
    return f"cell-{cell.replace(':', '-')}"


def _fitting(form_id: str, figures: Iterable[Figure]) -> list[tuple[Form, Table]]:
    """Return each table that has figures, in the form that fits it best, the report's own first."""
    cells = {(figure.row, figure.column) for figure in figures}
    best: dict[str, tuple[int, Form, Table]] = {}
    for form in all_forms(form_id):
        for table in form.tables:
            printed = {(row.id, column.id) for row in table.rows for column in row.columns}
            fits = len(cells & printed)
            if fits and (table.id not in best or fits > best[table.id][0]):
                best[table.id] = (fits, form, table)
    return [(form, table) for _, form, table in best.values()]


def _trusts(figures: Iterable[Figure]) -> tuple[tuple[Trust, int], ...]:
    counted = dict.fromkeys(TRUST, 0)
    for figure in figures:
        counted[figure.trust] += 1
    return tuple((trust, counted[trust]) for trust in TRUST if counted[trust])  # type: ignore[misc]


def _sheet(
    view: TableView, table: Table, figures: Mapping[str, Figure], text: str, marked: str
) -> Sheet:
    rows = [_row(row, view, table, figures, text, marked) for row in view.rows]
    return Sheet(view.caption, view.groups, view.columns, tuple(rows))


def _row(
    row: RowView,
    view: TableView,
    table: Table,
    figures: Mapping[str, Figure],
    text: str,
    marked: str,
) -> SheetRow:
    addresses = [f"{row.row}:{column}" for column in view.column_ids]
    if row.cells:
        cells = [
            _cell(address, shown.text, shown.note, figures.get(address), address == marked)
            for address, shown in zip(addresses, row.cells, strict=True)
        ]
        return SheetRow(row.label, row.level, tuple(cells))
    parts = next((one.sum for one in table.derived_rows if one.id == row.row), ())
    if not parts:
        return SheetRow(row.label, row.level, ())
    sums = [
        _sum([f"{part}:{column}" for part in parts], figures, text) for column in view.column_ids
    ]
    return SheetRow(row.label, row.level, tuple(sums), derived=True)


def _cell(address: str, shown: str, note: str, figure: Figure | None, marked: bool) -> SheetCell:
    if figure is None:
        return SheetCell("", "absent", _NOTHING_READ)
    place = figure.nearest_place
    where = f"第 {place.line} 行" if place else ""
    page = f"第 {place.page} 页" if place and place.page else ""
    doubts = () if figure.trust == "verified" and figure.state == "printed" else figure.reasons
    if not shown and not note and figure.state != "blank":
        note = _UNDETERMINED
    notes = [TRUST[figure.trust] if shown and figure.trust != "verified" else "", note, *doubts]
    return SheetCell(
        text=shown,
        kind=_kind(figure, shown),
        note="；".join(dict.fromkeys(filter(None, (*notes, page + where)))),
        href=f"{cell_query(figure.row, figure.column)}#L{place.line}" if place else "",
        id=cell_id(address),
        marked=marked,
    )


def _kind(figure: Figure, shown: str) -> str:
    if not shown:
        return "blank" if figure.state == "blank" else "absent"
    if figure.trust != "verified":
        return figure.trust
    return "inferred" if figure.state == "inferred" else ""


def _sum(cells: Sequence[str], figures: Mapping[str, Figure], text: str) -> SheetCell:
    """Return the sum of cells; a blank one is no 0, so that with it there is no sum."""
    parts = [figures[cell] for cell in cells if cell in figures]
    values = [one.value for one in parts if one.value is not None and not misread(one, text)]
    if len(values) < len(cells):
        return SheetCell("", "absent", "各项没有填全，不相加")
    sure = all(one.trust == "verified" for one in parts)
    doubt = "" if sure else "；所加各项中有未核验或勾稽不平的数"
    total = sum(values, Decimal(0))
    terms = " + ".join(number(value) for value in values)
    note = f"{DERIVED}：{terms} = {number(total)}（{STATE['derived']}）{doubt}"
    return SheetCell(number(total), "derived" if sure else "unsure", note)
