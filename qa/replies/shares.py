"""Shares of cited figures, always with the division."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.evidence import Operand, summed
from qa.labels import find_row
from qa.plan import name_of
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.replies.lookup import missing
from qa.replies.wording import amount, cell_name, number, percent, trust_notes

EXACT = Decimal("0.000001")


def default_denominator(cell: CellRef) -> tuple[CellRef, ...]:
    """Return what a cell's share is of when the question does not say.

    A result's share is of all results, a column's of its row, an outcome's of its block.
    """
    row = find_row(cell.row)
    if cell.column not in ("total",) and row is not None and row.table in ("requests", "review"):
        return (CellRef(cell.row, "total"),)
    if row is not None and row.table == "requests" and cell.row != "processed_total":
        return (CellRef("processed_total", "total"),)
    if cell.row == "processed_total":
        return (CellRef("received_new", "total"), CellRef("carried_in", "total"))
    return ()


def share(asked: Asked) -> Draft:
    """Answer with a share, report by report, showing the division."""
    question = asked.question
    tops = tuple(cell for cell in question.cells if cell not in question.denominator)
    if not tops:
        tops = question.cells[:1]
    bottoms = question.denominator or default_denominator(tops[0])
    if not bottoms:
        return not_found("这个占比要除以什么，报告里没有现成的口径，请说明“占……的比例”。")
    lines: list[str] = []
    operands: list[Operand] = []
    shares: list[Decimal] = []
    formulas: list[str] = []
    for row in asked.operands((*tops, *bottoms)):
        part = _share_of(row[: len(tops)], row[len(tops) :])
        operands += [operand for operand in row if operand.figures]
        if part is None:
            lines.append(_no_share(row))
            continue
        formula = _division(row[: len(tops)], row[len(tops) :], part)
        shares.append(part)
        formulas.append(formula)
        upper, lower = _names(row[: len(tops)]), _names(row[len(tops) :])
        lines.append(f"{name_of(row[0].card)}{upper}占{lower}的{percent(part)}（{formula}）。")
    return _shares_draft(asked, lines, operands, shares, formulas)


def _shares_draft(
    asked: Asked,
    lines: list[str],
    operands: list[Operand],
    shares: list[Decimal],
    formulas: list[str],
) -> Draft:
    notes = (*asked.notes, *trust_notes(operands))
    if not operands:
        return missing(asked, [row[0] for row in asked.operands(asked.question.cells)])
    if not shares:
        return Draft("answered", "\n".join(lines), operands=tuple(operands), notes=notes)
    value = shares[0].quantize(EXACT) if len(shares) == 1 and len(lines) == 1 else None
    text = "\n".join(lines)
    if value is not None:
        text = f"{percent(shares[0])}。{text}"
    computed = Computed("share", "；".join(formulas), value, Coverage(len(shares), len(lines)))
    return Draft(
        "answered",
        text,
        value,
        "比例" if value is not None else None,
        operands=tuple(operands),
        computed=computed,
        notes=notes,
    )


def _share_of(tops: Sequence[Operand], bottoms: Sequence[Operand]) -> Decimal | None:
    top, bottom = summed(tops), summed(bottoms)
    return None if top is None or not bottom else top / bottom


def _no_share(row: Sequence[Operand]) -> str:
    values = "、".join(f"{cell_name(operand)}{amount(operand)}" for operand in row)
    return f"{name_of(row[0].card)}：{values}，算不出占比。"


def _division(tops: Sequence[Operand], bottoms: Sequence[Operand], part: Decimal) -> str:
    def side(operands: Sequence[Operand]) -> str:
        words = " + ".join(number(operand.value or Decimal(0)) for operand in operands)
        return f"({words})" if len(operands) > 1 else words

    return f"{side(tops)} ÷ {side(bottoms)} = {percent(part)}"


def _names(operands: Sequence[Operand]) -> str:
    return "与".join(f"“{cell_name(operand)}”" for operand in operands) + (
        "之和" if len(operands) > 1 else ""
    )
