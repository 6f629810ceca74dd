"""What to say where figures of different forms or scopes stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from qa.evidence import Operand
from qa.labels import find_row

_NEW_FORM = 2021


def series_break(operands: Sequence[Operand]) -> tuple[str, ...]:
    """Say where figures set side by side come from different forms."""
    forms = {operand.card.form for operand in operands}
    scopes = {operand.card.scope for operand in operands}
    notes = []
    years = {operand.card.year for operand in operands}
    rows = (find_row(operand.cell.row) for operand in operands)
    active = any(row.table == "active" for row in rows if row is not None)
    if len(forms) > 1 and (active or min(years) < _NEW_FORM <= max(years)):
        changed = (
            "主动公开表的栏目改过，“本年新制作”与“本年制发”口径相近而不完全相同"
            if active
            else "“（六）其他处理”由一行改为三行，其余各行相同"
        )
        notes.append(f"这些年份的报告用了不同时期的统一格式（2021年起换新格式）：{changed}。")
    if len(scopes - {"unknown"}) > 1:
        notes.append("这些报告的统计口径不同（本机关与全域汇总），比较时请留意。")
    return tuple(notes)
