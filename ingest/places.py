"""From a span of a text to its place: the line and page it starts on."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.report import Place, line_starts, number_at


class PlaceFinder:
    """Knows where the lines and pages of one text begin."""

    def __init__(self, text: str, page_starts: Sequence[int] = ()) -> None:
        self._lines = line_starts(text)
        self._pages = tuple(page_starts)

    def at(self, start: int, end: int) -> Place:
        """Return the place of the half-open span; its page is None where the text has no pages."""
        page = number_at(start, self._pages) if self._pages else None
        return Place(start, end, number_at(start, self._lines), page)
