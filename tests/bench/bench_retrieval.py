"""Measure whether the passage that answers is found, and whether its number is.

python tests/bench/bench_retrieval.py [--show] [--half dev|held_out]

Asks the questions of tests/bench/retrieval of the narrative of ../shared/reports, and of corpus/
where there is no real report. `--show` prints what went wrong in the dev half; the other half is
only ever counted. Prints Markdown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from index import Library
from index.embedder import SHIPPED_MODEL, load_embedder
from qa import ask
from qa.answer import Answer
from tests.bench.retrieval.asked import TODAY, Verdict, verdict_on_number, verdict_on_words
from tests.bench.retrieval.gold import (
    ACROSS,
    IN_A_REPORT,
    GoldQuestion,
    Half,
    answers,
    read_questions,
)
from tests.bench.retrieval.measures import (
    MISSED,
    Share,
    hit_at,
    markdown_table,
    milliseconds,
    mrr_at,
    share_of,
)
from tests.bench.retrieval.shelf import REAL, add_invented, build_library, texts_of
from tests.bench.retrieval.ways import (
    CHUNK,
    OVERLAP,
    Ranking,
    dense_way,
    fixed_chunks,
    passages_of,
    product_ways,
)

DEPTH = 10
_MANY = 40
_FOUND = "reports found @10"
# Seconds of the processor: these machines are shared.
_LAST = ("MRR@10", "CPU ms p50 / p95")
Texts = Mapping[str, str]
_ASKED = (
    ("number", ("number",), verdict_on_number),
    ("in words", tuple(kind for kind in IN_A_REPORT if kind != "number"), verdict_on_words),
    ("across the library", ACROSS, verdict_on_words),
    ("unanswerable", ("unanswerable",), verdict_on_number),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the dev questions that failed")
    parser.add_argument("--half", choices=("dev", "held_out"), help="measure only one half")
    chosen = parser.parse_args()
    if not REAL.is_dir():
        print("../shared is not there: retrieval is not measured")
        return
    halves: tuple[Half, ...] = (chosen.half,) if chosen.half else ("dev", "held_out")
    with tempfile.TemporaryDirectory() as folder, build_library(Path(folder)) as library:
        texts, ways = texts_of(library), all_ways(library)
        for half in halves:
            questions = read_questions(half)
            show = chosen.show and half == "dev"
            print(f"\n## {half.replace('_', ' ')}: {len(questions)} questions")
            measure_in_report(questions, ways, texts, show)
            measure_across(questions, ways, texts, show)
            measure_product(questions, library, texts, show)
        measure_times(library, Path(folder), halves)


def all_ways(library: Library) -> dict[str, Ranking]:
    """Return every way of ranking that is compared; the product's own come last."""
    embedder = load_embedder(SHIPPED_MODEL)
    return {
        f"vectors, {CHUNK} characters (overlap {OVERLAP})": dense_way(
            embedder, *fixed_chunks(library)
        ),
        "vectors, our passages alone": dense_way(embedder, *passages_of(library)),
        **product_ways(library),
    }


def measure_in_report(
    questions: Sequence[GoldQuestion], ways: Mapping[str, Ranking], texts: Texts, show: bool
) -> None:
    asked = [question for question in questions if question.kind in IN_A_REPORT]
    rows = []
    for name, way in ways.items():
        ranks, seconds, length = _ranks(asked, way, texts, within=True)
        shares = (*_by_wording(asked, ranks, 1), hit_at(ranks, 1), hit_at(ranks, 3))
        rows.append((name, *_table_cells(shares, ranks, seconds), f"{length:.0f}"))
    headings = ("inside a known report", "plain @1", "everyday @1", "hit@1", "hit@3", *_LAST)
    print(f"\n{len(asked)} questions\n\n{markdown_table((*headings, 'characters'), rows)}")
    if show:
        _show_ranks(asked, ranks)


def measure_across(
    questions: Sequence[GoldQuestion], ways: Mapping[str, Ranking], texts: Texts, show: bool
) -> None:
    asked = [question for question in questions if question.kind in ACROSS]
    rows = []
    for name, way in ways.items():
        ranks, seconds, _ = _ranks(asked, way, texts, within=False)
        shares = (*_by_wording(asked, ranks, 5), hit_at(ranks, 1), hit_at(ranks, 5))
        rows.append(
            (name, *_table_cells(shares, ranks, seconds), _reports_found(asked, way, texts))
        )
    headings = ("across the library", "plain @5", "everyday @5", "hit@1", "hit@5", *_LAST, _FOUND)
    print(f"\n{len(asked)} questions\n\n{markdown_table(headings, rows)}")
    if show:
        _show_ranks(asked, ranks)


def _reports_found(asked: Sequence[GoldQuestion], way: Ranking, texts: Texts) -> str:
    """Of the reports that answer a 哪些单位 question, how many are among the first ten pieces?"""
    shares = []
    for question in (one for one in asked if one.kind == "which_reports"):
        found = {
            piece.report
            for piece in way(question.ask, None, DEPTH)
            if answers(question, piece.report, (piece.start, piece.end), texts)
        }
        shares.append(len(found) / len({gold.report for gold in question.gold}))
    return str(share_of(shares))


def _by_wording(
    asked: Sequence[GoldQuestion], ranks: Sequence[int], depth: int
) -> tuple[Share, Share]:
    plain = [rank for one, rank in zip(asked, ranks, strict=True) if one.wording == "plain"]
    other = [rank for one, rank in zip(asked, ranks, strict=True) if one.wording != "plain"]
    return hit_at(plain, depth), hit_at(other, depth)


def _table_cells(
    shares: Sequence[Share], ranks: Sequence[int], seconds: Sequence[float]
) -> tuple[str, ...]:
    return (*map(str, shares), str(mrr_at(ranks, DEPTH)), milliseconds(seconds))


def _ranks(
    asked: Sequence[GoldQuestion], way: Ranking, texts: Texts, *, within: bool
) -> tuple[list[int], list[float], float]:
    """Return the rank of each answer, the seconds of each search, and the mean first length."""
    way(asked[0].ask, asked[0].report if within else None, DEPTH)  # what is loaded late, is now
    ranks, seconds, lengths = [], [], []
    for question in asked:
        start = time.process_time()
        pieces = way(question.ask, question.report if within else None, DEPTH)
        seconds.append(time.process_time() - start)
        right = (
            rank
            for rank, piece in enumerate(pieces, start=1)
            if answers(question, piece.report, (piece.start, piece.end), texts)
        )
        ranks.append(next(right, MISSED))
        lengths += [piece.end - piece.start for piece in pieces[:1]]
    return ranks, seconds, sum(lengths) / max(len(lengths), 1)


def _show_ranks(asked: Sequence[GoldQuestion], ranks: Sequence[int]) -> None:
    print()
    for question, rank in zip(asked, ranks, strict=True):
        if rank != 1:
            print(f"- {question.id} rank {rank or 'none'}: {question.report or ''} {question.ask}")


def measure_product(
    questions: Sequence[GoldQuestion], library: Library, texts: Texts, show: bool
) -> None:
    rows, failed = [], []
    for name, kinds, judge in _ASKED:
        for wording in ("plain", "everyday"):
            asked = [one for one in questions if one.kind in kinds and one.wording == wording]
            if not asked:
                continue
            judged = [(one, *judge(one, library, texts)) for one in asked]
            rows.append((f"{name}, {wording} words", *_verdict_cells(judged)))
            failed += [one for one in judged if one[1] != _best_verdict(one[0])]
    headings = (
        "asked of the product",
        "n",
        "right",
        "shown",
        "wrong",
        "declined",
        "wall ms p50 / p95",
    )
    print(f"\n{markdown_table(headings, rows)}")
    if show:
        for question, verdict, answer in failed:
            print(f"- {question.id} {verdict}, {answer.status}: {question.question}")


def measure_times(library: Library, folder: Path, halves: Sequence[Half]) -> None:
    """Time the shipped search and the whole of `ask` among 40 reports, the rest invented."""
    add_invented(library, folder, _MANY)
    asked = [one for half in halves for one in read_questions(half)]
    for question in asked[:20]:
        library.search(question.ask)
        ask(library, question.question, today=TODAY)
    scoped = [one for one in asked if one.report is not None]
    in_one = _seconds(lambda one: library.search(one.ask, [str(one.report)]), scoped)
    in_all = _seconds(lambda one: library.search(one.ask), asked)
    answered = _seconds(lambda one: ask(library, one.question, today=TODAY), asked)
    rows = (
        ("search in one report", milliseconds(in_one)),
        ("search in all", milliseconds(in_all)),
        ("ask", milliseconds(answered)),
    )
    print(f"\n{markdown_table((f'{_MANY} reports', 'CPU ms p50 / p95'), rows)}")


def _seconds(do: Callable[[GoldQuestion], object], asked: Sequence[GoldQuestion]) -> list[float]:
    taken = []
    for question in asked:
        start = time.process_time()
        do(question)
        taken.append(time.process_time() - start)
    return taken


def _best_verdict(question: GoldQuestion) -> Verdict:
    return "right" if question.gold else "declined"


def _verdict_cells(judged: Sequence[tuple[GoldQuestion, Verdict, Answer]]) -> tuple[str, ...]:
    shares = (
        share_of([float(verdict == name) for _, verdict, _ in judged])
        for name in ("right", "shown", "wrong", "declined")
    )
    times = milliseconds([answer.seconds for _, _, answer in judged])
    return (str(len(judged)), *map(str, shares), times)


if __name__ == "__main__":
    main()
