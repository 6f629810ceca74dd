"""Whether the items of one report may stand beside one another in a picture.

A part beside the whole it belongs to, or a case received beside one decided, would invite the
reader to compare what cannot be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.labels import column_label, find_row, form, plain_label, row_label

_SUMS = frozenset({"total", "organization"})


@dataclass(frozen=True, slots=True)
class Siblings:
    """What the items are together, and what each is called beside the others."""

    title: str
    names: tuple[str, ...]


def siblings_of(addresses: Sequence[str], form_id: str) -> Siblings | None:
    """Return how to name these cells (`row:column`), None if they are not of one kind."""
    cells = [tuple(address.split(":")) for address in addresses]
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    if len(set(rows)) == 1 and not _SUMS & set(columns) and not _is_active(rows[0], form_id):
        names = tuple(plain_label(column_label(rows[0], one, form_id)) for one in columns)
        return Siblings(plain_label(row_label(rows[0], form_id)), names)
    if len(set(columns)) > 1 or len(set(rows)) < len(rows):
        return None
    of = "" if columns[0] == "total" else f"（{column_label(rows[0], columns[0], form_id)}）"
    names = tuple(plain_label(row_label(row, form_id)) for row in rows)
    parents = {_parent(row, form_id) for row in rows}
    if len(parents) == 1 and (parent := parents.pop()):
        return Siblings(f"{plain_label(row_label(parent, form_id))}的情形{of}", names)
    if set(rows) <= _results(form_id):
        return Siblings(f"办理结果{of}", names)
    return None


def _is_active(row_id: str, form_id: str) -> bool:
    """Made, repealed and in force: what came in a year and what there is, no parts of a whole."""
    row = find_row(row_id, form_id)
    return row is None or row.table == "active"


def _parent(row_id: str, form_id: str) -> str | None:
    row = find_row(row_id, form_id)
    return row.parent if row is not None else None


def _results(form_id: str) -> set[str]:
    """Return the rows that add up to （七）总计: no two of them count the same case."""
    relations = form(form_id).relations
    return {row for one in relations if one.id == "results_total" for row in one.left}
