"""How the applications of reports were dealt with: every result and the total, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import Library
from qa.answer import Answer
from qa.draft import Draft
from qa.evidence import Evidence, FigureWithheld
from qa.gate import pass_gate
from qa.labels import RESULTS, plain_label, row_label
from qa.question import CellRef
from ui.charts.fold import Items, datum_of, items_of
from ui.charts.model import Bar, Composition, Datum, Stack

_ALL_RESULTS = "processed_total:total"


def composition_of(library: Library, report_ids: Sequence[str]) -> Composition | None:
    """Return how these reports' applications were dealt with, every cell re-read from the text.

    None where a report has none of the cells, or one does not read as it is stored.
    """
    wanted = set(report_ids)
    cards = [card for card in library.cards() if card.id in wanted]
    cells = [CellRef(row, "total") for row in (*RESULTS, "processed_total")]
    operands = Evidence(library).operands(cards, cells)
    present = tuple(operand for operand in operands.values() if operand.figures)
    if not present:
        return None
    try:
        answer = pass_gate(Draft("answered", "", operands=present), library, "")
    except FigureWithheld:
        return None
    order = {report: at for at, report in enumerate(report_ids)}
    items = sorted(items_of(answer, cards), key=lambda one: order[one.card.id])
    return _drawn([replace(one, data=_with_every_result(one, answer)) for one in items])


def _with_every_result(items: Items, answer: Answer) -> dict[str, Datum]:
    """Say of a result whose parts do not all have a number that it has none."""
    data = dict(items.data)
    for row in RESULTS:
        parts = [
            datum_of(figure)
            for figure in answer.figures
            if figure.report == items.card.id and figure.row.startswith(f"{row}.")
        ]
        if f"{row}:total" not in data:
            cited = tuple(cell for part in parts for cell in part.cited)
            data[f"{row}:total"] = Datum(None, "件", cited, absent="不全")
    data.setdefault(_ALL_RESULTS, Datum(None, "件", absent="未读出"))
    return data


def composition_of_items(items: Sequence[Items]) -> Composition | None:
    """Return the composition if the answer cites every result and the total of each report."""
    needed = {f"{row}:total" for row in RESULTS} | {_ALL_RESULTS}
    if any(needed - set(one.data) or set(one.data) - needed for one in items):
        return None
    return _drawn(items)


def _drawn(items: Sequence[Items]) -> Composition:
    stacks = tuple(
        Stack(
            one.name,
            tuple(Bar(plain_label(row_label(row)), one.data[f"{row}:total"]) for row in RESULTS),
            one.data[_ALL_RESULTS],
        )
        for one in items
    )
    whose = stacks[0].name if len(stacks) == 1 else "各报告"
    return Composition(f"{whose}申请办理结果构成", "件", stacks)
