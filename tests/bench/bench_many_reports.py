"""Do questions over all reports stay fast as the library grows? Median milliseconds of CPU.

python tests/bench/bench_many_reports.py [--reports 40 1000 5000] [--keep FOLDER]

The reports are the invented library's over again, of other places and with other numbers, read
from their texts. With --keep the libraries stay in the folder and are measured again next time.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from index import Library
from ingest import read_report
from ingest.report import Report
from qa import ask
from tests.world.narrative import write_narrative
from tests.world.render import print_report
from tests.world.truth import numbers_of_all

TODAY = date(2025, 6, 1)
PLACES = ("岚川", "青梧", "鹿鸣", "云汀", "石漾", "澜桕", "栎溪")
SYLLABLES = (
    "东西南北上下长永安平康泰吉庆丰裕兴盛昌隆和顺清明景春秋华阳川溪泉石岩松竹梅兰桂莲荷云霞月星"
)
IN_A_WORLD = 40
QUESTIONS = (
    "{organ}2024年收到多少件申请",
    "{organ}2021到2024年新收申请怎么变化",
    "2024年哪个单位收到申请最多",
    "2024年不予公开最多的前5个单位",
    "2024年哪个单位予以公开占比最高",
    "2024年收到申请超过300件的单位有几个",
    "2024年所有单位一共收到多少件申请",
    "2024年各单位新收申请的中位数",
    "2021到2024年所有单位收到申请的变化",
    "2024年各街道一共收到多少申请",
    "哪些报告的数对不上",
    "库里有哪些单位",
)


def main() -> None:
    """Build the libraries and put the questions to each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[40, 400])
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in chosen.reports:
            path = (chosen.keep or Path(folder)) / str(count)
            if not path.exists():
                build(path, count)
            with Library.open(path) as library:
                measure(library)


def build(path: Path, count: int) -> None:
    """Make a library of about so many reports; two processes read."""
    started = time.perf_counter()
    worlds = range((count + IN_A_WORLD - 1) // IN_A_WORLD)
    with Library.create(path) as library, library.writing(), ProcessPoolExecutor(2) as pool:
        for reports in pool.map(read_world, worlds):
            for report, original in reports:
                library.add(report, original)
    print(f"{path.name} reports read and added in {time.perf_counter() - started:.0f} s")


def read_world(seed: int) -> list[tuple[Report, bytes]]:
    """Return one invented library's reports, its places renamed."""
    with tempfile.TemporaryDirectory() as folder:
        return list(_read(seed, Path(folder)))


def _read(seed: int, folder: Path) -> Iterator[tuple[Report, bytes]]:
    draw = random.Random(seed)
    names = {place: "".join(draw.choices(SYLLABLES, k=2)) for place in PLACES}
    for (organ, year), numbered in numbers_of_all(1000 + seed).items():
        text = print_report(numbered, write_narrative(numbered))
        for place, name in names.items():
            text = text.replace(place, name)
        path = folder / f"{seed}_{organ}_{year}.txt"
        path.write_text(text, encoding="utf-8")
        yield read_report(path), path.read_bytes()


def measure(library: Library) -> None:
    """Print each question's median over five times."""
    cards = library.cards()
    organ = cards[len(cards) // 2].organ
    print(f"\n{len(cards)} reports")
    for wording in QUESTIONS:
        question = wording.format(organ=organ)
        ask(library, question, today=TODAY)
        times = []
        for _ in range(5):
            started = time.process_time()
            answer = ask(library, question, today=TODAY)
            times.append((time.process_time() - started) * 1000)
        print(f"{statistics.median(times):9.1f} ms  {len(answer.figures):5} cited  {question}")


if __name__ == "__main__":
    main()
