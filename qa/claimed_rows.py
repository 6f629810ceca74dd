"""Which row a statement is of, where the words beside it led elsewhere or left it open."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.cells import match_cells
from qa.claims import clauses_with_amounts, heard, only_asks, wants_confirming
from qa.question import CellRef, ClaimedAmount, Question

_OF_THE_TALK = re.compile("站不?得?住脚?|成不成?立|成立|经得起|维持不住|靠不靠谱|这结论|这说法")
# 收了3.5万的费: what is charged, unless the fee is one the text tells of.
_FEE = re.compile("收.{0,6}(?<!处理)(?<!检索)(?<!复制)(?<!邮寄)费|费用?收")
_TALK = re.compile(
    "(?:这个?|此|该|上述|前述)?(?:说法|讲法|结论|判断|表述|论断|观点|提法|传言|消息)"
)


def without_talk(question: Question, bare: str) -> Question:
    """Leave the words of the talk itself out of the row: 站得住吗 is no 结果维持."""
    if not _OF_THE_TALK.search(bare) or len(question.cells) != 1:
        return question
    match = match_cells(_TALK.sub(" ", _OF_THE_TALK.sub(" ", bare)))
    row = question.cells[0].row
    wholes = tuple(o for o in match.alternatives if o.row == row and o.column == "total")
    readings = match.readings or wholes
    if len(readings) != 1:
        return question
    one = readings[0]
    cell = CellRef(one.row, one.column or "total", question.cells[0].words)
    return replace(question, cells=(cell,))


def whole_row(question: Question, bare: str) -> Question:
    """Take 行政诉讼 for all of them where something is stated of it: no outcome is meant."""
    rows = {cell.row for cell in question.alternatives}
    whole = next((one for one in question.alternatives if one.column == "total"), None)
    if question.cells or question.theme or len(rows) != 1 or whole is None:
        return question
    if only_asks(bare) or not (wants_confirming(bare) or heard(bare)):
        return question
    return replace(question, cells=(whole,), alternatives=())


def row_of_number(question: Question, bare: str) -> Question:
    """Take the row a number is said of, where words beside it led elsewhere: …75件，原因是什么."""
    clauses = list(clauses_with_amounts(bare))
    if question.operation.name == "compare_yes_no" and question.theme:
        clauses.append(_TALK.sub(" ", bare))
    for clause in clauses:
        match = match_cells(clause)
        rows = {one.row for one in match.alternatives}
        wholes = [one for one in match.alternatives if one.column == "total" and len(rows) == 1]
        found = match.readings or wholes
        if len(found) == 1:
            one = found[0]
            words = one.words if one.words in bare else ""
            cell = CellRef(one.row, one.column or "total", words)
            return replace(question, cells=(cell,), theme=None, alternatives=(), unrecorded=None)
        if not found and _FEE.search(clause):
            fees = CellRef("fees", "amount", "费")
            return replace(question, cells=(fees,), theme=None, alternatives=())
    return question


def cell_of_each(bare: str, amounts: tuple[ClaimedAmount, ...]) -> tuple[CellRef, ...]:
    """Return the cell each of several numbers is said of, () where one is unclear."""
    if len(amounts) < 2:
        return ()
    cells: list[CellRef] = []
    start = 0
    for amount in amounts:
        segment = bare[start : amount.at]
        readings = match_cells(segment).readings
        if len(readings) != 1 and cells:  # 新收461件、自然人395件: of the row before
            joined = match_cells(f"{cells[0].words}{segment}").readings[-1:]
            readings = tuple(one for one in joined if one.column not in (None, "total"))
        if len(readings) != 1:
            return ()
        one = readings[0]
        cells.append(CellRef(one.row, one.column or "total", one.words))
        start = amount.at + len(amount.condition.words)
    return tuple({cell.address: cell for cell in cells}.values())
