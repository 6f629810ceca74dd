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
from qa.evidence import FigureWithheld, Operand
from qa.labels import column_label, find_row, row_label

_SIGN = {"减": "-", "增": "+", "-": "-", "−": "-", "－": "-", "+": "+", "＋": "+"}
_TEXTS_AT_ONCE = 500
_NUMBER = re.compile(r"(?P<sign>[-+−减增]?)\s*(?P<digits>\d[\d,]*(?:\.\d+)?)")


def pass_gate(draft: Draft, library: Library, question: str) -> Answer:
    """Re-read every figure and passage of a draft and make it an answer.

    Raises:
        FigureWithheld: one of them no longer stands in the stored text.
    """
    return Answer(
        question=question,
        status=draft.status,
        text=draft.text,
        value=draft.value,
        unit=draft.unit,
        premise=draft.premise,
        figures=_cite_all(draft.operands, library),
        computed=_with_sums(draft),
        passages=_cite_passages(draft.quotations, library),
        options=draft.options,
        notes=draft.notes,
    )


def withhold(question: str, reason: FigureWithheld) -> Answer:
    """Give no figure, and say why: an answer is withheld whole."""
    return Answer(
        question,
        "not_found",
        "这个数字没有通过复核，不能给出：存库的数值与报告原文不一致。请重新导入该报告。",
        notes=(str(reason),),
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
    """Cite every figure once, in order; the texts are fetched some reports at a time."""
    wanted: dict[str, dict[str, tuple[ReportCard, Figure]]] = {}
    for operand in operands:
        of_report = wanted.setdefault(operand.card.id, {})
        for figure in operand.figures:
            of_report.setdefault(figure.cell, (operand.card, figure))
    cited: list[CitedFigure] = []
    reports = list(wanted)
    for start in range(0, len(reports), _TEXTS_AT_ONCE):
        ids = reports[start : start + _TEXTS_AT_ONCE]
        texts = library.texts(ids)
        cited += [_cite(*one, texts[id_], library) for id_ in ids for one in wanted[id_].values()]
    return tuple(cited)


def _cite(card: ReportCard, figure: Figure, text: str, library: Library) -> CitedFigure:
    if fault := misread(figure, text):
        raise FigureWithheld(f"{card.id} {figure.cell}：{fault}")
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


def misread(figure: Figure, text: str) -> str:
    """Say how a report's text no longer reads as the figure was stored; "" where it does."""
    if figure.place is not None and figure.state in ("printed", "blank", "not_applicable"):
        standing = figure.place.read(text)
        same = standing.strip() == figure.printed.strip()
        if same and (figure.state != "printed" or printed_value(standing) == figure.value):
            return ""
        return f"原文此处为“{standing}”"
    return "没有原文位置" if figure.state == "printed" and figure.value is not None else ""


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


def _cite_passages(quotations: Sequence[Quotation], library: Library) -> tuple[CitedPassage, ...]:
    texts = library.texts([quotation.card.id for quotation in quotations]) if quotations else {}
    return tuple(_cite_passage(one, texts[one.card.id]) for one in quotations)


def _cite_passage(quotation: Quotation, text: str) -> CitedPassage:
    card, passage = quotation.card, quotation.passage
    standing = passage.place.read(text)
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
