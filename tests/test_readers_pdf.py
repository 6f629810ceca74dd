"""PDF: the items of its pages put together, page numbers, and numbers broken by narrow cells."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ingest.document import GridRow, Line
from ingest.readers import read_document
from ingest.readers.page_numbers import without_page_numbers
from ingest.readers.pdf import pdf_to_document
from ingest.readers.pdf_page import PageItem, crossed_columns, items_to_blocks, join_numbers


def _line(text: str) -> PageItem:
    return PageItem(0, text)


def _row(*cells: str, grid: int = 0) -> PageItem:
    return PageItem(0, "", tuple(enumerate(cells)), grid)


def test_a_table_goes_on_over_pages_only_if_no_text_stands_between() -> None:
    pages = [
        [_line("三、"), _row("（一）", "3")],
        [_row("（二）", "4"), _row("规章", "0", grid=1)],
        [_line("四、"), _row("维持", "1")],
    ]
    blocks = list(items_to_blocks(pages))
    assert [(block.cells[0], block.table, block.page) for block in blocks] == [
        ("三、", None, 1),
        ("（一）", 1, 1),
        ("（二）", 1, 2),
        ("规章", 2, 2),
        ("四、", None, 3),
        ("维持", 3, 3),
    ]


@pytest.mark.parametrize(
    ("last_lines", "kept"),
    [
        (["— 1 —", "- 2 -", "-3-"], ["", "", ""]),
        (["1", "2", "3"], ["", "", ""]),
        (["3", "4", "5"], ["", "", ""]),
        (["第 1 页 共 3 页", "第2页", "2/3"], ["", "", ""]),
        (["7", "0", "218"], ["7", "0", "218"]),
        (["0", "甲", "乙"], ["0", "甲", "乙"]),
    ],
)
def test_a_page_number_is_told_from_a_total_alone_on_the_last_line(
    last_lines: list[str], kept: list[str]
) -> None:
    pages = [(_line("正文"), _line(last)) for last in last_lines]
    found = [items[1].text if len(items) > 1 else "" for items in without_page_numbers(pages)]
    assert found == kept


def _char(text: str, x0: float) -> dict[str, Any]:
    return {"text": text, "x0": x0, "x1": x0 + 5, "top": 1.0, "bottom": 9.0}


@pytest.mark.parametrize(
    ("starts", "crossed"),
    [
        ([10, 15, 50, 55], set()),
        ([35, 40, 60], {0, 1}),
        ([30, 35, 41], set()),
        ([75, 80, 85], {1, 2}),
    ],
    ids=["apart", "over the border", "side by side", "over the next border"],
)
def test_a_number_that_runs_over_the_border_of_its_cell_is_noticed(
    starts: list[float], crossed: set[int]
) -> None:
    page = SimpleNamespace(chars=[_char("7", start) for start in starts])
    cells = tuple((40.0 * column, 0.0, 40.0 * column + 40, 10.0) for column in range(3))
    row = SimpleNamespace(bbox=(0.0, 0.0, 120.0, 10.0), cells=cells)
    assert crossed_columns(page, row) == crossed


@dataclass(frozen=True)
class _Page:
    """Stands for a pdfplumber page whose every cell holds a first line as wide as it says."""

    line_width: float

    def crop(self, box: tuple[float, ...]) -> _Page:
        return self

    def extract_text_lines(self, **options: Any) -> list[dict[str, Any]]:
        return [{"x0": 0.0, "x1": self.line_width, "chars": [1, 2, 3, 4]}]


@dataclass(frozen=True)
class _Row:
    cells: tuple[tuple[float, float, float, float], ...]


_NARROW = _Row(((0, 0, 40, 10),) * 3)


@pytest.mark.parametrize(
    ("width", "texts", "joined"),
    [
        (26.0, ["行政处罚", "3985\n758", "0"], ["行政处罚", "3985758", "0"]),
        (26.0, ["行政收费", "96171\n.6", "0"], ["行政收费", "96171.6", "0"]),
        (8.0, ["行政处罚", "39\n85", "0"], ["行政处罚", "39\n85", "0"]),
        (26.0, ["规章\n规范性", "3985\n7", "0\n1"], ["规章\n规范性", "3985\n7", "0\n1"]),
        (26.0, ["2024\n年", "1", "0"], ["2024\n年", "1", "0"]),
    ],
    ids=["broken", "broken at the point", "stacked", "a rule is missing", "a label"],
)
def test_a_number_broken_by_a_narrow_cell_is_joined_and_stacked_numbers_are_not(
    width: float, texts: list[str], joined: list[str]
) -> None:
    cells = list(enumerate(texts))
    assert [text for _, text in join_numbers(_Page(width), _NARROW, cells)] == joined


@pytest.mark.reports
def test_a_real_report_keeps_its_table_over_the_page_break(reports_dir: Path) -> None:
    data = (reports_dir / "淮安市人民政府_2024.pdf").read_bytes()
    document = read_document(data, "淮安市人民政府_2024.pdf")
    lines = [row.text for row in document.rows if isinstance(row, Line)]
    rows = {row.place.read(document.text): row for row in document.rows if isinstance(row, GridRow)}
    before = rows["（四）无 | 1.本机关不掌握相关政府信息 | 746 | 12 | 0 | 0 | 10 | 1 | 769"]
    after = rows["法提供 | 2.没有现成信息需要另行制作 | 11 | 0 | 0 | 0 | 0 | 0 | 11"]
    assert before.table == after.table
    assert (before.place.page, after.place.page) == (4, 5)
    assert "1.本机关不掌握" in document.second_text
    assert len(document.page_starts) == 6
    assert not any(line.strip("-— ").isdigit() for line in lines)
    assert "制。报告所列统计期限自 2024 年 1 月 1 日至 2024 年 12 月 31 日。" in lines


@pytest.mark.reports
@pytest.mark.parametrize("rotation", [90, 270])
def test_a_page_that_lies_on_its_side_is_turned(samples_dir: Path, rotation: int) -> None:
    import pypdfium2

    path = samples_dir / "C_haizhou_2020" / "libreoffice.pdf"
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        page.set_rotation(rotation)
    buffer = io.BytesIO()
    pdf.save(buffer)
    pdf.close()
    assert pdf_to_document(buffer.getvalue()).text == pdf_to_document(path.read_bytes()).text
