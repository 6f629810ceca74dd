"""Looking figures up: one cell, several cells, several reports, yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.evidence import Operand, summed
from qa.labels import sentence_label
from qa.question import Condition
from qa.replies.asked import Asked
from qa.replies.mentioned import said_in_text
from qa.replies.missing import missing
from qa.replies.series import annex_note
from qa.replies.supposed import on_what_is_supposed
from qa.replies.wording import (
    amount,
    cell_name,
    each_in_words,
    mapping_note,
    mapping_notes,
    nothing,
    number,
    row_in_words,
    subject,
    trust_notes,
)

# 复议和诉讼各多少 asks of several things, though perhaps one alone was understood.
_SEVERAL = re.compile(r"(?:和|与|及|、|还有).{1,20}(?:各|分别)(?:是|有|为)?(?:多少|几)")
# Money is asked for; 几万件 are cases.
_MONEY_ASKED = re.compile(
    "(?:几|多少)万(?!件)|多少钱|(?:几|多少)元|(?:花|收|交|缴|付)的?(?:钱|费用)"
)
# Several cells are to be added up, not told one by one.
_ADDED_UP = re.compile(
    "合起来|合(?:在)?一起|合一块|加(?:在|到)?一[起块]|放(?:在)?一起|加起来|合计|之和|总和|加总|汇总|"
    "求和|一共|总共|共计|共(?=几|多少|有几|有多少)|相加|加.{1,12}(?:多少|几)|[加求合算]一?个[总和]|"
    "(?:都|全|也|一并|一起|统统|通通)(?:要)?(?:算上|算进|算在内|计入|包括在内|加上|加进)"
)


def look_up(asked: Asked) -> Draft:
    """Answer with the cells asked for, in every report planned."""
    table = asked.operands(asked.question.cells)
    flat = [operand for row in table for operand in row]
    if all(operand.state == "missing" for operand in flat):
        return missing(asked, flat)
    if len(flat) == 1 and _is_no_money(asked, flat[0]):
        text = f"报告没有这样的金额；“{cell_name(flat[0])}”只记{flat[0].unit}数。"
        return not_found(text, *asked.notes, operands=_present(flat))
    if len(flat) == 1:
        return _with_the_rest(asked, _one(asked, flat[0]))
    if len(table) == 1 and _ADDED_UP.search(asked.question.text):
        return _sum_of(asked, flat)
    lines = [row_in_words(row) for row in table]
    notes = (*asked.notes, *mapping_notes(flat), *annex_note(flat), *trust_notes(flat))
    return Draft("answered", "\n".join(lines), operands=_present(flat), notes=notes)


def yes_no(asked: Asked) -> Draft:
    """Answer whether there were any (or whether a condition holds), with the figures."""
    table = asked.operands(asked.question.cells)
    flat = [operand for row in table for operand in row]
    known = [operand for operand in flat if operand.value is not None]
    stated = asked.question.operation.condition
    if not known or (len(flat) > 1 and stated is None) or asked.plan.own_only:
        return look_up(asked)
    condition = stated or Condition(">", Decimal(0))
    holds = any(condition.holds(operand.value or Decimal(0)) for operand in known)
    is_any = condition.comparison == ">" and not condition.bound
    yes, no = ("有", "没有") if is_any else ("是", "不是")
    first = known[0] if len(known) == 1 else None
    return Draft(
        "answered",
        f"{yes if holds else no}。{each_in_words(flat)}。",
        first.value if first else None,
        first.unit if first else None,
        operands=_present(flat),
        notes=(*asked.notes, *mapping_notes(flat), *trust_notes(flat)),
    )


def _is_no_money(asked: Asked, operand: Operand) -> bool:
    """Return whether money was asked for and the cell counts cases, which fees are no reason of."""
    about_fees = "费" in cell_name(operand)
    asks = _MONEY_ASKED.search(asked.question.text) is not None
    return asks and "元" not in operand.unit and not about_fees


def _with_the_rest(asked: Asked, draft: Draft) -> Draft:
    """Say so where several things seem to be asked and one was understood."""
    several = _SEVERAL.search(asked.question.text)
    if not several or len(asked.question.organs) > 1 or draft.status != "answered":
        return draft
    cell = asked.question.cells[0]
    note = f"这里只认出“{sentence_label(cell.row, cell.column)}”一项；问题里的其余各项请分开再问。"
    return replace(draft, notes=(*draft.notes, note))


def _sum_of(asked: Asked, operands: Sequence[Operand]) -> Draft:
    """Add up several cells of one report: 复议加诉讼一共几件."""
    units = {operand.unit for operand in operands}
    total = summed(operands)
    if total is None or len(units) > 1:
        text = f"{row_in_words(operands)}其中有没有数或单位不同的，不能相加。"
        return Draft("answered", text, operands=_present(operands), notes=asked.notes)
    terms = " + ".join(number(operand.value or Decimal(0)) for operand in operands)
    formula = f"{terms} = {number(total)}"
    unit = units.pop()
    text = (
        f"{number(total)}{unit}。{row_in_words(operands)}合计{number(total)}{unit}（{formula}）。"
    )
    computed = Computed("sum", formula, total, Coverage(len(operands), len(operands)))
    notes = (*asked.notes, *mapping_notes(operands), *trust_notes(operands))
    return Draft(
        "answered", text, total, unit, operands=tuple(operands), computed=computed, notes=notes
    )


def _one(asked: Asked, operand: Operand) -> Draft:
    """Answer with one cell: its figure, or why it has none."""
    supposed = on_what_is_supposed(asked, operand)
    if supposed is not None:
        return supposed
    if asked.plan.own_only and operand.value is not None:
        text = f"{asked.plan.own_only}{subject(operand)}为{amount(operand)}。"
        return not_found(text, *trust_notes([operand]), operands=(operand,))
    beside, quoted = said_in_text(asked, operand)
    if operand.value is None:
        text = f"{subject(operand)}{_none_in_words(operand)}"
    else:
        stands = f"{subject(operand)}为{amount(operand)}{_sum_in_words(operand)}"
        text = f"{amount(operand)}。{stands}。"
    return Draft(
        "answered",
        text + beside,
        operand.value,
        operand.unit,
        operands=(operand,),
        quotations=quoted,
        notes=(
            *asked.notes,
            *mapping_note(operand),
            *annex_note([operand]),
            *trust_notes([operand]),
        ),
    )


def _none_in_words(operand: Operand) -> str:
    """Say why a cell has no figure: left blank, a stroke, or digits that cannot be told apart."""
    if operand.state == "blank":
        filled = [figure for figure in operand.figures if figure.value is not None]
        if filled and len(operand.figures) > 1:
            return "没有合计：其中有的格子空白，不能当作零相加。"
        return "一格是空白，报告没有填数，不能当作零。"
    if operand.state == "not_applicable":
        return f"一格印的是{nothing(operand)}，没有数。"
    return "没有能确定的数：原文数字连在一起，按表内关系也分不出唯一的结果。"


def _sum_in_words(operand: Operand) -> str:
    """Show the parts of a derived figure: （1 + 1 = 2）."""
    if operand.state != "derived":
        return ""
    parts = " + ".join(
        number(figure.value) for figure in operand.figures if figure.value is not None
    )
    return f"（{parts} = {number(operand.value or Decimal(0))}，表中没有小计，由各项相加）"


def _present(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    return tuple(operand for operand in operands if operand.figures)
