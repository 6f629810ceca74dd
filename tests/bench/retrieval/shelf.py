"""The reports the benchmark asks about, taken in once: real ones, ours where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index import Library
from ingest import read_report
from tests.world.library import make_world

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared" / "reports"
OURS = ROOT / "corpus"

_READ = {".txt", ".md", ".html", ".csv", ".docx", ".pdf"}


def report_files() -> Iterator[Path]:
    """Yield our summaries, then the real reports, which take the place of theirs."""
    for folder in (OURS, REAL):
        yield from (path for path in sorted(folder.iterdir()) if path.suffix in _READ)


def build_library(folder: Path) -> Library:
    """Return a library of the sixteen reports."""
    library = Library.create(folder)
    with library.writing():
        for path in report_files():
            library.add(read_report(path), path.read_bytes())
    return library


def add_invented(library: Library, folder: Path, reports: int) -> None:
    """Bring a library to this many reports with invented ones, to tell how times grow."""
    missing = reports - len(library.cards())
    with library.writing():
        for report in list(make_world().reports.values())[:missing]:
            path = folder / report.file
            path.write_text(report.text, encoding="utf-8")
            library.add(read_report(path), path.read_bytes())


def texts_of(library: Library) -> dict[str, str]:
    """Return the stored text of every report, by id."""
    return {card.id: library.text(card.id) for card in library.cards()}
