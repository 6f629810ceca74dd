"""Which cells of a grid are printed, and which only fill a span.

Converters and page breaks leave blank cells where a wider or taller cell goes on. A blank that
stands for nothing must go, since a blank among values is a printed blank; one that may be printed
stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

GridCells = Sequence[tuple[int, str]]
"""One row: (column from 0, text) of each cell, in order."""

ILLEGIBLE = "□"
"""Stands for a value that is there but cannot be read for certain."""

_VALUE = re.compile(
    r"[+\-−增减]?\d[\d,，.\s]*(?:[%万亿]?[件项条次个元人篇]?)"
    r"|[/\\—–\-−－―_*]{1,3}|无|不涉及|不适用|未发生|未收费"
)


def is_value(text: str) -> bool:
    """Tell whether a cell holds a value ("12", "386.2万元", "/", "无") rather than a label."""
    return bool(_VALUE.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def printed_cells(rows: Sequence[GridCells]) -> list[list[int]]:
    """Return for each row of one table the indexes of the cells to keep.

    Dropped are blanks before a row's first label (a group label that goes on from the row or page
    above) and blanks in a label column (a label narrower than the columns it may fill).

    >>> printed_cells([[(0, "三"), (1, "（七）总计"), (2, ""), (3, "9")],
    ...                [(0, ""), (1, "（六）"), (2, "3.其他"), (3, "0")]])
    [[0, 1, 3], [1, 2, 3]]
    """
    first_value = _label_columns(rows)
    beyond = [sum(column >= first_value for column, _ in row) for row in rows]
    usual = Counter(beyond).most_common(1)[0][0] if beyond else 0
    kept: list[list[int]] = []
    for row, count in zip(rows, beyond, strict=True):
        narrow = first_value if count == usual else 0
        leading = _blanks_before_label(row)
        kept.append(
            [
                index
                for index, (column, text) in enumerate(row)
                if index >= leading and (text or column >= narrow or not _has_label(row))
            ]
        )
    return kept


def printed_cells_of_matrix(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the cells to keep where every cell of the grid is spelled out (Markdown, sheets).

    Besides what `printed_cells` drops, a blank goes where the header above is blank too: both fill
    the span of the cell to their left. Rows of different lengths were never padded, so nothing is
    known of their columns and only leading blanks go.
    """
    if len({len(row) for row in rows}) != 1:
        return [list(range(_blanks_before_label(_numbered(row)), len(row))) for row in rows]
    by_header = _under_headers(rows)
    by_column = printed_cells([_numbered(row) for row in rows])
    return [
        [index for index in kept if index in under]
        for kept, under in zip(by_column, by_header, strict=True)
    ]


def _under_headers(rows: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return for each row the cells that hold text or stand under a header that does."""
    kept: list[set[int]] = []
    header: set[int] = set()
    open_header = True
    for row in rows:
        filled = {index for index, text in enumerate(row) if text}
        if any(is_value(text) for text in row):
            open_header = False
        elif len(filled) == 1:
            header, open_header = set(), True  # 第二十条第（五）项: a new block with its own header
        elif open_header:
            header = header | filled
        if open_header and len(filled) > 1:
            kept.append(set(range(max(filled) + 1)))
        else:
            kept.append(filled | header if header and not open_header else set(range(len(row))))
    return kept


def _label_columns(rows: Sequence[GridCells]) -> int:
    """Return how many columns at the left hold labels and no value."""
    labels: set[int] = set()
    values: set[int] = set()
    for row in rows:
        in_row = [column for column, text in row if is_value(text)]
        values.update(in_row)
        last_value = max(in_row, default=-1)
        labels.update(column for column, text in row if text and column < last_value)
    labels -= values
    count = 0
    while count in labels:
        count += 1
    return count


def _has_label(row: GridCells) -> bool:
    return any(text and not is_value(text) for _, text in row)


def _blanks_before_label(row: GridCells) -> int:
    """Return how many blanks open the row, if what follows them is a label; else 0."""
    for index, (_, text) in enumerate(row):
        if text:
            return 0 if is_value(text) else index
    return 0


def _numbered(row: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(row))
