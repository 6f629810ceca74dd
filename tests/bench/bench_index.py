"""Measure the index: does search find the passage, and how fast is everything?

python tests/bench/bench_index.py [--reports 500] [--model FOLDER]

Retrieval needs ../shared (real reports, and the phrases of a hand the model never saw); questions
and the passages that answer them are in index_gold.toml. Times are medians and 95th percentiles.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from index import Library
from index.embedded import text_to_embed
from index.embedder import SHIPPED_MODEL, Embedder, load_embedder
from index.search import Way
from index.train_samples import row_targets
from index.vectors import ChromaVectors
from index.words import words_of
from ingest import read_report
from ingest.report import Report
from tests.library_samples import made_report
from tests.world.library import make_world

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLD = Path(__file__).with_name("index_gold.toml")
THEMES = ("citizens", "professionals")
WAYS: tuple[Way, ...] = ("words", "everyday", "dense", "fused", "reranked")


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
    measure_ingest(chosen.reports, chosen.model)
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
        for way in WAYS:
            search = partial(library.search, way=way)
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


def measure_ingest(reports: int, model: str) -> None:
    """What it costs in CPU to take passages in, part by part, and what Chroma alone takes."""
    given = [_varied(report, number) for number in range(reports // 40 + 1) for report in _world()]
    passages = [passage for report, _ in given for passage in report.passages]
    embedder = load_embedder(model)
    words_of(passages[0].text), embedder.encode_query("")  # jieba and the model are loaded here
    segmented, seconds = _timed(lambda: [words_of(passage.text) for passage in passages])
    costs = {"segmenting": seconds}
    vectors, costs["encoding"] = _timed(
        lambda: embedder.encode_passages([text_to_embed(p.headings, p.text) for p in passages])
    )
    costs["writing to Chroma"] = min(_chroma_seconds(vectors) for _ in range(3))
    with tempfile.TemporaryDirectory() as folder, Library.create(Path(folder), model) as library:
        library.add(*_invented(0))
        with library.writing():
            _, costs["all, with figures and checks"] = _timed(
                lambda: [library.add(*one) for one in given]
            )
            start = time.process_time()
        costs["all, with figures and checks"] += time.process_time() - start
    count = len(segmented)
    print(f"taking in {len(given)} reports, {count} passages")
    for part, cost in costs.items():
        print(
            f"  {part:<30} {cost / count * 1e6:7.0f} us CPU a passage  {count / cost:8.0f} a second"
        )
    alone = costs["writing to Chroma"]
    ours = costs["segmenting"] + costs["encoding"] + alone
    print(f"  segmented, encoded and written: {ours / alone:.2f} x Chroma's own upsert")


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = act()
    return result, time.process_time() - start


def _chroma_seconds(vectors: Any) -> float:
    with tempfile.TemporaryDirectory() as folder:
        store = ChromaVectors(Path(folder), "bench", ("narrative",))
        ids = [f"{number}-0123456789ab" for number in range(len(vectors))]
        seconds = 0.0
        for start in range(0, len(ids), 1000):
            part = slice(start, start + 1000)
            seconds += _timed(lambda part=part: store.put("narrative", ids[part], vectors[part]))[1]
        store.close()
        return seconds


def _world() -> Iterator[Report]:
    with tempfile.TemporaryDirectory() as folder:
        for report in make_world().reports.values():
            path = Path(folder) / report.file
            path.write_text(report.text, encoding="utf-8")
            yield read_report(path)


def _varied(report: Report, number: int) -> tuple[Report, bytes]:
    """The report of another organ with other digits, so that nothing is taken in twice."""
    draw = random.Random(number)
    passages = tuple(
        replace(one, text=re.sub(r"\d", lambda _: str(draw.randint(0, 9)), one.text))
        for one in report.passages
    )
    original = f"{report.text}{number}".encode()
    return (
        replace(
            report,
            identity=replace(report.identity, organ=f"{report.identity.organ}{number}"),
            passages=passages,
            text=original.decode(),
            sha256=hashlib.sha256(original).hexdigest(),
        ),
        original,
    )


def measure_times(reports: int, model: str) -> None:
    """Invented reports of 200 cells and 60 passages."""
    given = [_invented(number) for number in range(reports)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with Library.create(path, model) as library, library.writing():
            for one in given:
                library.add(*one)
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        print(f"on disk {size / 1e6 / reports:.3f} MB a report")
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
