"""A figure over the years of one or several organs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft
from qa.evidence import Operand
from qa.replies.asked import Asked
from qa.replies.calculate import difference, series_break
from qa.replies.lookup import missing
from qa.replies.shares import default_denominator
from qa.replies.wording import amount, cell_name, number, percent, trust_notes

_PEAK = re.compile(
    r"(?:哪|那)一?年.{0,14}最|最(?:多|少|高|低|大|小)的(?:一年|年份|是哪一?年|那年)|"
    r"哪一?年(?:更|最)?(?:多|少|高|低)"
)


def trend(asked: Asked) -> Draft:
    """Set the years side by side, oldest first; name the peak where the question asks for it."""
    if asked.question.operation.relative or asked.question.denominator:
        return _shares_over_years(asked)
    table = asked.operands(asked.question.cells)
    flat = [operand for row in table for operand in row]
    if all(operand.state == "missing" for operand in flat):
        return missing(asked, flat)
    if len(table) == 1:
        return _only_one_year(asked, flat)
    lines = []
    for organ, column in _series(flat):
        years = "，".join(f"{operand.card.year}年{amount(operand)}" for operand in column)
        lines.append(f"{organ}“{cell_name(column[-1])}”：{years}。")
        lines += _peak(asked, column)
    lines += asked.plan.lacking
    known = [operand for operand in flat if operand.value is not None]
    notes = (
        *asked.plan.notes,
        *asked.question.years.notes,
        *trust_notes(flat),
        *series_break(flat),
    )
    computed = Computed(
        "trend",
        " → ".join(number(o.value) for o in known if o.value is not None),
        None,
        Coverage(len(known), len(flat)),
    )
    operands = tuple(operand for operand in flat if operand.figures)
    peak = _peak_value(asked, known)
    return Draft(
        "answered",
        "\n".join(lines),
        peak.value if peak else None,
        peak.unit if peak else None,
        operands=operands,
        computed=computed,
        notes=notes,
    )


def _series(operands: Sequence[Operand]) -> list[tuple[str, list[Operand]]]:
    series: dict[tuple[str, str], list[Operand]] = {}
    for operand in operands:
        row = operand.cell.row
        series.setdefault((operand.card.organ, f"{row}:{operand.cell.column}"), []).append(operand)
    return [(organ, sorted(c, key=lambda o: o.card.year)) for (organ, _), c in series.items()]


def _only_one_year(asked: Asked, operands: Sequence[Operand]) -> Draft:
    values = "；".join(f"“{cell_name(operand)}”为{amount(operand)}" for operand in operands)
    card = operands[0].card
    lacking = "".join(asked.plan.lacking)
    text = f"库里只有{card.organ}{card.year}年一年的报告，看不出变化：{values}。{lacking}"
    present = tuple(operand for operand in operands if operand.figures)
    return Draft("answered", text, operands=present, notes=trust_notes(operands))


def _peak(asked: Asked, column: Sequence[Operand]) -> list[str]:
    if not _PEAK.search(asked.question.text):
        return []
    best = _peak_value(asked, [operand for operand in column if operand.value is not None])
    if best is None:
        return []
    ascending = asked.question.operation.ascending or "最少" in asked.question.text
    return [f"最{'少' if ascending else '多'}的是{best.card.year}年，{amount(best)}。"]


def _peak_value(asked: Asked, known: Sequence[Operand]) -> Operand | None:
    if not known or not _PEAK.search(asked.question.text):
        return None
    least = bool(re.search("最少|最低|最小", asked.question.text))
    choose = min if least else max
    return choose(known, key=lambda operand: operand.value or Decimal(0))


def _shares_over_years(asked: Asked) -> Draft:
    question = asked.question
    top = next((c for c in question.cells if c not in question.denominator), question.cells[0])
    bottoms = question.denominator or default_denominator(top)
    if not bottoms:
        return difference(asked)
    table = sorted(asked.operands((top, *bottoms)), key=lambda row: row[0].card.year)
    parts, formulas = [], []
    for row in table:
        upper, lower = row[0].value, [operand.value for operand in row[1:]]
        below = sum((value or Decimal(0) for value in lower), Decimal(0))
        if upper is None or None in lower or not below:
            parts.append(f"{row[0].card.year}年算不出（{amount(row[0])}/{amount(row[1])}）")
            continue
        parts.append(f"{row[0].card.year}年{percent(upper / below)}")
        formulas.append(f"{row[0].card.year}年 {number(upper)} ÷ {number(below)}")
    operands = tuple(operand for row in table for operand in row if operand.figures)
    if not operands:
        return missing(asked, [table[0][0]])
    names = "、".join(f"“{cell_name(operand)}”" for operand in table[0][1:])
    text = f"{table[0][0].card.organ}“{cell_name(table[0][0])}”占{names}："
    computed = Computed("share", "；".join(formulas), None, Coverage(len(formulas), len(table)))
    lines = (text + "，".join(parts) + "。", *asked.plan.lacking)
    return Draft(
        "answered",
        "\n".join(lines),
        operands=operands,
        computed=computed,
        notes=(*asked.plan.notes, *trust_notes(operands), *series_break(operands)),
    )
