"""Passages with all that ranking looks at."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from index.batch import PassageRow
from index.store.identifiers import listed
from index.store.pending import PASSAGES, READING, VECTOR_ID

_COLUMNS = (
    f"passage.number, passage.report, {VECTOR_ID}, passage.section, passage.headings,"
    " passage.text, passage.words"
)


def readings(
    connection: sqlite3.Connection, reports: Sequence[int] | None
) -> list[tuple[int, str, int]]:
    """Return (number, digest of its reading, passages) of these reports, or of all."""
    within = "" if reports is None else f" where number in ({listed(reports)})"
    return connection.execute(f"select number, {READING}, passages from report{within}").fetchall()


def rows_of_reports(
    connection: sqlite3.Connection, kind: str, reports: Sequence[int]
) -> Iterator[PassageRow]:
    """Yield the passages of this kind of these reports, in order."""
    rows = connection.execute(
        f"select {_COLUMNS} from {PASSAGES}"
        f" where kind = ? and passage.report in ({listed(reports)}) order by passage.number",
        (kind,),
    )
    return map(_row, rows)


def rows_of_passages(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> Iterator[PassageRow]:
    """Yield the passages with these numbers, in order."""
    rows = connection.execute(
        f"select {_COLUMNS} from {PASSAGES}"
        f" where passage.number in ({listed(numbers)}) order by passage.number"
    )
    return map(_row, rows)


def _row(row: tuple[int, int, str, str, str, str, str]) -> PassageRow:
    number, report, vector_id, section, headings, text, words = row
    above = " ".join(json.loads(headings))
    return PassageRow(number, report, vector_id, section, above, text, words)
