"""Rows as read: the stretch of tokens fitted to each row of a table, and what was left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from ingest.align_fit import Fit
from ingest.align_slots import Slot
from ingest.places import PlaceFinder
from ingest.report import Place
from ingest.tokens import Token

# The share of a label that must stand with the row for it to be the full label.
FULL_LABEL = 0.85
_LONGEST_LOCAL_LABEL = 60


@dataclass(frozen=True, slots=True)
class RowReading:
    """What stands with one row: `tokens[start:end]` of the stream.

    `numbers` are its numbers and printed blanks, `cells` the same if they are as many as the row
    has columns, else (). `named` tells that the full label stands with them and no other's.
    """

    slot: Slot
    start: int
    end: int
    tokens: tuple[Token, ...]
    cells: tuple[Token, ...]
    named: bool

    @property
    def numbers(self) -> tuple[Token, ...]:
        """Return the numbers and printed blanks of the row, in order."""
        return tuple(token for token in self.tokens if token.kind != "words")

    @property
    def words(self) -> str:
        """Return the words of the row, joined."""
        return "".join(token.text for token in self.tokens if token.kind == "words")

    @property
    def in_order(self) -> bool:
        """Tell whether the values stand together after the label's beginning."""
        kinds = "".join("w" if token.kind == "words" else "n" for token in self.tokens)
        return re.fullmatch("w+n+w*", kinds) is not None

    @property
    def values_first(self) -> bool:
        """Tell whether the values stand together before the label."""
        kinds = "".join("w" if token.kind == "words" else "n" for token in self.tokens)
        return re.fullmatch("n+w+", kinds) is not None

    @property
    def in_one_grid_row(self) -> bool:
        """Tell whether one row of a grid holds the values and words before them.

        What stands in further rows are words only: a label that a page break parts.
        """
        rows = {token.row for token in self.numbers}
        beside = {token.row for token in self.tokens if token.kind == "words" and token.grid}
        return len(rows) == 1 and rows <= beside and all(token.grid for token in self.numbers)

    @property
    def on_label_line(self) -> bool:
        """Tell whether the first value follows the label on the same line."""
        return any(
            before.kind == "words" and token.kind != "words" and before.row == token.row
            for before, token in zip(self.tokens, self.tokens[1:], strict=False)
        )

    def place(self, places: PlaceFinder) -> Place:
        """Return the whole row, from the start of its label to its last value."""
        last = max(token.end for token in self.numbers or self.tokens)
        return places.at(self.tokens[0].start, max(last, self.tokens[0].end))


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as read: its slots and the form of each, the rows found by id, what is left over.

    `strays` are numbers inside the table that belong to no row; `others` are local extra rows as
    token ranges; `repeated` are rows of the form that stand there twice with different values.
    """

    tokens: Sequence[Token]
    slots: tuple[Slot, ...]
    forms: tuple[str, ...]
    headers: dict[Slot, RowReading]
    rows: dict[str, RowReading]
    strays: tuple[int, ...]
    others: tuple[tuple[int, int], ...]
    repeated: frozenset[str]

    @property
    def span(self) -> tuple[int, int]:
        """Return the token range from the first row or header to the last."""
        found = [*self.rows.values(), *self.headers.values()]
        return min(row.start for row in found), max(row.end for row in found)

    @property
    def is_complete(self) -> bool:
        """Tell whether every row of the form was found with its full label and all its numbers."""
        rows = [self.rows.get(slot.row) for slot in self.slots if not slot.is_header]
        return all(row is not None and row.named and row.cells for row in rows)

    @property
    def is_uniform(self) -> bool:
        """Tell whether all labels stand before their values, or all after them."""
        rows = self.rows.values()
        return all(row.in_order for row in rows) or all(row.values_first for row in rows)

    def stands_alone(self, row: RowReading) -> bool:
        """Tell whether a row is sure to have its own numbers though the table has gaps.

        A grid holds it together; or in running text its values follow its label on the line, the
        rows of the form before and after it are complete, and no number stands between them.
        """
        if not row.named or not row.cells:
            return False
        if self.stands_in_grid(row):
            return True
        if not (row.in_order and row.on_label_line):
            return False
        slots = [slot for slot in self.slots if not slot.is_header]
        at = slots.index(row.slot)
        beside = [self.rows.get(slot.row) for slot in slots[max(0, at - 1) : at + 2]]
        if any(other is None or not other.named or not other.cells for other in beside):
            return False
        return not any(self._near(stray, row) for stray in self.strays)

    def stands_in_grid(self, row: RowReading) -> bool:
        """Tell whether a grid holds the row together and nothing else in it is left over."""
        if not row.in_one_grid_row:
            return False
        grid_row = row.numbers[0].row
        return not any(self.tokens[stray].row == grid_row for stray in self.strays)

    def _near(self, stray: int, row: RowReading) -> bool:
        """Tell whether no other row stands between a stray number and the row."""
        low, high = min(stray, row.start), max(stray, row.end)
        return not any(
            low < other.start and other.end < high
            for other in self.rows.values()
            if other is not row
        )


def read_rows(tokens: Sequence[Token], fitted: Fit) -> TableReading | None:
    """Return the rows of a fitted table; None if no row of it was found."""
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
    return _with_left_over(tokens, slots, forms, headers, rows)


def _reading(
    tokens: Sequence[Token], slot: Slot, slots: Sequence[Slot], start: int, end: int
) -> RowReading:
    stretch = tuple(tokens[start:end])
    words = "".join(token.text for token in stretch if token.kind == "words")
    numbers = [token for token in stretch if token.kind != "words"]
    cells = fitting_cells(numbers, slot.count)
    named = has_full_label(slot, words) and not names_other(slot, slots, words)
    return RowReading(slot, start, end, stretch, cells, named)


def has_full_label(slot: Slot, words: str) -> bool:
    """Tell whether the row's label stands in `words`, or the part of it that no other label has."""
    if len(slot.core) > 2 and slot.core in words:
        return True
    return any(LCSseq.similarity(label, words) >= FULL_LABEL * len(label) for label in slot.labels)


def names_other(slot: Slot, slots: Sequence[Slot], words: str) -> bool:
    """Tell whether `words` name another row of the table."""
    return any(
        other.core in words and other.core not in slot.core
        for other in slots
        if other.row != slot.row and not other.is_header and len(other.core) > 2
    )


def fitting_cells(numbers: Sequence[Token], count: int) -> tuple[Token, ...]:
    """Return the tokens that fill exactly `count` cells, or () if they do not fit.

    Blanks beside the row's cells are fillers of merged columns: they are left out where that can
    be done in one way only.
    """
    printed = [token for token in numbers if token.kind == "number"]
    if len(printed) == count:
        return tuple(printed)
    windows = [
        tuple(numbers[at : at + count])
        for at in range(len(numbers) - count + 1)
        if all(token.kind == "blank" for token in (*numbers[:at], *numbers[at + count :]))
    ]
    if len(windows) == 1 or (windows and not printed):
        return windows[0]
    return ()


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
    while last < len(tokens) and tokens[last].kind != "words":
        last += 1  # numbers directly after the last row are not nothing
    strays: list[int] = []
    others: list[tuple[int, int]] = []
    repeated: set[str] = set()
    for start, end in _gaps(used, first, last):
        for group_start, group_end in _groups(tokens, start, end):
            group = _local_reading(tokens, slots, group_start, group_end)
            if group is not None and group.slot.row not in rows:
                rows[group.slot.row] = group
            elif group is not None:
                if _values(group) != _values(rows[group.slot.row]):
                    repeated.add(group.slot.row)
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
