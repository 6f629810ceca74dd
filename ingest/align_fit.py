"""Fit the rows of a form to a stream of tokens, at least cost.

Each row takes a contiguous stretch of tokens, in the order of the form; inside a stretch words and
values may stand in any order, for labels wrap around their values. A row may be absent, tokens may
be passed over. What a stretch costs: the part of the label that is missing, the words that are not
the label's, the values that are missing or too many; a row whose values add up costs less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
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
LONGEST_STRETCH = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens `start:end` given to a slot of a form; None for both if the row is absent."""

    slot: Slot
    form: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Fit:
    """A table fitted: the stretch given to each row, in the form chosen for its block."""

    cost: float
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class _Layer:
    """The least cost of having placed the rows so far, up to each token; and how it came about.

    `came[j]` is the token at which the last row's stretch began (it ended at j), -1 if the row is
    absent there, None if token j-1 was passed over.
    """

    slot: Slot
    cost: list[float]
    came: list[int | None]


@dataclass(slots=True)
class _StageLayers:
    layers: tuple[tuple[_Layer, ...], ...]
    alternatives: Stage
    best: list[float] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)


def fit(
    tokens: Sequence[Token], stages: Sequence[Stage], *, sums: bool, values_first: bool = False
) -> Fit:
    """Fit the stages to the tokens.

    `sums` says that the last value of a row is their total, `values_first` that labels are expected
    after their values; a row on the other side of its label costs more, or else one row too many
    would shift all that follow.
    """
    table = _Costs(tokens, stages, sums=sums, values_first=values_first)
    reached = [table.outside_until(j) for j in range(len(tokens) + 1)]
    done: list[_StageLayers] = []
    for stage in stages:
        layers = []
        for alternative in stage:
            cost, chain = reached, []
            for slot in alternative.slots:
                layer = table.place(slot, cost)
                chain.append(layer)
                cost = layer.cost
            layers.append(tuple(chain))
        found = _StageLayers(tuple(layers), stage)
        _choose(found, reached)
        done.append(found)
        reached = found.best
    last = min(
        range(len(reached)),
        key=lambda j: reached[j] + table.outside_until(len(tokens)) - table.outside_until(j),
    )
    return _trace(done, last, reached[last])


def _choose(stage: _StageLayers, reached: list[float]) -> None:
    costs = [chain[-1].cost if chain else reached for chain in stage.layers]
    for j in range(len(reached)):
        chosen = min(range(len(costs)), key=lambda at: costs[at][j])
        stage.chosen.append(chosen)
        stage.best.append(costs[chosen][j])


def _trace(done: list[_StageLayers], at: int, cost: float) -> Fit:
    stretches: list[Stretch] = []
    for stage in reversed(done):
        chosen = stage.chosen[at]
        form = stage.alternatives[chosen].form
        for layer in reversed(stage.layers[chosen]):
            while (came := layer.came[at]) is None:
                at -= 1
            if came < 0:
                stretches.append(Stretch(layer.slot, form, None, None))
            else:
                stretches.append(Stretch(layer.slot, form, came, at))
                at = came
    return Fit(cost, tuple(reversed(stretches)))


class _Costs:
    """Costs of stretches over one stream of tokens."""

    def __init__(
        self, tokens: Sequence[Token], stages: Sequence[Stage], *, sums: bool, values_first: bool
    ) -> None:
        slots = [slot for stage in stages for option in stage for slot in option.slots]
        rows = [slot for slot in slots if not slot.is_header]
        self.tokens = tokens
        self.sums = sums
        self.values_first = values_first
        self.cores = {slot.row: slot.core for slot in rows if len(slot.core) > 2}
        self.labels = {label: slot.row for slot in rows for label in slot.labels}
        self.pairs = [_pairs(token.text) if token.kind == "words" else set() for token in tokens]
        self.gaps = [self._gap(at) for at in range(len(tokens))]
        self.run_starts = [self._starts_run(at) for at in range(len(tokens))]
        self._outside = [0.0]
        for token in tokens:
            self._outside.append(self._outside[-1] + (0.05 if token.kind == "number" else 0.0))

    def outside_until(self, j: int) -> float:
        """Return the cost of leaving the first `j` tokens outside the table."""
        return self._outside[j]

    def place(self, slot: Slot, before: list[float]) -> _Layer:
        """Return the costs after placing `slot`, given those before it."""
        absent = ABSENT_HEADER if slot.is_header else ABSENT
        layer = _Layer(slot, [cost + absent for cost in before], [-1] * len(before))
        letters = set("".join(slot.labels))
        pairs = set().union(*map(_pairs, slot.labels))
        limit = min(before) + 40.0
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

    def _extend(self, layer: _Layer, start: int, cost: float) -> None:
        """Try every stretch from `start` for the layer's slot."""
        slot = layer.slot
        longest = max(map(len, slot.labels)) + 30
        words, label_cost, borders = "", NO_LABEL + NO_CORE, 0
        values: list[Token] = []
        for end in range(start, min(len(self.tokens), start + slot.count + LONGEST_STRETCH)):
            token = self.tokens[end]
            if end > start and self._crosses_border(end):
                borders += 1
            if token.kind != "words":
                values.append(token)
                if len(values) > slot.count + 3 or slot.is_header:
                    break
            else:
                words += token.text
                if len(words) > longest:
                    break
                label_cost = self._label_cost(slot, words)
            if label_cost == inf:
                continue
            total = cost + label_cost + GRID_BORDER * borders
            total += self._count_cost(slot, values, words)
            if words and values and (values[0] is self.tokens[start]) != self.values_first:
                total += OTHER_SIDE
            if total < layer.cost[end + 1]:
                layer.cost[end + 1], layer.came[end + 1] = total, start

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
        return any(core in words for row, core in self.cores.items() if row != slot.row)

    def _count_cost(self, slot: Slot, values: list[Token], words: str) -> float:
        if slot.is_header:
            return 0.0
        numbers = sum(token.kind == "number" for token in values)
        blanks = len(values) - numbers
        if not values:
            return NO_VALUES if slot.core in words else inf
        if numbers > slot.count:
            return EXTRA_VALUE * (numbers - slot.count) + 0.15 * blanks
        if numbers == slot.count:
            return 0.05 * blanks - self._adds_up(slot, values)
        if numbers + blanks >= slot.count:
            return 0.02 * blanks - self._adds_up(slot, values)
        missing = slot.count - len(values)
        digits = sum(len(token.text) for token in values)
        cost = MISSING_VALUE * missing
        if self._partly_adds_up(values):
            cost = min(cost, 0.13 * missing)
        return min(cost, RUN_TOGETHER + 0.01 * missing) if digits >= slot.count else cost

    def _adds_up(self, slot: Slot, values: list[Token]) -> float:
        if not self.sums or slot.count < 3:
            return 0.0
        chosen = [token for token in values if token.kind == "number"]
        if len(chosen) != slot.count:
            chosen = values
        if len(chosen) != slot.count:
            return 0.0
        total = _number(chosen[-1])
        if sum(map(_number, chosen[:-1])) != total:
            return 0.0
        return ADDS_UP if total else ADDS_UP_TO_ZERO

    def _partly_adds_up(self, values: list[Token]) -> bool:
        if not self.sums or len(values) < 2:
            return False
        return sum(map(_number, values[:-1])) == _number(values[-1])


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))}


def header_likeness(slot: Slot, words: str) -> float:
    """Return how alike a header and some words are, from 0 to 1; extra words count against it."""
    return max(
        2 * LCSseq.similarity(header, words) / (len(header) + len(words)) for header in slot.labels
    )


def _number(token: Token) -> Decimal:
    return number_of(token) if token.kind == "number" else Decimal(0)
