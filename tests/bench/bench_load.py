"""Measure how long people wait when twenty of them ask a served site at once.

python tests/bench/bench_load.py [--people 20] [--questions 5] [--library FOLDER]

Starts `nianbao serve` over the invented reports, or over --library, and lets everybody ask figure
questions of their own, follow-ups among them: over /api/ask, and in the chat as its page does,
until the evidence and what may be asked next are there. Each way is measured with one person as
well, to tell waiting from working.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import httpx

from index import Library
from tests.bench.bench_questions import build_library
from tests.browser.served import serving
from tests.web.chat_visitor import ChatVisitor, events
from tests.world.library import make_world

_ROW = "{:<26}{:>5}{:>9}{:>9}{:>9}"
_ASKED = ("收到多少件申请？", "办结了多少？", "予以公开多少件？", "上一年呢？", "不予公开多少件？")
Ask = Callable[[Sequence[str]], list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--library", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = chosen.library
        if library is None:
            build_library(make_world(), Path(folder)).close()
            library = Path(folder) / "library"
        with Library.open(library) as opened:
            subjects = sorted({(card.organ, card.year) for card in opened.cards()})
        with serving(library) as site, httpx.Client(base_url=site.url, timeout=120) as client:
            measure(client, subjects, chosen.people, chosen.questions)


def measure(
    client: httpx.Client, subjects: Sequence[tuple[str, int]], people: int, questions: int
) -> None:
    """Print what the people wait, together and alone."""
    print(f"{len(subjects)} organs and years, {people} people, {questions} questions each; seconds")
    print(_ROW.format("", "n", "p50", "p95", "longest"))
    asked = [
        [f"{subjects[at * 7 % len(subjects)][0]}{subjects[at * 7 % len(subjects)][1]}年{_ASKED[0]}"]
        + [_ASKED[which % len(_ASKED)] for which in range(1, questions)]
        for at in range(people)
    ]
    show("the first question of all", over_http(client, asked[0][:1]))
    for name, crowd in (("alone", asked[:1]), (f"{people} at once", asked)):
        show(f"/api/ask, {name}", together(lambda mine: over_http(client, mine), crowd))
    numbers = events(client)
    for name, crowd in (("alone", asked[:1]), (f"{people} at once", asked)):
        waits = together(lambda mine: in_the_chat(client, numbers, mine), crowd)
        show(f"chat, {name}", waits)


def together(ask: Ask, crowd: list[list[str]]) -> list[float]:
    """Let everybody start at the same moment; returns all that they waited, in seconds."""
    start = threading.Barrier(len(crowd))

    def begin(mine: Sequence[str]) -> list[float]:
        start.wait()
        return ask(mine)

    with ThreadPoolExecutor(len(crowd)) as people:
        return [wait for waits in people.map(begin, crowd) for wait in waits]


def over_http(client: httpx.Client, questions: Sequence[str]) -> list[float]:
    """Ask over /api/ask, each question with those before it as its context."""
    waits = []
    for last in range(1, len(questions) + 1):
        started = time.perf_counter()
        client.post("/api/ask", json={"turns": list(questions[:last])}).raise_for_status()
        waits.append(time.perf_counter() - started)
    return waits


def in_the_chat(
    client: httpx.Client, numbers: dict[str, int], questions: Sequence[str]
) -> list[float]:
    """Ask in the chat, one after another in one conversation."""
    reader = ChatVisitor(client, numbers)
    waits = []
    for question in questions:
        started = time.perf_counter()
        reader.ask(question)
        waits.append(time.perf_counter() - started)
    return waits


def show(name: str, waits: list[float]) -> None:
    """Print one line of the table."""
    nearly_all = sorted(waits)[math.ceil(0.95 * len(waits)) - 1]
    figures = (statistics.median(waits), nearly_all, max(waits))
    print(_ROW.format(name, len(waits), *(f"{figure:.2f}" for figure in figures)))


if __name__ == "__main__":
    main()
