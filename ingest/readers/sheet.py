"""Spreadsheets and CSV that hold the statutory tables, with or without the text around them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from ingest.archive import check_archive
from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.readers.grid import is_value, printed_cells_of_matrix
from ingest.readers.rendering import Block, blocks_to_document, paragraph, tidy

_LARGEST = 20_000  # rows; and columns times rows below ten times that
_LONGEST_LABEL = 60
Matrix = list[list[str]]


def csv_to_document(text: str, format: str = "csv") -> Document:
    """Return the rows of comma- or tab-separated text."""
    delimiter = "\t" if text.count("\t") > text.count(",") else ","
    try:
        rows = [
            [tidy(cell) for cell in row]
            for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise FileUnreadable("CSV 内容有误，无法分列；请用表格软件另存后再试。") from error
    return blocks_to_document(format, _matrices_to_blocks([_padded(rows)]))


def xlsx_to_document(data: bytes, format: str = "xlsx") -> Document:
    """Return the rows of all sheets of a workbook, as last calculated.

    Raises:
        FileUnreadable: damaged, or far larger than a report.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_archive(package)
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        matrices = [_sheet_to_matrix(sheet) for sheet in book.worksheets if _is_shown(sheet)]
    except FileUnreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part trips over
        raise FileUnreadable(
            "Excel 文件已损坏或不完整，无法打开；请重新下载或另存后再试。"
        ) from error
    return blocks_to_document(format, _matrices_to_blocks(matrices))


def xls_to_document(data: bytes) -> Document:
    """Return the rows of an old workbook; LibreOffice converts it.

    Raises:
        ReaderMissing: LibreOffice is not installed.
        FileUnreadable: it cannot be read.
    """
    from ingest.readers.doc import convert

    return xlsx_to_document(convert(data, "xls", "xlsx"))


def _is_shown(sheet: Any) -> bool:
    return bool(sheet.sheet_state == "visible")


def _sheet_to_matrix(sheet: Any) -> Matrix:
    if sheet.max_row > _LARGEST or sheet.max_row * sheet.max_column > 10 * _LARGEST:
        raise FileUnreadable(f"工作表“{sheet.title}”有 {sheet.max_row} 行，不像一份年度报告。")
    return [[_shown(cell) for cell in row] for row in sheet.iter_rows()]


def _shown(cell: Any) -> str:
    """Return a cell's value as a person reads it; a merged cell holds it in its first cell only."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.isoformat()[:10] if isinstance(value, date) else tidy(str(value))


def _padded(rows: Matrix) -> Matrix:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _matrices_to_blocks(matrices: Sequence[Matrix]) -> Iterator[Block]:
    """Yield the text around the tables as paragraphs, the rest as table rows."""
    tables = 0
    for matrix in matrices:
        rows = [row for row in matrix if any(row)]
        marked = zip(_text_rows(rows), rows, strict=True)
        for is_text, group in groupby(marked, lambda pair: pair[0]):
            members = [row for _, row in group]
            if is_text:
                yield from (paragraph("".join(row)) for row in members)
                continue
            tables += 1
            for row, kept in zip(members, printed_cells_of_matrix(members), strict=True):
                yield Block(tuple(row[index] for index in kept), tables)


def _text_rows(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Tell for each row whether it is a heading or paragraph rather than a row of a table.

    A row with one filled cell is text, unless it stands in a table: rows of several cells before
    it and values after it. Then its other cells are printed blanks.
    """
    single = [sum(map(bool, row)) == 1 for row in rows]
    found: list[bool] = []
    index = 0
    for is_single, group in groupby(single):
        count = len(list(group))
        after = rows[index + count] if index + count < len(rows) else []
        inside = index > 0 and any(is_value(text) for text in after)
        for row in rows[index : index + count]:
            found.append(is_single and (not inside or len("".join(row)) > _LONGEST_LABEL))
        index += count
    return found
