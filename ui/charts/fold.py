"""From the figures an answer cites to one number for each item of each report.

The form prints no number for 不予公开 or 行政诉讼 as a whole: an answer cites their parts and shows
the sum as a formula. Only such a sum, shown in the answer, is drawn as one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index import ReportCard
from ingest.form import FORM_IDS
from qa.answer import Answer, CitedFigure
from qa.labels import form, operand_cells, sentence_label, unit_of
from ui.charts.model import Cited, Datum

_ABSENT = {"blank": "空白", "not_applicable": "不适用"}


@dataclass(frozen=True, slots=True)
class Items:
    """What an answer says of one report: a number by cell address, in the order of citing."""

    card: ReportCard
    data: dict[str, Datum]

    @property
    def name(self) -> str:
        """Whose report, of which year."""
        return f"{self.card.organ}{self.card.year}年"


def items_of(answer: Answer, cards: Iterable[ReportCard]) -> tuple[Items, ...]:
    """Return the numbers of an answer report by report; reports no longer kept are left out."""
    known = {card.id: card for card in cards}
    sums = _sums_shown(answer)
    by_report: dict[str, list[CitedFigure]] = {}
    for figure in answer.figures:
        by_report.setdefault(figure.report, []).append(figure)
    return tuple(
        Items(known[report], _folded(figures, known[report].form, sums))
        for report, figures in by_report.items()
        if report in known
    )


def _sums_shown(answer: Answer) -> frozenset[str]:
    formula = answer.computed.formula if answer.computed is not None else ""
    return frozenset(part.strip() for part in formula.split("；"))


def _folded(figures: Sequence[CitedFigure], form_id: str, sums: frozenset[str]) -> dict[str, Datum]:
    """Put the parts of a derived item together where the answer shows their sum."""
    cited = {f"{figure.row}:{figure.column}": figure for figure in figures}
    data = {address: datum_of(figure) for address, figure in cited.items()}
    for address, members in _derived(form_id):
        parts = [cited[member] for member in members if member in cited]
        if len(parts) < len(members) or any(member not in data for member in members):
            continue
        row, column = address.split(":")
        datum = _added_up(parts, unit_of(row, column, form_id))
        if datum is not None and datum.formula in sums:
            data = _with_sum(data, address, members, datum)
    return data


def _with_sum(
    data: dict[str, Datum], address: str, members: Sequence[str], datum: Datum
) -> dict[str, Datum]:
    """Put a sum where the first of its parts stood."""
    folded: dict[str, Datum] = {}
    for known, one in data.items():
        if known not in members:
            folded[known] = one
        elif address not in folded:
            folded[address] = datum
    return folded


def _derived(form_id: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the cells that the form does not print, with those that they add up; longest first."""
    forms = dict.fromkeys([form(form_id).id, *FORM_IDS[:2]])
    tables = [table for one in forms for table in form(one).tables]
    rows = [row for table in tables for row in (*table.rows, *table.derived_rows)]
    cells = dict.fromkeys((row.id, column.id) for row in rows for column in row.columns)
    found = [(f"{row}:{column}", operand_cells(row, column, form_id)) for row, column in cells]
    return sorted((one for one in found if len(one[1]) > 1), key=lambda one: -len(one[1]))


def _added_up(parts: Sequence[CitedFigure], unit: str) -> Datum | None:
    values = [figure.value for figure in parts if figure.value is not None]
    if len(values) < len(parts):
        return None
    total = sum(values, Decimal(0))
    formula = f"{' + '.join(f'{value:f}' for value in values)} = {total:f}"
    return Datum(total, unit, tuple(map(Cited.of, parts)), formula)


def datum_of(figure: CitedFigure) -> Datum:
    """Return a cited figure as it is drawn."""
    absent = "" if figure.value is not None else _ABSENT.get(figure.state, "未读出")
    return Datum(figure.value, figure.unit, (Cited.of(figure),), absent=absent)


def item_name(address: str) -> str:
    """Name an item in a title."""
    row, column = address.split(":")
    return sentence_label(row, column)
