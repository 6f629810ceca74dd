"""Measure the index: does search find the passage, and how fast is everything?

python tests/bench/bench_index.py [--reports 500] [--model FOLDER]

Retrieval needs ../shared (real reports, and the phrases of a hand the model never saw); questions
and the passages that answer them are in index_gold.toml. Times are medians and 95th percentiles.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from index import Library
from index.embedder import SHIPPED_MODEL, Embedder, load_embedder
from index.train_samples import row_targets
from ingest import read_report
from tests.library_samples import made_report

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLD = Path(__file__).with_name("index_gold.toml")
THEMES = ("citizens", "professionals")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    chosen = parser.parse_args()
    if SHARED.is_dir():
        measure_rows(load_embedder(chosen.model))
        measure_passages(chosen.model)
    else:
        print("../shared is not there: retrieval is not measured")
    measure_times(chosen.reports, chosen.model)


def measure_rows(embedder: Embedder) -> None:
    """Whole questions of researchers.jsonl, which the model was not trained on, to form rows."""
    targets = row_targets([])
    vectors = embedder.encode_passages([target.passages[0] for target in targets])
    ids = [target.id for target in targets]
    ranks = []
    for text, row in _unseen_rows():
        order = np.argsort(-(vectors @ embedder.encode_query(text)))
        ranks.append([ids[at] for at in order].index(row) + 1)
    _show("rows of the form, unseen hand", ranks)


def _unseen_rows() -> Iterator[tuple[str, str]]:
    known = {target.id for target in row_targets([])}
    for item in _phrases("researchers"):
        cells = [item["cell"]] if "cell" in item else item.get("cells") or []
        if len(cells) != 1 or item.get("operation", "lookup") != "lookup":
            continue
        row = cells[0].partition(":")[0]
        if row in known:
            yield item["text"].replace("{organ}", "某区政府").replace("{year}", "2024"), row


def measure_passages(model: str) -> None:
    """Questions of index_gold.toml to passages of real reports: in the report, in the library."""
    gold = tomllib.loads(GOLD.read_text("utf-8"))["reports"]
    with tempfile.TemporaryDirectory() as folder, Library.create(Path(folder), model) as library:
        ids = [_take_in(library, SHARED / "reports" / report["file"]) for report in gold]
        for way, search in (("words", library.lexical_search), ("fused", library.search)):
            ranks = [
                _rank(search(question, [report_id], limit=100), anchors)
                for report, report_id in zip(gold, ids, strict=True)
                for question, *anchors in report["questions"][0]["ask"]
            ]
            _show(f"{way}: own questions in a known report", ranks)
            for hand in THEMES:
                ranks = [
                    _rank(search(item["text"], [report_id], limit=100), anchors)
                    for report, report_id in zip(gold, ids, strict=True)
                    for item in _phrases(hand)
                    if (anchors := report["themes"].get(item.get("theme")))
                ]
                _show(f"{way}: theme phrases of {hand} in a known report", ranks)


def _take_in(library: Library, path: Path) -> str:
    return library.add(read_report(path), path.read_bytes()).report_id


def _rank(hits: Sequence[Any], anchors: Sequence[str]) -> int:
    for rank, hit in enumerate(hits, start=1):
        text = hit.passage.text.replace("\n", "")
        if any(anchor in text for anchor in anchors):
            return rank
    return 1000


def _phrases(hand: str) -> list[dict[str, Any]]:
    path = SHARED / "domain" / "phrases" / f"{hand}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _show(what: str, ranks: Sequence[int]) -> None:
    draw = random.Random(1)
    first = [float(rank == 1) for rank in ranks]
    means = sorted(statistics.fmean(draw.choices(first, k=len(first))) for _ in range(1000))
    print(
        f"{what:<58} n {len(ranks):>4}  hit@1 {statistics.fmean(first):.3f}"
        f" [{means[25]:.3f}, {means[974]:.3f}]"
        f"  hit@3 {statistics.fmean(rank <= 3 for rank in ranks):.3f}"
        f"  MRR {statistics.fmean(1 / rank for rank in ranks):.3f}"
    )


def measure_times(reports: int, model: str) -> None:
    """Invented reports of 200 cells and 60 passages."""
    given = [_invented(number) for number in range(reports)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with Library.create(path, model) as library:
            library.add(*given[0])  # jieba and the model are loaded here
            start = time.perf_counter()
            with library.writing():
                for one in given[1:]:
                    library.add(*one)
                written = time.perf_counter() - start
            total = time.perf_counter() - start
        passages = 60 * (reports - 1)
        print(
            f"adding {reports - 1} reports, {passages} passages: {passages / total:.0f} a second;"
        )
        print(
            f"  segmenting and SQLite {written:.1f} s, encoding and Chroma {total - written:.1f} s"
        )
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        print(f"  on disk {size / 1e6 / reports:.3f} MB a report")
        _time("open and read one figure", lambda: _open_and_read(path, model))
        with Library.open(path, model) as library:
            _time_reading(library)


def _open_and_read(path: Path, model: str) -> None:
    with Library.open(path, model) as library:
        library.figures(["第7局_2024"], ["row7"], ["total"])


def _time_reading(library: Library) -> None:
    some = [card.id for card in library.cards()[:40]]
    rows = [f"row{number}" for number in range(8)]
    question = "全年举办新闻发布会多少场，解读政策几篇"
    _time("one figure", lambda: library.figures(some[:1], ["row7"], ["total"]))
    _time("all figures of a report", lambda: library.figures(some[:1]))
    _time("cards, nothing changed", library.cards)
    _time("sum of 8 rows over all reports", lambda: library.cell_sums(rows, ["total"]))
    _time("words, one report", lambda: library.lexical_search(question, some[:1]))
    _time("words, all reports", lambda: library.lexical_search(question))
    _time("search, one report", lambda: library.search(question, some[:1]))
    _time("search, 40 reports", lambda: library.search(question, some))
    _time("search, all reports", lambda: library.search(question))


def _time(what: str, act: Callable[[], object]) -> None:
    act()
    times = []
    for _ in range(50):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"{what:<34} p50 {times[25]:8.3f} ms   p95 {times[47]:8.3f} ms   least {times[0]:8.3f}")


def _invented(number: int) -> Any:
    draw = random.Random(number)
    acts = ("举办", "召开", "发布", "公开", "开展", "参加")
    things = ("新闻发布会", "业务培训", "政策解读", "在线访谈", "民意征集", "政府公报", "专题研究")
    sentences = [
        f"全年{draw.choice(acts)}{draw.choice(things)}{draw.randint(0, 300)}次，"
        f"{draw.choice(acts)}{draw.choice(things)}{draw.randint(0, 99)}项。"
        for _ in range(60)
    ]
    cells = [
        (f"row{row}", column, str(draw.randint(0, 99)))
        for row in range(34)
        for column in ("a", "b", "c", "d", "e", "total")
    ]
    return made_report(f"第{number}局", cells=cells, sentences=sentences)


if __name__ == "__main__":
    main()
