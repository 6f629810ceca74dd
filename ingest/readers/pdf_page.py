"""One page of a PDF as text lines and rows of ruled tables, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.readers.grid import ILLEGIBLE, is_value, printed_cells
from ingest.readers.rendering import Block, paragraph, tidy

_SPLIT_NUMBER = re.compile(r"(?<=\d)\s*\n\s*(?=[\d.])|(?<=\d\.)\s*\n\s*(?=\d)")
_TOUCHING = 0.5  # points between two digits of one number
_CELL_MARGIN = 11.0  # points left and right together, as Word and WPS set them


@dataclass(frozen=True, slots=True)
class PageItem:
    """A text line (`grid` is None) or a row of the page's grid number `grid`, at height `top`.

    `cells` are (column of the grid, text) of each cell that starts in this row.
    """

    top: float
    text: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    grid: int | None = None


def page_to_items(page: Any) -> list[PageItem]:
    """Return the lines and table rows of a pdfplumber page from top to bottom."""
    page = page.dedupe_chars()  # bold imitated by printing twice would double the digits
    grids = [grid for table in page.find_tables() if (grid := _grid_rows(table))]
    items = [
        PageItem(row.bbox[1], "", tuple(_cells(page, row, texts)), number)
        for number, grid in enumerate(grids)
        for row, texts in grid
    ]
    boxes = [row.bbox for grid in grids for row, _ in grid]
    outside = page.filter(lambda thing: thing["object_type"] != "char" or _is_free(thing, boxes))
    for line in outside.extract_text_lines(strip=True, return_chars=False):
        items.append(PageItem(line["top"], tidy(line["text"])))
    return sorted((item for item in items if item.text or item.cells), key=lambda item: item.top)


def _is_free(char: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x = (char["x0"] + char["x1"]) / 2
    y = (char["top"] + char["bottom"]) / 2
    return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _grid_rows(table: Any) -> list[tuple[Any, list[str | None]]]:
    """Return the rows of a grid with their texts, from the first to the last of several cells.

    Rows of one cell around them are text: paragraphs with a background (WPS shades them line by
    line) are drawn as boxes and so look like tables of one column.
    """
    rows = list(zip(table.rows, table.extract(), strict=True))
    several = [index for index, (row, _) in enumerate(rows) if sum(map(bool, row.cells)) > 1]
    return rows[several[0] : several[-1] + 1] if several else []


def _cells(page: Any, row: Any, texts: Sequence[str | None]) -> Iterator[tuple[int, str]]:
    """Yield (column, text) of the cells that start in this row."""
    cells = [
        (column, text or "")
        for column, (text, box) in enumerate(zip(texts, row.cells, strict=True))
        if box is not None
    ]
    crossed = crossed_columns(page, row)
    for column, text in join_numbers(page, row, cells):
        yield column, ILLEGIBLE if column in crossed and is_value(text) else tidy(text)


def crossed_columns(page: Any, row: Any) -> set[int]:
    """Return the columns whose border a run of digits crosses: which cell it is of is unsure."""
    _, top, _, bottom = row.bbox
    digits = [
        char
        for char in page.chars
        if char["text"].isdigit() and top < (char["top"] + char["bottom"]) / 2 < bottom
    ]
    digits.sort(key=lambda char: (round(char["bottom"]), char["x0"]))
    crossed: set[int] = set()
    for left, right in pairwise(digits):
        if abs(left["bottom"] - right["bottom"]) < 1 and right["x0"] - left["x1"] < _TOUCHING:
            columns = {_column_at(row, (char["x0"] + char["x1"]) / 2) for char in (left, right)}
            if len(columns) > 1:
                crossed |= columns
    return crossed


def _column_at(row: Any, x: float) -> int:
    return next((i for i, box in enumerate(row.cells) if box and box[0] <= x <= box[2]), -1)


def join_numbers(page: Any, row: Any, cells: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Join a number that was broken because its cell is too narrow; stacked numbers stay apart.

    Where every cell with digits has several lines, a rule between two rows is missing.
    """
    digits = [
        text for _, text in cells if re.search(r"\d", text) and not re.search(r"[^\W\d]", text)
    ]
    broken = [text for text in digits if _SPLIT_NUMBER.search(text)]
    if not broken or (len(broken) == len(digits) and len(digits) > 1):
        return cells
    joined = []
    for column, text in cells:
        if text in broken and _fills(page, row.cells[column], text):
            text = _SPLIT_NUMBER.sub("", text)
        joined.append((column, text))
    return joined


def _fills(page: Any, box: tuple[float, float, float, float], text: str) -> bool:
    lines = page.crop(box).extract_text_lines(return_chars=True)
    if not lines:
        return False
    first = lines[0]
    width = (first["x1"] - first["x0"]) / max(len(first["chars"]), 1)
    return bool((box[2] - box[0]) - (first["x1"] - first["x0"]) < _CELL_MARGIN + width + 1)


def items_to_blocks(pages: Sequence[Sequence[PageItem]]) -> Iterator[Block]:
    """Yield the items of all pages; a table that opens a page goes on from the page before."""
    tables: list[list[tuple[int, PageItem]]] = []
    order: list[Block | tuple[int, int]] = []
    open_table = False
    for number, items in enumerate(pages, start=1):
        grid = -1
        for item in items:
            if item.grid is None:
                order.append(paragraph(item.text, number))
                open_table = False
                continue
            if item.grid != grid and not (open_table and grid == -1):
                tables.append([])
            grid, open_table = item.grid, True
            order.append((len(tables) - 1, len(tables[-1])))
            tables[-1].append((number, item))
    kept = [printed_cells([item.cells for _, item in table]) for table in tables]
    for entry in order:
        if isinstance(entry, Block):
            yield entry
            continue
        table, row = entry
        number, item = tables[table][row]
        cells = tuple(item.cells[index][1] for index in kept[table][row])
        yield Block(cells, table + 1, number)
