"""The ruling lines of a scanned page: straightened, and cut into the cells they enclose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_MOST_SKEW = 2.0  # degrees either way; a page turned more was laid down by hand
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell between ruling lines, in pixels; a merged cell is one cell, at its first row."""

    row: int
    column: int
    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its cells and its frame (x0, y0, x1, y1)."""

    cells: tuple[GridCell, ...]
    frame: tuple[int, int, int, int]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of the page is inside the table."""
        x0, y0, x1, y1 = self.frame
        return x0 <= x <= x1 and y0 <= y <= y1


def is_empty(image: Any) -> bool:
    """Tell a blank page, which need not be searched for characters."""
    return bool((image < 128).sum() < image.size / 100_000)


def deskew(image: Any) -> Any:
    """Turn the page so that its lines of text lie level (they then give the sharpest profile)."""
    import cv2
    import numpy

    height, width = image.shape
    small = cv2.resize(image, (700, max(1, round(700 * height / width))))
    ink = (small < 128).astype(numpy.float32)

    def sharpness(angle: float) -> float:
        profile = _turned(ink, angle, 0).sum(axis=1)
        return float(((profile[1:] - profile[:-1]) ** 2).sum())

    steps = round(_MOST_SKEW / _STEP)
    best = max((step * _STEP for step in range(-steps, steps + 1)), key=sharpness)
    return image if abs(best) < _STEP / 2 else _turned(image, best, 255)


def _turned(image: Any, angle: float, background: int) -> Any:
    import cv2

    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=background
    )


def find_grids(image: Any) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom."""
    import cv2

    lines = _ruling_lines(image)
    _, _, regions, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    height, width = image.shape
    grids = []
    for x, y, w, h, _ in regions[1:]:
        if w > width / 5 and h > height / 60:
            grids += _grid(lines[y : y + h, x : x + w], (int(x), int(y), int(x + w), int(y + h)))
    return sorted(grids, key=lambda grid: grid.frame[1])


def _ruling_lines(image: Any) -> Any:
    """Return a mask of what is long and straight: longer than a stroke of any character."""
    import cv2

    height, width = image.shape
    ink = cv2.adaptiveThreshold(
        255 - image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -12
    )
    mask: Any = None
    for size, bridge, mend in (
        ((width // 25, 1), (3, 1), (width // 40, 1)),
        ((1, height // 60), (1, 3), (1, height // 80)),
    ):
        bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(bridge))
        found = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, _bar(size))
        found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, _bar(mend))
        mask = found if mask is None else cv2.bitwise_or(mask, found)
    return cv2.dilate(mask, _bar((5, 5)))


def _bar(size: tuple[int, int]) -> Any:
    import cv2

    return cv2.getStructuringElement(cv2.MORPH_RECT, size)


def _grid(lines: Any, frame: tuple[int, int, int, int]) -> list[Grid]:
    """Return the cells a frame encloses: the white patches that lines close off on all sides."""
    import cv2

    height, width = lines.shape
    smallest = max(8, (frame[2] - frame[0]) // 150)
    _, _, patches, _ = cv2.connectedComponentsWithStats(255 - lines, connectivity=4)
    boxes = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, _ in patches[1:]
        if x > 0 and y > 0 and x + w < width and y + h < height and min(w, h) > smallest
    ]
    if len(boxes) < 2:
        return []
    columns = _clusters([x0 for x0, _, _, _ in boxes], smallest)
    rows = _clusters([y0 for _, y0, _, _ in boxes], smallest)
    cells = tuple(
        GridCell(rows[y0], columns[x0], x0 + frame[0], y0 + frame[1], x1 + frame[0], y1 + frame[1])
        for x0, y0, x1, y1 in boxes
    )
    return [Grid(cells, frame)]


def _clusters(values: Sequence[int], tolerance: int) -> dict[int, int]:
    """Number edges from 0; edges closer than `tolerance` to the one before are the same.

    >>> _clusters([3, 50, 5, 51], 8)
    {3: 0, 5: 0, 50: 1, 51: 1}
    """
    numbers: dict[int, int] = {}
    number, previous = -1, None
    for value in sorted(set(values)):
        if previous is None or value - previous > tolerance:
            number += 1
        numbers[value] = number
        previous = value
    return numbers
