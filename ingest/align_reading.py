"""From a fit to rows as read, and what the fit left over: rows out of order, local rows, strays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from ingest.align_fit import Fit
from ingest.align_rows import RowReading, TableReading
from ingest.align_slots import HEADER_WORDS, Slot, Stage
from ingest.tokens import Token

# The share of a label that must stand with the row for it to be the full label.
FULL_LABEL = 0.85
# The share at which a damaged label is still likely to be the row's own.
LIKELY_LABEL = 0.6
_LONGEST_LOCAL_LABEL = 60


def read_rows(
    tokens: Sequence[Token], fitted: Fit, stages: Sequence[Stage] = ()
) -> TableReading | None:
    """Return the rows of a fitted table; None if no row of it was found.

    `stages` are those it was fitted to, with the versions of a block that were not chosen.
    """
    slots = tuple(stretch.slot for stretch in fitted.stretches)
    forms = tuple(stretch.form for stretch in fitted.stretches)
    headers: dict[Slot, RowReading] = {}
    rows: dict[str, RowReading] = {}
    for stretch in fitted.stretches:
        if stretch.start is None or stretch.end is None:
            continue
        reading = _reading(tokens, stretch.slot, slots, stretch.start, stretch.end)
        if stretch.slot.is_header:
            headers[stretch.slot] = reading
        else:
            rows[stretch.slot.row] = reading
    if not rows:
        return None
    table = _with_left_over(tokens, slots, forms, headers, rows)
    return replace(table, rivals=frozenset(_named_rivals(table, stages)))


def _named_rivals(table: TableReading, stages: Sequence[Stage]) -> Iterator[str]:
    """Yield rows read as one of which another form's several rows are named in the table."""
    start, end = table.span
    words = "".join(token.text for token in table.tokens[start:end] if token.kind == "words")
    for stage in stages:
        chosen = [slot for option in stage for slot in option.slots if slot.row in table.rows]
        rivals = [slot for option in stage for slot in option.slots if slot not in chosen]
        named = any(name in words for slot in rivals for name in _names(slot))
        if len(chosen) == 1 < len(rivals) and named:
            yield chosen[0].row


def _reading(
    tokens: Sequence[Token], slot: Slot, slots: Sequence[Slot], start: int, end: int
) -> RowReading:
    stretch = tuple(tokens[start:end])
    words = "".join(token.text for token in stretch if token.kind == "words")
    numbers = [token for token in stretch if token.kind != "words"]
    cells = fitting_cells(numbers, slot.count)
    alone = not names_other(slot, slots, words)
    named = alone and has_full_label(slot, words)
    likely = named or (alone and label_share(slot, words) >= LIKELY_LABEL)
    return RowReading(slot, start, end, stretch, cells, named, likely)


def has_full_label(slot: Slot, words: str) -> bool:
    """Tell whether the row's label stands in `words`, or the part of it that no other label has."""
    if len(slot.core) > 2 and slot.core in words:
        return True
    return label_share(slot, words) >= FULL_LABEL


def label_share(slot: Slot, words: str) -> float:
    """Return the largest share of one of the row's labels that stands in `words`, in order."""
    return max(LCSseq.similarity(label, words) / len(label) for label in slot.labels)


def names_other(slot: Slot, slots: Sequence[Slot], words: str) -> bool:
    """Tell whether `words` name another row of the table."""
    return any(
        name in words and not any(name in label for label in slot.labels)
        for other in slots
        if other.row != slot.row
        for name in _names(other)
    )


def _names(slot: Slot) -> tuple[str, ...]:
    """Return the words that name a row, or tell a header, wherever they stand."""
    if slot.is_header:
        return HEADER_WORDS
    return (slot.core,) if len(slot.core) > 2 else (slot.labels[0],)


def fitting_cells(numbers: Sequence[Token], count: int) -> tuple[Token, ...]:
    """Return the tokens that fill exactly `count` cells, or () if they do not fit.

    Blanks beside the row's cells are fillers of merged columns: they are left out where that can
    be done in one way only, and not where a blank cell stands beside them: then a cell may be
    missing in the row and one more filler have taken its place.
    """
    printed = [token for token in numbers if token.kind == "number"]
    if len(printed) == count:
        return tuple(printed)
    windows = [
        tuple(numbers[at : at + count])
        for at in range(len(numbers) - count + 1)
        if all(token.kind == "blank" for token in (*numbers[:at], *numbers[at + count :]))
    ]
    if windows and not printed:
        return windows[0]
    if len(windows) != 1:
        return ()
    (window,) = windows
    filled = len(numbers) > count
    return () if filled and "blank" in (window[0].kind, window[-1].kind) else window


def _with_left_over(
    tokens: Sequence[Token],
    slots: tuple[Slot, ...],
    forms: tuple[str, ...],
    headers: dict[Slot, RowReading],
    rows: dict[str, RowReading],
) -> TableReading:
    """Sort what the fit passed over: rows out of order, rows standing twice, local rows, strays."""
    used = sorted((row.start, row.end) for row in (*rows.values(), *headers.values()))
    first, last = used[0][0], used[-1][1]
    # numbers directly before the first row or after the last are not nothing
    while first > 0 and tokens[first - 1].kind != "words":
        first -= 1
    while last < len(tokens) and tokens[last].kind != "words":
        last += 1
    strays: list[int] = []
    others: list[tuple[int, int]] = []
    repeated: set[str] = set()
    for start, end in _gaps(used, first, last):
        words = "".join(token.text for token in tokens[start:end] if token.kind == "words")
        repeated.update(slot.row for slot in slots if any(name in words for name in _names(slot)))
        for group_start, group_end in _groups(tokens, start, end):
            group = _local_reading(tokens, slots, group_start, group_end)
            if group is not None and group.slot.row not in rows:
                rows[group.slot.row] = group
                repeated.discard(group.slot.row)
            elif group is not None:
                if _values(group) == _values(rows[group.slot.row]):
                    repeated.discard(group.slot.row)
            elif tokens[group_start].kind == "words" and group_end < last:
                others.append((group_start, group_end))
            else:
                numbers = range(group_start, group_end)
                strays.extend(at for at in numbers if tokens[at].kind == "number")
    return TableReading(
        tokens, slots, forms, headers, rows, tuple(strays), tuple(others), frozenset(repeated)
    )


def _gaps(used: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    at = first
    for start, end in used:
        if at < start:
            yield at, start
        at = max(at, end)
    if at < last:
        yield at, last


def _groups(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of words and the numbers after them; stretches without numbers are left."""
    at = start
    while at < end:
        stop = at
        while stop < end and tokens[stop].kind == "words":
            stop += 1
        numbers = stop
        while stop < end and tokens[stop].kind != "words":
            stop += 1
        if any(token.kind == "number" for token in tokens[numbers:stop]):
            yield at, stop
        at = stop


def _local_reading(
    tokens: Sequence[Token], slots: Sequence[Slot], start: int, end: int
) -> RowReading | None:
    """Return the group as the row of the form whose full label it bears, if there is one."""
    words = "".join(token.text for token in tokens[start:end] if token.kind == "words")
    if len(words) > _LONGEST_LOCAL_LABEL:
        return None
    for slot in slots:
        if slot.is_header or not has_full_label(slot, words):
            continue
        reading = _reading(tokens, slot, slots, start, end)
        if reading.named and reading.cells:
            return reading
    return None


def _values(reading: RowReading) -> list[str]:
    return [token.text for token in reading.cells]
