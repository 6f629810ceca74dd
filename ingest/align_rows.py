"""Rows as read: the stretch of tokens that stands with each row of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.align_slots import Slot
from ingest.places import PlaceFinder
from ingest.report import Place
from ingest.tokens import Token


@dataclass(frozen=True, slots=True)
class RowReading:
    """What stands with one row: `tokens[start:end]` of the stream.

    `numbers` are its numbers and printed blanks, `cells` the same if they are as many as the row
    has columns, else (). `named` tells that the full label stands with them and no other's,
    `likely` that at least most of it does.
    """

    slot: Slot
    start: int
    end: int
    tokens: tuple[Token, ...]
    cells: tuple[Token, ...]
    named: bool
    likely: bool

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
    token ranges; `repeated` are rows of the form named a second time, but not with the same values;
    `again` says that the document has another such table; `rivals` are rows of one form that stand
    for a group of which another form's rows are named here too.
    """

    tokens: Sequence[Token]
    slots: tuple[Slot, ...]
    forms: tuple[str, ...]
    headers: dict[Slot, RowReading]
    rows: dict[str, RowReading]
    strays: tuple[int, ...]
    others: tuple[tuple[int, int], ...]
    repeated: frozenset[str]
    again: bool = False
    rivals: frozenset[str] = frozenset()

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
    def labels_lead_lines(self) -> bool:
        """Tell whether most rows have their values after their label on one line or grid row."""
        leading = sum(row.on_label_line for row in self.rows.values())
        return 2 * leading > len(self.rows)

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
        if any(other is None or not other.likely or not other.cells for other in beside):
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
