"""Which rows a comparison has: those of both forms, each in its place, named once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.form import Column, Row, load_form

TABLES = {
    "requests": "收到和处理政府信息公开申请情况",
    "review": "政府信息公开行政复议、行政诉讼情况",
    "active": "主动公开政府信息情况",
}
_FORMS = ("2021", "2019")  # the newest first: its wording and order are followed


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the comparison: a row of a table in one of its columns.

    `level` is 0 for 一、, 1 for （一）, 2 for what stands below; `full_label` names it by itself.
    """

    table: str
    row: str
    column: str
    label: str
    level: int
    full_label: str

    @property
    def cell(self) -> str:
        """The address of its cell in a report."""
        return f"{self.row}:{self.column}"


@cache
def applicant_columns() -> dict[str, str]:
    """Return the columns of the table of requests that can be chosen, the total first."""
    columns = {
        column.id: column.label for column in load_form("2021").table("requests").rows[0].columns
    }
    first = {"total": columns["total"], "natural_person": columns["natural_person"]}
    return {**first, "organization": columns["organization"], **columns}


def table_lines(table: str, column: str) -> tuple[Line, ...]:
    """Return the rows of a table; of the table of requests in one applicant's `column`."""
    lines = _requests_lines(column) if table == "requests" else _lines_by_column(table)
    return tuple(lines)


def _requests_lines(column: str) -> Iterator[Line]:
    for row in _rows("requests"):
        level = 2 if row.parent else 1 if row.label.startswith("（") else 0
        yield Line("requests", row.id, column, row.label, level, row.label)


def _lines_by_column(table: str) -> Iterator[Line]:
    """Yield a row for each column: these tables have few rows, and columns of their own."""
    for row in _rows(table):
        columns = _columns(table, row.id)
        for at, column in enumerate(columns):
            # The row's name stands once, its other columns below it.
            yield Line(
                table=table,
                row=row.id,
                column=column.id,
                label=f"{row.label} · {column.label}",
                level=0 if at == 0 else 1,
                full_label=f"{row.label} · {column.label}",
            )


@cache
def _rows(table: str) -> tuple[Row, ...]:
    """Return the rows of a table over both forms, each group's own row before its first member."""
    lines: dict[str, Row] = {}
    for form_id in _FORMS:
        form_table = load_form(form_id).table(table)
        groups = {row.id: row for row in form_table.derived_rows}
        for row in form_table.rows:
            if row.parent in groups:
                lines.setdefault(row.parent, groups[row.parent])
            lines.setdefault(row.id, row)
    return tuple(lines.values())


def _columns(table: str, row_id: str) -> tuple[Column, ...]:
    """Return the printed columns of a row over both forms, the total of a review first."""
    columns: dict[str, Column] = {}
    for form_id in _FORMS:
        row = load_form(form_id).row(row_id)
        for column in row.columns if row is not None else ():
            if not column.sum:
                columns.setdefault(column.id, column)
    if table == "review":
        return tuple(sorted(columns.values(), key=lambda column: column.id != "total"))
    return tuple(columns.values())
