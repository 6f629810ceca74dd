"""A rise or fall that a question states, where no other wording of it was read as one."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.claims import heard, is_open, only_asks, wants_confirming
from qa.question import Operation, Question

_DIRECTION = re.compile(
    "(?P<up>增加|增长|增多|上升|上涨|上扬|提高|升高|攀升|走高|更多|多了|涨|升了|增了|高了|扩大|翻|"
    "比.{1,14}(?:多|高|大)(?!少))|"
    "(?P<down>减少|下降|下滑|回落|降低|变少|更少|少了|降了|跌|减了|低了|走低|缩减|萎缩|"
    "比.{1,14}(?:少|低|小))"
)
_LEVEL = re.compile("持平|没有?变化?|不变|没动|一样多?|相同|相等|一模一样|并列")
_BETWEEN = re.compile("比|一样|相同|相等|持平|超过|多于|少于|高于|低于")
_EITHER_WAY = re.compile("还是|增减|升降|涨跌|变化(?!$)|谁|哪|幅度|趋势|走势|怎么变|如何变")
_READ_OTHERWISE = ("compare", "look_up", "yes_no", "describe", "consistency", "trend")


def direction_stated(question: Question, bare: str) -> Question:
    """Read 是不是上升了，跟2023年比, or 听说比上年增加了, as a claim that there were more."""
    question = _over_the_year_before(question, bare)
    if question.operation.name == "consistency" and len(question.cells) > 1:
        return question  # 结转到2022报告里有没有变: both ends of the year's turn
    said = _LEVEL.search(bare) or _DIRECTION.search(bare)
    if (
        said is None
        or question.operation.name not in _READ_OTHERWISE
        or not _two_sides(question, bare)
    ):
        return question
    if only_asks(bare) or _EITHER_WAY.search(bare):
        return question
    stated = heard(bare) or wants_confirming(bare) or is_open(bare) or said.group().endswith("了")
    if not stated:
        return question
    less = said.groupdict().get("down") is not None
    operation = Operation("compare_yes_no", said.group(), ascending=less)
    return replace(question, operation=operation)


def _over_the_year_before(question: Question, bare: str) -> Question:
    """Take 去年的诉讼少了 for fewer than in the year before, where nothing else is named."""
    years = question.years
    alone = len(question.organs) == len(question.cells) == len(years.years) == 1
    if not alone or years.compare_previous or question.operation.name != "compare_yes_no":
        return question
    if question.group is not None or _BETWEEN.search(bare):
        return question
    return replace(question, years=replace(years, compare_previous=True))


def level(words: str) -> bool:
    """Whether words say that two figures are the same."""
    return _LEVEL.fullmatch(words) is not None


def _two_sides(question: Question, bare: str) -> bool:
    years = question.years
    sides = (len(years.years) == 2) + (len(question.organs) == 2) + years.compare_previous
    cells = len(question.cells) == 2 and len(years.years) <= 1 and bool(_BETWEEN.search(bare))
    return bool(question.cells) and question.group is None and sides + cells == 1
