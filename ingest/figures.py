"""From what was read to figures: values as printed, their units, how far to trust them.

A figure is drafted with the reasons to doubt it; the form's arithmetic is tried on the drafts; then
a figure is conflicting if a relation it stands in fails, verified if there is no reason left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.form import Column, Row
from ingest.places import PlaceFinder
from ingest.report import Check, Figure, Place, State, Trust
from ingest.solve import Hypothesis
from ingest.tokens import Token, number_of, unit_of

NO_FULL_LABEL = "行标签缺失、不全或与法定表述不一致"
ROW_OUT_OF_PLACE = "表中另有缺失或多余的数字，此行与标签的对应未能确认"
TOTAL_BLANK = "此行只有总计为空白，各数所在的栏目未能确认"
REPEATED_ROW = "此行的标签在表中不止一处，数字未能确认"
NO_HEADER = "未见此项的表头，栏目未能确认"
NOT_PRINTED_ZERO = "文中未见此格的数字，合计时按 0 计"
NOT_CHECKED = "没有（别的）勾稽关系可以核对此数"
BORDERS_NOT_PRINTED = "数字连写，按勾稽关系唯一拆分"
POSITION_INFERRED = "此行印出的数字不足，按勾稽关系推算"
ONLY_WAY_TO_PART = "数字连写，只有一种拆分，但无勾稽关系可以核对"
SPACES_UNSURE = "文中数字连写，空格未必是分格"
LONE_NUMBER = "此数独占一行，可能是页码"
TABLE_TWICE = "文中有不止一张这样的表，取自第一张"
OTHER_WITNESS = "另一种读法读作 {}"
UNDETERMINED = "数字连写或缺漏，无法断定各格的数字"
# Remarks on how a figure came about, which are no reason to doubt it.
_REMARKS = frozenset({BORDERS_NOT_PRINTED})


def printed_figure(
    row: Row,
    column: Column,
    token: Token,
    text: str,
    places: PlaceFinder,
    row_place: Place | None,
    reasons: Iterable[str] = (),
) -> Figure:
    """Return the draft of a cell that is printed, if only as a blank or a mark for none."""
    printed = text[token.start : token.end]
    is_number = token.kind == "number"
    return Figure(
        row=row.id,
        column=column.id,
        value=number_of(token) if is_number else None,
        unit=unit_of(token) or column.unit if is_number else column.unit,
        printed=printed,
        state="printed" if is_number else "not_applicable" if printed else "blank",
        trust="unverified",
        reasons=tuple(dict.fromkeys(reasons)),
        place=places.at(token.start, token.end) if printed else None,
        row_place=row_place,
    )


def inferred_figure(
    row: Row,
    column: Column,
    row_place: Place | None,
    value: int | Decimal | None,
    state: State,
    reason: str,
) -> Figure:
    """Return the draft of a cell whose own characters cannot be told: it has no place."""
    return Figure(
        row=row.id,
        column=column.id,
        value=None if value is None else Decimal(value),
        unit=column.unit,
        printed="",
        state=state,
        trust="unverified",
        reasons=(reason,),
        row_place=row_place,
    )


def consensus(
    solved: Sequence[Hypothesis], at: int, numbers: Sequence[Token]
) -> tuple[int | None, State, str]:
    """Return what all readings of a row say of its cell `at`: value, state and the reason."""
    values = {one.values[at] for one in solved}
    if len(values) > 1:
        return None, "printed", UNDETERMINED
    (value,) = values
    if len(solved) == 1 and solved[0].run_together:
        return value, "inferred", BORDERS_NOT_PRINTED
    nowhere = all(_is_blank(one.sources[at], numbers) for one in solved)
    if value == 0 and nowhere and not any(one.run_together for one in solved):
        return None, "blank", NOT_PRINTED_ZERO
    return value, "inferred", POSITION_INFERRED


def _is_blank(source: int | None, numbers: Sequence[Token]) -> bool:
    return source is None or numbers[source].kind == "blank"


def printed_columns(row: Row) -> list[Column]:
    """Return the columns that the form prints, without the derived ones."""
    return [column for column in row.columns if not column.sum]


def doubted(figure: Figure, *reasons: str) -> Figure:
    """Return the draft with further reasons to doubt it."""
    return replace(figure, reasons=tuple(dict.fromkeys((*figure.reasons, *reasons))))


def settle(figures: Iterable[Figure], checks: Sequence[Check]) -> list[Figure]:
    """Return the figures with their trust: what the relations say, then what the drafts doubt."""
    failed: dict[str, list[str]] = {}
    for check in checks:
        if check.status == "FAIL":
            for cell in check.cells:
                failed.setdefault(cell, []).append(f"勾稽不符：{check.label}：{check.formula}")
    return [_settled(figure, failed.get(figure.cell, ())) for figure in figures]


def _settled(figure: Figure, failures: Sequence[str]) -> Figure:
    reasons = (*figure.reasons, *failures)
    if failures:
        return replace(figure, trust="conflicting", reasons=reasons)
    in_doubt = any(reason not in _REMARKS for reason in reasons)
    return replace(figure, trust="unverified" if in_doubt else "verified", reasons=reasons)


def withheld(figure: Figure, reason: str) -> Figure:
    """Return a settled figure that is no longer verified, for a reason found later."""
    trust: Trust = "unverified" if figure.trust == "verified" else figure.trust
    return doubted(replace(figure, trust=trust), reason)


def against_witness(figures: Iterable[Figure], witness: Iterable[Figure]) -> list[Figure]:
    """Return the figures, conflicting where another reading of the file is sure it differs."""
    sure = {figure.cell: figure for figure in witness if figure.trust == "verified"}
    compared = []
    for figure in figures:
        other = sure.get(figure.cell)
        if other is not None and other.value is not None and figure.value != other.value:
            reason = OTHER_WITNESS.format(other.printed or f"{other.value:f}")
            figure = doubted(replace(figure, trust="conflicting"), reason)
        compared.append(figure)
    return compared


def with_reasons(figures: Iterable[Figure], reasons: Mapping[str, Sequence[str]]) -> list[Figure]:
    """Return the drafts with further reasons to doubt them, given by row."""
    return [
        doubted(figure, *more) if (more := reasons.get(figure.row)) else figure
        for figure in figures
    ]
