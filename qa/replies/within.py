"""Groups of cells within one report: list them, or order them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qa.draft import Draft
from qa.evidence import Operand
from qa.labels import find_row, form, plain_label
from qa.plan import name_of
from qa.question import CellRef, Condition
from qa.replies.asked import Asked
from qa.replies.lookup import look_up
from qa.replies.missing import missing
from qa.replies.wording import (
    amount,
    cell_name,
    trust_notes,
)


def list_within(asked: Asked) -> Draft:
    """List the members of a group in one report: 不予公开的有哪些情形."""
    question = asked.question
    if len(question.cells) > 1 and question.operation.condition is None:
        return look_up(asked)  # every cell that is named is given, the zeros too
    cells = members(asked)
    table = asked.operands(cells)
    every = Condition(">=", Decimal(0)) if asked.question.by_applicant else None
    condition = asked.question.operation.condition or every or Condition(">", Decimal(0))
    lines = []
    operands: list[Operand] = []
    for row in table:
        known = [operand for operand in row if operand.value is not None]
        fitting = [operand for operand in known if condition.holds(operand.value or Decimal(0))]
        operands += fitting or known
        names = "、".join(f"{_member_name(o, asked)}{amount(o)}" for o in fitting) or "没有这样的项"
        rest = len(known) - len(fitting)
        zero = all(not operand.value for operand in known if operand not in fitting)
        left = f"；其余{rest}项{'为零' if zero else '不符合'}" if rest and fitting else ""
        lines.append(f"{name_of(row[0].card)}：{names}{left}。")
        blank = sum(operand.value is None for operand in row)
        if blank:
            lines.append(f"另有{blank}项空白或未读出。")
    if not operands:
        return missing(asked, table[0])
    return Draft(
        "answered",
        "\n".join(lines),
        operands=tuple(operands),
        notes=(*asked.notes, *trust_notes(operands)),
    )


def rank_within(asked: Asked) -> Draft:
    """Order the members of a group in one report: 办理结果中最多的是哪种."""
    table = asked.operands(members(asked))
    operation = asked.question.operation
    lines = []
    operands: list[Operand] = []
    for row in table:
        known = [operand for operand in row if operand.value is not None]
        known.sort(key=lambda operand: operand.value or Decimal(0), reverse=not operation.ascending)
        shown = known[: operation.limit or operation.position or 3]
        if not shown:
            continue
        last = shown[-1].value
        shown += [operand for operand in known[len(shown) :] if operand.value == last and last]
        operands += shown
        lines.append(_ordered_in_words(asked, shown))
    if not operands:
        return missing(asked, table[0])
    return Draft(
        "answered",
        "\n".join(lines),
        operands=tuple(operands),
        notes=(*asked.notes, *trust_notes(operands)),
    )


def _ordered_in_words(asked: Asked, shown: Sequence[Operand]) -> str:
    """Name the first, with its number, then those that follow it."""
    least = "少" if asked.question.operation.ascending else "多"
    first = shown[0]
    named = [f"“{_member_name(one, asked)}”" for one in shown]
    same = [n for n, one in zip(named, shown, strict=True) if one.value == first.value]
    others = [
        f"{n}{amount(one)}" for n, one in zip(named, shown, strict=True) if one.value != first.value
    ]
    each = f"，其次{'、'.join(others)}" if others else ""
    amounts = f"都是{amount(first)}" if len(same) > 1 else amount(first)
    return f"{name_of(first.card)}最{least}的是{'、'.join(same)}，{amounts}{each}。"


def members(asked: Asked) -> tuple[CellRef, ...]:
    """Return the cells a group is made of: rows of a derived row, all results, or applicants."""
    question = asked.question
    if len(question.cells) > 1:
        return question.cells
    cell = question.cells[0]
    form_id = asked.plan.cards[0].form
    row = find_row(cell.row, form_id)
    if question.by_applicant and row is not None:
        columns = [column.id for column in row.columns if not column.sum and column.id != "total"]
        return tuple(CellRef(cell.row, column) for column in columns)
    if row is not None and row.sum:
        return tuple(CellRef(member, cell.column) for member in row.sum)
    if cell.row in ("processed_total", "received_new", "carried_in"):
        results = next(r for r in form(form_id).relations if r.id == "results_total")
        return tuple(CellRef(member, cell.column) for member in results.left)
    if row is not None and row.table == "active":
        return tuple(CellRef(cell.row, column.id) for column in row.columns)
    if row is not None and row.table == "review":
        return tuple(CellRef(cell.row, c.id) for c in row.columns if c.id != "total")
    return question.cells


def _member_name(operand: Operand, asked: Asked) -> str:
    row = find_row(operand.cell.row, operand.card.form)
    if row is None:
        return operand.cell.row
    column = row.column(operand.cell.column)
    several_rows = len({cell.row for cell in asked.question.cells}) > 1
    if several_rows and row.table != "requests":
        return cell_name(operand)
    cells = asked.question.cells
    columns = len(cells) > 1 and not several_rows  # 自然人, 商业企业 … of one row
    if asked.question.by_applicant or columns or row.table != "requests":
        return plain_label(column.label) if column is not None else operand.cell.column
    return plain_label(row.label)
