"""What every reader produces: a text, and which spans of it are lines and which are table rows."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.report import Place


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text; `place` excludes the line break."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """An origin cell of a grid (a cell covered by a span is not repeated); "" if printed blank."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table whose borders are known, as origin cells in order."""

    cells: tuple[Cell, ...]
    place: Place
    table: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: `text` verbatim (grids rendered a row a line, cells joined by " | ").

    Every `Line` and `GridRow` re-reads from `text` at its place. `format` is txt, html, pdf, docx,
    doc, md, csv, xlsx, scan. `metadata` holds what the file says of itself outside its text
    (html title and meta tags), as (name, value) pairs, never used as a figure.
    `second_text` is another reader's view of the same file (the second witness), or "".
    """

    format: str
    text: str
    rows: tuple[Line | GridRow, ...]
    page_starts: tuple[int, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    second_text: str = ""
    warnings: tuple[str, ...] = ()
