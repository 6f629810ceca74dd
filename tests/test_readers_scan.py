"""Scans: ruled cells found in pixels, values read twice, what is doubtful left illegible."""

from __future__ import annotations

import importlib.util
import io
from typing import Any

import pytest

from ingest.document import GridRow
from ingest.errors import FileUnreadable, ReaderMissing
from ingest.readers.scan import image_to_document, pdf_scan_to_document
from ingest.readers.scan_cells import agreed, plain_value
from ingest.readers.scan_text import Word, words_to_lines

_HAS_EXTRA = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))
_needs_extra = pytest.mark.skipif(not _HAS_EXTRA, reason="the extra for scans is not installed")
_COLUMNS = (100, 400, 550, 700, 850)
_ROWS = (100, 150, 200, 250)


@pytest.mark.parametrize(
    ("readings", "value"),
    [
        (["12", "12"], "12"),
        (["12", "17"], "□"),
        (["12", "17", "12"], "12"),
        (["12", "17", "12", "17"], "□"),
        (["12"], "□"),
        ([], "□"),
        (["l2", "12"], "12"),
        (["", ""], "□"),
    ],
)
def test_a_value_needs_two_readings_that_agree(readings: list[str], value: str) -> None:
    assert agreed(readings) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("O", "0"),
        ("1O 5", "105"),
        ("l", "1"),
        ("386.2万元", "386.2万元"),
        ("总计", "总计"),
        ("+4", "+4"),
    ],
)
def test_letters_that_look_like_digits_are_digits_only_where_a_value_results(
    text: str, value: str
) -> None:
    assert plain_value(text) == value


def test_words_at_one_height_make_a_line_from_left_to_right() -> None:
    words = [
        Word("乙", 1, 50, 11, 60, 21),
        Word("丙", 1, 10, 40, 20, 50),
        Word("甲", 1, 10, 10, 20, 20),
    ]
    assert [[word.text for word in line] for line in words_to_lines(words)] == [
        ["甲", "乙"],
        ["丙"],
    ]


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ReaderMissing, match=r"pip install nianbao\[ocr\]"):
        image_to_document(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ReaderMissing, match="没有文字层"):
        pdf_scan_to_document(b"%PDF-1.4")


def _page(angle: float = 0.0) -> Any:
    """Draw a page with a ruled table: a first column merged over two rows, one blank cell."""
    import cv2
    import numpy

    page = numpy.full((1400, 1000), 255, numpy.uint8)
    for y in _ROWS:
        start = 400 if y == 150 else 100
        cv2.line(page, (start, y), (850, y), 0, 2)
    for x in _COLUMNS:
        cv2.line(page, (x, 100), (x, 250), 0, 2)
    above = {(440, 138): "17", (600, 138): "0", (750, 138): "218", (440, 188): "3985758"}
    below = {(750, 188): "96171.6", (150, 238): "Total", (600, 238): "4", (750, 238): "26"}
    for place, text in (above | below).items():
        cv2.putText(page, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2, cv2.LINE_AA)
    cv2.putText(page, "Annual report 2024", (100, 60), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    turn = cv2.getRotationMatrix2D((500, 700), angle, 1)
    return cv2.warpAffine(page, turn, (1000, 1400), borderValue=255)


@_needs_extra
def test_the_cells_of_a_ruled_table_are_found_with_merged_cells_once() -> None:
    from ingest.readers.scan_grid import find_grids

    (grid,) = find_grids(_page())
    assert [(cell.row, cell.column) for cell in grid.cells] == [
        *((0, 0), (0, 1), (0, 2), (0, 3)),
        *((1, 1), (1, 2), (1, 3)),
        *((2, 0), (2, 1), (2, 2), (2, 3)),
    ]


@_needs_extra
@pytest.mark.parametrize("angle", [0.0, 1.3])
def test_a_picture_of_a_table_is_read_with_its_blanks(angle: float) -> None:
    import cv2

    document = image_to_document(cv2.imencode(".png", _page(angle))[1].tobytes())
    rows = [[cell.text for cell in row.cells] for row in document.rows if isinstance(row, GridRow)]
    assert rows == [
        ["", "17", "0", "218"],
        ["3985758", "", "96171.6"],
        ["Total", "", "4", "26"],
    ]
    assert document.text.startswith("Annual report 2024\n")
    assert "“□”" in document.warnings[0]


@_needs_extra
def test_a_blank_picture_is_refused() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(buffer, "PNG")
    with pytest.raises(FileUnreadable, match="没有认出文字"):
        image_to_document(buffer.getvalue())
