"""Two small regressions, for what signs count: which of several answers, and whether one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

PARTS = 6
_SHRINK = 0.02  # keeps the weights of rare signs small
_STEPS, _PACE, _MOMENTUM = 300, 0.3, 0.9
_NEWTON_STEPS, _RIDGE = 60, 3.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Several that may answer: their signs, (several, signs), and which of them do, 0 or 1."""

    signs: Matrix
    right: Matrix


def fit_choice(choices: Sequence[Choice]) -> Matrix:
    """Return the weights under which those that answer are likeliest to come first."""
    spread = np.vstack([one.signs for one in choices]).std(axis=0) + 1e-9
    weights = np.zeros(len(spread))
    step = np.zeros(len(spread))
    for _ in range(_STEPS):
        slope = _SHRINK * weights
        for one in choices:
            signs = one.signs / spread
            likely = _shares(signs @ weights)
            wanted = likely * one.right
            slope = slope + (likely - wanted / wanted.sum()) @ signs / len(choices)
        step = _MOMENTUM * step - _PACE * slope
        weights = weights + step
    return weights / spread


def ranks_unseen(choices: Sequence[Choice]) -> Matrix:
    """Return the rank of the first that answers, each by weights fitted on the other parts."""
    parts = np.random.RandomState(0).randint(0, PARTS, len(choices))
    ranks = np.zeros(len(choices))
    for part in range(PARTS):
        weights = fit_choice([one for one, of in zip(choices, parts, strict=True) if of != part])
        for at in np.flatnonzero(parts == part):
            order = np.argsort(-(choices[at].signs @ weights), kind="stable")
            ranks[at] = 1 + int(np.argmax(choices[at].right[order]))
    return ranks


def fit_odds(signs: Matrix, right: Matrix, counts: Matrix) -> tuple[float, Matrix]:
    """Return the log odds to start from and what each sign adds; `counts` weighs the cases."""
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    scaled = np.c_[(signs - middle) / spread, np.ones(len(signs))]
    ridge = np.diag(np.r_[np.full(signs.shape[1], _RIDGE), 0.0])
    weights = np.zeros(scaled.shape[1])
    for _ in range(_NEWTON_STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        curve = scaled.T @ (scaled * (counts * likely * (1 - likely))[:, None]) + ridge
        slope = scaled.T @ (counts * (likely - right)) + ridge @ weights
        weights = weights - np.linalg.solve(curve, slope)
    each = weights[:-1] / spread
    return float(weights[-1] - (middle * each).sum()), each


def odds_unseen(signs: Matrix, right: Matrix, counts: Matrix) -> Matrix:
    """Return how likely each case is right, 0 to 1, by weights fitted on the other parts."""
    parts = np.random.RandomState(1).randint(0, PARTS, len(right))
    likely = np.zeros(len(right))
    for part in range(PARTS):
        seen = parts != part
        start, each = fit_odds(signs[seen], right[seen], counts[seen])
        likely[~seen] = 1 / (1 + np.exp(-(start + signs[~seen] @ each)))
    return likely


def _shares(scores: Matrix) -> Matrix:
    raised: Matrix = np.exp(scores - scores.max())
    return raised / raised.sum()
