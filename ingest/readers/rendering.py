"""From blocks of running text and table rows to a Document whose text they can be re-read from.

Web pages, PDF and Word files have no text of their own: the text is a rendering, one line a
paragraph and one line a table row, its cells joined by " | ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Cell, Document, GridRow, Line
from ingest.report import Place

CELL_SEPARATOR = " | "
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK_IN_CJK = re.compile(rf"(?<=[{_CJK}])\s*\n\s*(?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`table` is None, one cell) or a table row as origin cells, on `page`."""

    cells: tuple[str, ...]
    table: int | None = None
    page: int | None = None


def paragraph(text: str, page: int | None = None) -> Block:
    """Return a block of running text."""
    return Block((text,), None, page)


def tidy(text: str) -> str:
    r"""Return `text` on one line: blanks at its ends and line breaks inside it are gone.

    A line break between two Chinese characters stands for nothing; any other blank is one space,
    so that two numbers in one cell never run together.

    >>> tidy("本年度办\n 理结果\xa0"), tidy("12\n3")
    ('本年度办理结果', '12 3')
    """
    joined = _BREAK_IN_CJK.sub("", text.replace("\ufeff", "").replace("\u200b", "").strip())
    return " ".join(joined.split())


def blocks_to_document(format: str, blocks: Iterable[Block]) -> Document:
    """Render blocks in order; a paragraph without text is left out, a blank table row is kept."""
    lines: list[str] = []
    rows: list[Line | GridRow] = []
    page_starts: list[int] = []
    start = 0
    for block in blocks:
        if block.table is None and not block.cells[0]:
            continue
        while block.page is not None and len(page_starts) < block.page:
            page_starts.append(start)
        row = _placed(block, start, len(lines) + 1)
        rows.append(row)
        lines.append(CELL_SEPARATOR.join(block.cells))
        start = row.place.end + 1
    text = "".join(line + "\n" for line in lines)
    return Document(format=format, text=text, rows=tuple(rows), page_starts=tuple(page_starts))


def _placed(block: Block, start: int, line: int) -> Line | GridRow:
    cells: list[Cell] = []
    at = start
    for text in block.cells:
        cells.append(Cell(text, Place(at, at + len(text), line, block.page)))
        at += len(text) + len(CELL_SEPARATOR)
    place = Place(start, at - len(CELL_SEPARATOR), line, block.page)
    if block.table is None:
        return Line(block.cells[0], place)
    return GridRow(tuple(cells), place, block.table)
