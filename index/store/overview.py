"""How every report stands, counted in a few queries, however many reports there are."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection
from functools import cache

from index.cards import Standing
from index.store.identifiers import listed
from ingest.form import all_forms


def numbers_now(connection: sqlite3.Connection) -> list[int]:
    """Return the number of every report; one that is changed gets a new number."""
    return [number for (number,) in connection.execute("select number from report")]


def standings(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, Standing]:
    """Return how these reports stand, by number."""
    wanted = f"number in ({listed(numbers)})"
    trusts = _trusts(connection, f"report in ({listed(numbers)})")
    tables = _tables(connection, wanted)
    rows = connection.execute(
        f"select number, id, checks, sections, unrecognised_rows from report where {wanted}"
    )
    found = {}
    for number, report_id, checks, sections, unrecognised in rows:
        statuses = Counter(check["status"] for check in json.loads(checks))
        found[number] = Standing(
            report_id=report_id,
            passed=statuses["PASS"],
            failed=statuses["FAIL"],
            not_assessable=statuses["NOT_ASSESSABLE"],
            verified=trusts[number]["verified"],
            unverified=trusts[number]["unverified"],
            conflicting=trusts[number]["conflicting"],
            tables=tables[number],
            parts=frozenset(section["id"] for section in json.loads(sections)),
            unrecognised=len(json.loads(unrecognised)),
        )
    return found


def _trusts(connection: sqlite3.Connection, wanted: str) -> dict[int, Counter[str]]:
    """Count the figures of each report by how far they are trusted."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    counted = connection.execute(
        f"select report, trust, count(*) from figure where {wanted} group by report, trust"
    )
    for number, trust, count in counted:
        found[number][trust] = count
    return found


def _tables(connection: sqlite3.Connection, wanted: str) -> dict[int, frozenset[str]]:
    """Return the tables of each report: those of which it has any cell."""
    cells: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in connection.execute('select number, "row" from cell'):
        cells[_tables_of_rows().get(row, "")].append(number)
    names = sorted(name for name in cells if name)
    # Stops at a table's first cell, where counting would go through all of them.
    has = "".join(
        ", exists(select 1 from figure where figure.report = report.number"
        f" and cell in ({listed(cells[name])}))"
        for name in names
    )
    rows = connection.execute(f"select number{has} from report where {wanted}")
    return {
        number: frozenset(name for name, there in zip(names, having, strict=True) if there)
        for number, *having in rows
    }


@cache
def _tables_of_rows() -> dict[str, str]:
    """Return the table of every row; a row stands in the same one in all forms."""
    return {row.id: table.id for form in all_forms() for table in form.tables for row in table.rows}
