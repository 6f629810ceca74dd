"""What can be read of a library: the database alone, no model and no vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from index.cards import CellSum, ExportRow, Mark, ReportCard, Standing
from index.folder import Folder
from index.store import figures, overview, reading
from index.store.database import Database
from ingest.report import Check, Figure, Passage, PassageKind, Place, Section


class Shelf:
    """The reports of a library, to be read; safe to use from several threads."""

    def __init__(self, folder: Folder, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._cards: tuple[str, tuple[ReportCard, ...]] = ("", ())
        self._standings: tuple[str, dict[int, Standing]] = ("", {})

    def cards(self) -> tuple[ReportCard, ...]:
        """Return the card of every report, by organ and year; fresh after any process's change."""
        with self._database.reading() as connection:
            revision = reading.revision(connection)
            kept_revision, kept = self._cards
            if kept_revision != revision:
                kept = reading.cards(connection)
                self._cards = (revision, kept)
            return kept

    def standings(self) -> dict[str, Standing]:
        """Return how each report stands, by id; only reports added since are counted anew."""
        with self._database.reading() as connection:
            revision = reading.revision(connection)
            kept_revision, kept = self._standings
            if kept_revision != revision:
                numbers = overview.numbers_now(connection)
                counted = overview.standings(
                    connection, [one for one in numbers if one not in kept]
                )
                known = {**kept, **counted}
                kept = {one: known[one] for one in numbers if one in known}
                self._standings = (revision, kept)
            return {standing.report_id: standing for standing in kept.values()}

    def text(self, report_id: str) -> str:
        """Return the report's text, verbatim.

        Raises:
            ReportMissing: the library has no such report.
        """
        with self._database.reading() as connection:
            return reading.text(connection, report_id)

    def texts(self, report_ids: Sequence[str]) -> dict[str, str]:
        """Return the texts of reports by id, verbatim.

        Raises:
            ReportMissing: the library has no such report.
        """
        with self._database.reading() as connection:
            return reading.texts(connection, report_ids)

    def source(self, report_id: str) -> Path | None:
        """Return where the report's original file is kept, or None if it is gone."""
        sha256 = next(card.sha256 for card in self.cards() if card.id == report_id)
        return self._folder.source(sha256)

    def figures(
        self,
        report_ids: Sequence[str] | None = None,
        rows: Sequence[str] | None = None,
        columns: Sequence[str] | None = None,
    ) -> list[tuple[str, Figure]]:
        """Return (report id, figure) of the cells rows × columns; None means all.

        Raises:
            ReportMissing: the library has no such report.
        """
        with self._database.reading() as connection:
            return figures.figures(connection, report_ids, rows, columns)

    def cell_sums(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        report_ids: Sequence[str] | None = None,
    ) -> list[CellSum]:
        """Return the exact sum of rows × columns for each report that has any of these cells.

        Raises:
            ReportMissing: the library has no such report.
        """
        with self._database.reading() as connection:
            return figures.cell_sums(connection, rows, columns, report_ids)

    def checks(self, report_id: str) -> tuple[Check, ...]:
        """Return the arithmetic relations tried on the report."""
        with self._database.reading() as connection:
            return reading.checks(connection, report_id)

    def disputed(self) -> list[str]:
        """Return the ids of the reports with a relation whose two sides differ."""
        with self._database.reading() as connection:
            return reading.disputed(connection)

    def sections(self, report_id: str) -> tuple[Section, ...]:
        """Return the report's sections and the headings inside them."""
        with self._database.reading() as connection:
            return reading.sections(connection, report_id)

    def unrecognised_rows(self, report_id: str) -> tuple[Place, ...]:
        """Return the places of table rows that fit no row of the form."""
        with self._database.reading() as connection:
            return reading.unrecognised_rows(connection, report_id)

    def page_starts(self, report_id: str) -> tuple[int, ...]:
        """Return the offset at which each page of the report's text starts; () without pages."""
        with self._database.reading() as connection:
            return reading.page_starts(connection, report_id)

    def passages(self, report_id: str, kind: PassageKind | None = None) -> tuple[Passage, ...]:
        """Return the report's passages in order, of one kind or of both."""
        with self._database.reading() as connection:
            return reading.passages(connection, report_id, kind)

    def export_rows(self) -> Iterator[ExportRow]:
        """Yield every figure of every report with what identifies it."""
        with self._database.reading() as connection:
            yield from figures.export_rows(connection)

    def marks(self) -> tuple[Mark, ...]:
        """Return what readers thought of answers (`Library.feedback`), oldest first."""
        with self._database.reading() as connection:
            return reading.marks(connection)
