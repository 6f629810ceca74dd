"""Workbooks and CSV that hold the statutory tables."""

from __future__ import annotations

import io

import pytest

from ingest.document import Document, Line
from ingest.errors import FileUnreadable
from ingest.readers.sheet import csv_to_document, xlsx_to_document


def _rows(document: Document) -> list[str | list[str]]:
    return [
        row.text if isinstance(row, Line) else [cell.text for cell in row.cells]
        for row in document.rows
    ]


_CSV = """某局2023年政府信息公开工作年度报告,,,
"本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为2023年1月1日至2023年12月31日，下同。",,,
第二十条第（一）项,,,
信息内容,本年制发件数,本年废止件数,现行有效件数
规章,0,,0
行政规范性文件,8,26,"1,066"
第二十条第（八）项,,,
信息内容,本年收费金额（单位：万元）,,
行政事业性收费,96171.6,,
"""


@pytest.mark.parametrize("separator", [",", "\t"])
def test_csv_rows_keep_their_blanks_and_lose_the_fillers(separator: str) -> None:
    text = _CSV if separator == "," else _CSV.replace('"1,066"', "1066").replace(",", "\t")
    rows = _rows(csv_to_document(text))
    assert ["规章", "0", "", "0"] in rows
    assert ["行政规范性文件", "8", "26", "1,066" if separator == "," else "1066"] in rows
    assert ["行政事业性收费", "96171.6"] in rows


def test_headings_and_paragraphs_around_the_tables_are_lines() -> None:
    lines = [row.text for row in csv_to_document(_CSV).rows if isinstance(row, Line)]
    assert lines == [
        "某局2023年政府信息公开工作年度报告",
        "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为"
        "2023年1月1日至2023年12月31日，下同。",
        "第二十条第（一）项",
        "第二十条第（八）项",
    ]


def test_a_row_of_blanks_within_a_table_stays_a_row() -> None:
    text = "信息内容,制发,废止\n规章,,\n行政规范性文件,8,0\n三、收到,,\n（本列）,自然人,总计\n"
    assert _rows(csv_to_document(text)) == [
        ["信息内容", "制发", "废止"],
        ["规章", "", ""],
        ["行政规范性文件", "8", "0"],
        "三、收到",
        ["（本列）", "自然人", "总计"],
    ]


def test_a_workbook_is_read_sheet_by_sheet_with_merged_cells_once() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["（本列）", None, "自然人", "其他", "总计"],
        ["一、本年新收", None, 26, 0.0, 26],
        ["三、办理结果", "（一）予以公开", 20, None, 20],
        [None, "（七）总计", 96171.6, 5, "96,176.6"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:B2")
    sheet.merge_cells("A3:A4")
    hidden = book.create_sheet("旧")
    hidden.append(["规章", 9])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    assert _rows(xlsx_to_document(buffer.getvalue())) == [
        ["（本列）", "自然人", "其他", "总计"],
        ["一、本年新收", "26", "0", "26"],
        ["三、办理结果", "（一）予以公开", "20", "", "20"],
        ["（七）总计", "96171.6", "5", "96,176.6"],
    ]


def test_a_damaged_workbook_is_refused_with_the_remedy() -> None:
    with pytest.raises(FileUnreadable, match="重新下载或另存"):
        xlsx_to_document(b"PK\x03\x04 nothing more")
