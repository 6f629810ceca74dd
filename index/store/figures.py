"""Figures: reading them, summing them over all reports, writing them out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from index.cards import CellSum, ExportRow
from index.store.identifiers import listed, report_numbers
from index.store.packing import text_to_place
from ingest.report import Figure

_FIGURE_COLUMNS = (
    'cell."row", cell."column", figure.value, figure.unit, figure.printed, figure.state,'
    " figure.trust, figure.reasons, figure.place, figure.row_place"
)


def figures(
    connection: sqlite3.Connection,
    report_ids: Sequence[str] | None,
    rows: Sequence[str] | None,
    columns: Sequence[str] | None,
) -> list[tuple[str, Figure]]:
    """Return (report id, figure), reports in the order given, figures as in the report."""
    reports = report_numbers(connection, report_ids)
    wanted = ["1"]
    if report_ids is not None:
        wanted.append(f"figure.report in ({listed(reports)})")
    if rows is not None or columns is not None:
        wanted.append(f"figure.cell in ({listed(_cell_numbers(connection, rows, columns))})")
    found = connection.execute(
        f"select figure.report, {_FIGURE_COLUMNS} from figure join cell on"
        f" cell.number = figure.cell where {' and '.join(wanted)}"
        " order by figure.report, figure.position"
    ).fetchall()
    place_of = {number: place for place, number in enumerate(reports)}
    found.sort(key=lambda row: place_of[row[0]])
    return [(reports[number], _figure(row)) for number, *row in found]


def cell_sums(
    connection: sqlite3.Connection,
    rows: Sequence[str],
    columns: Sequence[str],
    report_ids: Sequence[str] | None,
) -> list[CellSum]:
    """Return the sum of rows × columns in each report that has any of these cells."""
    reports = report_numbers(connection, report_ids)
    cells = _cell_numbers(connection, rows, columns)
    within = "" if report_ids is None else f" and report in ({listed(reports)})"
    # "conflicting" < "unverified" < "verified": the least is the least trusted
    found = connection.execute(
        "select report, count(*), count(value), count(millionths), sum(millionths), min(trust)"
        f" from figure where cell in ({listed(cells)}){within} group by report"
    )
    sums = {row[0]: row for row in found}
    wanted = len(set(rows)) * len(set(columns))
    result = []
    for number, report_id in reports.items():
        if number in sums:
            _, count, known, summable, total, trust = sums[number]
            value = None
            if known == wanted:
                exact = summable == known
                value = _shift(total) if exact else _long_sum(connection, number, cells)
            result.append(CellSum(report_id, value, count, known, trust))
    return result


def export_rows(connection: sqlite3.Connection) -> Iterator[ExportRow]:
    """Yield every figure of every report, a row each."""
    found = connection.execute(
        'select report.id, organ, region, "year", scope, cell."row", cell."column",'
        " figure.value, unit, printed, state, trust, place, row_place, file"
        " from report join figure on figure.report = report.number"
        ' join cell on cell.number = figure.cell order by organ, "year", report.id, position'
    )
    for row in found:
        place = row[12] or row[13]
        stands = text_to_place(place) if place else None
        yield ExportRow(
            report=row[0],
            organ=row[1],
            region=row[2] or None,
            year=row[3],
            scope=row[4],
            row=row[5],
            column=row[6],
            value=None if row[7] is None else Decimal(row[7]),
            unit=row[8],
            printed=row[9],
            state=row[10],
            trust=row[11],
            page=stands.page if stands else None,
            line=stands.line if stands else None,
            source=row[14],
        )


def _cell_numbers(
    connection: sqlite3.Connection, rows: Sequence[str] | None, columns: Sequence[str] | None
) -> list[int]:
    known = connection.execute('select number, "row", "column" from cell')
    return [
        number
        for number, row, column in known
        if (rows is None or row in rows) and (columns is None or column in columns)
    ]


def _shift(millionths: int) -> Decimal:
    """Return millionths as a number, without superfluous zeros.

    >>> _shift(18871000), _shift(82000000)
    (Decimal('18.871'), Decimal('82'))
    """
    value = Decimal(millionths).scaleb(-6)
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _long_sum(connection: sqlite3.Connection, report: int, cells: Sequence[int]) -> Decimal:
    rows = connection.execute(
        f"select value from figure where report = ? and cell in ({listed(cells)})", (report,)
    )
    return sum((Decimal(value) for (value,) in rows), Decimal(0))


def _figure(row: Sequence[Any]) -> Figure:
    cell_row, column, value, unit, printed, state, trust, reasons, place, row_place = row
    return Figure(
        row=cell_row,
        column=column,
        value=None if value is None else Decimal(value),
        unit=unit,
        printed=printed,
        state=state,
        trust=trust,
        reasons=tuple(json.loads(reasons)) if reasons != "[]" else (),
        place=text_to_place(place) if place else None,
        row_place=text_to_place(row_place) if row_place else None,
    )
