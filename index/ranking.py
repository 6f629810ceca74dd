"""Ranking: how well a passage answers, from its vector, its words and what the question wants."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.batch import Batch, PassageRow
from index.everyday import Term
from index.measures import asks_number, counts_alike, measure_asked

if TYPE_CHECKING:
    from index.embedder import Vectors

_K1, _B = 1.2, 0.75

# Set by hand on the dev half of tests/bench/retrieval; halving or doubling any one of them moves
# hit@1 by less than its interval.
VECTOR_WEIGHT, WORD_WEIGHT, HEADING_WEIGHT = 0.2, 0.1, 0.04
_NUMBER, _UNIT, _PREAMBLE, _PROBLEM = 0.25, 0.25, -0.4, -0.15
_SPREAD = 0.05  # added to the spread of cosines, which says nothing in a handful of passages

_NUMBERS = re.compile(
    r"(?<![\d年月-])\d[\d,.]*\s*(?:余|多)?\s*万?\s*(?:余|多)?\s*"
    r"(条|场|次|期|件|份|篇|个|项|人次|人|家|部|封|起|元|万元|万人|万|%|批次|批|宗|名|处|例|分钟|小时"
    r"|台|册|轮|张|则)"
)
_FRAME = re.compile(
    r"电话|地址|邮编|邮箱|传真|找谁|找人|疑问|疑惑|联系|几楼|下载|电子版|根据什么|依据|统计期限|几部分|编制"
)
_PROBLEMS = re.compile(
    r"毛病|缺点|短处|短板|软肋|欠缺|薄弱|不够|没做好|不足|检讨|问题|缺陷|怎么样$|怎样$|彻底|到位|快不快"
    r"|够不够|全了没|水平|来年|明年|往后|今后|以后|下一步|将来|接下来|打算|准备|计划|改进|整改|措施"
)


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
    """Return what a word tells that stands in `count` of the passages."""
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

    spread = (cosines - cosines.mean()) / (cosines.std() + _SPREAD)
    by_words = WORD_WEIGHT * np.array(words) + HEADING_WEIGHT * np.array(headings)
    score: Vectors = VECTOR_WEIGHT * spread + by_words
    return score


def fit(question: str, row: PassageRow) -> float:
    """Return what speaks for or against a passage beside its subject.

    A question for a number wants one, of its measure; the preamble and the problems are wanted
    only where they are asked for.
    """
    score = 0.0
    if asks_number(question):
        measures = set(_NUMBERS.findall(row.text))
        asked = measure_asked(question)
        alike = asked is not None and any(counts_alike(asked, one) for one in measures)
        score += _NUMBER * bool(measures) + _UNIT * alike
    if row.section == "preamble" and not _FRAME.search(question):
        score += _PREAMBLE
    if row.section == "sec_problems" and not _PROBLEMS.search(question):
        score += _PROBLEM
    return score
