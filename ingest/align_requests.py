"""Table 三: requests received and how they ended, the table in which rows and columns add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.align_rows import RowReading, TableReading
from ingest.check import check_report
from ingest.figures import (
    NO_FULL_LABEL,
    NOT_CHECKED,
    NOT_PRINTED_ZERO,
    REPEATED_ROW,
    ROW_OUT_OF_PLACE,
    TOTAL_BLANK,
    UNDETERMINED,
    consensus,
    doubted,
    inferred_figure,
    printed_columns,
    printed_figure,
    settle,
    with_reasons,
)
from ingest.form import Form, Relation, Row
from ingest.places import PlaceFinder
from ingest.report import Check, Figure
from ingest.solve import Hypothesis, consistent, hypotheses, lost_row
from ingest.tokens import number_of

Readings = Mapping[str, Sequence[Hypothesis]]


def request_figures(
    form: Form, table: TableReading, text: str, places: PlaceFinder
) -> list[Figure]:
    """Return the figures of table 三, settled by its relations."""
    rows = [row for slot in table.slots if (row := form.row(slot.row))]
    solved = solve_rows(form, table, rows)
    drafts: list[Figure] = []
    for row in rows:
        reading = table.rows.get(row.id)
        drafts.extend(_draft_row(row, reading, solved[row.id], text, places))
    checks = check_report(form.id, drafts)
    closed = _is_closed(table, rows, solved, checks)
    doubts = {row.id: list(_row_doubts(row.id, table, closed)) for row in rows}
    drafts = _doubt_unchecked(with_reasons(drafts, doubts), checks)
    return settle(drafts, checks)


def solve_rows(form: Form, table: TableReading, rows: Sequence[Row]) -> Readings:
    """Return for each row the readings that fit the whole table."""
    relations = [relation for relation in form.relations if relation.each == "column"]
    found = {row.id: _row_hypotheses(table.rows.get(row.id), row) for row in rows}
    vectors = {row: [one.values for one in found[row]] for row in found}
    allowed = consistent(vectors, relations)
    kept = {row: [one for one in found[row] if one.values in allowed[row]] for row in found}
    unread = [row.id for row in rows if not found[row.id]]
    if len(unread) == 1:
        _restore(unread[0], kept, relations, len(printed_columns(rows[0])))
    return kept


def _restore(
    row: str, kept: dict[str, list[Hypothesis]], relations: Sequence[Relation], count: int
) -> None:
    certain = {name: [one.values for one in found] for name, found in kept.items()}
    vector = lost_row(row, certain, relations)
    if vector is not None:
        kept[row] = [Hypothesis(vector, (None,) * count)]


def _row_hypotheses(reading: RowReading | None, row: Row) -> list[Hypothesis]:
    if reading is None or not reading.numbers:
        return []
    count = len(printed_columns(row))
    if reading.cells:
        values = [number_of(t) if t.kind == "number" else 0 for t in reading.cells]
        if any(value != int(value) for value in values):
            return []
        return [Hypothesis(tuple(map(int, values)), tuple(range(count)))]
    digits = [token.text if token.kind == "number" else "" for token in reading.numbers]
    if any(run and not run.isdecimal() for run in digits):
        return []
    return hypotheses(digits, count)


def _draft_row(
    row: Row,
    reading: RowReading | None,
    solved: Sequence[Hypothesis],
    text: str,
    places: PlaceFinder,
) -> Iterator[Figure]:
    row_place = reading.place(places) if reading else None
    for at, column in enumerate(printed_columns(row)):
        if reading and reading.cells:
            yield printed_figure(row, column, reading.cells[at], text, places, row_place)
        elif solved:
            numbers = reading.numbers if reading else ()
            yield inferred_figure(row, column, row_place, *consensus(solved, at, numbers))
        elif reading and reading.numbers:
            yield inferred_figure(row, column, row_place, None, "printed", UNDETERMINED)
        elif reading:
            yield inferred_figure(row, column, row_place, None, "blank", NOT_PRINTED_ZERO)


def _is_closed(
    table: TableReading, rows: Sequence[Row], solved: Readings, checks: Sequence[Check]
) -> bool:
    """Tell whether the table leaves no room for a row to have taken another's numbers.

    Every row has its label, if damaged, and its numbers; none is left over or all columns add up;
    and the labels all stand on the same side of their numbers, or both of these hold.
    """
    for row in rows:
        reading = table.rows.get(row.id)
        if reading is None or not reading.likely:
            return False
        if not (reading.cells or _is_run_together(solved[row.id])):
            return False
    columns = [check for check in checks if check.relation in ("balance", "results_total")]
    add_up = bool(columns) and all(check.status == "PASS" for check in columns)
    whole = all(reading.named for reading in table.rows.values())
    if table.is_uniform and whole:
        return add_up or not table.strays
    return add_up and not table.strays


def _is_run_together(solved: Sequence[Hypothesis]) -> bool:
    return len(solved) == 1 and solved[0].run_together


def _row_doubts(row: str, table: TableReading, closed: bool) -> Iterator[str]:
    reading = table.rows.get(row)
    if reading is None:
        return
    if row in table.repeated or row in table.rivals:
        yield REPEATED_ROW
    if not reading.named:
        yield NO_FULL_LABEL
    elif not closed and not table.stands_alone(reading):
        yield ROW_OUT_OF_PLACE
    if _lacks_total(reading) and 2 * sum(map(_lacks_total, table.rows.values())) < len(table.rows):
        yield TOTAL_BLANK


def _lacks_total(reading: RowReading) -> bool:
    """Tell whether only the total is blank: a cell lost before it may have drawn the rest aside."""
    kinds = [token.kind for token in reading.cells]
    return bool(kinds) and kinds[-1] == "blank" and "number" in kinds


def _doubt_unchecked(drafts: Sequence[Figure], checks: Sequence[Check]) -> list[Figure]:
    """Doubt a number that no relation can test; a row's own sum tests no inferred number."""
    tried = [check for check in checks if check.status != "NOT_ASSESSABLE"]
    by_any = {cell for check in tried for cell in check.cells}
    by_column = {c for check in tried if check.relation != "row_total" for c in check.cells}
    doubts = []
    for figure in drafts:
        tested = by_column if figure.state == "inferred" else by_any
        untested = figure.value is not None and figure.cell not in tested
        doubts.append(doubted(figure, NOT_CHECKED) if untested else figure)
    return doubts
