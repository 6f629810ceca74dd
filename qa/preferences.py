"""Which of several readings is meant, where the rest of the question or the turn before tells.

Only what the words themselves settle is settled here; everything else is asked back.
"""

from __future__ import annotations

import re

from qa.labels import find_row
from qa.question import CellRef

_FROM_BEFORE = re.compile(r"上年|去年|以前|往年|年初|之前|上一年|历史|旧|转入|转来|接着")
# 去年…结转到下一年 is what last year handed on, whatever 去年 stands beside.
INTO_NEXT_YEAR = re.compile(
    r"(?:结转|转|留|拖)(?:到|至|入)?(?:了)?(?:下一?年|第二年|次年|来年|明年|今年)"
)
_ISSUED = re.compile(
    r"出(?:过|了|台|几|多少)|发的(?:行政)?规范性|发(?:过|了|布|几|多少)|制定|定过|印发"
)
# 公开了几件: cases, not items of information; 部分公开 would be said.
_GAVE_CASES = re.compile(
    "(?<![不未没分])公开了?(?:几|多少)[件起宗]|(?<![不未没分])公开的?(?:有)?(?:几|多少)件"
)
_THE_REST = re.compile("除了|除去|刨去|扣除|其余|余下的")
_ALL_THREE = re.compile(r"[三3两几]个数|各(?:是)?多少|都给|都列|分别|几个指标|各项")
_COUNTED_IN_THREE = ("regulations", "normative_documents")


def settle(cells: tuple[CellRef, ...], text: str, before: CellRef | None) -> tuple[CellRef, ...]:
    """Return the cells meant among competing ones, () if the question leaves them open.

    >>> one, two = CellRef("carried_out", "total"), CellRef("carried_in", "total")
    >>> [cell.row for cell in settle((one, two), "没有办结的申请有多少", None)]
    ['carried_out']
    """
    rows = {cell.row for cell in cells}
    if rows <= {"carried_out", "carried_in"} and _THE_REST.search(text):
        return ()  # 除了这项,剩下的几件: what is left of a sum, not at the end of the year
    onward = INTO_NEXT_YEAR.search(text) or not _FROM_BEFORE.search(text)
    if rows == {"carried_out", "carried_in"} and onward:
        return tuple(cell for cell in cells if cell.row == "carried_out")
    if {"carried_out", "carried_in"} < rows and not _FROM_BEFORE.search(text):
        return tuple(cell for cell in cells if cell.row != "carried_in")
    columns = {cell.column for cell in cells}
    if rows == {"received_new", "processed_total"} and "total" not in columns:
        return tuple(cell for cell in cells if cell.row == "received_new")
    if rows == set(_COUNTED_IN_THREE) and len(columns) == 1 and "规章" not in text:
        return tuple(cell for cell in cells if cell.row == "normative_documents")
    if rows == {"granted", "partial"} and _GAVE_CASES.search(text):
        return tuple(cell for cell in cells if cell.row == "granted")
    documents = tuple(cell for cell in cells if cell.row in _COUNTED_IN_THREE)
    if len({cell.row for cell in documents}) == 1 and _ALL_THREE.search(text):
        return documents
    if len({cell.row for cell in documents}) == 1 and _ISSUED.search(text):
        return tuple(cell for cell in documents if cell.column == "made")
    if before is not None:
        same = tuple(cell for cell in cells if cell.row == before.row)
        return same if len(same) == 1 else ()
    return ()


def left_over(text: str, before: CellRef | None) -> CellRef | None:
    """Read 还剩几件 after a question about applications as those carried into the next year."""
    row = find_row(before.row) if before is not None else None
    if (
        row is None
        or row.table != "requests"
        or not re.search(
            r"(?<!除了)剩(?!下的?(?:单位|机构|企业|法人|部门|几件))|没办完|没办结", text
        )
    ):
        return None
    return CellRef("carried_out", "total", "剩")
