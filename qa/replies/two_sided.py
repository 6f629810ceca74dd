"""Reports in which one figure exceeds another: 新收超过办结的单位."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.draft import Draft, not_found
from qa.evidence import Evidence
from qa.labels import sentence_label
from qa.naming import naming
from qa.replies.asked import Asked
from qa.replies.fitting import MOST_LISTED, Picked, told
from qa.replies.wording import amount

_MORE = re.compile("超过|大于|多于|高于|超出|比.{1,12}多")
_FEWER = re.compile("少于|低于|小于|不及|不如|比.{1,12}少")


def asks_for_two_sides(asked: Asked) -> bool:
    """Whether a list or count holds one cell of each report against another cell of it."""
    question = asked.question
    if question.operation.name not in ("list", "count") or len(question.cells) != 2:
        return False
    condition = question.operation.condition
    open_bound = condition is None or (not condition.bound and condition.words in ("有", ""))
    text = question.text
    return open_bound and bool(_MORE.search(text) or _FEWER.search(text))


def list_two_sided(asked: Asked) -> Draft:
    """List the reports in which the first cell named is more (or less) than the second."""
    cells = asked.question.cells
    fewer = not _MORE.search(asked.question.text)
    gaps = _gaps(asked, -1 if fewer else 1)
    if not gaps:
        return not_found("范围内的报告没有同时写明这两项的数。", *asked.notes)
    fitting = [card for card in asked.plan.cards if gaps.get(card.id, 0) > 0]
    fitting.sort(key=lambda card: -gaps[card.id])
    first, second = (f"“{sentence_label(cell.row, cell.column)}”" for cell in cells)
    what = f"{first}{'少' if fewer else '多'}于{second}"
    names = naming(asked.plan.cards)
    shown = fitting[:MOST_LISTED] or asked.plan.cards[:1]  # a none shows the first it looked at
    rows = asked.operands(cells, shown)
    lines = (f"{names.of(row[0].card)}：{amount(row[0])}对{amount(row[1])}" for row in rows)
    return told(
        asked,
        Picked(
            what=what,
            these="这两项的数",
            fitting=len(fitting),
            known=len(gaps),
            lines=tuple(lines) if fitting else (),
            operands=tuple(operand for row in rows for operand in row),
        ),
    )


def _gaps(asked: Asked, sign: int) -> dict[str, Decimal]:
    """Return by how much the first cell exceeds the second, in the reports that have both."""
    evidence = Evidence(asked.library)
    left, right = (evidence.totals(asked.plan.cards, cell) for cell in asked.question.cells)
    return {
        card.id: (a - b) * sign
        for card in asked.plan.cards
        if (a := left[card.id].value) is not None and (b := right[card.id].value) is not None
    }
