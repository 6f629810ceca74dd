"""Which organ has most over several years taken together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer import Computed
from qa.draft import Draft, not_found
from qa.replies.asked import Asked
from qa.replies.measure import Measured, by_owner, measure, sum_of
from qa.replies.series import series_break
from qa.replies.wording import number, trust_notes

_TOGETHER = re.compile("总数|累计|合计|总共|一共|加起来|总量|总和|加在一起")
_SHOWN_UNASKED = 3


def asks_for_sums(asked: Asked) -> bool:
    """Whether a ranking over several years goes by each organ's sum."""
    plain = not asked.question.operation.relative and not asked.question.denominator
    several = len({card.year for card in asked.plan.cards}) > 1
    return plain and several and _TOGETHER.search(asked.question.text) is not None


def rank_sums(asked: Asked) -> Draft:
    """Order the organs by what they had over all the years asked about."""
    taken = measure(asked)
    if not taken.measured:
        return not_found(f"范围内的报告都没有{taken.name}的数。", *asked.notes)
    ascending = asked.question.operation.ascending
    ordered = sorted(by_owner(taken.measured), key=sum_of, reverse=not ascending)
    shown = ordered[: max(asked.question.operation.limit or 0, _SHOWN_UNASKED)]
    operands = taken.operands([one for ones in shown for one in ones])
    first = shown[0]
    organ = taken.names.organ_of(first[0].card)
    lines = [f"{taken.names.organ_of(ones[0].card)}：{_formula(ones)}" for ones in shown]
    value = sum_of(first)
    text = "\n".join(
        [
            f"最{'少' if ascending else '多'}的是{organ}，{number(value)}{taken.unit}。",
            f"{taken.subject}各机关合计：",
            *lines,
            taken.coverage_words,
        ]
    )
    formula = "；".join(lines)
    one_asked = asked.question.operation.limit == 1
    return Draft(
        "answered",
        text,
        value if one_asked else None,
        taken.unit if one_asked else None,
        operands=operands,
        computed=Computed("rank", formula, None, taken.coverage),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def _formula(ones: Sequence[Measured]) -> str:
    terms = " + ".join(number(one.value) for one in ones)
    return f"{terms} = {number(sum_of(ones))}"
