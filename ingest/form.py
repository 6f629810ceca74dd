"""A statutory form as data: its tables, rows, columns and the relations between them.

The TOML files in `ingest/forms` are the only place where labels, aliases, units, legal basis and
relations stand; a person who does not program can read and extend them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

FORM_IDS = ("2021", "2019", "annex")
"""The forms there are, the newest first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `sum` names the columns it adds up where the form does not print it."""

    id: str
    label: str
    unit: str
    sum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of the form.

    `label` is the official wording, `core` its shortest distinctive part, `parent` the id of the
    group it stands in. A row with `sum` is derived: the form prints no number for it.
    """

    id: str
    label: str
    core: str
    table: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    basis: str = ""
    sum: tuple[str, ...] = ()

    def column(self, column_id: str) -> Column | None:
        """Return the row's column with this id, or None."""
        return next((column for column in self.columns if column.id == column_id), None)


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table; `rows` are printed, `derived_rows` are sums of printed ones.

    `layout` is "rows" (a row a label) or "one_line" (all values of all rows in one printed line).
    """

    id: str
    section: str
    title: str
    rows: tuple[Row, ...]
    derived_rows: tuple[Row, ...]
    layout: Literal["rows", "one_line"]
    note: str = ""
    group_label: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum that must hold in a table, repeated for each row (over columns) or each column."""

    id: str
    table: str
    label: str
    each: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form, valid for report years from `first_year` until the next form's."""

    id: str
    name: str
    notice: str
    first_year: int
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]

    def table(self, table_id: str) -> Table:
        """Return the table with this id.

        Raises:
            KeyError: the form has no such table.
        """
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def row(self, row_id: str) -> Row | None:
        """Return the printed or derived row with this id, or None."""
        rows = (row for table in self.tables for row in table.rows + table.derived_rows)
        return next((row for row in rows if row.id == row_id), None)


def all_forms(first: str = "") -> tuple[Form, ...]:
    """Return every form: the one with the id `first`, if there is such a one, then the newest."""
    return tuple(map(load_form, sorted(FORM_IDS, key=lambda known: known != first)))


@cache
def load_form(form_id: str) -> Form:
    """Return the form `form_id` ("2021", "2019", "annex").

    Raises:
        FileNotFoundError: there is no such form.
    """
    text = files("ingest.forms").joinpath(f"{form_id}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Form(
        id=data["id"],
        name=data["name"],
        notice=data["notice"],
        first_year=data["first_year"],
        tables=tuple(_table(table) for table in data["tables"]),
        relations=tuple(_relation(relation) for relation in data.get("relations", [])),
    )


def _table(data: dict[str, Any]) -> Table:
    rows = data["rows"]
    return Table(
        id=data["id"],
        section=data["section"],
        title=data["title"],
        rows=tuple(_row(row, data) for row in rows),
        derived_rows=tuple(_row(row, data) for row in data.get("derived_rows", [])),
        layout=data.get("layout", "rows"),
        note=data.get("note", ""),
        group_label=data.get("group_label", ""),
    )


def _row(data: dict[str, Any], table: dict[str, Any]) -> Row:
    printed = data.get("columns") or table["columns"]
    derived = [] if "columns" in data else table.get("derived_columns", [])
    return Row(
        id=data["id"],
        label=data["label"],
        core=data["core"],
        table=table["id"],
        columns=tuple(_column(column, table) for column in [*printed, *derived]),
        aliases=tuple(data.get("aliases", [])),
        parent=data.get("parent"),
        basis=data.get("basis", ""),
        sum=tuple(data.get("sum", [])),
    )


def _column(data: dict[str, Any], table: dict[str, Any]) -> Column:
    return Column(
        id=data["id"],
        label=data["label"],
        unit=data.get("unit", table["unit"]),
        sum=tuple(data.get("sum", [])),
    )


def _relation(data: dict[str, Any]) -> Relation:
    return Relation(
        id=data["id"],
        table=data["table"],
        label=data["label"],
        each=data["each"],
        left=tuple(data["left"]),
        right=tuple(data["right"]),
    )
