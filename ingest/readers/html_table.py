"""Tables of a web page as origin cells: what each cell shows, and the column it starts in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.rendering import tidy

INLINE = {
    *("a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "dfn", "em", "font", "i"),
    *("img", "ins", "kbd", "label", "mark", "q", "samp", "small", "span", "strong"),
    *("sub", "sup", "tt", "u", "var", "wbr", "o:p", "publishtime", "st1:chsdate"),
}
_UNSEEN = {
    *("script", "style", "noscript", "template", "head", "title", "select", "button"),
    *("iframe", "object", "svg", "textarea", "del", "s", "strike"),  # struck out is withdrawn
}
_HIDDEN = re.compile(
    r"display\s*:\s*none|text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE
)
LONGEST_CELL = 400  # the longest label with its gloss has about 120 characters
_MOST_SPAN = 100


def is_unseen(element: Any) -> bool:
    """Tell whether a browser would not show this element."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    return bool(_HIDDEN.search(element.get("style") or "")) or element.get("hidden") is not None


def is_data_table(table: Any) -> bool:
    """Tell a table of figures from one that only places parts of the page side by side."""
    if table.find(".//table") is not None:
        return False
    rows = [cells for row in table.iter("tr") if len(cells := cells_of(row)) > 1]
    return bool(rows) and all(len(cell_text(cell)) <= LONGEST_CELL for row in rows for cell in row)


def cells_of(row: Any) -> list[Any]:
    """Return the cells of a `tr`."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def table_rows(table: Any) -> Iterator[list[tuple[int, Any]]]:
    """Yield the rows a browser shows, as (column from 0, cell) of the cells that start there."""
    below: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for row in table.iter("tr"):
        if is_unseen(row):
            continue
        placed, column, covered = [], 0, dict(below)
        for cell in cells_of(row):
            while covered.get(column, 0):
                column += 1
            placed.append((column, cell))
            height = _span(cell, "rowspan")
            for at in range(column, column + _span(cell, "colspan")):
                below[at] = height
            column += _span(cell, "colspan")
        below = {at: left - 1 for at, left in below.items() if left > 1}
        if placed:
            yield placed


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isascii() and value.isdigit() else 1


def cell_text(cell: Any) -> str:
    """Return what a cell shows, on one line; "" for `&nbsp;` or `<o:p>&nbsp;</o:p>`."""
    pieces: list[str] = []
    _collect(cell, pieces)
    return tidy("".join(pieces))


def _collect(element: Any, pieces: list[str]) -> None:
    if is_unseen(element):
        return
    edge = "" if element.tag in INLINE else "\n"
    pieces.append(edge + (element.text or ""))
    for child in element:
        _collect(child, pieces)
        pieces.append(child.tail or "")
    pieces.append(edge)
