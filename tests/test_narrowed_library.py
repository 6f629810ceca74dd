"""A library seen through a filter: whatever asks for all reports gets the chosen ones only."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Library
from index.narrowed import NarrowedLibrary
from index.shelf import Shelf
from qa import ask
from ui.cli import main

ROOT = Path(__file__).resolve().parent.parent
CHOSEN = ("卧龙区人民政府办公室_2024", "平潭综合实验区管理委员会_2024")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("narrowed") / "library"
    files = [
        str(ROOT / "corpus" / name)
        for name in (
            "卧龙区人民政府办公室_2024.txt",
            "平潭综合实验区管理委员会_2024.txt",
            "平潭综合实验区管理委员会_2023.csv",
        )
    ]
    assert main(["ingest", *files, "--library", str(folder)]) == 0
    with Library.open(folder) as library:
        yield library


@pytest.fixture(scope="module")
def narrowed(library: Library) -> NarrowedLibrary:
    return NarrowedLibrary(library, CHOSEN)


def test_only_the_chosen_reports_are_on_the_shelf(narrowed: NarrowedLibrary) -> None:
    assert tuple(sorted(card.id for card in narrowed.cards())) == tuple(sorted(CHOSEN))
    assert narrowed.cards() is narrowed.cards()


def test_all_figures_and_passages_are_those_of_the_chosen(narrowed: NarrowedLibrary) -> None:
    assert {report for report, _ in narrowed.figures(rows=["received_new"])} == set(CHOSEN)
    assert {one.report_id for one in narrowed.cell_sums(["received_new"], ["total"])} == set(CHOSEN)
    assert {one.report for one in narrowed.export_rows()} == set(CHOSEN)
    assert set(narrowed.standings()) == set(CHOSEN)
    for found in (narrowed.lexical_search("公开", limit=50), narrowed.search("公开", limit=50)):
        assert found
        assert {hit.report_id for hit in found} <= set(CHOSEN)


def test_a_ranking_ranks_the_chosen_only(library: Library, narrowed: NarrowedLibrary) -> None:
    question = "各单位新收政府信息公开申请数量历年合计"
    day = date(2025, 6, 1)
    assert {f.report for f in ask(narrowed, question, today=day).figures} <= set(CHOSEN)
    assert len(ask(library, question, today=day).figures) == 3


def test_every_way_of_reading_all_reports_is_narrowed() -> None:
    for_all = {
        name
        for name, method in inspect.getmembers(Shelf, inspect.isfunction)
        if not name.startswith("_") and not names_reports(method)
    }
    assert "figures" in for_all
    assert {name for name in for_all if name not in vars(NarrowedLibrary)} == {"marks"}


def names_reports(method: Callable[..., object]) -> bool:
    """Whether the caller has to say of which reports."""
    asked = inspect.signature(method).parameters.values()
    return any(one.name.startswith("report_id") and one.default is one.empty for one in asked)
