"""Fit the rows of a form to a stream of tokens, at least cost.

Each row takes a contiguous stretch of tokens, in the order of the form; inside a stretch words and
values may stand in any order, for labels wrap around their values. A row may be absent, tokens may
be passed over. What that costs: `align_costs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.align_costs import Costs, Layer
from ingest.align_slots import Slot, Stage
from ingest.tokens import Token


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
class _StageLayers:
    layers: tuple[tuple[Layer, ...], ...]
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
    table = Costs(tokens, stages, sums=sums, values_first=values_first)
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
