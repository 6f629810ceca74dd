"""Read generated reports of known truth; print what came out by layout and by distortion.

python tests/bench/bench_generated.py [--reports N] [--seed S] [--jobs J] [--show]

A cell is right if it has the value the file prints (or, where it prints none, the true one and
says inferred), flagged if it is missing or called unverified or conflicting, silent if it is
called verified and wrong. Two layouts and five distortions are held out and come last.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ingest import read_report
from ingest.errors import IngestError
from tests.generate.distortions import HELD_OUT_DISTORTIONS
from tests.generate.layouts import HELD_OUT_LAYOUTS
from tests.generate.make import Made, Score, make, score_figures

_ROW = "{:<24}{:>8}{:>10}{:>9}{:>11}{:>9}{:>8}"


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one generated report; `failure` if it was refused or the reader crashed."""

    made: str
    layout: str
    distortions: tuple[str, ...]
    score: Score
    seconds: float
    failure: str = ""


def read_made(made: Made, folder: Path) -> Read:
    """Write a generated report to a file, read it as a user's and score it."""
    path = folder / made.file_name
    path.write_bytes(made.data)
    started = time.perf_counter()
    failure = ""
    figures = []
    try:
        figures = list(read_report(path).figures)
    except IngestError as error:
        failure = f"refused: {error}"
    except Exception as error:  # a measurement goes on after a crash, and counts it
        failure = f"CRASHED: {type(error).__name__}: {error}"
    seconds = time.perf_counter() - started
    score = score_figures(made, figures)
    return Read(made.name, made.layout, made.distortions or ("none",), score, seconds, failure)


def read_seed(seed: int, layout: str | None, distortion: str | None) -> Read:
    """Make the report of a seed and read it."""
    with tempfile.TemporaryDirectory() as folder:
        made = make(seed, layout, None if distortion is None else (distortion,))
        return read_made(made, Path(folder))


def table(title: str, groups: dict[str, list[Read]]) -> list[str]:
    """Return a line for each group, worst first."""
    lines = [_ROW.format(title, "reports", "cells", "right", "verified", "flagged", "silent")]
    totals = []
    for name, reads in groups.items():
        total = Score()
        for each in reads:
            total.add(each.score)
        totals.append((name, len(reads), total))
    totals.sort(key=lambda each: (-len(each[2].silent), each[2].right / max(1, each[2].cells)))
    for name, count, score in totals:
        cells = max(1, score.cells)
        lines.append(
            _ROW.format(
                name,
                count,
                score.cells,
                f"{score.right / cells:.1%}",
                f"{score.right_and_verified / cells:.1%}",
                score.flagged,
                len(score.silent),
            )
        )
    return lines


def is_held_out(read: Read) -> bool:
    """Tell whether a report has a layout or a distortion that nobody looks at."""
    return read.layout in HELD_OUT_LAYOUTS or bool(HELD_OUT_DISTORTIONS & set(read.distortions))


def report(reads: Iterable[Read], name: str) -> None:
    """Print both tables of a part of the reports."""
    reads = list(reads)
    by_layout: dict[str, list[Read]] = defaultdict(list)
    by_distortion: dict[str, list[Read]] = defaultdict(list)
    for each in reads:
        by_layout[each.layout].append(each)
        for distortion in each.distortions:
            by_distortion[distortion].append(each)
    print(f"\n== {name}")
    print("\n".join(table("layout", by_layout)))
    print()
    print("\n".join(table("distortion", by_distortion)))
    print()
    print("\n".join(table("all", {name: reads})[1:]))


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layout")
    parser.add_argument("--distortion")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print silent cells and failures")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.reports)
    arguments = (seeds, repeat(options.layout), repeat(options.distortion))
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs) as pool:
            reads = list(pool.map(read_seed, *arguments, chunksize=8))
    else:
        reads = list(map(read_seed, *arguments))
    report((each for each in reads if not is_held_out(each)), "built against")
    report((each for each in reads if is_held_out(each)), "held out")
    failures = [each for each in reads if each.failure]
    seconds = sorted(each.seconds for each in reads)
    crashed = sum(each.failure.startswith("CRASHED") for each in failures)
    print(f"\nrefused {len(failures) - crashed}, crashed {crashed}, "
          f"median {seconds[len(seconds) // 2]:.2f} s a report")  # fmt: skip
    if options.show:
        for each in reads:
            if each.failure:
                print(each.made, each.failure)
            for line in each.score.silent[:3]:
                print(line)


if __name__ == "__main__":
    main()
