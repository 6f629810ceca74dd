"""Organs whose figure rose, or fell, from one year to the next: 新收比上年增加的单位."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.replies.asked import Asked
from qa.replies.changes import Change, changes_of
from qa.replies.measure import Measurement, measure
from qa.replies.series import series_break
from qa.replies.wording import number, trust_notes

_UP = "(?:增加|增长|增多|上升|上涨|攀升|走高|提高|回升|反弹|变多|涨|升)"
_DOWN = "(?:减少|下降|下滑|下跌|回落|降低|走低|变少|缩水|降|跌)"
_OF_WHOM = "(?=的|过?的|[?,。]|$|单位|机关|部门|有哪|是哪|有几|有谁|是谁)"
CHANGED = re.compile(
    rf"(?P<up>(?:比|较|超过|高于|多于).{{0,14}}(?:[多高增涨升]了?|{_UP}了?){_OF_WHOM}|{_UP}了?{_OF_WHOM}|"
    rf"(?:超过|高于|多于)(?:了)?(?:上年|上一年|前一年|20\d\d年?))"
    rf"|(?P<down>(?:比|较|低于|少于).{{0,14}}(?:[少低减降跌]了?|{_DOWN}了?){_OF_WHOM}|{_DOWN}了?{_OF_WHOM}|"
    rf"(?:低于|少于|不及)(?:上年|上一年|前一年|20\d\d年?))"
)
_MOST_LISTED = 30


def asks_who_changed(asked: Asked) -> bool:
    """Whether organs are listed or counted by whether their figure rose, or fell."""
    question = asked.question
    if question.operation.name not in ("list", "count") or len(question.cells) != 1:
        return False
    years = {card.year for card in asked.plan.cards}
    organs = {(card.organ, card.region) for card in asked.plan.cards}
    return len(years) == 2 and len(organs) > 2 and CHANGED.search(question.text) is not None


def list_who_changed(asked: Asked) -> Draft:
    """List the organs whose figure rose (or fell), those that changed most first."""
    taken = measure(asked)
    changes = changes_of(taken)
    if not changes:
        return not_found(f"没有机关两年都有{taken.name}的数，比不出变化。", *asked.notes)
    match = CHANGED.search(asked.question.text)
    falling = match is not None and match["up"] is None
    fitting = [one for one in changes if (one.gap < 0 if falling else one.gap > 0)]
    fitting.sort(key=lambda one: abs(one.gap), reverse=True)
    shown = fitting[:_MOST_LISTED]
    cited = shown or changes[:1]
    operands = taken.operands([side for one in cited for side in (one.later, one.earlier)])
    counts = asked.question.operation.name == "count"
    value = Decimal(len(fitting)) if counts else None
    word = "减少" if falling else "增加"
    organs = {(card.organ, card.region) for card in asked.plan.cards}
    formula = "；".join(f"{taken.names.organ_of(one.later.card)} {one.formula}" for one in cited)
    return Draft(
        "answered",
        "\n".join(_lines(taken, word, fitting, shown, len(changes), len(organs))),
        value,
        "个" if counts else None,
        operands=operands,
        computed=Computed("list", formula, value, Coverage(len(changes), len(organs))),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def _lines(
    taken: Measurement,
    word: str,
    fitting: Sequence[Change],
    shown: Sequence[Change],
    known: int,
    organs: int,
) -> list[str]:
    years = sorted({one.card.year for one in taken.measured})
    what = f"{taken.name}{years[-1]}年比{years[0]}年{word}"
    tail = f"统计范围：{organs}个机关，其中{known}个两年都有这一项的数。"
    if not fitting:
        return [f"没有。没有机关{what}。", tail]
    lines = [
        f"{taken.names.organ_of(one.later.card)}：{number(abs(one.gap))}{taken.unit}"
        f"（{one.formula}）"
        for one in shown
    ]
    left_out = len(fitting) - len(shown)
    rest = [f"另有{left_out}个，从略。"] if left_out else []
    return [f"{len(fitting)}个机关。{what}的有：", *lines, *rest, tail]
