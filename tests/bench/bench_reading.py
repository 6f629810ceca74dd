"""Measure reading: median seconds a document by format, documents a minute on one core and on all.

python tests/bench/bench_reading.py [--scans] [--copies N] [FOLDER ...]

Over corpus/ and, where they are there, ../shared/samples and ../shared/reports, or the folders
named. Scans take far longer than all the rest and need `make ocr`; --scans measures them too.
A scan is told by its name or its kind of file: whether a PDF has text shows only when it is read.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ingest import Hints
from ingest.sniff import sniff
from ui.intake import Candidate, candidates
from ui.reading import MOST_WORKERS, read_all, read_one

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "corpus", ROOT.parent / "shared/samples", ROOT.parent / "shared/reports")
_ROW = "{:<10}{:>7}{:>10}{:>10}{:>10}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, metavar="FOLDER")
    parser.add_argument("--scans", action="store_true", help="measure scans too")
    parser.add_argument("--copies", type=int, default=3, help="how often the folder is read over")
    chosen = parser.parse_args()
    found = candidates(folder for folder in chosen.folders if folder.is_dir())
    by_format: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        by_format[format_of(candidate.path)].append(candidate)
    scans = by_format.pop("scan", [])
    measure_formats({**by_format, **({"scan": scans} if chosen.scans else {})})
    measure_folder([one for files in by_format.values() for one in files] * chosen.copies)


def format_of(path: Path) -> str:
    kind = sniff(path.read_bytes(), path.name)
    return "scan" if kind == "scan" or (kind == "pdf" and "scan" in path.stem) else kind


def measure_formats(by_format: dict[str, list[Candidate]]) -> None:
    print("seconds a document, in this process and the readers it starts")
    print(_ROW.format("format", "files", "median", "slowest", "refused"))
    for kind, files in sorted(by_format.items()):
        read_one(files[0], Hints())  # what is imported once is not the document's time
        timed = [seconds_and_success(candidate) for candidate in files]
        seconds = [taken for taken, _ in timed]
        print(
            _ROW.format(
                kind,
                len(files),
                f"{statistics.median(seconds):.3f}",
                f"{max(seconds):.3f}",
                sum(not success for _, success in timed),
            )
        )


def seconds_and_success(candidate: Candidate) -> tuple[float, bool]:
    started = time.perf_counter()
    reading = read_one(candidate, Hints())
    return time.perf_counter() - started, reading.report is not None


def measure_folder(files: Sequence[Candidate]) -> None:
    print(f"\nreading {len(files)} documents, scans left out")
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    alone, together = (minutes_to_read(files, count) for count in (1, workers))
    print(f"{'one after another':<22}{len(files) / alone:>8.0f} documents a minute")
    print(f"{f'{workers} at a time':<22}{len(files) / together:>8.0f} documents a minute")
    print(f"{'ratio':<22}{alone / together:>8.2f}")


def minutes_to_read(files: Sequence[Candidate], workers: int) -> float:
    started = time.perf_counter()
    read = sum(1 for _ in read_all(files, Hints(), workers))
    assert read == len(files)
    return (time.perf_counter() - started) / 60


if __name__ == "__main__":
    main()
