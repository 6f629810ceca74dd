"""Plain text and Markdown: encodings, lines, pages, and tables drawn with pipes."""

from __future__ import annotations

import pytest

from ingest.document import Document, GridRow, Line
from ingest.readers.markdown import markdown_to_document
from ingest.readers.text import decode_bytes, text_to_document

_SIMPLIFIED = "某某区2024年政府信息公开工作年度报告。一、总体情况"
_TRADITIONAL = "某某區政府信息公開工作年度報告。一、總體情況，其他機關"


def _rows(document: Document) -> list[str | list[str]]:
    """Return lines as strings and grid rows as lists, after checking that all re-read."""
    for row in document.rows:
        if isinstance(row, Line):
            assert row.place.read(document.text) == row.text
        else:
            assert all(cell.place.read(document.text) == cell.text for cell in row.cells)
    return [
        row.text if isinstance(row, Line) else [cell.text for cell in row.cells]
        for row in document.rows
    ]


def _tables(document: Document) -> list[int]:
    return [row.table for row in document.rows if isinstance(row, GridRow)]


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "found"),
    [
        (_SIMPLIFIED, "utf-8", "gb2312", "utf-8"),
        (_SIMPLIFIED, "utf-8-sig", "", "utf-8"),
        (_SIMPLIFIED, "gbk", "", "gb18030"),
        (_SIMPLIFIED + "㐂", "gb18030", "utf-8", "gb18030"),
        (_SIMPLIFIED, "gb18030", "big5", "gb18030"),
        (_SIMPLIFIED, "gb18030", "no-such-charset", "gb18030"),
        (_TRADITIONAL, "big5", "gb2312", "big5hkscs"),
        (_TRADITIONAL, "big5", "", "big5hkscs"),
        (_SIMPLIFIED, "utf-16", "", "utf-16-le"),
    ],
)
def test_the_encoding_is_found_whatever_the_file_declares(
    text: str, encoding: str, declared: str, found: str
) -> None:
    decoded = decode_bytes(text.encode(encoding), declared)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, found, ())


def test_bytes_that_cannot_be_decoded_are_replaced_and_counted() -> None:
    decoded = decode_bytes(_SIMPLIFIED.encode() + "区".encode()[:2])
    assert decoded.text == _SIMPLIFIED + "\ufffd"
    assert decoded.warnings == ("有 1 处字节无法解码，已用“\ufffd”代替。",)


def test_only_a_line_feed_ends_a_line_and_a_form_feed_starts_a_page() -> None:
    document = text_to_document("甲\r\n\n　乙\u2028丙\x0b \n\f丁\n戊\f己")
    found = [
        (row.place.line, row.place.page, row.place.read(document.text)) for row in document.rows
    ]
    assert found == [(1, 1, "甲"), (3, 1, "乙\u2028丙"), (4, 2, "丁"), (5, 2, "戊"), (5, 3, "己")]
    assert document.page_starts == (0, 12, 16)


def test_a_text_without_form_feeds_has_no_pages() -> None:
    document = text_to_document("甲\n乙")
    assert document.page_starts == ()
    assert [row.place.page for row in document.rows] == [None, None]


def test_carriage_returns_alone_end_lines_as_old_editors_wrote_them() -> None:
    assert _rows(text_to_document("甲\r乙")) == ["甲", "乙"]


@pytest.mark.parametrize(
    "text",
    [
        "规章 | 1 |  | 0 |\n行政许可 | 5 |",
        "规章 | 1 |  | 0\n行政许可 | 5",
        "| 规章 | 1 |  | 0 |\n| 行政许可 | 5 |",
        "|规章|1||0|\n|行政许可|5|",
        "规章｜1｜｜0\n行政许可｜5",
    ],
)
def test_a_line_of_cells_between_pipes_is_a_row_with_its_blanks(text: str) -> None:
    assert _rows(text_to_document(text)) == [["规章", "1", "", "0"], ["行政许可", "5"]]


@pytest.mark.parametrize(
    "text",
    [
        "规章 |\n1 |\n0 |\n",
        "规章\n|\n1\n|\n0\n|\n",
        "规章\n\n1\n\n0\n",
        "| \n 规章  | \n 1  |\n0  |",
    ],
)
def test_a_cell_a_line_stays_lines_without_pipes(text: str) -> None:
    assert _rows(text_to_document(text)) == ["规章", "1", "0"]


def test_running_text_between_pipe_rows_parts_two_tables() -> None:
    document = text_to_document("规章 | 1 | 2\n\n行政许可 | 3 | 4\n三、收到\n一、 | 5 | 6\n")
    assert _tables(document) == [1, 1, 2]


_MARKDOWN = """# 某局2023年政府信息公开年度报告

**第二十条第（一）项**

| 信息内容 | 上一年项目数量 | | 本年增/减 | |
|---|:---:|---|---|---:|
| 行政事业性收费 | 3 |  |  | |

## 三、收到和处理

| （本列） |  |  | 自然人 | 其他 | 总计 |
|---|---|---|---|---|---|
| 一、本年新收 |  |  | 26 |  | 26 |
| 三、本年度 | （三）不予公开 | 1.属于国家秘密 | 0 | &nbsp; |  |
|  |  | 2.其他 | **7** |  | 7 |
|  | （七）总计 |  |  | 3 | 3 |
"""


def test_markdown_tables_lose_the_cells_that_only_fill_spans() -> None:
    document = markdown_to_document(_MARKDOWN)
    assert _rows(document) == [
        "某局2023年政府信息公开年度报告",
        "第二十条第（一）项",
        ["信息内容", "上一年项目数量", "", "本年增/减"],
        ["行政事业性收费", "3", ""],
        "三、收到和处理",
        ["（本列）", "自然人", "其他", "总计"],
        ["一、本年新收", "26", "", "26"],
        ["三、本年度", "（三）不予公开", "1.属于国家秘密", "0", "", ""],
        ["2.其他", "7", "", "7"],
        ["（七）总计", "", "3", "3"],
    ]
    assert _tables(document) == [1, 1, 2, 2, 2, 2, 2]


def test_a_row_of_blank_values_stays_where_nothing_tells_fillers_from_blanks() -> None:
    document = text_to_document("| 结果维持 | 结果纠正 | 总计 |\n|  |  |  |\n")
    assert _rows(document)[-1] == ["", "", ""]
