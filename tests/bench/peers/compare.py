"""The same questions over the same reports and embedder: other stacks and ours, in one table.

python tests/bench/peers/compare.py PYTHON [--half dev|held_out]

PYTHON is an interpreter that has requirements.txt; `make bench-peers` makes one. Every stack runs
in a process of its own, so that its memory can be told, and all are judged here.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from index import Library
from qa import ask
from tests.bench.retrieval.asked import TODAY, verdict_on_number
from tests.bench.retrieval.gold import IN_A_REPORT, GoldQuestion, answers, read_questions
from tests.bench.retrieval.measures import MISSED, hit_at, markdown_table, milliseconds
from tests.bench.retrieval.shelf import REAL, build_library, texts_of

HERE = Path(__file__).parent
OURS = "nianbao"
STACKS = ("langchain_chroma_stack", "haystack_stack", "txtai_stack")
HEADINGS = (
    "stack",
    "hit@1",
    "hit@3",
    "number right",
    "number wrong",
    "wrong report",
    "CPU ms p50 / p95",
    "MB disk",
    "MB resident",
)
LINES = (
    ("typed", "as typed"),
    ("titled", "organ and year before each piece"),
    ("filtered", "filtered to the report"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="an interpreter that has requirements.txt")
    parser.add_argument("--half", choices=("dev", "held_out"), default="held_out")
    chosen = parser.parse_args()
    if not REAL.is_dir():
        print("../shared is not there: there is nothing to compare over")
        return
    asked = [one for one in read_questions(chosen.half) if one.kind in IN_A_REPORT]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with build_library(place / "library") as library:
            texts = texts_of(library)
            work = write_work(place / "work.json", library, asked)
            answered = _product_row(asked, library, texts)
        pythons = {**dict.fromkeys(STACKS, chosen.python), "nianbao_stack": sys.executable}
        results = [run_stack(name, python, work) for name, python in pythons.items()]
    rows = [row for result in results for row in rows_of(result, asked, texts)]
    print(f"{len(asked)} questions ({chosen.half.replace('_', ' ')}), {len(texts)} reports\n")
    print(markdown_table(HEADINGS, [*rows, answered]))


def write_work(path: Path, library: Library, asked: Sequence[GoldQuestion]) -> Path:
    """Write what the stacks are given: texts and questions, no answers."""
    texts = [
        {"report": card.id, "organ": card.organ, "year": card.year, "text": library.text(card.id)}
        for card in library.cards()
    ]
    questions = [
        {"id": one.id, "question": one.question, "ask": one.ask, "report": one.report}
        for one in asked
    ]
    work = {"texts": texts, "asked": questions}
    path.write_text(json.dumps(work, ensure_ascii=False), "utf-8")
    return path


def run_stack(name: str, python: str, work: Path) -> dict[str, Any]:
    """Return what a stack found."""
    result = work.with_name(f"{name}.json")
    subprocess.run([python, str(HERE / f"{name}.py"), str(work), str(result)], check=True)
    found: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return found


def rows_of(
    result: Mapping[str, Any], asked: Sequence[GoldQuestion], texts: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Return the stack's rows of the table."""
    return [
        (
            f"{result['name']}, {words}",
            *_found_cells(result[line]["found"], asked, texts),
            milliseconds(result[line]["seconds"]),
            f"{result['mb_on_disk']:.1f}",
            f"{result['mb_resident']:.0f}",
        )
        for line, words in LINES
        if not (line == "titled" and result["name"] == OURS)
    ]


def _found_cells(
    found: Mapping[str, Any], asked: Sequence[GoldQuestion], texts: Mapping[str, str]
) -> tuple[str, ...]:
    ranks = [rank_of(one, found[one.id], texts) for one in asked]
    numbers = [one for one in asked if one.kind == "number"]
    counts = Counter(plain_verdict(one, found[one.id], texts) for one in numbers)
    astray = sum(bool(found[one.id]) and found[one.id][0][0] != one.report for one in asked)
    return (
        str(hit_at(ranks, 1)),
        str(hit_at(ranks, 3)),
        f"{counts['right'] / len(numbers):.1%}",
        f"{counts['wrong'] / len(numbers):.1%}",
        f"{astray / len(asked):.1%}",
    )


def rank_of(question: GoldQuestion, pieces: Sequence[Any], texts: Mapping[str, str]) -> int:
    """Return at which rank a piece answers."""
    for rank, (report, start, end) in enumerate(pieces, start=1):
        if answers(question, report, (start, end), texts):
            return rank
    return MISSED


def plain_verdict(question: GoldQuestion, pieces: Sequence[Any], texts: Mapping[str, str]) -> str:
    """Judge the first number that has the asked unit in the first piece: the plainest reader."""
    if not pieces:
        return "declined"
    report, start, end = pieces[0]
    text = re.sub(r"\s", "", texts[report][start:end])
    number = re.search(rf"(\d+(?:\.\d+)?)[余多]?万?{re.escape(question.unit)}", text)
    if number is None:
        return "declined"
    right = report == question.report and number.group(1) in question.values
    return "right" if right else "wrong"


def _product_row(
    asked: Sequence[GoldQuestion], library: Library, texts: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the row of `nianbao ask`: its own reader of numbers, which may decline."""
    numbers = [one for one in asked if one.kind == "number"]
    judged = [(one, *verdict_on_number(one, library, texts)) for one in numbers]
    counts = Counter(verdict for _, verdict, _ in judged)
    cited = [{piece.report for piece in (*a.figures, *a.passages)} for _, _, a in judged]
    astray = sum(
        bool(reports) and one.report not in reports
        for (one, _, _), reports in zip(judged, cited, strict=True)
    )
    shares = (f"{counts[verdict] / len(numbers):.1%}" for verdict in ("right", "wrong"))
    times = milliseconds([_seconds_to_ask(library, one) for one in numbers])
    return ("nianbao ask, as typed", "", "", *shares, f"{astray / len(numbers):.1%}", times, "", "")


def _seconds_to_ask(library: Library, question: GoldQuestion) -> float:
    start = time.process_time()
    ask(library, question.question, today=TODAY)
    return time.process_time() - start


if __name__ == "__main__":
    main()
