"""Fit what each sign of a passage counts in the ranking, and how sure the first then is.

python tests/bench/fit_ranking.py

Uses the dev half of tests/bench/retrieval only, and prints the constants of index/reranking.py and
qa/replies/sureness.py, with how they do on sixths of the questions that they were not fitted on.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from index import Library
from index.reranking import Signs
from tests.bench.retrieval.gold import ACROSS, IN_A_REPORT, GoldQuestion, answers, read_questions
from tests.bench.retrieval.shelf import REAL, build_library, texts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_PARTS = 6
_SHRINK = 0.02  # keeps weights of rare signs small
_STEPS, _PACE, _MOMENTUM = 300, 0.3, 0.9
# Weights are given so that BM25 counts as in the fused score, and thresholds keep their meaning.
_WORDS_COUNT = 0.105


@dataclass(frozen=True, slots=True)
class Case:
    """A question's likely passages: their signs, (passages, signs), and which of them answer."""

    question: GoldQuestion
    signs: Matrix
    right: Matrix


def main() -> None:
    if not REAL.is_dir():
        print("../shared is not there: nothing is fitted")
        return
    with tempfile.TemporaryDirectory() as folder, build_library(Path(folder)) as library:
        cases = list(_cases(library))
    for name, kinds in (("in a report", IN_A_REPORT), ("across", ACROSS)):
        ranks = _ranks_unseen(cases, kinds)
        shares = "  ".join(f"hit@{k} {(ranks <= k).mean():.3f}" for k in (1, 3, 5))
        print(f"{name}: {len(ranks)} questions  {shares}  MRR {(1 / ranks).mean():.3f}")
    weights = fitted(cases)
    weights *= _WORDS_COUNT / weights[0]
    for field, weight in zip(fields(Signs), weights, strict=True):
        print(f"    {field.name}={weight:.3f},")


def _cases(library: Library) -> list[Case]:
    texts = texts_of(library)
    cases = []
    for question in read_questions("dev"):
        if not question.gold:
            continue
        found = library.signs(question.ask, [question.report] if question.report else None)
        right = [
            answers(question, hit.report_id, (hit.passage.place.start, hit.passage.place.end), texts)
            for hit, _ in found
        ]
        if any(right):
            signs = np.array([astuple(each) for _, each in found], dtype=np.float64)
            cases.append(Case(question, signs, np.array(right, dtype=np.float64)))
    return cases


def _ranks_unseen(cases: Sequence[Case], kinds: Sequence[str]) -> Matrix:
    """Return the rank of the first passage that answers, each by weights fitted on other parts."""
    parts = np.random.RandomState(0).randint(0, _PARTS, len(cases))
    ranks = []
    for part in range(_PARTS):
        weights = fitted([one for one, of in zip(cases, parts, strict=True) if of != part])
        for case, of in zip(cases, parts, strict=True):
            if of == part and case.question.kind in kinds:
                order = np.argsort(-(case.signs @ weights), kind="stable")
                ranks.append(1 + int(np.argmax(case.right[order])))
    return np.array(ranks, dtype=np.float64)


def fitted(cases: Sequence[Case]) -> Matrix:
    """Return the weights under which the passages that answer are likeliest to come first."""
    spread = np.vstack([case.signs for case in cases]).std(axis=0) + 1e-9
    weights = np.zeros(len(spread))
    step = np.zeros(len(spread))
    for _ in range(_STEPS):
        slope = _SHRINK * weights
        for case in cases:
            signs = case.signs / spread
            likely = _shares(signs @ weights)
            wanted = likely * case.right
            slope = slope + (likely - wanted / wanted.sum()) @ signs / len(cases)
        step = _MOMENTUM * step - _PACE * slope
        weights = weights + step
    return weights / spread


def _shares(scores: Matrix) -> Matrix:
    raised: Matrix = np.exp(scores - scores.max())
    return raised / raised.sum()


if __name__ == "__main__":
    main()
