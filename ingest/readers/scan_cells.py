"""What stands in each cell of a scanned table: labels as the page gives them, values read twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.readers.grid import ILLEGIBLE, is_value
from ingest.readers.rendering import tidy
from ingest.readers.scan_grid import Grid, GridCell
from ingest.readers.scan_text import Recogniser, Word, words_to_lines

_LOOKALIKES = str.maketrans("OoQD〇○lI|，", "00000011" + "1" + ",")
_LEAST_SCORE = 0.5
_DARK = 170  # of 255; thin strokes of a coarse scan are grey
_SPECK = 130  # ink lower than 1/130 of the page's width is dirt, not a digit


def read_cells(
    image: Any, grid: Grid, words: Sequence[Word], recogniser: Recogniser
) -> dict[GridCell, str]:
    """Return the text of each cell; "" where there is no ink, "□" where readings disagree."""
    inside = _words_by_cell(grid, words)
    texts = {cell: _joined(inside[cell]) for cell in grid.cells}
    spanned = {cell for word in words for cell in _touched(grid, word) if word not in inside[cell]}
    inked = {cell: crop for cell in grid.cells if (crop := _ink(image, cell)) is not None}
    again = [
        cell
        for cell in inked
        if cell in spanned or not texts[cell] or is_value(plain_value(texts[cell]))
    ]
    alone = recogniser.texts([inked[cell] for cell in again])
    readings = {
        cell: [*([] if cell in spanned or not texts[cell] else [texts[cell]]), *_sure(reading)]
        for cell, reading in zip(again, alone, strict=True)
    }
    doubtful = [cell for cell in again if agreed(readings[cell]) == ILLEGIBLE]
    for change in (_enlarged, _bolder):
        third = recogniser.texts([change(inked[cell]) for cell in doubtful])
        for cell, reading in zip(doubtful, third, strict=True):
            readings[cell] += _sure(reading)
    texts |= {cell: agreed(readings[cell]) for cell in again}
    faint = {
        cell for cell in grid.cells if cell not in inked and is_value(plain_value(texts[cell]))
    }
    return {cell: ILLEGIBLE if cell in faint else texts[cell] for cell in grid.cells}


def _words_by_cell(grid: Grid, words: Sequence[Word]) -> dict[GridCell, list[Word]]:
    found: dict[GridCell, list[Word]] = {cell: [] for cell in grid.cells}
    for word in words:
        x, y = word.centre
        for cell in grid.cells:
            if cell.x0 <= x <= cell.x1 and cell.y0 <= y <= cell.y1:
                found[cell].append(word)
                break
    return found


def _touched(grid: Grid, word: Word) -> list[GridCell]:
    """Return the cells a word reaches well into: two neighbours' values framed as one word."""
    middle = word.centre[1]
    reach = word.height / 2
    touched = [
        cell
        for cell in grid.cells
        if cell.y0 <= middle <= cell.y1 and min(cell.x1, word.x1) - max(cell.x0, word.x0) > reach
    ]
    return touched if len(touched) > 1 else []


def _joined(words: Sequence[Word]) -> str:
    return tidy("\n".join(" ".join(word.text for word in line) for line in words_to_lines(words)))


def _ink(image: Any, cell: GridCell) -> Any | None:
    """Return the part of a cell that holds ink, with a margin, or None if it holds specks only."""
    import cv2
    import numpy

    inner = image[cell.y0 + 1 : cell.y1 - 1, cell.x0 + 1 : cell.x1 - 1]
    if inner.size == 0:
        return None
    dark = (inner < _DARK).astype(numpy.uint8)
    _, _, patches, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    least = image.shape[1] / _SPECK
    # a dash or a stroke is wide but not high; a digit is high
    marks = [p for p in patches[1:] if p[3] >= least or (p[2] >= least and p[4] >= least)]
    if not marks:
        return None
    margin = 8
    x0 = max(0, min(p[0] for p in marks) - margin)
    y0 = max(0, min(p[1] for p in marks) - margin)
    x1 = max(p[0] + p[2] for p in marks) + margin
    y1 = max(p[1] + p[3] for p in marks) + margin
    return numpy.pad(inner[y0:y1, x0:x1], 6, constant_values=255)


def _enlarged(crop: Any) -> Any:
    import cv2

    return cv2.resize(crop, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)


def _bolder(crop: Any) -> Any:
    import cv2

    return cv2.erode(_enlarged(crop), cv2.getStructuringElement(cv2.MORPH_RECT, (2, 2)))


def _sure(reading: tuple[str, float]) -> list[str]:
    text, score = reading
    return [text] if score >= _LEAST_SCORE else []


def agreed(readings: Sequence[str]) -> str:
    """Return the value that two readings and more than half of them give, or "□".

    >>> agreed(["12", "12", "17"]), agreed(["12", "17"])
    ('12', '□')
    """
    plain = [plain_value(reading) for reading in readings]
    for reading in plain:
        if reading and plain.count(reading) >= 2 and 2 * plain.count(reading) > len(plain):
            return reading
    return ILLEGIBLE


def plain_value(text: str) -> str:
    """Return a value with letters that look like digits replaced; other text unchanged."""
    swapped = text.translate(_LOOKALIKES).replace(" ", "")
    return swapped if is_value(swapped) else text
