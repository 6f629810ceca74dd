"""What it costs to give a row of a form a stretch of tokens.

A stretch costs the part of the label that is missing, the words that are not the label's, and the
values that are missing or too many; a row whose values add up costs less. The weights were set on
the samples and reports, then held against distorted ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from rapidfuzz.distance import LCSseq

from ingest.align_slots import Slot, Stage
from ingest.tokens import Token, number_of

ABSENT = 2.6
ABSENT_HEADER = 2.0
OTHER_HEADER = 4.0
HEADER_FOUND = 0.5
NO_LABEL = 1.0
NO_CORE = 2.0
FOREIGN_CHARACTER = 0.04
MISSING_VALUE = 0.5
RUN_TOGETHER = 0.3
EXTRA_VALUE = 1.1
NO_VALUES = 1.0
GRID_BORDER = 3.0
ADDS_UP = 0.45
ADDS_UP_TO_ZERO = 0.25
STRAY_VALUE = 0.9
OTHER_SIDE = 0.5
PARTED_VALUES = 1.0
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
        self.cores = re.compile("|".join({slot.core for slot in rows if len(slot.core) > 2}))
        self.labels = {label: slot.row for slot in rows for label in slot.labels}
        self.pairs = [_pairs(token.text) if token.kind == "words" else set() for token in tokens]
        self.amounts = [float(number_of(t)) if t.kind == "number" else 0.0 for t in tokens]
        self.gaps = [self._gap(at) for at in range(len(tokens))]
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

    def _gap(self, at: int) -> float:
        token = self.tokens[at]
        if token.kind == "words":
            return 0.03 * min(len(token.text), 12)
        if token.kind == "blank":
            return 0.1
        follows_value = at > 0 and self.tokens[at - 1].kind == "number"
        return 0.1 if follows_value else STRAY_VALUE

    def _extend(self, layer: Layer, start: int, before: float) -> None:
        """Try every stretch from `start` for the layer's slot."""
        slot = layer.slot
        longest = max(map(len, slot.labels)) + 30
        values = _Values(slot.count, self.sums)
        words, label_cost, border_cost, side_cost = "", NO_LABEL + NO_CORE, 0.0, 0.0
        for end in range(start, min(len(self.tokens), start + slot.count + LONGEST_STRETCH)):
            token = self.tokens[end]
            if end > start and self._crosses_border(end):
                border_cost += GRID_BORDER
            if token.kind == "words":
                words += token.text
                if len(words) > longest:
                    break
                label_cost = self._label_cost(slot, words)
            else:
                if values.all and self.tokens[end - 1].kind == "words":
                    border_cost += PARTED_VALUES
                values.add(token, self.amounts[end])
                if values.too_many or slot.is_header:
                    break
            if words and values.all:
                values_first = self.tokens[start].kind != "words"
                side_cost = 0.0 if values_first == self.values_first else OTHER_SIDE
            cost = before + label_cost + border_cost + side_cost
            if not slot.is_header:
                cost += values.cost if values.all else NO_VALUES if slot.core in words else inf
            if cost < layer.cost[end + 1]:
                layer.cost[end + 1], layer.came[end + 1] = cost, start

    def _crosses_border(self, at: int) -> bool:
        before, token = self.tokens[at - 1], self.tokens[at]
        return before.row != token.row and (before.grid or token.grid)

    def _label_cost(self, slot: Slot, words: str) -> float:
        common = max(LCSseq.similarity(label, words) / len(label) for label in slot.labels)
        if slot.is_header:
            return OTHER_HEADER * (1 - header_likeness(slot, words)) - HEADER_FOUND
        if slot.core in words:
            core = 1.0
        elif self._names_other(slot, words):
            return inf
        else:
            core = LCSseq.similarity(slot.core, words) / len(slot.core)
        foreign = max(0.0, len(words) - common * len(slot.labels[0]))
        return NO_LABEL * (1 - common) + NO_CORE * (1 - core) + FOREIGN_CHARACTER * foreign

    def _names_other(self, slot: Slot, words: str) -> bool:
        """Tell whether words that lack this row's core name another row."""
        if self.labels.get(words, slot.row) != slot.row:
            return True
        return self.cores.search(words) is not None


class _Values:
    """The values of a stretch as it grows, and what it costs that they are not as many as cells."""

    __slots__ = ("all", "cost", "count", "digits", "printed", "sums")

    def __init__(self, count: int, sums: bool) -> None:
        self.count = count
        self.sums = sums and count > 2
        self.all: list[float] = []
        self.printed: list[float] = []
        self.digits = 0
        self.cost = inf

    def add(self, token: Token, amount: float) -> None:
        """Take one more number or printed blank."""
        self.all.append(amount)
        if token.kind == "number":
            self.printed.append(amount)
        self.digits += len(token.text)
        self.cost = self._cost()

    @property
    def too_many(self) -> bool:
        """Tell whether there are more values than any row of this kind can have."""
        return len(self.all) > self.count + 3

    def _cost(self) -> float:
        blanks = len(self.all) - len(self.printed)
        if len(self.printed) > self.count:
            return EXTRA_VALUE * (len(self.printed) - self.count) + 0.15 * blanks
        if len(self.printed) == self.count:
            return 0.05 * blanks - self._adding_up(self.printed)
        if len(self.all) >= self.count:
            return 0.02 * blanks - self._adding_up(self.all)
        missing = self.count - len(self.all)
        cost = MISSING_VALUE * missing
        if self.sums and len(self.all) > 1 and sum(self.all[:-1]) == self.all[-1]:
            cost = 0.13 * missing
        if self.digits >= self.count:
            cost = min(cost, RUN_TOGETHER + 0.01 * missing)
        return cost

    def _adding_up(self, values: list[float]) -> float:
        if not self.sums or len(values) != self.count or sum(values[:-1]) != values[-1]:
            return 0.0
        return ADDS_UP if values[-1] else ADDS_UP_TO_ZERO


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))}


def header_likeness(slot: Slot, words: str) -> float:
    """Return how alike a header and some words are, from 0 to 1; extra words count against it."""
    return max(
        2 * LCSseq.similarity(header, words) / (len(header) + len(words)) for header in slot.labels
    )
