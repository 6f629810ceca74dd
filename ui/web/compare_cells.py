"""One number of a comparison: how it is shown, what it changed by, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from index.cards import ReportCard
from ingest.report import Figure
from qa.evidence import Operand
from qa.gate import misread
from qa.labels import column_label, form
from qa.replies.wording import number
from ui.labels import DERIVED, STATE, TRUST
from ui.web.compare_lines import Line
from ui.web.links import cell_address

_WITHHELD = "未能在原文复核，不予显示"
DOUBT = "※"
"""Stands at what is worked out from numbers that are not all verified."""
_OTHER_FORM = "式样不同，不与别的年份相减"


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A number of one report: as shown, "" if there is none; `kind` as for a cell of its page.

    `change` is signed and exact, "" if there is none or nothing to compare with; `share` is in
    percent.
    """

    text: str
    value: Decimal | None = None
    kind: str = ""
    note: str = ""
    href: str = ""
    change: str = ""
    share: str = ""


def changed_since(
    cell: ComparedCell, operand: Operand, base: ComparedCell, before: Operand
) -> ComparedCell:
    """Return the cell with its change; only like is subtracted from like.

    Another column, unit or scope (口径) makes numbers that no difference can be told of.
    """
    if cell.value is None or base.value is None or operand.card.scope != before.card.scope:
        return cell
    if operand.cell.address != before.cell.address or operand.unit != before.unit:
        return replace(cell, note="；".join(filter(None, (cell.note, _OTHER_FORM))))
    difference = cell.value - base.value
    if not difference:
        return cell
    sign = "+" if difference > 0 else "−"
    doubt = "" if operand.trusted and before.trusted else DOUBT
    return replace(cell, change=f"{sign}{number(abs(difference))}{doubt}")


def compared_cell(line: Line, operand: Operand, text: str) -> ComparedCell:
    """Return the operand as it is shown in its row, re-read from the report's `text`."""
    if operand.state == "missing":
        return ComparedCell("", kind="absent", note=_why_missing(line, operand))
    if any(misread(figure, text) for figure in operand.figures):
        return ComparedCell("", kind="absent", note=_WITHHELD)
    notes = [_column_note(line, operand)]
    single = operand.figures[0] if len(operand.figures) == 1 else None
    href = _address(operand.card, single) if single else ""
    if operand.value is None:
        return _without_number(operand, single, notes, href)
    doubtful = next((one for one in operand.figures if one.trust != "verified"), None)
    kind: str = operand.state if operand.state in ("inferred", "derived") else ""
    if doubtful is not None:
        kind = doubtful.trust if single else "unsure"
        notes.append(TRUST[doubtful.trust])
        notes += doubtful.reasons[:2]
    if operand.state == "derived":
        terms = " + ".join(number(one.value or Decimal(0)) for one in operand.figures)
        notes.append(f"{DERIVED}：{terms} = {number(operand.value)}")
    elif operand.state == "inferred":
        notes.append(STATE["inferred"])
    shown = single.printed.strip() if single and single.printed.strip() else ""
    note = "；".join(dict.fromkeys(filter(None, notes)))
    return ComparedCell(shown or number(operand.value), operand.value, kind, note, href)


def _without_number(
    operand: Operand, single: Figure | None, notes: list[str], href: str
) -> ComparedCell:
    """Return a cell whose report gives no number: blank, “/”, or not to be told."""
    if operand.state == "not_applicable" and single is not None:
        text = single.printed.strip()
        return ComparedCell(text, None, "", STATE["not_applicable"], href)
    if operand.state == "blank":
        note = STATE["blank"] if single else "各项没有填全，不相加"
        return ComparedCell("", None, "blank" if single else "absent", note, href)
    return ComparedCell("", None, "absent", "原文数字连在一起，没有读出确定的数", href)


def _why_missing(line: Line, operand: Operand) -> str:
    card = operand.card
    if card.form in ("none", "annex"):
        return f"{card.year}年的报告没有这张表"
    row = form(card.form).row(line.row)
    if row is None or row.column(line.column) is None:
        return f"{card.year}年的表（{form(card.form).name}）没有这一项"
    return "报告中没有读到这一格"


def _column_note(line: Line, operand: Operand) -> str:
    if operand.cell.column == line.column or len(operand.figures) != 1:
        return ""
    label = column_label(line.row, operand.cell.column, operand.card.form)
    return f"{operand.card.year}年的栏目是“{label}”"


def _address(card: ReportCard, figure: Figure) -> str:
    place = figure.nearest_place
    return cell_address(card.id, figure.row, figure.column, place.line if place else None)
