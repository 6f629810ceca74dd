"""What to say where a report has no such cell: why, what there is instead, what the text says."""

from __future__ import annotations

from collections.abc import Sequence

from qa.draft import Draft, Quotation
from qa.evidence import Operand
from qa.labels import find_row, form, sentence_label
from qa.plan import name_of
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.replies.wording import cell_name
from qa.sentences import numbers_in, sentences
from qa.themes import find_theme

_FIRST_TABLES = 2019
_FEW_CELLS = 4
_THEME_OF_TABLE = {"requests": "request_text", "review": "review_text", "active": "normative"}


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
