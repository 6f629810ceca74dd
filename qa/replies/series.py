"""What to say where figures of different forms or scopes stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from qa.evidence import Operand
from qa.labels import find_row
from qa.naming import years_in_words
from qa.replies.asked import Asked
from qa.replies.wording import cell_name

# The first year of each form; before 2019 a table of statistics was annexed, if any.
_BEGINNINGS = ((2019, "2019年起改用三张统计表"), (2021, "2021年起换新格式"))
_SPLIT_IN_2021 = "other_result"


def series_break(asked: Asked, operands: Sequence[Operand]) -> tuple[str, ...]:
    """Say which forms and scopes the figures come from, and what changed between them."""
    years = {operand.card.year for operand in operands}
    annexed = annex_note(operands) if len(years) == 1 else ()
    return (*annexed, *_forms_note(operands), *_scopes_note(asked, operands))


def _forms_note(operands: Sequence[Operand]) -> tuple[str, ...]:
    years = sorted({operand.card.year for operand in operands})
    forms = {operand.card.form for operand in operands}
    begun = [words for first, words in _BEGINNINGS if years and years[0] < first <= years[-1]]
    if not begun or len(forms) < 2:
        return ()
    return (f"这些年份的报告格式不同（{'，'.join(begun)}）：{_what_changed(operands)}。",)


def _what_changed(operands: Sequence[Operand]) -> str:
    """Name a row by what each form calls it; one that is called the same is the same."""
    called: dict[str, set[int]] = {}
    for operand in operands:
        called.setdefault(cell_name(operand), set()).add(operand.card.year)
    if any(operand.cell.row == _SPLIT_IN_2021 for operand in operands):
        return "“（六）其他处理”由一行改为三行，旧表的一行与新表三行之和对应"
    by_year: dict[frozenset[str], None] = {}
    for operand in operands:
        rows = frozenset(name for name in called if operand.card.year in called[name])
        by_year[rows] = None
    if len(by_year) < 2:
        return "这一项的名称和口径没有变"
    names = [f"“{name}”（{years_in_words(sorted(years))}）" for name, years in called.items()]
    return f"{'、'.join(names[:4])}口径相近而不完全相同"


def _scopes_note(asked: Asked, operands: Sequence[Operand]) -> tuple[str, ...]:
    """Own figures beside a whole area's; said once, if the plan has not said it already."""
    scopes = {operand.card.scope for operand in operands} - {"unknown"}
    if len(scopes) < 2 or any("口径" in note for note in asked.plan.notes):
        return ()
    return ("这些报告的统计口径不同（本机关与全域汇总），比较时请留意。",)


def annex_note(operands: Sequence[Operand]) -> tuple[str, ...]:
    """Say that a figure comes from the table annexed until 2018, under that table's name."""
    names = {
        cell_name(operand): operand.card.year
        for operand in operands
        if (row := find_row(operand.cell.row, operand.card.form)) and row.table == "annex"
    }
    return tuple(
        f"{year}年的报告用的是当时的统计附表，相应的一项叫“{name}”，与后来的表格口径相近。"
        for name, year in names.items()
    )
