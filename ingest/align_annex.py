"""The statistics annexed to reports of 2014 to 2018: one number a row, few of which add up."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.align_rows import RowReading, TableReading
from ingest.check import check_report
from ingest.figures import (
    NO_FULL_LABEL,
    REPEATED_ROW,
    ROW_OUT_OF_PLACE,
    UNDETERMINED,
    inferred_figure,
    printed_columns,
    printed_figure,
    settle,
)
from ingest.form import Form
from ingest.places import PlaceFinder
from ingest.report import Figure


def annex_figures(form: Form, table: TableReading, text: str, places: PlaceFinder) -> list[Figure]:
    """Return the figures of the annex, settled by the few sums it has."""
    closed = table.is_complete and table.is_uniform and not table.strays
    drafts: list[Figure] = []
    for slot in table.slots:
        row, reading = form.row(slot.row), table.rows.get(slot.row)
        if row is None or reading is None or not reading.numbers:
            continue
        (column,) = printed_columns(row)
        row_place = reading.place(places)
        if reading.cells:
            doubts = _doubts(reading, table, closed)
            token = reading.cells[0]
            drafts.append(printed_figure(row, column, token, text, places, row_place, doubts))
        else:
            drafts.append(inferred_figure(row, column, row_place, None, "printed", UNDETERMINED))
    return settle(drafts, check_report(form.id, drafts))


def _doubts(reading: RowReading, table: TableReading, closed: bool) -> Iterator[str]:
    if reading.slot.row in table.repeated:
        yield REPEATED_ROW
    if not reading.named:
        yield NO_FULL_LABEL
    elif not closed and not table.stands_alone(reading):
        yield ROW_OUT_OF_PLACE
