"""Questions that take it for granted that there was something: 那件复议是什么结果."""

from __future__ import annotations

import re

from qa.draft import Draft
from qa.evidence import Operand
from qa.labels import find_row
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.replies.wording import amount, mapping_note, subject, trust_notes

# What a case was about or who brought it, which no table tells.
_CONTENT = re.compile(
    r"什么(?:内容|信息|案子|事|材料|主题)|申请的是什么|叫什么|什么名|谁(?:提|申请)的"
)


def on_what_is_supposed(asked: Asked, operand: Operand) -> Draft | None:
    """Hold the figure against what is taken for granted; None where nothing is."""
    supposed = asked.question.premise
    if operand.value is None or supposed is None or not asked.question.premise_at_least:
        return None
    notes = (*asked.notes, *mapping_note(operand), *trust_notes([operand]))
    stands = f"{subject(operand)}为{amount(operand)}"
    holds = operand.value >= supposed
    if holds and _CONTENT.search(asked.question.text):
        text = f"报告只给出数目（{stands}），没有写明具体内容。"
        return Draft("not_found", text, premise="holds", operands=(operand,), notes=notes)
    if holds:
        text = f"有，{stands}。报告只给出数目，没有写明具体内容或原因。"
    else:
        text = f"不对，是{amount(operand)}。{stands}，前提与报告不符。"
    return Draft(
        "answered",
        text,
        operand.value,
        operand.unit,
        "holds" if holds else "contradicted",
        (operand, *_whole_block(asked, operand)),
        notes=notes,
    )


def _whole_block(asked: Asked, operand: Operand) -> tuple[Operand, ...]:
    """Cite the block's total beside an outcome: with no suit at all, none was lost."""
    row = find_row(operand.cell.row)
    if row is None or row.table != "review" or operand.cell.column == "total":
        return ()
    return tuple(asked.operands((CellRef(operand.cell.row, "total"),), [operand.card])[0])
