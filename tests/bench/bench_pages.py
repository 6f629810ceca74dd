"""Measure when each page shows something in Chromium, the server being warm.

python tests/bench/bench_pages.py [--library FOLDER]

"first paint" is the browser's own first contentful paint, in a fresh window without a cache: least,
median and longest of five, in milliseconds. "there" is when the page is as its name says, an answer
with its evidence for instance, by the median.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import Browser, sync_playwright

from tests.browser.places import PASSWORD, PLACES, ROOT, Place
from tests.browser.served import serving
from ui.cli import main as nianbao
from ui.password import write_hash

_TIMES = 5
_ROW = "{:<20}{:>8}{:>8}{:>8}{:>12}"
_PAINTED = """() => {
  const [painted] = performance.getEntriesByName("first-contentful-paint");
  return painted ? painted.startTime : null;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, help="copied; by default the reports of corpus/")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library, password = Path(folder) / "library", Path(folder) / "password"
        if chosen.library is None:
            nianbao(["ingest", str(ROOT / "corpus"), "--library", str(library), "--json"])
        else:
            shutil.copytree(chosen.library, library)
        write_hash(password, PASSWORD)
        with serving(library, "--staff-password-file", str(password)) as site:
            measure(site.url)


def measure(url: str) -> None:
    """Print a line for each page."""
    chromium = os.environ.get("NIANBAO_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("no Chromium: install it or name it in NIANBAO_CHROMIUM")
        return
    print(_ROW.format("first paint (ms)", "least", "median", "longest", "there"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for place in PLACES.values():
            if place.name == "login_wrong":
                continue  # five of them and everybody has to wait
            visit(browser, place, url)  # the first visit warms the server
            painted, there = zip(*(visit(browser, place, url) for _ in range(_TIMES)), strict=True)
            times = (min(painted), statistics.median(painted), max(painted))
            shown = [f"{one:.0f}" for one in (*times, statistics.median(there))]
            print(_ROW.format(place.name, *shown), flush=True)
        browser.close()


def visit(browser: Browser, place: Place, url: str) -> tuple[float, float]:
    """Return the milliseconds until the last page on the way is painted, and until all is there."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    started = time.perf_counter()
    place.go(page, url)
    there = (time.perf_counter() - started) * 1000
    page.wait_for_function(_PAINTED)
    painted: float = page.evaluate(_PAINTED)
    context.close()
    return painted, there


if __name__ == "__main__":
    main()
