"""What rows and columns are called in the form, for the evidence and for a sentence."""

from __future__ import annotations

import re
from functools import cache

from ingest.form import FORM_IDS, Column, Form, Row, load_form

RESULTS = ("granted", "partial", "denied", "unavailable", "not_processed", "other_result")
"""The rows of the results, in the order of the form; a row with parts stands for them."""

# The same wish under two forms: what was made this year.
EQUIVALENT_COLUMNS = {"made": "new_made", "new_made": "made"}
# What the table annexed until 2018 has instead; counted much alike, and said so.
IN_THE_ANNEX = {
    "received_new:total": "old_app_total:count",
    "processed_total:total": "old_done:count",
    "granted:total": "old_reply_granted:count",
    "partial:total": "old_reply_partial:count",
    "denied:total": "old_denied:count",
    "denied.state_secret:total": "old_denied_secret:count",
    "reconsideration:total": "old_rev_total:count",
    "reconsideration:upheld": "old_rev_upheld:count",
    "reconsideration:corrected": "old_rev_corrected:count",
    "reconsideration:other": "old_rev_other:count",
    "litigation:total": "old_lit_total:count",
    "litigation:upheld": "old_lit_upheld:count",
    "litigation:corrected": "old_lit_corrected:count",
    "litigation:other": "old_lit_other:count",
}


@cache
def find_row(row_id: str, form_id: str | None = None) -> Row | None:
    """Return the row of the form, or of the newest form that has it."""
    forms = [form_id, *FORM_IDS] if form_id in FORM_IDS else list(FORM_IDS)
    found = (_row(form, row_id) for form in forms if form)
    return next((row for row in found if row is not None), None)


def _row(form_id: str, row_id: str) -> Row | None:
    try:
        return load_form(form_id).row(row_id)
    except FileNotFoundError:
        return None


@cache
def find_column(row_id: str, column_id: str, form_id: str | None = None) -> Column | None:
    """Return the column of a row, from the newest form whose row has it."""
    for form in [form_id, *FORM_IDS] if form_id in FORM_IDS else FORM_IDS:
        row = _row(form, row_id) if form else None
        column = row.column(column_id) if row else None
        if column is not None:
            return column
    return None


@cache
def operand_cells(row_id: str, column_id: str, form_id: str | None = None) -> tuple[str, ...]:
    """Return the printed cells that a cell stands for: itself, or those that it sums.

    >>> operand_cells("litigation", "total")
    ('litigation_direct:total', 'litigation_after:total')
    """
    row, column = find_row(row_id, form_id), find_column(row_id, column_id, form_id)
    rows = row.sum if row is not None and row.sum else (row_id,)
    columns = column.sum if column is not None and column.sum else (column_id,)
    return tuple(f"{one_row}:{one_column}" for one_row in rows for one_column in columns)


def plain_label(label: str) -> str:
    """Return a label without its number and glosses, as it reads inside a sentence.

    >>> plain_label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    '部分公开'
    >>> plain_label("1.属于国家秘密")
    '属于国家秘密'
    """
    label = re.sub(
        r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])", "", label
    )
    return re.sub(r"（(?!两组).*?）", "", label)


@cache
def row_label(row_id: str, form_id: str | None = None) -> str:
    """Return the official wording of a row."""
    row = find_row(row_id, form_id)
    return row.label if row is not None else row_id


@cache
def column_label(row_id: str, column_id: str, form_id: str | None = None) -> str:
    """Return the official wording of a column."""
    column = find_column(row_id, column_id, form_id)
    return column.label if column is not None else column_id


@cache
def sentence_label(row_id: str, column_id: str, form_id: str | None = None) -> str:
    """Name a cell inside a sentence: the row with its group, and the column if it matters.

    >>> sentence_label("denied.state_secret", "total")
    '不予公开·属于国家秘密'
    >>> sentence_label("received_new", "natural_person")
    '本年新收政府信息公开申请数量（自然人）'
    """
    row = find_row(row_id, form_id)
    if row is None:
        return row_id
    name = plain_label(row.label)
    if row.parent:
        parent = find_row(row.parent, form_id)
        name = f"{plain_label(parent.label)}·{name}" if parent else name
    if row.table == "annex":
        return name
    if row_id == "processed_total":
        name = "本年度办理结果总计"
    if row.table == "requests":
        if column_id == "total":
            return name
        return f"{name}（{column_label(row_id, column_id, form_id)}）"
    return f"{name}·{plain_label(column_label(row_id, column_id, form_id))}"


@cache
def unit_of(row_id: str, column_id: str, form_id: str | None = None) -> str:
    """Return the unit of a cell."""
    column = find_column(row_id, column_id, form_id)
    return column.unit if column is not None else "件"


def form(form_id: str) -> Form:
    """Return a form, 2021's for a report whose tables mix two forms."""
    return load_form(form_id if form_id in FORM_IDS else "2021")
