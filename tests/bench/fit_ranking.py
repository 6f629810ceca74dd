"""Fit what each sign counts in ranking passages and in choosing numbers, and how sure the best is.

python tests/bench/fit_ranking.py

Uses the dev half of tests/bench/retrieval only. Prints the constants of index/reranking.py,
qa/replies/sureness.py, number_signs.py and pinpoint.py, with how they do on parts of the questions
that they were not fitted on.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from index import Hit, Library, asks_number
from index.reranking import Signs as PassageSigns
from qa.replies.number_signs import Signs as NumberSigns
from qa.replies.number_signs import wanted_of
from qa.replies.pinpoint import Doubt, Reading, doubt_of, readings_of
from qa.replies.sureness import Evidence, evidence_of, sureness
from qa.sought import content
from qa.themes import find_theme, theme_asked
from tests.bench.retrieval.fitting import (
    Choice,
    fit_choice,
    fit_odds,
    odds_unseen,
    ranks_unseen,
)
from tests.bench.retrieval.gold import (
    ACROSS,
    IN_A_REPORT,
    GoldQuestion,
    answers,
    has_number,
    read_questions,
)
from tests.bench.retrieval.shelf import REAL, build_library, texts_of

if TYPE_CHECKING:
    from tests.bench.retrieval.fitting import Matrix

# Weights are given so that BM25 counts as in the fused score, and thresholds keep their meaning.
_WORDS_COUNT = 0.105
_DEPTH = 6
_ELSEWHERE = 2  # reports of other organs that a question is put to as well
_ELSEWHERE_COUNTS = 0.3  # some of them do answer it
_BOUNDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question put to one report, to several, or to all (None)."""

    question: GoldQuestion
    reports: list[str] | None
    own: bool


def main() -> None:
    if not REAL.is_dir():
        print("../shared is not there: nothing is fitted")
        return
    with tempfile.TemporaryDirectory() as folder, build_library(Path(folder)) as library:
        fit = _Fit(library)
        fit.passages()
        fit.sureness((*IN_A_REPORT, "unanswerable"), "IN_A_REPORT")
        fit.sureness(ACROSS, "IN_MANY")
        fit.numbers()


class _Fit:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts = texts_of(library)
        self._organs = {card.id: card.organ for card in library.cards()}
        self._cards = {card.id: card for card in library.cards()}
        self._draw = random.Random(1)

    def passages(self) -> None:
        """Fit the order of passages."""
        cases = [one for one in map(self._passages_of, read_questions("dev")) if one is not None]
        for name, kinds in (("in a report", IN_A_REPORT), ("across", ACROSS)):
            ranks = ranks_unseen([choice for question, choice in cases if question.kind in kinds])
            shares = "  ".join(f"hit@{k} {(ranks <= k).mean():.3f}" for k in (1, 3, 5))
            print(f"{name}: {len(ranks)} questions  {shares}  MRR {(1 / ranks).mean():.3f}")
        weights = fit_choice([choice for _, choice in cases])
        _print_signs(PassageSigns, weights * (_WORDS_COUNT / weights[0]))

    def _passages_of(self, question: GoldQuestion) -> tuple[GoldQuestion, Choice] | None:
        within = [question.report] if question.report else None
        found = self._library.signs(question.ask, within) if question.gold else []
        right = [self._is_gold(question, hit) for hit, _ in found]
        if not any(right):
            return None
        signs = np.array([each for _, each in found], dtype=np.float64)
        return question, Choice(signs, np.array(right, dtype=np.float64))

    def sureness(self, kinds: Sequence[str], name: str) -> None:
        """Fit how surely the first passage answers."""
        signs, right, own = [], [], []
        for asking in self._askings(kinds, several=name == "IN_MANY"):
            question = asking.question
            hits = self._library.search(question.ask, asking.reports, limit=_DEPTH)
            if hits:
                evidence = evidence_of(hits, content(self._library.sought(question.ask)))
                signs.append(evidence)
                right.append(asking.own and self._is_gold(question, hits[0]))
                own.append(asking.own)
        print(f"\n{name}: {sum(own)} questions, {len(own) - sum(own)} put to others")
        _print_odds(Evidence, signs, right, own)

    def numbers(self) -> None:
        """Fit which number answers, and how surely the best does."""
        cases = [
            (asking, *self._readings_of(asking))
            for asking in self._askings(("number", "unanswerable"))
        ]
        cases = [one for one in cases if one[1]]
        choices = []
        for asking, readings, _ in cases:
            right = np.array([self._is_value(asking, one) for one in readings], dtype=np.float64)
            if right.any():
                signs = np.array([one.signs for one in readings], dtype=np.float64)
                choices.append(Choice(signs, right))
        print(f"\nnumbers: chosen {(ranks_unseen(choices) <= 1).mean():.3f} of {len(choices)}")
        _print_signs(NumberSigns, fit_choice(choices))
        doubts, right, own = [], [], []
        for asking, readings, passage in cases:
            best = sorted(readings, key=lambda one: -one.standing)
            doubts.append(doubt_of(best, passage))
            right.append(bool(self._is_value(asking, best[0])))
            own.append(asking.own)
        _print_odds(Doubt, doubts, right, own)

    def _readings_of(self, asking: Asking) -> tuple[list[Reading], float]:
        assert asking.reports is not None
        text = asking.question.ask
        if not asks_number(text):
            return [], 0.0
        hits = self._library.search(text, asking.reports, limit=_DEPTH)
        theme = theme_asked(text)
        wanted = wanted_of(
            text, self._library.sought(text), find_theme(theme[0]) if theme else None
        )
        found = list(readings_of(hits, self._cards[asking.reports[0]], wanted)) if hits else []
        return found, sureness(hits, wanted.sought)

    def _askings(self, kinds: Sequence[str], *, several: bool = False) -> Iterator[Asking]:
        """Yield each question where it belongs, and put to reports of other organs."""
        for question in read_questions("dev"):
            if question.kind in kinds:
                yield Asking(question, [question.report] if question.report else None, own=True)
            if question.report is None or not (several or question.kind in kinds):
                continue
            organ = self._organs[question.report]
            others = [report for report, other in self._organs.items() if other != organ]
            if several:
                if question.kind in ("what", "how", "list"):
                    yield Asking(question, others, own=False)
                continue
            for other in self._draw.sample(others, _ELSEWHERE):
                yield Asking(question, [other], own=False)

    def _is_gold(self, question: GoldQuestion, hit: Hit) -> bool:
        place = hit.passage.place
        return answers(question, hit.report_id, (place.start, place.end), self._texts)

    def _is_value(self, asking: Asking, reading: Reading) -> bool:
        values = asking.question.values
        same = any(
            (reading.number.value is not None and float(reading.number.value) == float(value))
            or has_number(reading.number.words, value)
            for value in values
            if re.fullmatch(r"[\d.]+", value)
        )
        return asking.own and same and self._is_gold(asking.question, reading.hit)


def _print_signs(signs: Any, weights: Matrix) -> None:
    for name, weight in zip(signs._fields, weights, strict=True):
        print(f"    {name}={weight:.3f},")


def _print_odds(
    signs_of: Any,
    signs: Sequence[tuple[float, ...]],
    right: Sequence[bool],
    own: Sequence[bool],
) -> None:
    """Print the fitted odds, and what is answered from each degree of sureness on."""
    table, truth = np.array(signs, dtype=np.float64), np.array(right, dtype=np.float64)
    of_own = np.array(own)
    counts = np.where(of_own, 1.0, _ELSEWHERE_COUNTS)
    likely = odds_unseen(table, truth, counts)
    for bound in _BOUNDS:
        said = of_own & (likely >= bound)
        elsewhere = (likely[~of_own] >= bound).mean() if (~of_own).any() else 0.0
        share, hit = said.sum() / of_own.sum(), truth[said].mean() if said.any() else 1.0
        print(
            f"  from {bound}: {share:.2f} answered, {hit:.3f} of them right; others {elsewhere:.2f}"
        )
    start, weights = fit_odds(table, truth, counts)
    print(f"    start={start:.2f}")
    _print_signs(signs_of, weights)


if __name__ == "__main__":
    main()
