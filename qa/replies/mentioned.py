"""What a report's text says of a figure of its tables, where it says something else."""

from __future__ import annotations

import re

from ingest.report import Check
from qa.draft import Quotation
from qa.evidence import Operand
from qa.replies.asked import Asked
from qa.sentences import Sentence, sentences

_QUOTED = re.compile(r"正文第\d+行：")
# Of another year or 约: no contradiction.
_HARMLESS = re.compile("正文说的是(?!“)|正文给的是约数")


def said_in_text(asked: Asked, operand: Operand) -> tuple[str, tuple[Quotation, ...]]:
    """Return what to add about the text, and the sentence to cite; "" where there is nothing.

    Text and table may differ in what they count; both are shown, neither is preferred.
    """
    for check in asked.library.checks(operand.card.id):
        if check.relation != "mention" or not _about(check, operand):
            continue
        sentence = _sentence(asked, operand, check)
        if sentence is None:
            continue
        quotation = Quotation(operand.card, sentence.as_passage())
        if operand.value is None:
            return f"正文里写道：“{sentence.flat}”", (quotation,)
        if "≠" in check.formula and not _HARMLESS.search(check.reason):
            return f"但报告正文写道：“{sentence.flat}”{_why(check)}", (quotation,)
    return "", ()


def _about(check: Check, operand: Operand) -> bool:
    return bool(check.cells) and set(check.cells) == {figure.cell for figure in operand.figures}


def _why(check: Check) -> str:
    """Say how the two differ; a failed check simply does not agree."""
    if check.status == "FAIL":
        return "与表格不一致，请核对原文。"
    reason = _QUOTED.split(check.reason)[0]
    return "与表格不能直接对比，请核对原文。" if re.search(r"\d", reason) else reason


def _sentence(asked: Asked, operand: Operand, check: Check) -> Sentence | None:
    """Return the sentence that the check quotes."""
    quoted = "".join(_QUOTED.split(check.reason)[-1].split())
    passages = asked.library.passages(operand.card.id, "narrative")
    fitting = (one for one in sentences(passages) if one.flat.rstrip("。；") in quoted)
    return max(fitting, key=lambda one: len(one.flat), default=None)
