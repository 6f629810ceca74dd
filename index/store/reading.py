"""Everything that is read from reports.db, except the word index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from index.cards import CellSum, ExportRow, ReportCard
from index.errors import ReportMissing
from index.store.packing import (
    text_to_place,
    unpack_checks,
    unpack_places,
    unpack_sections,
)
from ingest.report import Check, Figure, Identity, Passage, Place, Report, Section

_CARD_COLUMNS = (
    "id, organ, region, level, year, scope, form, title, published, file, sha256, figures,"
    " passages, warnings"
)
_CARD_NAMES = _CARD_COLUMNS.replace(",", "").split()
_FIGURE_COLUMNS = (
    'cell."row", cell."column", figure.value, figure.unit, figure.printed, figure.state,'
    " figure.trust, figure.reasons, figure.place, figure.row_place"
)
_PASSAGE_COLUMNS = 'passage.kind, passage.section, headings, passage.text, place, "row"'


def revision(connection: sqlite3.Connection) -> int:
    """Return a number that grows with every change, by whichever process."""
    (number,) = connection.execute("select number from revision").fetchone()
    return int(number)


def cards(connection: sqlite3.Connection) -> tuple[ReportCard, ...]:
    """Return the card of every report, by organ and year."""
    rows = connection.execute(f"select {_CARD_COLUMNS} from report order by organ, year, id")
    return tuple(_card(row) for row in rows)


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


def text(connection: sqlite3.Connection, report_id: str) -> str:
    """Return the report's text, verbatim."""
    return str(_column(connection, report_id, "text"))


def checks(connection: sqlite3.Connection, report_id: str) -> tuple[Check, ...]:
    """Return the arithmetic relations tried on the report."""
    return unpack_checks(_column(connection, report_id, "checks"))


def sections(connection: sqlite3.Connection, report_id: str) -> tuple[Section, ...]:
    """Return the report's sections."""
    return unpack_sections(_column(connection, report_id, "sections"))


def unrecognised_rows(connection: sqlite3.Connection, report_id: str) -> tuple[Place, ...]:
    """Return the places of table rows that fit no row of the form."""
    return unpack_places(_column(connection, report_id, "unrecognised_rows"))


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
        wanted.append(f"figure.report in ({_listed(reports)})")
    if rows is not None or columns is not None:
        wanted.append(f"figure.cell in ({_listed(_cell_numbers(connection, rows, columns))})")
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
    within = "" if report_ids is None else f" and report in ({_listed(reports)})"
    # "conflicting" < "unverified" < "verified": the least is the least trusted
    found = connection.execute(
        "select report, count(*), count(value), count(millionths), sum(millionths), min(trust)"
        f" from figure where cell in ({_listed(cells)}){within} group by report"
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


def passages(
    connection: sqlite3.Connection, report_id: str, kind: str | None
) -> tuple[Passage, ...]:
    """Return the report's passages in order, of one kind or of both."""
    (number,) = report_numbers(connection, [report_id])
    rows = connection.execute(
        f"select {_PASSAGE_COLUMNS} from passage where report = ? and (? is null or kind = ?)"
        " order by position",
        (number, kind, kind),
    )
    return tuple(_passage(row) for row in rows)


def passages_by_number(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, tuple[str, Passage]]:
    """Return (report id, passage) by passage number."""
    rows = connection.execute(
        f"select passage.number, report.id, {_PASSAGE_COLUMNS}"
        " from passage join report on report.number = passage.report"
        f" where passage.number in ({_listed(numbers)})"
    )
    return {number: (report_id, _passage(row)) for number, report_id, *row in rows}


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


def whole_report(connection: sqlite3.Connection, report_id: str) -> Report:
    """Return the report as it was added."""
    (card,) = connection.execute(
        f"select {_CARD_COLUMNS} from report where id = ?", (report_id,)
    ).fetchall() or [None]
    if card is None:
        raise ReportMissing(f"库里没有报告 {report_id}；用 nianbao reports 查看有哪些。")
    known = _card(card)
    evidence = json.loads(_column(connection, report_id, "evidence"))
    return Report(
        identity=Identity(
            organ=known.organ,
            region=known.region,
            level=known.level,
            year=known.year,
            scope=known.scope,
            title=known.title,
            published=known.published,
            evidence=tuple((name, words) for name, words in evidence),
        ),
        form=known.form,
        file=known.file,
        sha256=known.sha256,
        text=text(connection, report_id),
        page_starts=tuple(json.loads(_column(connection, report_id, "page_starts"))),
        sections=sections(connection, report_id),
        figures=tuple(figure for _, figure in figures(connection, [report_id], None, None)),
        passages=passages(connection, report_id, None),
        checks=checks(connection, report_id),
        unrecognised_rows=unrecognised_rows(connection, report_id),
        warnings=known.warnings,
    )


def _column(connection: sqlite3.Connection, report_id: str, column: str) -> Any:
    row = connection.execute(f"select {column} from report where id = ?", (report_id,)).fetchone()
    if row is None:
        raise ReportMissing(f"库里没有报告 {report_id}；用 nianbao reports 查看有哪些。")
    return row[0]


def _cell_numbers(
    connection: sqlite3.Connection, rows: Sequence[str] | None, columns: Sequence[str] | None
) -> list[int]:
    known = connection.execute('select number, "row", "column" from cell')
    return [
        number
        for number, row, column in known
        if (rows is None or row in rows) and (columns is None or column in columns)
    ]


def _listed(numbers: Sequence[int] | dict[int, str]) -> str:
    return ",".join(map(str, numbers))


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
        f"select value from figure where report = ? and cell in ({_listed(cells)})", (report,)
    )
    return sum((Decimal(value) for (value,) in rows), Decimal(0))


def _card(row: Sequence[Any]) -> ReportCard:
    fields = dict(zip(_CARD_NAMES, row, strict=True))
    fields["region"] = fields["region"] or None
    fields["warnings"] = tuple(json.loads(fields["warnings"]))
    return ReportCard(**fields)


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
        reasons=tuple(json.loads(reasons)),
        place=text_to_place(place) if place else None,
        row_place=text_to_place(row_place) if row_place else None,
    )


def _passage(row: Sequence[Any]) -> Passage:
    kind, section, headings, passage_text, place, cell_row = row
    return Passage(
        kind=kind,
        section=section,
        headings=tuple(json.loads(headings)),
        text=passage_text,
        place=text_to_place(place),
        row=cell_row,
    )
