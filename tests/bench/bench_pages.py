"""How long the pages of the reports take, over a library of many.

`python tests/bench/bench_pages.py 4000` makes that many reports from those of corpus/ under other
names, in a temporary folder, and times each page as the served application answers it.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from index import Library
from index.store import writing
from ingest import read_report
from ingest.report import Report
from ui.web.app import pages
from ui.web.links import comparison_address, library_address, report_address
from ui.web.site import Site

ROOT = Path(__file__).resolve().parent.parent.parent
_TIMES = 7


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        with Library.create(path) as library:
            fill(library, count)
        with Library.open(path) as library:
            measure(library)


def fill(library: Library, count: int) -> None:
    """Put reports into the database without passages, which these pages do not read."""
    originals = [read_report(path) for path in sorted((ROOT / "corpus").glob("*.*"))]
    with library._database.writing() as connection:
        for number in range(count):
            report = renamed(originals[number % len(originals)], number // len(originals), number)
            writing.put_report(connection, report, [])


def renamed(report: Report, town: int, number: int) -> Report:
    who = report.identity
    named = replace(who, organ=f"第{town}{who.organ}", region=f"第{town // 50}市{who.region}")
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return replace(report, identity=named, passages=(), sha256=digest)


def measure(library: Library) -> None:
    cards = library.cards()
    most, _ = Counter(card.organ for card in cards).most_common(1)[0]
    ids = [card.id for card in cards if card.organ == most][:6]
    addresses = {
        "library, the first time": library_address(),
        "library": library_address(),
        "library, searched": library_address(q="第1 2024"),
        "library, the doubtful first": library_address(sort="doubt"),
        "library, by years": library_address(view="matrix"),
        "report": report_address(cards[-1].id),
        f"comparison of {len(ids)}": comparison_address(ids),
        "comparison, to pick from": comparison_address([]),
    }
    print(f"{len(cards)} reports, milliseconds (median of {_TIMES}, worst):")
    with TestClient(pages(Site(library)), base_url="http://127.0.0.1") as client:
        for name, address in addresses.items():
            times = [timed(client, address) for _ in range(1 if "first time" in name else _TIMES)]
            print(f"  {name:28} {statistics.median(times):7.0f} {max(times):7.0f}")


def timed(client: TestClient, address: str) -> float:
    start = time.perf_counter()
    assert client.get(address).status_code == 200
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
