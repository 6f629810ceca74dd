"""Follow-ups that name half a cell: its row, column or outcome beside the cell spoken of."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.cells import match_cells
from qa.dialogue_points import LEANS, pointed_into
from qa.labels import find_row, plain_label
from qa.question import CellRef, Question

# 总计呢, after a column: the same row in total.
_WHOLE = re.compile(r"^\W*(?:那)?(?:总计|合计|总数|总共|一共|共有?(?=几|多少)|全部|不分申请人)")
_SHORT_FOLLOW_UP = 8
# 以这个理由: the reason spoken of.
_THIS_REASON = re.compile(
    "(?:[这那该此]|同样|同一|相同|一样)的?[一]?[个种条项类]?(?:理由|原因|情形|事由|规定|项|条|类|由头|借口|名义)|"
    "[拿用以按凭靠](?:这|那|此)(?:个|条|项|一条|一项|种)?(?=[挡拒不驳推卡回搪为作当])"
)
_ITS_GROUP = re.compile("[它这那该].{0,3}大类|所在的?大?类")
_THEM = re.compile("[他她它]们|这[些类](?:人|单位|机构|企业|公司|申请人)")
# 维持的呢, after a column: the same column of the row now named.
_OF_THOSE = re.compile(r"的(?:那[种类些个])?呢?\s*[?]?\s*$")
_ADDED_TO = re.compile(r"\s*(?:那|再)?(?:加上|算上|连同|再加)")
# 一共公开了几件: of all applicants again.
_OF_ALL = re.compile("全部|所有|一共|总共|合计|总计|总数|总的|各类|不分|整个|全年|全都|新收|收到")
# 比不予公开多几件.
_AGAINST_A_ROW = re.compile(
    r"^\W*(?:那|那么|它|这)?(?:比|较|和|与|跟|同|超过|多于|少于|高于|低于)(?![例重率]).{1,20}(?:[多少高低大小差增减]|比|谁|哪)"
)
_SUITS = ("litigation_direct", "litigation_after")


def read_anew(question: Question, before: tuple[CellRef, ...], bare: str) -> tuple[CellRef, ...]:
    """Return what a half-named cell means beside those of the turn before, () if it stands."""
    pointed = pointed_into(question, before, bare)
    if pointed:
        return pointed
    if _only_a_column(bare, question):
        column = _column_of(before[0], question)
        if column is not None:
            return (column,)
    if question.cells and _ADDED_TO.match(bare) and len(before) == 1:
        return (*before, *question.cells)
    meant = _pointed_at(question, before[0], bare) or _outcome(bare, before[0], question)
    return (meant,) if meant is not None else ()


def of_the_applicant(question: Question, before: Question, bare: str) -> tuple[CellRef, ...]:
    """Read 给公开了几件, after what companies asked for, as of the companies still."""
    one_each = len(question.cells) == len(before.cells) == 1
    if not one_each or question.organs or question.years.named or _OF_ALL.search(bare):
        return ()
    last, named = before.cells[0], question.cells[0]
    rows = (find_row(last.row), find_row(named.row))
    requests = all(row is not None and row.table == "requests" for row in rows)
    if not requests or last.column == "total" or named.column != "total":
        return ()
    if named.row == last.row or not _began_with(before, last.column):
        return ()
    return (CellRef(named.row, last.column, named.words),)


def _began_with(before: Question, column: str) -> bool:
    """Whether the talk began with these applicants, and did not come to them from a total."""
    turn = before
    while turn.earlier is not None and _columns(turn.earlier) == {column}:
        turn = turn.earlier
    begun = {cell.row for cell in turn.cells} <= {"received_new", "processed_total"}
    return begun and (turn.earlier is None or not turn.carried)


def _columns(question: Question) -> set[str]:
    return {cell.column for cell in question.cells}


def set_against(question: Question, before: Question, bare: str) -> tuple[CellRef, ...]:
    """Read 比不予公开多几件 as the row spoken of against the one named."""
    one_each = len(question.cells) == len(before.cells) == 1
    new = question.organs or question.years.named or not one_each
    if new or question.cells[0] == before.cells[0] or not _AGAINST_A_ROW.search(bare):
        return ()
    return (before.cells[0], question.cells[0])


def _pointed_at(question: Question, cell: CellRef, bare: str) -> CellRef | None:
    """Read 以这个理由不公开的 as the reason spoken of, 给他们公开的 as to those applicants."""
    rows = {one.row for one in (*question.cells, *question.alternatives)}
    row = find_row(cell.row)
    if row is None or len(question.cells) > 1:
        return None
    if _ITS_GROUP.search(bare) and row.parent:
        return CellRef(row.parent, cell.column, "大类")
    if _THIS_REASON.search(bare) and (not rows or row.parent in rows):
        return cell
    total = question.cells and question.cells[0].column == "total"
    if _THEM.search(bare) and total and cell.column != "total" and row.table == "requests":
        return _column_of(question.cells[0], replace(question, cells=(cell,)))
    return None


def _column_of(cell: CellRef, question: Question) -> CellRef | None:
    row = find_row(cell.row)
    column = question.cells[0].column
    fits = row is not None and row.table == "requests" and row.column(column) is not None
    return CellRef(cell.row, column, question.cells[0].words) if fits else None


def _only_a_column(bare: str, question: Question) -> bool:
    """Whether a kind of applicant is named, and no row with it: 自然人的呢."""
    kinds = {cell.column for cell in question.cells} - {"total"}
    # 其中企业申请的 is of the row spoken of, 企业申请的 may be of all that was received.
    # 自然人提的几件 after a reason is of that reason, 自然人提了几件 may be of all.
    of_those = LEANS.search(bare) or re.search("(?:提|申请|递|交)的", bare)
    words = r"新收|收到|收件|结转" if of_those else r"申请|新收|收到|提|办|公开|结转|给"
    named = re.search(words, bare)
    # Without a row of its own a column is read with the applications received.
    alone = [cell.row for cell in question.cells] == ["received_new"]
    return alone and bool(kinds) and not named


def to_total(bare: str, cell: CellRef) -> CellRef | None:
    """Read 总计呢, after a column, as the total of the same row."""
    row = find_row(cell.row)
    if row is None or row.table not in ("requests", "review") or cell.column == "total":
        return None
    return CellRef(cell.row, "total", "总计") if _WHOLE.search(bare) else None


def _outcome(bare: str, cell: CellRef, question: Question) -> CellRef | None:
    """Read 没结的呢 after a reconsideration as its outcome, not as applications carried over."""
    row = find_row(cell.row)
    block = _same_block(question, cell, bare)
    if block is not None:
        return block
    tables = ("review", "active")
    if row is None or row.table not in tables or len(bare.strip()) > _SHORT_FOLLOW_UP:
        return None
    if len(question.cells) > 1 or re.search("申请|信息|结转", bare):
        return None
    other = find_row(question.cells[0].row) if question.cells else None
    return None if other is None or other.table == row.table else refine(bare, cell)


def _same_block(question: Question, cell: CellRef, bare: str) -> CellRef | None:
    """Keep the kind of lawsuit, or the outcome, that was spoken of: 法院维持的, 直接起诉的呢."""
    stands_alone = question.organs and question.years.named
    if len(question.cells) != 1 or stands_alone or "诉讼" in bare:
        return None
    named = question.cells[0]
    if named.row == "litigation" and cell.row in _SUITS and named.column != "total":
        return CellRef(cell.row, named.column, named.words)
    rows = (find_row(named.row), find_row(cell.row))
    review = all(row is not None and row.table == "review" for row in rows)
    outcome = review and named.row != cell.row and named.column == "total" != cell.column
    if outcome and _OF_THOSE.search(bare):
        return CellRef(named.row, cell.column, named.words)
    return None


def refine(bare: str, cell: CellRef) -> CellRef | None:
    """Read a bare column, measure or outcome with the row of the turn before in front of it.

    废止呢 after 规范性文件 is read as 规范性文件 废止呢.
    """
    row = find_row(cell.row)
    if row is None:
        return None
    words = row.core if row.table != "requests" else plain_label(row.label)
    readings = match_cells(f"{words} {bare.strip()}").readings
    alone = match_cells(words).readings
    named = {one.column for one in alone if one.row == cell.row}
    same = [
        one
        for one in readings
        if one.row == cell.row and one.column != cell.column and one.column not in named
    ]
    if len(same) != 1 or not same[0].column:
        return None
    return CellRef(cell.row, same[0].column, same[0].words)
