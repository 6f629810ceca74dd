"""A plain question from chosen slots: organ, year, row, column and operation.

What a reader picks in the chips of an answer becomes words again, so that every answer can be had
by typing, and by a link. The wording is the one that is understood exactly: the tests ask each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.labels import column_label, find_column, find_row, sentence_label

OPERATIONS = {
    "look_up": "查数",
    "difference": "比上年",
    "trend": "历年变化",
    "share": "占比",
    "rank": "各单位排名",
    "total": "各单位合计",
    "average": "各单位平均",
    "definition": "解释",
}
OVER_ORGANS = ("rank", "total", "average")
# A kind of applicant is named as a column, so that it is not taken for a word of the row; and as
# one who applies where the row does not speak of that, else for a follow-up about those applicants.
_OF_REQUESTS = re.compile("申请|办理|公开|结转")
_COLUMNS = {"organization": "法人或其他组织"}
# 其他处理 alone is taken for the row 其他 below it; 其他 twice over is not told apart at all.
_ROWS = {"other_result": "其他处理情形"}
_UNSPEAKABLE = frozenset({("other_result", "other"), ("other_result.other", "other")})
_RESULTS = frozenset({"granted", "partial", "denied", "unavailable", "not_processed"})


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question asks for; `organ` as it is spoken of, "" for all; `year` None for any."""

    organ: str
    year: int | None
    row: str
    column: str
    operation: str = "look_up"


def question_of(slots: Slots) -> str:
    """Return the question that asks for just this.

    >>> question_of(Slots("卧龙区人民政府办公室", 2024, "denied.state_secret", "natural_person"))
    '卧龙区人民政府办公室2024年“不予公开·属于国家秘密”（自然人栏）有多少件？'
    """
    cell = cell_words(slots.row, slots.column, alone=slots.operation == "share")
    unit = unit_words(slots.row, slots.column)
    year = f"{slots.year}年" if slots.year else ""
    return {
        "look_up": f"{slots.organ}{year}{cell}有多少{unit}？",
        "difference": f"{slots.organ}{year}{cell}比上年变化多少？",
        "trend": f"{slots.organ}历年{cell}怎么变化？",
        "share": f"{slots.organ}{year}{cell}占办理结果的比例是多少？",
        "rank": f"{year}各单位{cell}排名",
        "total": f"{year}各单位{cell}合计多少{unit}？",
        "average": f"{year}各单位{cell}平均多少{unit}？",
        "definition": f"{cell}是什么意思？",
    }[slots.operation]


def cell_words(row: str, column: str, *, alone: bool = False) -> str:
    """Name a cell in a question: the row in quotes, a kind of applicant as a column behind it.

    `alone` leaves out the group the row stands in: in a share it would be taken for the whole.
    """
    found = find_row(row)
    if found is None or found.table != "requests":
        # 其他结果 alone would be taken for a follow-up about other applicants.
        ahead = "信息公开" if found is not None and found.table == "review" else ""
        return f"“{ahead}{sentence_label(row, column)}”"
    name = _ROWS.get(row) or sentence_label(row, "total")
    if alone and row != "other_result.other":
        name = name.rpartition("·")[2]
    if column == "total":
        return f"“{name}”"
    kind = _COLUMNS.get(column) or column_label(row, column)
    who = "" if column != "other" and _OF_REQUESTS.search(name) else "申请人"
    return f"“{name}”（{kind}{who}栏）"


def unit_words(row: str, column: str) -> str:
    """Return the unit of a cell as a question counts in it."""
    found = find_column(row, column)
    return found.unit if found is not None else "件"


def can_be_asked(row: str, column: str) -> bool:
    """Whether there are words that ask for this cell and for no other."""
    return (row, column) not in _UNSPEAKABLE and find_column(row, column) is not None


def operations_for(row: str, organ: str) -> tuple[str, ...]:
    """Return the operations that make sense for a row, asked of one organ or (organ "") of all."""
    if not organ:
        return OVER_ORGANS
    found = find_row(row)
    part = row in _RESULTS or (found is not None and found.parent is not None)
    share = ("share",) if part else ()
    return ("look_up", "difference", "trend", *share, "rank", "definition")
