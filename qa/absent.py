"""What the statutory tables do not record (`absent.toml`): channels, durations, subjects."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa.cell_catalogue import load_catalogue
from qa.labels import find_column
from qa.question import Question


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A thing asked about that the form has no row or column for.

    `pattern` finds it in a question and in a report's own words; `narrative` says whether the
    report's text may still tell, `any_row` whether it is meant
    even beside a particular row of the form, `tables` that it is meant only beside their rows.
    """

    id: str
    name: str
    pattern: re.Pattern[str]
    reason: str
    narrative: bool
    any_row: bool
    tables: frozenset[str]


@cache
def _unrecorded() -> tuple[Unrecorded, ...]:
    data = tomllib.loads(files("qa").joinpath("absent.toml").read_text(encoding="utf-8"))
    return tuple(
        Unrecorded(
            one["id"],
            one["name"],
            re.compile("|".join(one["patterns"])),
            one["reason"],
            one["narrative"],
            one.get("any_row", False),
            frozenset(one.get("tables", ())),
        )
        for one in data["absent"]
    )


def unrecorded_in(question: Question, bare: str) -> Unrecorded | None:
    """Return what a question asks of the applications that no table records, if anything."""
    if question.operation.name in ("definition", "inventory", "consistency"):
        return None
    if any(find_column(cell.row, "count") for cell in question.cells):
        return None  # the annexed table of 2018 and before has such rows
    rows = {cell.row for cell in (*question.cells, *question.alternatives)}
    general = rows <= {"received_new", "processed_total", "carried_in", "carried_out", "granted"}
    found = (one for one in _unrecorded() if one.pattern.search(bare))
    catalogue = load_catalogue()
    tables = {catalogue[row].table for row in rows if row in catalogue}
    found = (one for one in found if not one.tables or one.tables & tables)
    by_kind = any(cell.column not in ("total", "natural_person") for cell in question.cells)
    found = (one for one in found if not (one.id == "person" and by_kind))
    return next((one for one in found if general or one.any_row), None)


def find_unrecorded(unrecorded_id: str) -> Unrecorded:
    """Return an unrecorded thing by its id.

    Raises:
        KeyError: there is none.
    """
    found = {one.id: one for one in _unrecorded()}
    return found[unrecorded_id]
