"""Reports picked out by several of their cells, told with all that was looked through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft
from qa.evidence import Operand
from qa.naming import naming
from qa.replies.asked import Asked
from qa.replies.series import series_break
from qa.replies.wording import trust_notes

MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class Picked:
    """How many reports fit `what`, of how many that have the numbers (`these`: 这两项的数).

    `lines` tell the first of those that fit; `operands` are cited, also where none fits.
    """

    what: str
    these: str
    fitting: int
    known: int
    lines: tuple[str, ...]
    operands: tuple[Operand, ...]


def told(asked: Asked, picked: Picked) -> Draft:
    """List the reports, or count them where that is asked."""
    count = asked.question.operation.name == "count"
    value = Decimal(picked.fitting) if count else None
    looked_through = Coverage(picked.known, len(asked.plan.cards))
    formula = f"{picked.what}，共{picked.fitting}个"
    return Draft(
        "answered",
        "\n".join(_lines(asked, picked)),
        value,
        "个" if count else None,
        operands=picked.operands,
        computed=Computed("list", formula, value, looked_through),
        notes=(
            *asked.notes,
            *trust_notes(picked.operands),
            *series_break(asked, picked.operands),
        ),
    )


def _lines(asked: Asked, picked: Picked) -> Sequence[str]:
    names = naming(asked.plan.cards)
    reports = f"统计范围：{len(asked.plan.cards)}份报告，其中{picked.known}份有{picked.these}。"
    if not picked.fitting:
        return [f"没有。{names.common}没有{picked.what}的。", reports]
    head = f"{picked.fitting}{names.counted}。{names.common}{picked.what}的有："
    left_out = picked.fitting - len(picked.lines)
    rest = [f"另有{left_out}个，从略。"] if left_out else []
    return [head, *picked.lines, *rest, reports]
