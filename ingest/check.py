"""The form's arithmetic (勾稽) tried on a report's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.form import Form, Relation, Table, all_forms
from ingest.report import Check, CheckStatus, Figure

# A sum of more terms than this is shown without its zeros.
_LONGEST_FORMULA = 7


@dataclass(frozen=True, slots=True)
class _Sides:
    """The cells on the two sides of one relation in one row or column."""

    subject: str
    left: tuple[str, ...]
    right: tuple[str, ...]


def check_report(form_id: str, figures: Sequence[Figure]) -> tuple[Check, ...]:
    """Return every relation of the form with its status and its formula in the report's numbers.

    A blank cell counts as 0 in a sum. `form_id` may be a hybrid: the relations of each table are
    those of the form whose rows the figures have.
    """
    by_cell = {figure.cell: figure for figure in figures}
    return tuple(
        _check(relation, sides, by_cell)
        for form, table in _tables(form_id, figures)
        for relation in form.relations
        if relation.table == table.id
        for sides in _instances(relation, table)
        if any(cell in by_cell for cell in sides.left + sides.right)
    )


def _tables(form_id: str, figures: Sequence[Figure]) -> Iterator[tuple[Form, Table]]:
    """Yield each table that has figures, in the form that fits it best, `form_id` before others."""
    rows = {figure.row for figure in figures}
    found: dict[str, tuple[int, Form, Table]] = {}
    for form in all_forms(form_id):
        for table in form.tables:
            printed = {row.id for row in table.rows}
            fitness = len(printed & rows) - len(printed - rows)
            if printed & rows and (table.id not in found or fitness > found[table.id][0]):
                found[table.id] = (fitness, form, table)
    for _, form, table in found.values():
        yield form, table


def _instances(relation: Relation, table: Table) -> Iterator[_Sides]:
    """Yield the relation once for each row, or for each printed column, of its table."""
    if relation.each == "row":
        for row in table.rows:
            if all(row.column(column) for column in relation.left + relation.right):
                yield _Sides(
                    row.label,
                    tuple(f"{row.id}:{column}" for column in relation.left),
                    tuple(f"{row.id}:{column}" for column in relation.right),
                )
        return
    for column in table.rows[0].columns:
        if not column.sum:
            yield _Sides(
                column.label,
                tuple(f"{row}:{column.id}" for row in relation.left),
                tuple(f"{row}:{column.id}" for row in relation.right),
            )


def _check(relation: Relation, sides: _Sides, by_cell: Mapping[str, Figure]) -> Check:
    cells = sides.left + sides.right
    missing = [cell for cell in cells if cell not in by_cell or _unknown(by_cell[cell])]
    status: CheckStatus = "NOT_ASSESSABLE"
    formula, reason = "", ""
    if missing:
        reason = f"{len(missing)} 格没有可用的数字"
    elif all(by_cell[cell].value is None for cell in cells):
        reason = "各格均为空白"
    else:
        left = [_amount(by_cell[cell]) for cell in sides.left]
        right = [_amount(by_cell[cell]) for cell in sides.right]
        holds = sum(left) == sum(right)
        formula = f"{_sum_text(left)} {'=' if holds else '≠'} {_sum_text(right)}"
        blank_total = all(by_cell[cell].value is None for cell in sides.right)
        if blank_total and not holds:
            reason = "合计格为空白"
        else:
            status = "PASS" if holds else "FAIL"
            reason = _remark(cells, by_cell)
    return Check(relation.id, f"{sides.subject}：{relation.label}", status, formula, cells, reason)


def _unknown(figure: Figure) -> bool:
    return figure.value is None and figure.state not in ("blank", "not_applicable")


def _amount(figure: Figure) -> Decimal:
    return figure.value if figure.value is not None else Decimal(0)


def _sum_text(terms: Sequence[Decimal]) -> str:
    """Write a sum; a long one without its zeros.

    >>> _sum_text([Decimal(82), Decimal(0)])
    '82 + 0'
    """
    if len(terms) > _LONGEST_FORMULA:
        terms = [term for term in terms if term] or [Decimal(0)]
    return " + ".join(f"{term:f}" for term in terms)


def _remark(cells: Sequence[str], by_cell: Mapping[str, Figure]) -> str:
    blank = sum(by_cell[cell].value is None for cell in cells)
    inferred = sum(by_cell[cell].state == "inferred" for cell in cells)
    remarks = [f"空白 {blank} 格按 0 计"] if blank else []
    remarks += [f"其中 {inferred} 格由勾稽关系推算"] if inferred else []
    return "；".join(remarks)
