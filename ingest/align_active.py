"""Table 二: documents, decisions and fees; no sums confirm it, so its blocks must stand clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from ingest.align_rows import RowReading, TableReading
from ingest.align_slots import Slot
from ingest.figures import (
    LONE_NUMBER,
    NO_FULL_LABEL,
    NO_HEADER,
    NOT_PRINTED_ZERO,
    ONLY_WAY_TO_PART,
    REPEATED_ROW,
    ROW_OUT_OF_PLACE,
    SPACES_UNSURE,
    UNDETERMINED,
    inferred_figure,
    printed_columns,
    printed_figure,
)
from ingest.form import Row, load_form
from ingest.places import PlaceFinder
from ingest.report import Figure
from ingest.runtogether import part
from ingest.tokens import squeeze

# How alike a block's header must be to the form's for its columns to be sure.
_SURE_HEADER = 0.85
_LONGEST_HEADER = 60
_FORMS = ("2021", "2019")


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows under one header, in the form chosen for them."""

    header: Slot | None
    slots: tuple[Slot, ...]
    form: str


def active_figures(
    table: TableReading, text: str, places: PlaceFinder, *, run_together: bool
) -> list[Figure]:
    """Return the drafts of table 二; `run_together` says that the text drops borders of cells."""
    figures: list[Figure] = []
    for block in _blocks(table):
        doubts = list(_block_doubts(block, table))
        for slot in block.slots:
            row = load_form(block.form).row(slot.row)
            reading = table.rows.get(slot.row)
            if row is not None and reading is not None:
                row_doubts = [*doubts, *_row_doubts(reading, table)]
                if run_together and slot.count > 1:
                    row_doubts.append(SPACES_UNSURE)
                figures.extend(_draft_row(row, reading, row_doubts, text, places))
    return figures


def _blocks(table: TableReading) -> Iterator[_Block]:
    header: Slot | None = None
    slots: list[Slot] = []
    form = ""
    for slot, slot_form in zip(table.slots, table.forms, strict=True):
        if slot.is_header:
            if slots:
                yield _Block(header, tuple(slots), form)
            header, slots = slot, []
        else:
            slots.append(slot)
        form = slot_form
    if slots:
        yield _Block(header, tuple(slots), form)


def _block_doubts(block: _Block, table: TableReading) -> Iterator[str]:
    """Doubt all rows of a block without its header, with a row or a number too few or too many."""
    readings = [table.rows.get(slot.row) for slot in block.slots]
    found = [row for row in readings if row is not None]
    if not found or not _header_fits(block, _words_before(min(r.start for r in found), table)):
        yield NO_HEADER
    if all(table.stands_in_grid(row) for row in found):
        return
    whole = all(row is not None and row.named and row.cells and row.in_order for row in readings)
    header = table.headers.get(block.header) if block.header else None
    if not whole or any(_inside(stray, header, found, table) for stray in table.strays):
        yield ROW_OUT_OF_PLACE


def _words_before(at: int, table: TableReading) -> str:
    """Return the words directly before a token, as far back as a header can reach."""
    words = ""
    while at > 0 and table.tokens[at - 1].kind == "words" and len(words) < _LONGEST_HEADER:
        at -= 1
        words = table.tokens[at].text + words
    return words


def _header_fits(block: _Block, words: str) -> bool:
    """Tell whether the columns named before a block are those of the form chosen for it.

    One form's header may hold all the words of another's: the longer one found is the one meant.
    """
    chosen, best, most = "", "", 0
    for form_id in dict.fromkeys((block.form, *_FORMS)):
        row = load_form(form_id).row(block.slots[0].row)
        columns = squeeze("".join(column.label for column in row.columns)) if row else ""
        chosen = chosen or columns
        common = LCSseq.similarity(columns, words)
        if columns and common >= _SURE_HEADER * len(columns) and common > most:
            best, most = columns, common
    return bool(best) and best == chosen


def _inside(
    stray: int,
    header: RowReading | None,
    readings: Sequence[RowReading],
    table: TableReading,
) -> bool:
    """Tell whether a stray number stands in the block, up to where the next one begins."""
    mine = [*readings, header] if header else readings
    start, end = min(row.start for row in mine), max(row.end for row in mine)
    after = [row.start for row in (*table.rows.values(), *table.headers.values())]
    next_start = min((at for at in after if at >= end), default=len(table.tokens))
    return start <= stray < next_start


def _row_doubts(reading: RowReading, table: TableReading) -> Iterator[str]:
    if not reading.named:
        yield NO_FULL_LABEL
    if reading.slot.row in table.repeated:
        yield REPEATED_ROW
    if _may_hold_page_number(reading, table):
        yield LONE_NUMBER


def _may_hold_page_number(reading: RowReading, table: TableReading) -> bool:
    """Tell whether a short number stands on a line of its own as no other value here does."""
    if len(reading.cells) == 0 or reading.in_one_grid_row:
        return False
    lines = Counter(token.row for token in reading.tokens)
    alone = [t for t in reading.cells if lines[t.row] == 1 and t.text.isdecimal()]
    if not any(len(token.text) <= 3 for token in alone):
        return False
    if len(reading.cells) > 1:
        return len(alone) < len(reading.cells)
    label_lines = {token.row for token in reading.tokens if token.kind == "words"}
    return len(label_lines) == 1 and any(
        row.on_label_line and row.cells for row in table.rows.values()
    )


def _draft_row(
    row: Row, reading: RowReading, doubts: Sequence[str], text: str, places: PlaceFinder
) -> Iterator[Figure]:
    row_place = reading.place(places)
    columns = printed_columns(row)
    if reading.cells:
        for column, token in zip(columns, reading.cells, strict=True):
            yield printed_figure(row, column, token, text, places, row_place, doubts)
        return
    parts = _only_parting(reading, len(columns))
    for at, column in enumerate(columns):
        if parts:
            yield inferred_figure(row, column, row_place, parts[at], "inferred", ONLY_WAY_TO_PART)
        elif reading.numbers:
            yield inferred_figure(row, column, row_place, None, "printed", UNDETERMINED)
        else:
            yield inferred_figure(row, column, row_place, None, "blank", NOT_PRINTED_ZERO)


def _only_parting(reading: RowReading, count: int) -> tuple[int, ...]:
    """Return the cells of digits run together, if a leading 0 shows that they are and how."""
    groups = [token.text for token in reading.numbers]
    if not any(group.startswith("0") and len(group) > 1 for group in groups):
        return ()
    ways = part(groups, count)
    return ways[0] if len(ways) == 1 else ()
