"""Ranking: how well passages fit a question by their words and by their vectors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.batch import Batch
from index.everyday import Term

if TYPE_CHECKING:
    from index.embedder import Vectors

_K1, _B = 1.2, 0.75
_MOST_TELLING = 6.5

# Set by hand on the dev half of tests/bench/retrieval; halving or doubling any one of them moves
# hit@1 by less than its interval.
VECTOR_WEIGHT, WORD_WEIGHT, HEADING_WEIGHT = 0.2, 0.1, 0.04
_SPREAD = 0.05  # added to the spread of cosines, which says nothing in a handful of passages

Weights = Sequence[Sequence[tuple[str, float]]]
"""For each thing a question looks for, the words that stand for it and what each tells."""


def weigh(terms: Sequence[Term], counts: Mapping[str, int], passages: int) -> Weights:
    """Return the terms' words with their weights: the fewer passages have a word, the more.

    `counts` says in how many of all `passages` a word stands; words in none are left out.
    """
    return [
        [
            (word, share * rarity(counts[word], passages))
            for word, share in term.items()
            if word in counts
        ]
        for term in terms
    ]


def rarity(count: int, passages: int) -> float:
    """Return what a word tells that stands in `count` of the passages, 0 to `_MOST_TELLING`.

    What a word tells that stands nowhere is about the same in a library of any size.
    """
    nowhere = surprise(0, passages)
    return min(_MOST_TELLING, surprise(count, passages) * max(1.0, _MOST_TELLING / nowhere))


def surprise(count: int, passages: int) -> float:
    """Return how little to be expected something is that `count` of the passages have."""
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))


def word_scores(batch: Batch, weights: Weights, usual_length: float) -> list[float]:
    """Return BM25 of each passage; a term counts once, for the best of its words."""
    damping = [_K1 * (1 - _B + _B * length / usual_length) for length in batch.lengths]
    scores = [0.0] * len(damping)
    for term in weights:
        best: dict[int, float] = {}
        for word, weight in term:
            for position, times in batch.postings.get(word, ()):
                score = weight * times * (_K1 + 1) / (times + damping[position])
                best[position] = max(score, best.get(position, 0.0))
        for position, score in best.items():
            scores[position] += score
    return scores


def heading_scores(batch: Batch, weights: Weights) -> list[float]:
    """Return how much of the question stands above each passage and not in it."""
    scores = [0.0] * len(batch.rows)
    for term in weights:
        best: dict[int, float] = {}
        for word, weight in term:
            for position in batch.above.get(word, ()):
                best[position] = max(weight, best.get(position, 0.0))
        for position, score in best.items():
            scores[position] += score
    return scores


def fused(cosines: Vectors, words: Sequence[float], headings: Sequence[float]) -> Vectors:
    """Return vectors and words in one score.

    Cosines are measured by their spread, as models differ in it; BM25 is not, so that a question
    whose words are rare is decided by them.
    """
    import numpy as np

    by_words = WORD_WEIGHT * np.array(words) + HEADING_WEIGHT * np.array(headings)
    return np.asarray(VECTOR_WEIGHT * spread(cosines) + by_words, dtype=np.float32)


def spread(cosines: Vectors) -> Vectors:
    """Return cosines by their distance from the mean, in standard deviations."""
    import numpy as np

    apart: Vectors = np.asarray(cosines - cosines.mean(), dtype=np.float32)
    return apart / np.float32(cosines.std() + _SPREAD)
