"""Two figures read side by side, though the words set one off against the other."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.denominators import is_part
from qa.draft import Draft
from qa.question import Operation
from qa.replies.asked import Asked
from qa.replies.calculate import difference
from qa.replies.comparing import compare_yes_no

# 2023年比2022年多了几件: the difference is asked for.
_BY_HOW_MUCH = re.compile(
    r"[比较].{0,30}(?:(?:多|少|高|低|增|减)[^,，。]{0,8}(?:多少|几)|增减|变化|变动|差(?:多少|几|额))"
)
# 甲多于乙吗, or said as if it were so: 比去年涨了.
_WHETHER_MORE = re.compile(
    r"(?:多于|高于|超过|大于|少于|低于|小于|不及|不如)[^,，。]{2,24}(?:吗|么|没有|不成?)\s*[?？]?$|"
    "[比较][^,，。]{2,24}(?:涨|增|升|多|降|减|少|跌)了"
)
_LESS = re.compile("少于|低于|小于|不及|不如|[降减少跌]了")
# A share read from 率 is a rate of growth where two years are set off.
_GROWTH = re.compile("增减幅|[增降涨跌]幅|增长率|增速|同比")
_LESS_A_PART = re.compile("刨去|刨掉|除去|除掉|去掉|减去|扣除|扣掉|剔除")


def asks_by_how_much(asked: Asked) -> bool:
    """Whether one figure of two reports is asked for by how much it differs."""
    return _sets_two_side_by_side(asked) and bool(_BY_HOW_MUCH.search(asked.question.text))


def asks_whether_more(asked: Asked) -> bool:
    """Whether one figure of two reports is asked for whether the first is more, or less."""
    return _sets_two_side_by_side(asked) and bool(_WHETHER_MORE.search(asked.question.text))


def whether_more(asked: Asked) -> Draft:
    """Say whether the first is more (or less) than the second: 甲少于乙吗."""
    less = bool(_LESS.search(asked.question.text))
    claimed = Operation("compare_yes_no", "少" if less else "多", ascending=less)
    return compare_yes_no(replace(asked, question=replace(asked.question, operation=claimed)))


def asks_for_growth(asked: Asked) -> bool:
    """Whether a share was read where a rate of growth between two years is asked for."""
    question = asked.question
    years = {card.year for card in asked.plan.cards}
    is_share = question.operation.name == "share" and len(question.cells) == 1
    return is_share and len(years) == 2 and _GROWTH.search(question.text) is not None


def growth(asked: Asked) -> Draft:
    """Divide the difference by the earlier figure."""
    grown = Operation("difference", "增幅", relative=True)
    question = replace(asked.question, operation=grown, denominator=())
    return difference(replace(asked, question=question))


def takes_a_part_off(asked: Asked) -> bool:
    """Whether one cell of a report is to be subtracted from another."""
    two = len(asked.plan.cards) == 1 and len(asked.question.cells) == 2
    return two and _LESS_A_PART.search(asked.question.text) is not None


def what_is_left(asked: Asked) -> Draft:
    """Subtract the part from the whole: 办结里刨去予以公开的还剩多少."""
    turned = is_part(asked.question.cells[0], asked.question.cells[1])
    cells = tuple(reversed(asked.question.cells)) if turned else asked.question.cells
    return difference(replace(asked, question=replace(asked.question, cells=cells)))


def _sets_two_side_by_side(asked: Asked) -> bool:
    """Whether one cell of two reports was looked up, or said to be there or not."""
    question = asked.question
    plain = question.operation.name in ("look_up", "yes_no") and question.group is None
    return plain and len(asked.plan.cards) == 2 and len(question.cells) == 1
