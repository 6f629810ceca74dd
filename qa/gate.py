"""The number gate: nothing numeric reaches a person that was not just re-read from the report.

A figure passes if the characters at its stored place still read as its stored value, and its row
still stands where it stood. An inferred figure, printed nowhere by itself, passes if its row still
stands and the row's digits still allow it. One figure that does not pass withholds the answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from index import Library, ReportCard
from ingest.report import Figure
from qa.answer import Answer, CitedFigure, CitedPassage, Computed, Coverage, Source
from qa.draft import Draft, Quotation
from qa.evidence import Operand
from qa.labels import column_label, find_row, row_label

_SIGN = {"减": "-", "增": "+", "-": "-", "−": "-", "－": "-", "+": "+", "＋": "+"}
_NUMBER = re.compile(r"(?P<sign>[-+−减增]?)\s*(?P<digits>\d[\d,]*(?:\.\d+)?)")


class FigureWithheld(Exception):
    """A stored figure does not read as it did when the report was taken in."""


def pass_gate(draft: Draft, library: Library, question: str) -> Answer:
    """Re-read every figure and passage of a draft and make it an answer.

    An answer whose figure no longer stands in the stored text is withheld whole.
    """
    try:
        figures = _cite_all(draft.operands, library)
        passages = tuple(_cite_passage(quotation, library) for quotation in draft.quotations)
    except FigureWithheld as withheld:
        return Answer(
            question,
            "not_found",
            "这个数字没有通过复核，不能给出：存库的数值与报告原文不一致。请重新导入该报告。",
            notes=(str(withheld),),
        )
    return Answer(
        question=question,
        status=draft.status,
        text=draft.text,
        value=draft.value,
        unit=draft.unit,
        premise=draft.premise,
        figures=figures,
        computed=_with_sums(draft),
        passages=passages,
        options=draft.options,
        notes=draft.notes,
    )


def _with_sums(draft: Draft) -> Computed | None:
    """Show how every derived figure was added up, beside what was worked out from it."""
    sums: dict[str, Operand] = {}
    for operand in draft.operands:
        if operand.state == "derived" and operand.value is not None:
            parts = " + ".join(f"{one.value:f}" for one in operand.figures if one.value is not None)
            sums[f"{parts} = {operand.value:f}"] = operand
    if not sums:
        return draft.computed
    formula = "；".join(sums)
    if draft.computed is not None:
        return replace(draft.computed, formula=f"{draft.computed.formula}；{formula}")
    value = next(iter(sums.values())).value if len(sums) == 1 else None
    return Computed("sum", formula, value, Coverage(len(sums), len(sums)))


def _cite_all(operands: Sequence[Operand], library: Library) -> tuple[CitedFigure, ...]:
    cited: dict[tuple[str, str], CitedFigure] = {}
    for operand in operands:
        for figure in operand.figures:
            key = (operand.card.id, figure.cell)
            if key not in cited:
                cited[key] = _cite(operand.card, figure, library)
    return tuple(cited.values())


def _cite(card: ReportCard, figure: Figure, library: Library) -> CitedFigure:
    text = library.text(card.id)
    _check(card, figure, text)
    if figure.state == "inferred" and figure.row_place is not None and figure.value is not None:
        _check_inferred(card, figure, figure.row_place.read(text), library)
    place = figure.row_place or figure.place
    return CitedFigure(
        report=card.id,
        organ=card.organ,
        region=card.region,
        year=card.year,
        row=figure.row,
        row_label=row_label(figure.row, card.form),
        column=figure.column,
        column_label=column_label(figure.row, figure.column, card.form),
        value=figure.value,
        unit=figure.unit,
        printed=figure.printed,
        state=figure.state,
        trust=figure.trust,
        quote=place.read(text) if place else "",
        source=Source(
            file=card.file,
            sha256=card.sha256,
            page=(figure.place or place).page if place else None,
            line=(figure.place or place).line if place else None,
            start=place.start if place else None,
            end=place.end if place else None,
        ),
    )


def _check(card: ReportCard, figure: Figure, text: str) -> None:
    if figure.place is not None and figure.state in ("printed", "blank", "not_applicable"):
        standing = figure.place.read(text)
        if standing.strip() != figure.printed.strip():
            raise FigureWithheld(f"{card.id} {figure.cell}：原文此处为“{standing}”")
        if figure.state == "printed" and printed_value(standing) != figure.value:
            raise FigureWithheld(f"{card.id} {figure.cell}：原文此处为“{standing}”")
    elif figure.state == "printed" and figure.value is not None:
        raise FigureWithheld(f"{card.id} {figure.cell}：没有原文位置")


def _check_inferred(card: ReportCard, figure: Figure, row: str, library: Library) -> None:
    """An inferred value's digits stand in its row, or the row leaves it out altogether.

    Where a whole row is inferred its digits were printed without separators: its numbers, one
    after another, must still be what stands there.
    """
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", row))
    cells = [one for _, one in library.figures([card.id], [figure.row])]
    run_together = "".join(
        f"{one.value:f}" for one in _in_order(cells, card.form) if one.value is not None
    )
    whole = all(one.state == "inferred" and one.value is not None for one in cells)
    if whole and len(digits) >= len(run_together) and run_together not in digits:
        raise FigureWithheld(f"{card.id} {figure.cell}：原文这一行为“{row}”")
    if figure.value and not set(str(abs(figure.value))) & set(digits or str(figure.value)):
        raise FigureWithheld(f"{card.id} {figure.cell}：原文这一行为“{row}”")


def _in_order(cells: Sequence[Figure], form_id: str) -> list[Figure]:
    """Return a row's cells in the order of its columns."""
    row = find_row(cells[0].row, form_id)
    order = [column.id for column in row.columns] if row is not None else []
    return sorted(cells, key=lambda cell: order.index(cell.column) if cell.column in order else -1)


def printed_value(printed: str) -> Decimal | None:
    """Return the number that printed characters stand for, None if they are not one number.

    >>> printed_value("１,234"), printed_value("减3"), printed_value("160.5964万元")
    (Decimal('1234'), Decimal('-3'), Decimal('160.5964'))
    """
    match = _NUMBER.search(unicodedata.normalize("NFKC", printed))
    if match is None:
        return None
    sign = _SIGN.get(match["sign"], "+")
    try:
        value = Decimal(match["digits"].replace(",", ""))
    except InvalidOperation:
        return None
    return -value if sign == "-" else value


def _cite_passage(quotation: Quotation, library: Library) -> CitedPassage:
    card, passage = quotation.card, quotation.passage
    standing = passage.place.read(library.text(card.id))
    if passage.kind == "narrative" and standing != passage.text:
        raise FigureWithheld(f"{card.id}：第{passage.place.line}行的原文与存库的段落不一致")
    return CitedPassage(
        report=card.id,
        organ=card.organ,
        year=card.year,
        section=" › ".join(passage.headings) or passage.section,
        text=standing,
        highlights=quotation.highlights,
        score=round(quotation.score, 4),
        source=Source(
            file=card.file,
            sha256=card.sha256,
            page=passage.place.page,
            line=passage.place.line,
            start=passage.place.start,
            end=passage.place.end,
        ),
    )
