"""Tables drawn with pipes in text and Markdown: rows that keep their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.document import Cell, GridRow, Line
from ingest.readers.grid import printed_cells_of_matrix
from ingest.report import Place

_DELIMITER = re.compile(r"\s*:?-{3,}:?\s*")
_PIPE = re.compile(r"(?<!\\)[|｜]")
_BLANK = re.compile(r"(?:&nbsp;|&emsp;|<br\s*/?>|\s)*")
_MARKS = re.compile(r"\s*(?:#{1,6}\s+|\*\*|__)?(.*?)(?:\*\*|__)?\s*", re.DOTALL)


def lines_to_rows(lines: Iterable[Line]) -> Iterator[Line | GridRow]:
    """Turn each run of lines with pipes into the rows of one table.

    A line with a single cell and a pipe ("规章 |", a cell a line) stays a line, without its pipe,
    since nothing says where its row ends.
    """
    run: list[GridRow] = []
    tables = 0
    for line in lines:
        cells = _split(line)
        if len(cells) >= 2:
            run.append(GridRow(tuple(cells), line.place, tables + 1))
            continue
        if line.text.strip("|｜ ") == "" and "|" in line.text:
            continue  # the pipe of a cell that stands on the line above
        tables += bool(run)
        yield from _printed(run)
        run = []
        yield _line(cells[0], line) if cells else line
    yield from _printed(run)


def without_marks(line: Line) -> Line:
    """Return a Markdown line without the marks of a heading or of bold text around it."""
    found = _MARKS.fullmatch(line.text)
    if not found or not found.group(1):
        return line
    start = line.place.start + found.start(1)
    return _line(Cell(found.group(1), _narrowed(line.place, start, found.group(1))), line)


def _split(line: Line) -> list[Cell]:
    """Return the cells between the pipes of a line; [] if it has none."""
    pipes = [match.start() for match in _PIPE.finditer(line.text)]
    if not pipes:
        return []
    edges = [-1, *pipes, len(line.text)]
    if edges[1] == 0:
        edges = edges[1:]
    if edges[-2] == len(line.text) - 1:
        edges = edges[:-1]
    return [_cell(line, left + 1, right) for left, right in pairwise(edges)]


def _cell(line: Line, left: int, right: int) -> Cell:
    raw = line.text[left:right]
    found = _MARKS.fullmatch(raw)
    text = found.group(1) if found else raw
    if _BLANK.fullmatch(text):
        at = line.place.start + left + (len(raw) - len(raw.lstrip()))
        return Cell("", _narrowed(line.place, min(at, line.place.start + right), ""))
    at = line.place.start + left + (found.start(1) if found else 0)
    return Cell(text, _narrowed(line.place, at, text))


def _line(cell: Cell, line: Line) -> Line:
    return Line(cell.text, cell.place) if cell.text else line


def _narrowed(place: Place, start: int, text: str) -> Place:
    return Place(start, start + len(text), place.line, place.page)


def _printed(run: Sequence[GridRow]) -> Iterator[GridRow]:
    """Yield the rows of one table without delimiter rows and without cells that only fill spans."""
    rows = [row for row in run if not _is_delimiter(row)]
    kept = printed_cells_of_matrix([[cell.text for cell in row.cells] for row in rows])
    for row, indexes in zip(rows, kept, strict=True):
        yield GridRow(tuple(row.cells[index] for index in indexes), row.place, row.table)


def _is_delimiter(row: GridRow) -> bool:
    filled = [cell.text for cell in row.cells if cell.text]
    return bool(filled) and all(_DELIMITER.fullmatch(text) for text in filled)
