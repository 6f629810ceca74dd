"""Looking figures up: one cell, several cells, several reports, yes or no, a premise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, Quotation, not_found
from qa.evidence import Operand, summed
from qa.labels import find_row, form, sentence_label
from qa.plan import name_of
from qa.question import CellRef, Condition
from qa.replies.asked import Asked
from qa.replies.mentioned import said_in_text
from qa.replies.series import annex_note
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
from qa.sentences import numbers_in, sentences
from qa.themes import find_theme


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


def _is_no_money(asked: Asked, operand: Operand) -> bool:
    """Return whether money was asked for and the cell counts cases, which fees are no reason of."""
    about_fees = "费" in cell_name(operand)
    asks = _MONEY_ASKED.search(asked.question.text) is not None
    return asks and "元" not in operand.unit and not about_fees


_SEVERAL = re.compile(r"(?:和|与|及|、|还有).{1,20}(?:各|分别)(?:是|有|为)?(?:多少|几)")


def _with_the_rest(asked: Asked, draft: Draft) -> Draft:
    """Say so where several things seem to be asked and one was understood."""
    several = _SEVERAL.search(asked.question.text)
    if not several or len(asked.question.organs) > 1 or draft.status != "answered":
        return draft
    cell = asked.question.cells[0]
    note = f"这里只认出“{sentence_label(cell.row, cell.column)}”一项；问题里的其余各项请分开再问。"
    return replace(draft, notes=(*draft.notes, note))


_MONEY_ASKED = re.compile("(?:几|多少)万(?!件)|多少钱|(?:几|多少)元|(?:花|收|交|缴|付)的?(?:钱|费用)")
_ADDED_UP = re.compile(
    r"合起来|合(?:在)?一起|合一块|加(?:在|到)?一[起块]|放(?:在)?一起|加起来|合计|之和|总和|加总|汇总|求和|一共|总共|共计|共(?=几|多少|有几|有多少)|相加|加.{1,12}(?:多少|几)"
)


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


def missing(asked: Asked, operands: Sequence[Operand]) -> Draft:
    """Say that the reports have no such cell, why, and what there is in its place."""
    operand = operands[0]
    name = cell_name(operand)
    text = f"{name_of(operand.card)}的报告里没有“{name}”。{why_missing(operand)}"
    said = _said_instead(asked, operand) if operand.card.form in ("none", "annex") else ()
    if said:
        text += f"正文里相关的话：“{''.join(said[0].passage.text.split())}”"
    near = _nearest_cells(asked, operand)
    if near:
        text += f"这份报告有：{'、'.join(f'“{one}”' for one in near)}。"
    return Draft("not_found", text, quotations=said, options=near, notes=asked.notes)


def why_missing(operand: Operand) -> str:
    """Say why a report has no such cell, where its form explains it."""
    row = find_row(operand.cell.row)
    printed = form(operand.card.form).row(operand.cell.row)
    in_form = printed is not None and printed.column(operand.cell.column) is not None
    if operand.card.form in ("none", "annex") and operand.card.year < _FIRST_TABLES:
        return "那时还没有统一的三张统计表。"
    if row is not None and not in_form:
        return f"{operand.card.year}年的表格（{form(operand.card.form).name}）没有这一项。"
    return "这份报告的表里没有读到这一格。"


def _nearest_cells(asked: Asked, operand: Operand) -> tuple[str, ...]:
    """Name the cells of the same row that the report has, or the row's total by all applicants."""
    found = asked.library.figures([operand.card.id], [operand.cell.row])
    if not found and operand.cell.column != "total":
        whole = CellRef(operand.cell.row, "total")
        totals = asked.operands((whole,), [operand.card])[0]
        return tuple(cell_name(one) for one in totals if one.figures)
    labels = (
        sentence_label(figure.row, figure.column, operand.card.form)
        for _, figure in found
        if figure.column == "total" or operand.cell.column == "total" or len(found) <= _FEW_CELLS
    )
    return tuple(dict.fromkeys(labels))[:_FEW_CELLS]


_FIRST_TABLES = 2019
_FEW_CELLS = 4
_THEME_OF_TABLE = {"requests": "request_text", "review": "review_text", "active": "normative"}


def _said_instead(asked: Asked, operand: Operand) -> tuple[Quotation, ...]:
    """Quote the first sentence with a number on the table's matter: the nearest there is."""
    row = find_row(operand.cell.row)
    theme = find_theme(_THEME_OF_TABLE.get(row.table, "")) if row is not None else None
    if theme is None or theme.anchor is None:
        return ()
    for sentence in sentences(asked.library.passages(operand.card.id, "narrative")):
        if theme.anchor.search(sentence.flat) and numbers_in(sentence.flat):
            return (Quotation(operand.card, sentence.as_passage()),)
    return ()


def _one(asked: Asked, operand: Operand) -> Draft:
    premise = _premise(asked, operand)
    if premise is not None:
        return premise
    notes = (*asked.notes, *mapping_note(operand), *annex_note([operand]), *trust_notes([operand]))
    beside, quoted = said_in_text(asked, operand)
    if operand.value is None:
        text = f"{subject(operand)}{_none_in_words(operand)}{beside}"
        return Draft(
            "answered",
            text,
            operands=(operand,),
            unit=operand.unit,
            quotations=quoted,
            notes=notes,
        )
    if asked.plan.own_only:
        text = f"{asked.plan.own_only}{subject(operand)}为{amount(operand)}。"
        return not_found(text, *trust_notes([operand]), operands=(operand,))
    text = f"{amount(operand)}。{subject(operand)}为{amount(operand)}{_sum_in_words(operand)}。"
    return Draft(
        "answered",
        text + beside,
        operand.value,
        operand.unit,
        operands=(operand,),
        quotations=quoted,
        notes=notes,
    )


def _none_in_words(operand: Operand) -> str:
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


_CONTENT = re.compile(
    r"什么(?:内容|信息|案子|事|材料|主题)|申请的是什么|叫什么|什么名|谁(?:提|申请)的"
)


def _premise(asked: Asked, operand: Operand) -> Draft | None:
    """Correct a question that takes it for granted that there was something: 那件复议."""
    supposed = asked.question.premise
    if operand.value is None or supposed is None or not asked.question.premise_at_least:
        return None
    notes = (*asked.notes, *mapping_note(operand), *trust_notes([operand]))
    holds = operand.value >= supposed
    if holds and _CONTENT.search(asked.question.text):
        text = f"报告只给出数目（{subject(operand)}为{amount(operand)}），没有写明具体内容。"
        return Draft("not_found", text, premise="holds", operands=(operand,), notes=notes)
    if holds:
        only = "报告只给出数目，没有写明具体内容或原因。"
        text = f"有，{subject(operand)}为{amount(operand)}。{only}"
    else:
        text = f"不对，是{amount(operand)}。{subject(operand)}为{amount(operand)}，前提与报告不符。"
    return Draft(
        "answered",
        text,
        operand.value,
        operand.unit,
        "holds" if holds else "contradicted",
        (operand, *_whole_block(asked, operand)),
        notes=notes,
    )


def beside_cells(asked: Asked) -> str:
    """Return the question without the words that name its cells."""
    said = "".join(cell.words for cell in asked.question.cells)
    return asked.question.text.replace(said, " ") if said else asked.question.text


def _whole_block(asked: Asked, operand: Operand) -> tuple[Operand, ...]:
    """Cite the block's total beside an outcome: with no suit at all, none was lost."""
    row = find_row(operand.cell.row)
    if row is None or row.table != "review" or operand.cell.column == "total":
        return ()
    return tuple(asked.operands((CellRef(operand.cell.row, "total"),), [operand.card])[0])


def yes_no(asked: Asked) -> Draft:
    """Answer whether there were any (or whether a condition holds), with the figures."""
    table = asked.operands(asked.question.cells)
    flat = [operand for row in table for operand in row]
    known = [operand for operand in flat if operand.value is not None]
    if not known:
        return look_up(asked)
    condition = asked.question.operation.condition or Condition(">", Decimal(0))
    if len(flat) > 1 and asked.question.operation.condition is None:
        return look_up(asked)
    holding = [operand for operand in known if condition.holds(operand.value or Decimal(0))]
    if asked.plan.own_only:
        return look_up(asked)
    opening = "有" if condition.comparison == ">" and not condition.bound else "是"
    if not holding:
        opening = "没有" if opening == "有" else "不是"
    notes = (*asked.notes, *mapping_notes(flat), *trust_notes(flat))
    first = known[0] if len(known) == 1 else None
    return Draft(
        "answered",
        f"{opening}。{each_in_words(flat)}。",
        first.value if first else None,
        first.unit if first else None,
        operands=_present(flat),
        notes=notes,
    )


def _present(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    return tuple(operand for operand in operands if operand.figures)
