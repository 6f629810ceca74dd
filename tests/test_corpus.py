"""The corpus says what its source data say, is marked as an excerpt, and is read without a flaw."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest import read_report
from ingest.report import Report

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tests" / "corpus_source"
CORPUS = ROOT / "corpus"
NAMES = [path.stem for path in sorted(SOURCE.glob("*.toml"))]
TEXT_FORMATS = {"txt", "md", "html", "csv"}

# Reports whose own sums fail in the published original, and so in ours: what stays unverified.
BROKEN_SUMS = {"pingtan_2020"}
# Cells whose sums cannot all be tried: every item of this column is blank in the original.
UNTRIED = {("shanghai_2019", "processed_total:total")}


@cache
def sheet_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_sheet", SOURCE / "sheet.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus_sheet"] = module  # dataclasses look their own module up by name
    spec.loader.exec_module(module)
    return module


@cache
def sheet(name: str) -> Any:
    return sheet_module().load_sheet(SOURCE / f"{name}.toml")


@cache
def read(name: str) -> Report:
    return read_report(CORPUS / f"{sheet(name).name}.{sheet(name).format}")


def number(printed: str) -> Decimal | None:
    return Decimal(printed.removesuffix("元")) if printed else None


def contents(path: Path) -> bytes | dict[str, bytes]:
    """The file's bytes; of a Word file its members, since compressed bytes differ by zlib."""
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as members:
        return {name: members.read(name) for name in members.namelist()}


def test_the_corpus_has_at_least_fifteen_reports_in_at_least_four_formats() -> None:
    assert len(NAMES) >= 15
    assert len({sheet(name).format for name in NAMES}) >= 4
    assert {path.name for path in CORPUS.iterdir()} == {
        f"{sheet(name).name}.{sheet(name).format}" for name in NAMES
    }


def test_one_organ_has_at_least_five_years_in_a_row() -> None:
    years = sorted(sheet(name).year for name in NAMES if sheet(name).organ.endswith("管理委员会"))
    assert years == [2020, 2021, 2022, 2023, 2024, 2025]


def test_writing_the_corpus_again_changes_nothing(tmp_path: Path) -> None:
    script = SOURCE / "make_corpus.py"
    run = [sys.executable, str(script), str(tmp_path), *sorted(TEXT_FORMATS), "docx"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(run, env=environment, check=True, capture_output=True)
    written = {path.name: contents(path) for path in tmp_path.iterdir()}
    assert written == {name: contents(CORPUS / name) for name in written}
    assert len(written) == sum(sheet(name).format != "pdf" for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_read_as_its_source_has_it(name: str) -> None:
    report = read(name)
    wrong = {}
    for cell, printed in sheet(name).expected():
        figure = report.figure(cell)
        value = figure.value if figure and figure.state in {"printed", "inferred"} else None
        if value != number(printed):
            wrong[cell] = (printed, figure and figure.printed)
    assert not wrong


@pytest.mark.parametrize("name", [name for name in NAMES if name not in BROKEN_SUMS])
def test_every_printed_cell_whose_sums_can_be_tried_is_verified(name: str) -> None:
    report = read(name)
    expected = dict(sheet(name).expected())
    doubted = {
        cell
        for cell, printed in expected.items()
        if printed and getattr(report.figure(cell), "trust", None) != "verified"
    }
    no_total = {cell for cell in doubted if expected.get(f"{cell.split(':')[0]}:total") == ""}
    assert {(name, cell) for cell in doubted - no_total} <= UNTRIED


def test_the_report_whose_own_sums_fail_says_so() -> None:
    report = read("pingtan_2020")
    failed = [check for check in report.checks if check.status == "FAIL"]
    assert any(check.relation == "results_total" for check in failed)


@pytest.mark.parametrize("name", NAMES)
def test_organ_year_scope_and_title_are_recognised(name: str) -> None:
    identity = read(name).identity
    assert identity.organ == sheet(name).organ
    assert identity.year == sheet(name).year
    assert identity.scope == sheet(name).scope
    assert sheet(name).source in (identity.title or "")


@pytest.mark.parametrize("name", NAMES)
def test_the_report_says_that_it_is_an_excerpt_and_names_its_source(name: str) -> None:
    text = "".join(read(name).text.split())
    assert "摘编，非原文" in text
    assert sheet(name).source in text


@pytest.mark.parametrize("name", NAMES)
def test_the_six_parts_are_found(name: str) -> None:
    found = [section.id for section in read(name).sections if section.level == 1]
    parts = ["overview", "active", "requests", "review", "problems", "other"]
    assert found == [f"sec_{part}" for part in parts]


def test_the_summaries_repeat_no_sentence_of_the_originals(reports_dir: Path) -> None:
    originals = "".join(
        "".join(path.read_text(encoding="utf-8").split()) for path in reports_dir.glob("*.txt")
    )
    repeated = []
    for name in NAMES:
        for part in sheet(name).narrative.values():
            for _, text in part:
                words = "".join(text.split())
                runs = (words[start : start + 18] for start in range(len(words) - 17))
                repeated += [(name, run) for run in runs if run in originals]
    assert not repeated
