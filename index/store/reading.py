"""Everything that is read from reports.db, except the word index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from index.cards import Mark, ReportCard
from index.errors import ReportMissing
from index.store.figures import figures as all_figures
from index.store.identifiers import listed, report_numbers
from index.store.packing import (
    text_to_place,
    unpack_checks,
    unpack_places,
    unpack_sections,
)
from index.store.schema import DISPUTED
from ingest.report import Check, Identity, Passage, Place, Report, Section

_CARD_COLUMNS = (
    "id, organ, region, level, year, scope, form, title, published, file, sha256, figures,"
    " passages, warnings"
)
_CARD_NAMES = _CARD_COLUMNS.replace(",", "").split()
_PASSAGE_COLUMNS = 'passage.kind, passage.section, headings, passage.text, place, "row"'


def revision(connection: sqlite3.Connection) -> str:
    """Return a token that is another after every change of the reports, by whichever process."""
    (token,) = connection.execute("select token from revision").fetchone()
    return str(token)


def cards(connection: sqlite3.Connection) -> tuple[ReportCard, ...]:
    """Return the card of every report, by organ and year."""
    rows = connection.execute(f"select {_CARD_COLUMNS} from report order by organ, year, id")
    return tuple(_card(row) for row in rows)


def text(connection: sqlite3.Connection, report_id: str) -> str:
    """Return the report's text, verbatim."""
    return str(_column(connection, report_id, "text"))


def texts(connection: sqlite3.Connection, report_ids: Sequence[str]) -> dict[str, str]:
    """Return the texts of reports by id, verbatim."""
    numbers = report_numbers(connection, report_ids)
    found = connection.execute(
        f"select number, text from report where number in ({listed(numbers)})"
    )
    return {numbers[number]: text for number, text in found}


def checks(connection: sqlite3.Connection, report_id: str) -> tuple[Check, ...]:
    """Return the arithmetic relations tried on the report."""
    return unpack_checks(_column(connection, report_id, "checks"))


def disputed(connection: sqlite3.Connection) -> list[str]:
    """Return the reports with a relation whose two sides differ (the index `report_disputed`)."""
    return [id_ for (id_,) in connection.execute(f"select id from report where {DISPUTED}")]


def sections(connection: sqlite3.Connection, report_id: str) -> tuple[Section, ...]:
    """Return the report's sections."""
    return unpack_sections(_column(connection, report_id, "sections"))


def unrecognised_rows(connection: sqlite3.Connection, report_id: str) -> tuple[Place, ...]:
    """Return the places of table rows that fit no row of the form."""
    return unpack_places(_column(connection, report_id, "unrecognised_rows"))


def page_starts(connection: sqlite3.Connection, report_id: str) -> tuple[int, ...]:
    """Return the offset at which each page of the report's text starts."""
    return tuple(json.loads(_column(connection, report_id, "page_starts")))


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
        f" where passage.number in ({listed(numbers)})"
    )
    return {number: (report_id, _passage(row)) for number, report_id, *row in rows}


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
        figures=tuple(figure for _, figure in all_figures(connection, [report_id], None, None)),
        passages=passages(connection, report_id, None),
        checks=checks(connection, report_id),
        unrecognised_rows=unrecognised_rows(connection, report_id),
        warnings=known.warnings,
    )


def marks(connection: sqlite3.Connection) -> tuple[Mark, ...]:
    """Return what readers thought of answers, oldest first."""
    rows = connection.execute(
        "select given_at, question, answer, mark from feedback order by number"
    )
    return tuple(Mark(*row) for row in rows)


def _column(connection: sqlite3.Connection, report_id: str, column: str) -> Any:
    row = connection.execute(f"select {column} from report where id = ?", (report_id,)).fetchone()
    if row is None:
        raise ReportMissing(f"库里没有报告 {report_id}；用 nianbao reports 查看有哪些。")
    return row[0]


def _card(row: Sequence[Any]) -> ReportCard:
    fields = dict(zip(_CARD_NAMES, row, strict=True))
    fields["region"] = fields["region"] or None
    fields["warnings"] = tuple(json.loads(fields["warnings"]))
    return ReportCard(**fields)


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
