"""Differences and growth of cited figures, always with the formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from qa.answer import Computed, Coverage
from qa.draft import Draft, clarify, not_found
from qa.evidence import Operand
from qa.labels import find_row
from qa.plan import name_of
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.replies.missing import missing
from qa.replies.series import series_break
from qa.replies.shares import EXACT, OF_SHARES, share, share_of
from qa.replies.together import side_by_side
from qa.replies.wording import (
    amount,
    cell_name,
    each_in_words,
    number,
    percent,
    subject,
    trust_notes,
)

_FEWER_ASKED = re.compile("少|低于|不如")
_MOST_OPTIONS = 8
_EACH_YEAR_GROWTH = re.compile("(?:年均|平均每年|年?复合)(?:的)?(?:年|年均)?(?:增|涨|降|减)")
_EACH_YEAR = re.compile("同比|逐年|每年|各年|历年|一年比一年")


def difference(asked: Asked) -> Draft:
    """Answer with a signed difference: later minus earlier, or first named minus second."""
    if _EACH_YEAR_GROWTH.search(asked.question.text):
        options = ("首尾两年相比增长百分之几", "每年各是多少")
        return clarify("年均增幅有几种算法，请问要看哪一种？", options)
    if OF_SHARES.search(asked.question.text) and share_of(asked.question) is not None:
        return share(asked)
    table = asked.operands(asked.question.cells)
    if len(table) == 1 and len(table[0]) == 1:
        parts = members_of(asked.question.cells[0])
        if len(parts) == 2:  # 直接起诉和复议后起诉差几件: the two parts of one sum
            table = asked.operands(parts)
    if len(table) == 1 and len(table[0]) >= 2:
        return _between(asked, table[0][0], table[0][1], same_report=True)
    columns = [[row[index] for row in table] for index in range(len(table[0]))]
    return side_by_side(_down(asked, column) for column in columns)


def _down(asked: Asked, column: list[Operand]) -> Draft:
    """Subtract one cell of several reports."""
    if len(column) < 2:
        return nothing_to_compare(asked, column)
    organs = {whose(operand): operand.card.organ for operand in column}
    if len(organs) > 2:
        return clarify("相减要有两个机关，请问是哪两个？", tuple(organs.values())[:_MOST_OPTIONS])
    if len(organs) > 1:
        return _between(asked, column[0], column[1], same_report=False)
    column.sort(key=lambda operand: operand.card.year)
    if len(column) > 2 and _EACH_YEAR.search(asked.question.text):
        steps = [_between(asked, later, earlier) for earlier, later in pairwise(column)]
        return side_by_side(steps)
    return _between(asked, column[-1], column[0])


def whose(operand: Operand) -> tuple[str, str | None]:
    """Return the organ a figure is of, with its region."""
    return operand.card.organ, operand.card.region


def members_of(cell: CellRef) -> tuple[CellRef, ...]:
    """Return the rows that a derived row adds up, () if it is printed itself."""
    row = find_row(cell.row)
    return tuple(CellRef(member, cell.column) for member in row.sum) if row is not None else ()


def nothing_to_compare(asked: Asked, column: Sequence[Operand]) -> Draft:
    """Say that one side is missing, with the figure of the other."""
    lacking = "".join(asked.plan.lacking) or "只找到一份报告，没有可以相减的另一个数。"
    known = each_in_words(column)
    return not_found(f"{lacking}{known}。", *asked.plan.notes, operands=tuple(column))


def _between(asked: Asked, first: Operand, second: Operand, *, same_report: bool = False) -> Draft:
    both = (first, second)
    if all(one.state == "missing" for one in both):
        return missing(asked, both)
    notes = (*asked.notes, *trust_notes(both), *series_break(asked, both))
    if first.value is None or second.value is None or first.unit != second.unit:
        why = "" if None in (first.value, second.value) else "单位不同，"
        return Draft(
            "answered", f"{each_in_words(both)}，{why}算不出差。", operands=both, notes=notes
        )
    if asked.question.operation.relative and not same_report:
        return _growth(first, second, notes)
    gap = first.value - second.value
    sums = f"{number(first.value)} - {number(second.value)} = {number(gap)}"
    verdict = _verdict(asked, first, second, same_report=same_report)
    text = f"{verdict}。{against(first, second, same_report=same_report)}（{sums}）。"
    computed = Computed("difference", sums, gap, Coverage(2, 2))
    return Draft("answered", text, gap, first.unit, operands=both, computed=computed, notes=notes)


def _verdict(asked: Asked, first: Operand, second: Operand, *, same_report: bool) -> str:
    """Name the side that has more, or fewer where the question speaks of fewer."""
    gap = (first.value or Decimal(0)) - (second.value or Decimal(0))
    if not gap:
        return f"没有差别，都是{amount(first)}"
    fewer = bool(_FEWER_ASKED.search(asked.question.text.replace("多少", "")))
    side = first if (gap > 0) is not fewer else second
    years_of_one = whose(first) == whose(second)
    name = f"{side.card.year}年" if years_of_one else side.card.organ
    name = f"“{cell_name(side)}”" if same_report else name
    return f"{name}{'少' if fewer else '多'}{number(abs(gap))}{first.unit}"


def against(first: Operand, second: Operand, *, same_report: bool) -> str:
    """Set two figures side by side, saying once what they share."""
    if same_report:
        return f"{subject(first)}为{amount(first)}，“{cell_name(second)}”为{amount(second)}"
    if whose(first) == whose(second):
        return f"{subject(first)}为{amount(first)}，{second.card.year}年为{amount(second)}"
    return f"{subject(first)}为{amount(first)}，{name_of(second.card)}为{amount(second)}"


def _growth(later: Operand, earlier: Operand, notes: tuple[str, ...]) -> Draft:
    """Answer with a rate of growth; from nothing there is none."""
    both = (later, earlier)
    assert later.value is not None and earlier.value is not None
    if not earlier.value:
        text = f"{against(later, earlier, same_report=False)}；从零起算，没有增长率。"
        return Draft("answered", text, operands=both, notes=notes)
    rate = (later.value - earlier.value) / earlier.value
    base = number(earlier.value)
    sums = f"({number(later.value)} - {base}) ÷ {base} = {percent(rate)}"
    words = f"{'增长' if rate > 0 else '下降'}{percent(abs(rate))}" if rate else "持平"
    text = f"{words}。{against(later, earlier, same_report=False)}（{sums}）。"
    value = rate.quantize(EXACT)
    computed = Computed("growth", sums, value, Coverage(2, 2))
    return Draft("answered", text, value, "比例", operands=both, computed=computed, notes=notes)
