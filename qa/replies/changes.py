"""Which organ's figure grew or fell most between two years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.replies.asked import Asked
from qa.replies.measure import Measured, Measurement, by_owner, measure
from qa.replies.series import series_break
from qa.replies.together import side_by_side
from qa.replies.wording import number, percent, trust_notes

_DEGREE = "(?:多|大|快|高|厉害|猛|明显|凶|狠|显著|突出|剧烈|严重|靠前|迅猛|迅速|惊人)"
_BY_SO = (
    "(?:得|了|幅|率|量|速|势)?的?(?:绝对)?(?:件数|数量|幅度|数|值|额|绝对值|比例|百分比|百分点)?"
    "(?:是|为|数)?最"
)
_CHANGED_MOST = re.compile(
    rf"(?P<up>涨|增(?:加|长|多)?|上升|升|攀升|上涨|窜升|走高|多出来?){_BY_SO}{_DEGREE}"
    rf"|(?P<down>降(?:低)?|减(?:少)?|下降|跌|(?<!多)少|下滑|回落|缩水|下跌|走低|掉){_BY_SO}(?:{_DEGREE}|低)"
)
_BY_RATE = re.compile("[增降涨跌减]速|[增降涨跌减]长?率|百分|比例|倍|翻")
# 增幅最大 may be meant by the number or by the percentage: both are given.
_EITHER_WAY = re.compile("幅")
_COUNTED = re.compile("件数|绝对|[增减]量|数量|个数")
_SHOWN_UNASKED = 3


@dataclass(frozen=True, slots=True)
class Change:
    """An organ's figure in the earlier and the later year."""

    earlier: Measured
    later: Measured

    @property
    def gap(self) -> Decimal:
        """The later figure less the earlier."""
        return self.later.value - self.earlier.value

    @property
    def rate(self) -> Decimal:
        """The difference as a share of the earlier figure."""
        return self.gap / self.earlier.value

    @property
    def formula(self) -> str:
        """The subtraction with what comes out."""
        return f"{number(self.later.value)} - {number(self.earlier.value)} = {number(self.gap)}"

    @property
    def rate_formula(self) -> str:
        """The growth with what comes out."""
        subtraction = f"{number(self.later.value)} - {number(self.earlier.value)}"
        return f"({subtraction}) ÷ {number(self.earlier.value)} = {percent(self.rate)}"


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
    text = asked.question.text
    taken = measure(_of_figures(asked) if by_rate else asked)
    changes = [one for one in changes_of(taken) if one.earlier.value or not by_rate]
    if not changes:
        return not_found(f"没有机关两年都有{taken.name}的数，比不出变化。", *asked.notes)
    match = _CHANGED_MOST.search(text)
    falling = match is not None and match["down"] is not None
    changes.sort(key=lambda one: one.rate if by_rate else one.gap, reverse=not falling)
    return _told(asked, taken, changes, by_rate=by_rate, falling=falling)


def _of_figures(asked: Asked) -> Asked:
    """Measure the figures themselves, not shares: 增长率 is worked out of them here."""
    question = asked.question
    plain = replace(question.operation, relative=False)
    return replace(asked, question=replace(question, operation=plain, denominator=()))


def _told(
    asked: Asked, taken: Measurement, changes: Sequence[Change], *, by_rate: bool, falling: bool
) -> Draft:
    shown = changes[: max(asked.question.operation.limit or 0, _SHOWN_UNASKED)]
    first = changes[0]
    operands = taken.operands([side for one in shown for side in (one.later, one.earlier)])
    word = "减少" if falling else "增加"
    if (first.gap >= 0) if falling else (first.gap <= 0):
        text = f"没有{word}的。{_listed(taken, shown, by_rate)}"
    else:
        who = taken.names.organ_of(first.later.card)
        size = percent(abs(first.rate)) if by_rate else f"{number(abs(first.gap))}{taken.unit}"
        text = f"{word}最多的是{who}，{size}。{_listed(taken, shown, by_rate)}"
    organs = {(card.organ, card.region) for card in asked.plan.cards}
    based = "、前一年不为零" if by_rate else ""
    tail = f"统计范围：{len(organs)}个机关，其中{len(changes)}个两年都有这一项的数{based}。"
    return Draft(
        "answered",
        f"{text}\n{tail}",
        operands=operands,
        computed=Computed(
            "rank",
            "；".join(
                f"{taken.names.organ_of(one.later.card)} "
                f"{one.rate_formula if by_rate else one.formula}"
                for one in shown
            ),
            None,
            Coverage(len(changes), len(organs)),
        ),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def changes_of(taken: Measurement) -> list[Change]:
    """Return each organ that has the figure in both years."""
    oldest_first = sorted(taken.measured, key=lambda one: one.card.year)
    return [Change(*pair) for pair in by_owner(oldest_first) if len(pair) == 2]


def _listed(taken: Measurement, shown: Sequence[Change], by_rate: bool) -> str:
    lines = [
        f"{taken.names.organ_of(one.later.card)}：{one.rate_formula if by_rate else one.formula}"
        for one in shown
    ]
    return "\n".join([f"{taken.subject}的变化：", *lines])
