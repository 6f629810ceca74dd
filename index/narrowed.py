"""A library seen through a filter: only some of its reports are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from index.cards import CellSum, ExportRow, Hit, ReportCard, Standing
from index.library import Library
from index.search import Way
from index.shelf import Shelf
from ingest.report import Figure, PassageKind

_Ids = Sequence[str] | None


class NarrowedLibrary(Library):
    """The reports of `whole` whose ids are given, to be read; it opens no files of its own.

    What asks for all reports gets these; the vectors and the database are those of `whole`.
    """

    def __init__(self, whole: Library, report_ids: Collection[str]) -> None:
        Shelf.__init__(self, whole._folder, whole._database)
        self._embedded = whole._embedded
        self._whole = whole
        self._ids = frozenset(report_ids)
        self._kept: tuple[tuple[ReportCard, ...], tuple[ReportCard, ...]] = ((), ())

    def cards(self) -> tuple[ReportCard, ...]:
        """Return the cards of these reports; the same tuple until the library changes."""
        every = self._whole.cards()
        kept_of, kept = self._kept
        if kept_of is not every:
            kept = tuple(card for card in every if card.id in self._ids)
            self._kept = (every, kept)
        return kept

    def figures(
        self, report_ids: _Ids = None, rows: _Ids = None, columns: _Ids = None
    ) -> list[tuple[str, Figure]]:
        """Return (report id, figure) of the cells rows × columns; None means all."""
        return super().figures(self._among(report_ids), rows, columns)

    def cell_sums(
        self, rows: Sequence[str], columns: Sequence[str], report_ids: _Ids = None
    ) -> list[CellSum]:
        """Return the exact sum of rows × columns for each of the reports."""
        return super().cell_sums(rows, columns, self._among(report_ids))

    def disputed(self) -> list[str]:
        """Return the ids of those of the reports with a relation whose two sides differ."""
        return [one for one in super().disputed() if one in self._ids]

    def standings(self) -> dict[str, Standing]:
        """Return how each of the reports stands, by its id."""
        return {one: how for one, how in super().standings().items() if one in self._ids}

    def export_rows(self) -> Iterator[ExportRow]:
        """Yield every figure of these reports with what identifies it."""
        return (row for row in super().export_rows() if row.report in self._ids)

    def search(
        self,
        query: str,
        report_ids: _Ids = None,
        kind: PassageKind = "narrative",
        limit: int = 10,
        way: Way = "reranked",
    ) -> list[Hit]:
        """Return the passages that answer the query best, best first."""
        return super().search(query, self._among(report_ids), kind, limit, way)

    def lexical_search(
        self,
        query: str,
        report_ids: _Ids = None,
        kind: PassageKind = "narrative",
        limit: int = 10,
    ) -> list[Hit]:
        """Return the passages that share the query's words, best first."""
        return super().lexical_search(query, self._among(report_ids), kind, limit)

    def _among(self, report_ids: _Ids) -> Sequence[str]:
        return [card.id for card in self.cards()] if report_ids is None else report_ids
