"""Which organ's figure grew or fell most between two years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer import Computed, Coverage
from qa.draft import Draft
from qa.replies.asked import Asked
from qa.replies.courses import Course, courses, nothing_compares
from qa.replies.measure import Measurement, measure
from qa.replies.series import series_break
from qa.replies.together import side_by_side
from qa.replies.wording import number, percent, trust_notes

# 增加得最多, 降幅最大: the change, how it is measured, and the degree.
_DEGREE = "(?:多|大|快|高|厉害|猛|明显|凶|狠|显著|突出|剧烈|严重|靠前|迅猛|迅速|惊人)"
_BY_SO = (
    "(?:得|了|幅|率|量|速|势)?的?(?:绝对)?(?:件数|数量|幅度|数|值|额|绝对值|比例|百分比|百分点)?"
    "(?:是|为|数)?最"
)
_CHANGED_MOST = re.compile(
    rf"(?P<up>涨|增(?:加|长|多)?|上升|升|攀升|上涨|窜升|走高|多出来?){_BY_SO}{_DEGREE}"
    rf"|(?P<down>降(?:低)?|减(?:少)?|下降|跌|(?<!多)少|下滑|回落|缩水|下跌|走低|掉){_BY_SO}(?:{_DEGREE}|低)"
)
# The rate is asked for, or the number.
_BY_RATE = re.compile("[增降涨跌减]速|[增降涨跌减]长?率|百分|比例|倍|翻")
_COUNTED = re.compile("件数|绝对|[增减]量|数量|个数")
# 增幅最大 may be meant by the number or by the percentage: both are given.
_EITHER_WAY = re.compile("幅")
_SHOWN_UNASKED = 3


def asks_who_changed_most(asked: Asked) -> bool:
    """Whether a ranking over two years goes by the change between them."""
    years = {card.year for card in asked.plan.cards}
    return len(years) == 2 and _CHANGED_MOST.search(asked.question.text) is not None


def rank_changes(asked: Asked) -> Draft:
    """Order the organs by what they gained, or lost, from the earlier year to the later."""
    text = asked.question.text
    if _EITHER_WAY.search(text) and not (_BY_RATE.search(text) or _COUNTED.search(text)):
        return side_by_side(_ranked(asked, by_rate=by_rate) for by_rate in (False, True))
    return _ranked(asked, by_rate=bool(_BY_RATE.search(text)) and not _COUNTED.search(text))


def _ranked(asked: Asked, *, by_rate: bool) -> Draft:
    """Order the organs by the difference, or by what it is of the earlier figure."""
    taken = measure(_of_figures(asked) if by_rate else asked)
    known = [one for one in courses(taken, 2) if one.first or not by_rate]
    if not known:
        return nothing_compares(taken)
    match = _CHANGED_MOST.search(asked.question.text)
    falling = match is not None and match["down"] is not None
    known.sort(key=lambda one: one.rate if by_rate else one.gap, reverse=not falling)
    return _told(taken, known, by_rate=by_rate, falling=falling)


def _of_figures(asked: Asked) -> Asked:
    """Measure the figures themselves, not shares: 增长率 is worked out of them here."""
    question = asked.question
    plain = replace(question.operation, relative=False)
    return replace(asked, question=replace(question, operation=plain, denominator=()))


def _told(taken: Measurement, known: Sequence[Course], *, by_rate: bool, falling: bool) -> Draft:
    """Name the first, with the next few and how many organs stand behind the order."""
    asked = taken.asked
    shown = known[: max(asked.question.operation.limit or 0, _SHOWN_UNASKED)]
    operands = taken.operands([one for course in shown for one in reversed(course.years)])
    formulas = [
        (taken.names.organ_of(one.years[-1].card), one.rate_formula if by_rate else one.formula)
        for one in shown
    ]
    organs = {(card.organ, card.region) for card in asked.plan.cards}
    based = "、前一年不为零" if by_rate else ""
    lead = _lead_of(taken, known[0], by_rate=by_rate, falling=falling)
    lines = [f"{organ}：{formula}" for organ, formula in formulas]
    tail = f"统计范围：{len(organs)}个机关，其中{len(known)}个两年都有这一项的数{based}。"
    how = "；".join(f"{organ} {formula}" for organ, formula in formulas)
    return Draft(
        "answered",
        "\n".join([f"{lead}。{taken.subject}的变化：", *lines, tail]),
        operands=operands,
        computed=Computed("rank", how, None, Coverage(len(known), len(organs))),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def _lead_of(taken: Measurement, first: Course, *, by_rate: bool, falling: bool) -> str:
    """Say who gained (or lost) most and how much, or that none did."""
    word = "减少" if falling else "增加"
    if not first.goes("down" if falling else "up", steadily=False):
        return f"没有{word}的"
    who = taken.names.organ_of(first.years[-1].card)
    size = percent(abs(first.rate)) if by_rate else f"{number(abs(first.gap))}{taken.unit}"
    return f"{word}最多的是{who}，{size}"
