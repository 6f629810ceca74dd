"""Everything that changes reports.db; each function runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from index.cards import Added
from index.errors import ReportIncomplete, ReportMissing
from index.store import lexical, pending
from index.store.packing import pack, place_to_text, reading_digest, unpack_report
from index.store.reading import whole_report
from ingest.report import Figure, Passage, Report

_LARGEST_MILLIONTHS = 10**15  # nine thousand of these still add up within SQLite's integers


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one report from another; `region` is "" where it is not known."""

    organ: str
    region: str
    year: int
    scope: str

    def row(self) -> tuple[str, str, int, str]:
        """Return the key as SQL parameters."""
        return (self.organ, self.region, self.year, self.scope)


def key_of(report: Report) -> Key:
    """Return the report's key.

    Raises:
        ReportIncomplete: organ or year is unknown.
    """
    identity = report.identity
    if not identity.organ or identity.year is None:
        missing = "机关名称" if not identity.organ else "年份"
        option = "--organ" if not identity.organ else "--year"
        raise ReportIncomplete(f"{report.file} 里认不出{missing}，请用 {option} 写明后再导入。")
    return Key(identity.organ, identity.region or "", identity.year, identity.scope)


def put_report(connection: sqlite3.Connection, report: Report, words: list[str]) -> Added:
    """Add the report, or put it in the place of the one it supersedes.

    It supersedes a report read from the same bytes, and one with the same key. `words` are the
    space-separated words of each passage.
    """
    key, digest = key_of(report), reading_digest(report)
    old = connection.execute(
        'select id, reading from report where sha256 = ? or (organ, region, "year", scope)'
        " = (?, ?, ?, ?)",
        (report.sha256, *key.row()),
    ).fetchall()
    if [reading for _, reading in old] == [digest]:
        return Added("unchanged", old[0][0])
    for old_id, _ in old:
        take_away(connection, old_id)
    report_id = _choose_id(connection, key)
    _mark_change(connection)
    _insert_report(connection, report_id, key, report, digest, words)
    return Added("replaced" if old else "added", report_id)


def take_away(connection: sqlite3.Connection, report_id: str) -> None:
    """Remove the report, keeping it as a version that can be restored.

    Raises:
        ReportMissing: the library has no such report.
    """
    report = whole_report(connection, report_id)
    connection.execute(
        'insert into version (report_id, organ, region, "year", scope, sha256, saved_at, report)'
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (report_id, *key_of(report).row(), report.sha256, _now(), pack(report)),
    )
    (number,) = connection.execute(
        "select number from report where id = ?", (report_id,)
    ).fetchone()
    lexical.forget_words(connection, number)
    pending.mark_passages(connection, number)
    connection.execute("delete from report where number = ?", (number,))
    _mark_change(connection)


def last_version(connection: sqlite3.Connection, report_id: str) -> tuple[int, Report]:
    """Return the number and the report of the last version that was kept.

    Raises:
        ReportMissing: no version of it was kept.
    """
    row = connection.execute(
        "select number, report from version where report_id = ? order by number desc limit 1",
        (report_id,),
    ).fetchone()
    if row is None:
        raise ReportMissing(f"没有 {report_id} 的旧版本可以恢复。")
    return row[0], unpack_report(row[1])


def drop_version(connection: sqlite3.Connection, number: int) -> None:
    """Forget a version, once it is the current report again."""
    connection.execute("delete from version where number = ?", (number,))


def put_feedback(connection: sqlite3.Connection, question: str, answer: str, mark: str) -> None:
    """Keep what a reader thought of an answer."""
    connection.execute(
        "insert into feedback (given_at, question, answer, mark) values (?, ?, ?, ?)",
        (_now(), question, answer, mark),
    )


def _mark_change(connection: sqlite3.Connection) -> None:
    connection.execute("update revision set token = hex(randomblob(8))")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _choose_id(connection: sqlite3.Connection, key: Key) -> str:
    """Return the id this key had before, or the shortest that no other report has or had."""
    kept = connection.execute(
        'select report_id from version where (organ, region, "year", scope) = (?, ?, ?, ?)'
        " and report_id not in (select id from report) order by number desc limit 1",
        key.row(),
    ).fetchone()
    if kept is not None:
        return str(kept[0])
    names = [f"{key.organ}_{key.year}"]
    names += [f"{names[0]}_{key.region}"] if key.region else []
    names += [f"{names[-1]}_{key.scope}"]
    names += [f"{names[-1]}_{count}" for count in range(2, 1000)]
    taken = connection.execute(
        "select id from report where id like ? || '%' union select report_id from version"
        " where report_id like ? || '%'",
        (names[0], names[0]),
    ).fetchall()
    return next(name for name in names if (name,) not in taken)


def _insert_report(
    connection: sqlite3.Connection,
    report_id: str,
    key: Key,
    report: Report,
    digest: str,
    words: list[str],
) -> None:
    identity = report.identity
    columns = {
        "id": report_id,
        "organ": key.organ,
        "region": key.region,
        "year": key.year,
        "scope": key.scope,
        "level": identity.level,
        "form": report.form,
        "title": identity.title,
        "published": identity.published,
        "file": report.file,
        "sha256": report.sha256,
        "reading": digest,
        "figures": len(report.figures),
        "passages": len(report.passages),
        "warnings": pack(report.warnings),
        "sections": pack(report.sections),
        "checks": pack(report.checks),
        "unrecognised_rows": pack(report.unrecognised_rows),
        "page_starts": pack(report.page_starts),
        "evidence": pack(identity.evidence),
        "text": report.text,
    }
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join("?" for _ in columns)
    cursor = connection.execute(
        f"insert into report ({names}) values ({places})", tuple(columns.values())
    )
    number = cursor.lastrowid or 0
    _insert_figures(connection, number, report.figures)
    _insert_passages(connection, number, report.passages, words)


def _insert_figures(
    connection: sqlite3.Connection, report: int, figures: tuple[Figure, ...]
) -> None:
    connection.executemany(
        'insert or ignore into cell ("row", "column") values (?, ?)',
        [(figure.row, figure.column) for figure in figures],
    )
    connection.executemany(
        "insert into figure (report, cell, position, value, millionths, unit, printed, state,"
        " trust, reasons, place, row_place) select ?, number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
        ' from cell where "row" = ? and "column" = ?',
        [
            (
                report,
                position,
                None if figure.value is None else str(figure.value),
                _millionths(figure.value),
                figure.unit,
                figure.printed,
                figure.state,
                figure.trust,
                pack(figure.reasons),
                place_to_text(figure.place),
                place_to_text(figure.row_place),
                figure.row,
                figure.column,
            )
            for position, figure in enumerate(figures)
        ],
    )


def _millionths(value: Decimal | None) -> int | None:
    """Return the value in whole millionths, None where that is not exact or too large.

    >>> _millionths(Decimal("18.8710")), _millionths(Decimal("0.0000001"))
    (18871000, None)
    """
    if value is None:
        return None
    if abs(value) * 1_000_000 > _LARGEST_MILLIONTHS:
        return None
    millionths = int(value * 1_000_000)
    return millionths if Decimal(millionths).scaleb(-6) == value else None


def _insert_passages(
    connection: sqlite3.Connection, report: int, passages: tuple[Passage, ...], words: list[str]
) -> None:
    connection.executemany(
        'insert into passage (report, position, kind, section, headings, text, place, "row", words)'
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                report,
                position,
                passage.kind,
                passage.section,
                pack(passage.headings),
                passage.text,
                place_to_text(passage.place),
                passage.row,
                passage_words,
            )
            for position, (passage, passage_words) in enumerate(zip(passages, words, strict=True))
        ],
    )
    lexical.learn_words(connection, report)
    pending.mark_passages(connection, report)
