"""How well, and how fast, the phrase book finds cells: ways to ask by three independent hands.

    python tests/bench/bench_phrases.py [FOLDER] [--holdout | --learned] [--show wrong,none]

FOLDER holds the `*.jsonl` files (default `../shared/domain/phrases`). A fifth of each file, chosen
by a hash of its text, was kept from the authors of the book: `--holdout` measures it alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from qa.cells import CellMatch, match_cells  # noqa: E402

SAME = {"new_made": "made"}
Item = tuple[str, frozenset[str]]


def held_out(text: str) -> bool:
    """A fifth of all phrases: never read while the book was written."""
    return int(hashlib.sha1(text.encode()).hexdigest(), 16) % 5 == 0


def plain(cell: str) -> str:
    row, _, column = cell.partition(":")
    return f"{row}:{SAME.get(column, column)}"


def load(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def named(match: CellMatch) -> frozenset[str]:
    return frozenset(plain(f"{one.row}:{one.column}") for one in match.readings)


def offered(match: CellMatch) -> frozenset[str]:
    return frozenset(plain(f"{one.row}:{one.column}") for one in match.alternatives)


def verdict(match: CellMatch, wanted: frozenset[str]) -> str:
    if match.readings:
        return "right" if named(match) == wanted else "wrong"
    if match.theme is not None:
        return "theme"
    if match.alternatives:
        return "asked" if wanted & offered(match) else "asked amiss"
    return "none"


def measure(title: str, items: list[Item], show: set[str]) -> None:
    tally: Counter[str] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)
    slowest, spent = 0.0, 0.0
    for text, wanted in items:
        started = time.process_time()
        match = match_cells(re.sub(r"\{[^}]*\}", "某", text))
        took = time.process_time() - started
        slowest, spent = max(slowest, took), spent + took
        result = verdict(match, wanted)
        tally[result] += 1
        found = named(match) or offered(match)
        examples[result].append(f"{text} | {' '.join(wanted)} -> {' '.join(sorted(found))}")
    total = len(items) or 1
    shares = "  ".join(f"{k} {v} ({v / total:.1%})" for k, v in tally.most_common())
    print(f"{title}: {len(items)}  {shares}")
    print(f"    {spent / total * 1000:.2f} ms a question, slowest {slowest * 1000:.1f} ms")
    for kind in sorted(show & set(examples)):
        print(*(f"    {kind}: {one}" for one in examples[kind]), sep="\n")


def measure_themes(title: str, items: list[tuple[str, str]]) -> None:
    tally = Counter(
        ("right" if match.theme.theme == theme else "another theme")
        if (match := match_cells(text)).theme is not None
        else "cell"
        if match.readings
        else "asked"
        if match.alternatives
        else "none"
        for text, theme in items
    )
    print(f"{title}: {len(items)}  {dict(tally.most_common())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    folder = ROOT.parent / "shared" / "domain" / "phrases"
    parser.add_argument("folder", nargs="?", type=Path, default=folder)
    parser.add_argument("--holdout", action="store_true")
    parser.add_argument("--learned", action="store_true")
    parser.add_argument("--show", default="")
    chosen = parser.parse_args()
    show = set(chosen.show.split(",")) - {""}
    match_cells("新收几件")
    for path in sorted(chosen.folder.glob("*.jsonl")):
        lines = [
            line
            for line in load(path)
            if not (chosen.holdout and not held_out(str(line["text"])))
            and not (chosen.learned and held_out(str(line["text"])))
        ]
        single = [
            (str(d["text"]), frozenset({plain(str(d["cell"]))})) for d in lines if "cell" in d
        ]
        measure(f"{path.stem}, one cell", single, show)
        themes = [(str(d["text"]), str(d["theme"])) for d in lines if "theme" in d]
        if themes:
            measure_themes(f"{path.stem}, themes", themes)


if __name__ == "__main__":
    main()
