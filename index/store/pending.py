"""Which vectors are to be made or removed: written with the passages, crossed off afterwards.

A vector's id is its passage's number and the start of the digest of its report's reading, so that
an id can never stand for another text, not even after a backup was put back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from index.store.identifiers import listed

READING = "substr(report.reading, 1, 12)"
VECTOR_ID = f"passage.number || '-' || {READING}"
PASSAGES = "passage join report on report.number = passage.report"


@dataclass(frozen=True, slots=True)
class State:
    """The reports' revision, the one the vectors last stood at, and whether work is pending."""

    revision: str
    embedded: str
    pending: bool


def state(connection: sqlite3.Connection) -> State:
    """Return how far the vectors have followed the reports."""
    row = connection.execute(
        "select token, embedded, exists (select 1 from pending) from revision"
    ).fetchone()
    return State(row[0], row[1], bool(row[2]))


def mark_passages(connection: sqlite3.Connection, report: int) -> None:
    """Note that the vectors of this report's passages are to be made, or to go with it."""
    connection.execute(
        f"insert or ignore into pending select kind, {VECTOR_ID} from {PASSAGES}"
        " where passage.report = ?",
        (report,),
    )


def count(connection: sqlite3.Connection) -> int:
    """Return how many vectors are to be made or removed."""
    (total,) = connection.execute("select count(*) from pending").fetchone()
    return int(total)


def pending_ids(connection: sqlite3.Connection, kind: str) -> set[str]:
    """Return the ids of the vectors of this kind that are to be made or removed."""
    rows = connection.execute("select id from pending where kind = ?", (kind,))
    return {vector_id for (vector_id,) in rows}


def vector_ids(
    connection: sqlite3.Connection, kind: str, reports: Sequence[int] | None = None
) -> list[str]:
    """Return the ids of the passages of this kind, of these reports or of all."""
    within = "" if reports is None else f" and passage.report in ({listed(reports)})"
    rows = connection.execute(
        f"select {VECTOR_ID} from {PASSAGES} where kind = ?{within} order by passage.number",
        (kind,),
    )
    return [vector_id for (vector_id,) in rows]


def texts(
    connection: sqlite3.Connection, vector_ids: Sequence[str]
) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return (headings, text) by vector id, of those that stand for a passage still there."""
    numbers = listed(passage_number(vector_id) for vector_id in vector_ids)
    rows = connection.execute(
        f"select {VECTOR_ID}, headings, passage.text from {PASSAGES}"
        f" where passage.number in ({numbers})"
    )
    found = {vector_id: (tuple(json.loads(headings)), text) for vector_id, headings, text in rows}
    return {vector_id: found[vector_id] for vector_id in vector_ids if vector_id in found}


def passage_number(vector_id: str) -> int:
    """Return the number of the passage that a vector stands for.

    >>> passage_number("17-0123456789ab")
    17
    """
    return int(vector_id.partition("-")[0])


def finish(connection: sqlite3.Connection, revision: str) -> None:
    """Note that the vectors stand at this revision and nothing is left to do."""
    connection.execute("delete from pending")
    connection.execute("update revision set embedded = ?", (revision,))
