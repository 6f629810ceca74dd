"""Reports by the ids people see and the numbers the tables use."""

from __future__ import annotations

import json
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
    rows = connection.execute(
        "select id, number from report where id in (select value from json_each(?))",
        (json.dumps(report_ids),),
    )
    numbers: dict[str, int] = dict(rows)
    lost = next((one for one in report_ids if one not in numbers), None)
    if lost is not None:
        raise ReportMissing(f"库里没有报告 {lost}；用 nianbao reports 查看有哪些。")
    return {numbers[report_id]: report_id for report_id in report_ids}


def listed(numbers: Iterable[int]) -> str:
    """Return numbers as the inside of an SQL list; they are integers, so nothing can slip in."""
    return ",".join(map(str, numbers))
