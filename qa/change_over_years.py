"""Which years a question of change sets against one another."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.directions import against_year_before
from qa.question import Question

# 逐年上升: every year counts, not only the first and the last.
_STEADILY = re.compile(
    "越来越[多少高低大小]|(?:逐年|一直|持续|不断|年年|一路|连年|连续|每年都|稳步)(?:在|是|都)?"
    "(?:上升|增加|增长|增多|减少|下降|走高|走低|上涨|下跌|攀升|下滑|涨|降|升|增|减|跌)|一年比一年"
)
# 涨得最多的: a ranking by change.
_CHANGED_MOST = re.compile(
    "(?:涨|增[加长多幅量速]?|上升|升|降[低幅]?|减[少幅量]?|下降|跌|下滑|回落)(?:得|了|幅|率)?的?(?:件数|数量|幅度)?最"
)
# 从2022到2024年变动多少个百分点: the last year's share less the first year's.
_IN_POINTS = re.compile(
    r"(?:变|变动|变化|提高|提升|上升|下降|降低|增加|减少|升|降|涨|跌|高|低|差)了?(?:多少|几)个?(?:百分)?点"
)
# 增加了的单位: a list by change.
_CHANGED_AT_ALL = re.compile(
    "(?:增加|增长|增多|上升|上涨|攀升|走高|回升|反弹|变多|减少|下降|下滑|下跌|回落|走低|变少|涨|升|降|跌)了?"
    "(?=的|[?]|$|单位|机关|有哪|是哪|有几)"
)


def against_previous(question: Question) -> Question:
    """2023年增长了多少, with nothing to set it against, means against the year before."""
    years = question.years
    alone = len(question.organs) == 1 and len(question.cells) == 1 and len(years.years) == 1
    grows = re.search("[增减涨降升跌滑]|多了|少了|变|又", question.operation.words)
    name = question.operation.name
    claimed = name == "compare_yes_no" and against_year_before(question.operation.words)
    if re.search("减[掉去]", question.operation.words) or not (name == "difference" or claimed):
        return question
    if not alone or not grows:
        return question
    return replace(question, years=replace(years, compare_previous=True))


def change_of_one_year(question: Question) -> Question:
    """2024年涨得最多的单位 sets 2024 against the year before."""
    name, group = question.operation.name, question.group
    changed = (name == "rank" and _CHANGED_MOST.search(question.text)) or (
        name in ("list", "count") and _CHANGED_AT_ALL.search(question.text)
    )
    years = question.years.years
    if group is not None and name == "rank" and changed and len(years) > 2:
        return replace(question, years=replace(question.years, years=(years[0], years[-1])))
    if group is None or not changed or len(years) != 1:
        return question
    return replace(question, years=replace(question.years, compare_previous=True))


def ends_of_span(question: Question) -> Question:
    """Whether there were more over 2021—2024 is told by the first and the last year."""
    years = question.years.years
    name = question.operation.name
    points = name in ("share", "trend") and _IN_POINTS.search(question.text)
    if not (name == "compare_yes_no" or points) or len(years) < 3 or len(question.organs) > 1:
        return question
    if points:
        ends = replace(question.years, years=(years[0], years[-1]))
        return replace(question, years=ends, operation=replace(question.operation, name="share"))
    if _STEADILY.search(question.operation.words + question.text):
        return replace(question, operation=replace(question.operation, name="trend"))
    return replace(question, years=replace(question.years, years=(years[0], years[-1])))
