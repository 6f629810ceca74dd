"""What to say where none of many reports has the figure asked for."""

from __future__ import annotations

from qa.draft import Draft, not_found
from qa.replies.measure import Measurement
from qa.replies.missing import why_missing


def nothing_measured(taken: Measurement) -> Draft:
    """Say that none of the reports has the number, and why where their form explains it."""
    (operand, *_), *_ = taken.asked.operands(taken.cells[:1], taken.lacking[:1])
    why = why_missing(operand) if operand.state == "missing" else ""
    text = f"范围内的{len(taken.lacking)}份报告都没有{taken.name}的数。{why}"
    return not_found(text, *taken.asked.notes)
