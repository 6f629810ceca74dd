"""Which organ's figure grew or fell most between two years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.replies.asked import Asked
from qa.replies.measure import Measured, Measurement, by_owner, measure
from qa.replies.series import series_break
from qa.replies.wording import number, trust_notes

_CHANGED_MOST = re.compile(
    r"(?P<up>涨|增(?:加|长|幅)?|上升|升)(?:得|了|幅)?(?:的)?(?:件数|数量)?最(?:多|大|快|高|厉害|猛|明显)"
    r"|(?P<down>降(?:低|幅)?|减(?:少|幅)?|下降|跌|少)(?:得|了|幅)(?:的)?(?:件数|数量)?最(?:多|大|快|厉害|猛|明显)"
)
_SHOWN_UNASKED = 3


@dataclass(frozen=True, slots=True)
class _Change:
    """An organ's figure in the earlier and the later year."""

    earlier: Measured
    later: Measured

    @property
    def gap(self) -> Decimal:
        return self.later.value - self.earlier.value

    @property
    def formula(self) -> str:
        return f"{number(self.later.value)} - {number(self.earlier.value)} = {number(self.gap)}"


def asks_who_changed_most(asked: Asked) -> bool:
    """Whether a ranking over two years goes by the change between them."""
    years = {card.year for card in asked.plan.cards}
    return len(years) == 2 and _CHANGED_MOST.search(asked.question.text) is not None


def rank_changes(asked: Asked) -> Draft:
    """Order the organs by what they gained, or lost, from the earlier year to the later."""
    taken = measure(asked)
    changes = _changes(taken)
    if not changes:
        return not_found(f"没有机关两年都有{taken.name}的数，比不出变化。", *asked.notes)
    match = _CHANGED_MOST.search(asked.question.text)
    falling = match is not None and match["down"] is not None
    changes.sort(key=lambda one: one.gap, reverse=not falling)
    shown = changes[: max(asked.question.operation.limit or 0, _SHOWN_UNASKED)]
    first = changes[0]
    operands = taken.operands([side for one in shown for side in (one.later, one.earlier)])
    word = "减少" if falling else "增加"
    if (first.gap >= 0) if falling else (first.gap <= 0):
        text = f"没有{word}的。{_listed(taken, shown)}"
    else:
        who = taken.names.organ_of(first.later.card)
        size = f"{number(abs(first.gap))}{taken.unit}"
        text = f"{word}最多的是{who}，{size}。{_listed(taken, shown)}"
    organs = {(card.organ, card.region) for card in asked.plan.cards}
    tail = f"统计范围：{len(organs)}个机关，其中{len(changes)}个两年都有这一项的数。"
    return Draft(
        "answered",
        f"{text}\n{tail}",
        operands=operands,
        computed=Computed(
            "rank",
            "；".join(f"{taken.names.organ_of(one.later.card)} {one.formula}" for one in shown),
            None,
            Coverage(len(changes), len(organs)),
        ),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def _changes(taken: Measurement) -> list[_Change]:
    oldest_first = sorted(taken.measured, key=lambda one: one.card.year)
    return [_Change(*pair) for pair in by_owner(oldest_first) if len(pair) == 2]


def _listed(taken: Measurement, shown: Sequence[_Change]) -> str:
    lines = [f"{taken.names.organ_of(one.later.card)}：{one.formula}" for one in shown]
    return "\n".join([f"{taken.subject}的变化：", *lines])
