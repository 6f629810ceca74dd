"""How surely the passage found first is the one that answers.

Two logistic regressions, fitted on the dev half of tests/bench/retrieval: what a passage has of
the question, how far it is ahead of the next, and its score. Being ahead tells most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index import Hit

LIKELY, SURELY, BEYOND_DOUBT = 0.5, 0.75, 0.9
"""How sure a passage has to be to be quoted: where nothing else can be meant, where something else
may be, and where something else was read."""

_FAR_AHEAD = 1.0  # being further ahead than this tells no more


@dataclass(frozen=True, slots=True)
class _Weights:
    """What each sign adds to the log odds that a passage answers."""

    start: float
    share: float
    ahead: float
    score: float


_IN_A_REPORT = _Weights(start=-0.7, share=2.0, ahead=7.2, score=-1.1)
_IN_ALL = _Weights(start=-2.9, share=3.0, ahead=2.5, score=1.3)


def sureness(hits: Sequence[Hit], share: float) -> float:
    """Return how surely the first of the hits of one report answers, 0 to 1.

    `share` is how much of what the question looks for the first has (`pinpoint.covered`).
    """
    return _probability(_IN_A_REPORT, hits, share)


def sureness_in_all(hits: Sequence[Hit], share: float) -> float:
    """Return how surely the first of the hits of many reports answers, 0 to 1."""
    return _probability(_IN_ALL, hits, share)


def _probability(weights: _Weights, hits: Sequence[Hit], share: float) -> float:
    if not hits:
        return 0.0
    ahead = hits[0].score - hits[1].score if len(hits) > 1 else _FAR_AHEAD
    odds = weights.start + weights.share * share + weights.score * hits[0].score
    odds += weights.ahead * min(ahead, _FAR_AHEAD)
    return 1 / (1 + math.exp(-odds))
