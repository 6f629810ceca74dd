"""Reports by the ids people see and the numbers the tables use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from index.errors import ReportMissing


def report_numbers(
    connection: sqlite3.Connection, report_ids: Sequence[str] | None
) -> dict[int, str]:
    """Return id by number, of these reports or of all, in the order given.

    Raises:
        ReportMissing: the library has no such report.
    """
    if report_ids is None:
        return dict(connection.execute("select number, id from report order by organ, year, id"))
    found = {}
    for report_id in report_ids:
        row = connection.execute("select number from report where id = ?", (report_id,)).fetchone()
        if row is None:
            raise ReportMissing(f"库里没有报告 {report_id}；用 nianbao reports 查看有哪些。")
        found[row[0]] = report_id
    return found


def listed(numbers: Iterable[int]) -> str:
    """Return numbers as the inside of an SQL list; they are integers, so nothing can slip in."""
    return ",".join(map(str, numbers))
