"""How surely the passage found first is the one that answers.

Two logistic regressions on what a passage has of the question, how far it is ahead of the next and
its score. They were fitted on the dev half of tests/bench/retrieval, and on the same questions put
to other organs' reports, which mostly have no answer (`python tests/bench/fit_ranking.py`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from index import Hit, Sought
from qa.sought import covered

LIKELY, SURELY, BEYOND_DOUBT = 0.33, 0.5, 0.75
"""How sure a passage has to be to be quoted: where nothing else can be meant, where something else
may be, and where something else was read."""

NEAR = 0.1
"""How sure, to be shown as the nearest there is."""

_FAR_AHEAD = 1.5  # being further ahead than this tells no more


class Evidence(NamedTuple):
    """What tells that the first passage answers.

    `share` is how much of what is asked stands in it or in its last heading, 0 to 1, `rarest` what
    the rarest thing that does tells, `ahead` how far its `score` is ahead of the next one's.
    """

    share: float
    rarest: float
    ahead: float
    score: float


IN_A_REPORT = -4.67, Evidence(share=0.372, rarest=0.655, ahead=1.251, score=0.506)
IN_MANY = -6.11, Evidence(share=-0.815, rarest=0.596, ahead=0.906, score=1.052)
"""The log odds to start from, and what each sign adds to them."""


def evidence_of(hits: Sequence[Hit], sought: Sequence[Sought]) -> Evidence:
    """Return what tells that the first of the hits, of which there must be one, answers."""
    best = hits[0]
    text = "".join(best.passage.headings[-1:]) + "".join(best.passage.text.split())
    ahead = best.score - hits[1].score if len(hits) > 1 else _FAR_AHEAD
    rarest = max((one.found_in(text) for one in sought), default=0.0)
    return Evidence(covered(sought, text), rarest, min(ahead, _FAR_AHEAD), best.score)


def sureness(hits: Sequence[Hit], sought: Sequence[Sought], *, of_many: bool = False) -> float:
    """Return how surely the first of the hits answers, 0 to 1; of one report or `of_many`."""
    if not hits:
        return 0.0
    start, weights = IN_MANY if of_many else IN_A_REPORT
    odds = start + sum(map(mul, evidence_of(hits, sought), weights))
    return 1 / (1 + math.exp(-odds))
