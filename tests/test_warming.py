"""Warming up asks what a reader would, and a fault in it is nobody's trouble."""

from __future__ import annotations

from pathlib import Path

from index import Library
from ui.cli import main
from ui.warming import warm_up

REPORT = Path(__file__).resolve().parent.parent / "corpus" / "卧龙区人民政府办公室_2024.txt"


def test_it_ends_and_the_library_can_be_asked_meanwhile(tmp_path: Path) -> None:
    assert main(["ingest", str(REPORT), "--library", str(tmp_path)]) == 0
    with Library.open(tmp_path) as library:
        warming = warm_up(library)
        assert library.cell_sums(["received_new"], ["total"])[0].value == 82
        warming.join(60)
        assert not warming.is_alive()


def test_an_empty_library_and_a_damaged_one_are_no_trouble(tmp_path: Path) -> None:
    with Library.create(tmp_path / "empty") as library:
        warm_up(library).join(60)
    assert main(["ingest", str(REPORT), "--library", str(tmp_path / "one")]) == 0
    with Library.open(tmp_path / "one") as library:
        (tmp_path / "one" / "library.toml").write_text("model = 5", encoding="utf-8")
        warming = warm_up(library)
        warming.join(60)
        assert not warming.is_alive()
