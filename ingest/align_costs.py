"""What it costs to give a row of a form a stretch of tokens.

A stretch costs the part of the label that is missing, the words that are not the label's, and the
values that are missing or too many; a row whose values add up costs less. The weights were set on
the samples and reports, then held against distorted ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from rapidfuzz.distance import LCSseq

from ingest.align_slots import HEADER_WORDS, Slot, Stage
from ingest.align_values import Values
from ingest.tokens import Token, number_of

ABSENT = 2.6
ABSENT_HEADER = 2.0
OTHER_HEADER = 4.0
HEADER_FOUND = 0.5
NO_LABEL = 1.0
NO_CORE = 2.0
FOREIGN_CHARACTER = 0.04
NO_VALUES = 1.0
GRID_BORDER = 3.0
STRAY_VALUE = 0.9
OTHER_SIDE = 0.5
PARTED_VALUES = 1.0
OTHER_ROW = 2.0
NAMED_ROW = 0.6
LONGEST_STRETCH = 24
# A beginning that costs this much more than the best one is given up.
FARTHEST_BEHIND = 20.0


@dataclass(slots=True)
class Layer:
    """The least cost of having placed the rows so far, up to each token; and how it came about.

    `came[j]` is the token at which the last row's stretch began (it ended at j), -1 if the row is
    absent there, None if token j-1 was passed over.
    """

    slot: Slot
    cost: list[float]
    came: list[int | None]


class Costs:
    """Costs of stretches over one stream of tokens."""

    def __init__(
        self, tokens: Sequence[Token], stages: Sequence[Stage], *, sums: bool, values_first: bool
    ) -> None:
        slots = [slot for stage in stages for option in stage for slot in option.slots]
        rows = [slot for slot in slots if not slot.is_header]
        self.tokens = tokens
        self.sums = sums
        self.values_first = values_first
        self.others = {slot: _others(slot, tuple(rows)) for slot in rows}
        self.names = re.compile("|".join({slot.core for slot in rows if len(slot.core) > 2}))
        self.labels = {label: slot.row for slot in rows for label in slot.labels}
        self.pairs = [_pairs(token.text) if token.kind == "words" else set() for token in tokens]
        self.amounts = [float(number_of(t)) if t.kind == "number" else 0.0 for t in tokens]
        self.gaps = [self._gap(at) for at in range(len(tokens))]
        self.cut_off = [self._cuts_off(at) for at in range(len(tokens))]
        self.run_starts = [self._starts_run(at) for at in range(len(tokens))]
        self._outside = [0.0]
        for token in tokens:
            self._outside.append(self._outside[-1] + (0.05 if token.kind == "number" else 0.0))

    def outside_until(self, j: int) -> float:
        """Return the cost of leaving the first `j` tokens outside the table."""
        return self._outside[j]

    def place(self, slot: Slot, before: list[float]) -> Layer:
        """Return the costs after placing `slot`, given those before it."""
        absent = ABSENT_HEADER if slot.is_header else ABSENT
        layer = Layer(slot, [cost + absent for cost in before], [-1] * len(before))
        letters = set("".join(slot.labels))
        pairs = set().union(*map(_pairs, slot.labels))
        limit = min(before) + FARTHEST_BEHIND
        for start, cost in enumerate(before[:-1]):
            if cost < limit and self._may_start(start, slot, letters, pairs):
                self._extend(layer, start, cost)
        for j, gap in enumerate(self.gaps):
            cost = layer.cost[j] + gap
            if cost < layer.cost[j + 1]:
                layer.cost[j + 1], layer.came[j + 1] = cost, None
        return layer

    def _may_start(self, at: int, slot: Slot, letters: set[str], pairs: set[str]) -> bool:
        token = self.tokens[at]
        if token.kind != "words":
            return not slot.is_header and self.run_starts[at]
        if len(token.text) < 3:
            return not letters.isdisjoint(token.text)
        return not pairs.isdisjoint(self.pairs[at])

    def _starts_run(self, at: int) -> bool:
        """Tell whether a row may begin with this value: after words, or first on its line."""
        if at == 0 or self.tokens[at - 1].kind == "words":
            return True
        return self.tokens[at].row != self.tokens[at - 1].row

    def _cuts_off(self, at: int) -> bool:
        """Tell whether a row that ends here would leave a number on its line to nobody."""
        following = self.tokens[at + 1 : at + 2]
        return self.tokens[at].kind == "number" and any(
            token.kind == "number" and token.row == self.tokens[at].row for token in following
        )

    def _gap(self, at: int) -> float:
        token = self.tokens[at]
        if token.kind == "words":
            named = token.text in self.labels or self.names.search(token.text) is not None
            return 0.03 * min(len(token.text), 12) + (NAMED_ROW if named else 0.0)
        if token.kind == "blank":
            return 0.1
        follows_value = at > 0 and self.tokens[at - 1].kind == "number"
        return 0.1 if follows_value else STRAY_VALUE

    def _extend(self, layer: Layer, start: int, before: float) -> None:
        """Try every stretch from `start` for the layer's slot."""
        slot = layer.slot
        label_cost = inf if self._follows_other(start, slot) else NO_LABEL + NO_CORE
        grown = _Grown(start, Values(slot.count, self.sums), label_cost)
        longest = max(map(len, slot.labels)) + 30
        for end in range(start, min(len(self.tokens), start + slot.count + LONGEST_STRETCH)):
            self._grow(grown, slot, end)
            if len(grown.words) > longest or grown.values.too_many:
                break
            cost = before + self._cost_of(grown, slot, end)
            if cost < layer.cost[end + 1]:
                layer.cost[end + 1], layer.came[end + 1] = cost, start

    def _grow(self, grown: _Grown, slot: Slot, at: int) -> None:
        """Take one more token into a stretch."""
        token = self.tokens[at]
        if at > grown.start and self._crosses_border(at):
            grown.border_cost += GRID_BORDER
        if token.kind == "words":
            grown.words += token.text
            grown.label_cost = self._label_cost(slot, grown.words)
            return
        if grown.values.all and self.tokens[at - 1].kind == "words":
            grown.border_cost += PARTED_VALUES
        grown.values.add(token, self.amounts[at])

    def _cost_of(self, grown: _Grown, slot: Slot, end: int) -> float:
        if slot.is_header:
            return inf if grown.values.all else grown.label_cost + grown.border_cost
        cost = grown.label_cost + grown.border_cost
        if not grown.values.all:
            return cost + (NO_VALUES if slot.core in grown.words else inf)
        if grown.words and (self.tokens[grown.start].kind != "words") != self.values_first:
            cost += OTHER_SIDE
        if self.cut_off[end]:
            cost += STRAY_VALUE
        return cost + grown.values.cost

    def _follows_other(self, start: int, slot: Slot) -> bool:
        """Tell whether the words right before, if any, name another row than the slot's."""
        if start == 0 or self.values_first or self.tokens[start - 1].kind != "words":
            return False
        before = self.tokens[start - 1].text
        return slot.core not in before and self._names_other(slot, before)

    def _crosses_border(self, at: int) -> bool:
        before, token = self.tokens[at - 1], self.tokens[at]
        return before.row != token.row and (before.grid or token.grid)

    def _label_cost(self, slot: Slot, words: str) -> float:
        common = max(LCSseq.similarity(label, words) / len(label) for label in slot.labels)
        if slot.is_header:
            return OTHER_HEADER * (1 - header_likeness(slot, words)) - HEADER_FOUND
        named_too = self._names_other(slot, words)
        if slot.core in words:
            core = 1.0
        elif named_too:
            return inf
        else:
            core = LCSseq.similarity(slot.core, words) / len(slot.core)
        foreign = max(0.0, len(words) - common * len(slot.labels[0]))
        cost = NO_LABEL * (1 - common) + NO_CORE * (1 - core) + FOREIGN_CHARACTER * foreign
        return cost + (OTHER_ROW if named_too else 0.0)

    def _names_other(self, slot: Slot, words: str) -> bool:
        """Tell whether words name another row."""
        if slot.is_header:
            return False
        if self.labels.get(words, slot.row) != slot.row:
            return slot.core not in words
        return self.others[slot].search(words) is not None


@cache
def _others(slot: Slot, rows: tuple[Slot, ...]) -> re.Pattern[str]:
    """Match what names other rows or headers, but not names that are part of this row's labels."""
    cores = {
        row.core
        for row in rows
        if len(row.core) > 2 and not any(row.core in label for label in slot.labels)
    }
    return re.compile("|".join((*cores, *HEADER_WORDS)))


@dataclass(slots=True)
class _Grown:
    """A stretch as it grows from the token `start`."""

    start: int
    values: Values
    label_cost: float
    words: str = ""
    border_cost: float = 0.0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))}


def header_likeness(slot: Slot, words: str) -> float:
    """Return how alike a header and some words are, from 0 to 1; extra words count against it."""
    return max(
        2 * LCSseq.similarity(header, words) / (len(header) + len(words)) for header in slot.labels
    )
