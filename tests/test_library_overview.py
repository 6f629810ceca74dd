"""How the reports of a library stand, counted over all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import Library, Standing
from ingest.report import Check, Place, Report, Section
from tests.library_samples import DictVectors, made_report, stand_ins


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", machinery=stand_ins(DictVectors())) as made:
        yield made


def checked(report: Report, *statuses: str) -> Report:
    checks = tuple(
        Check("r", '“"status":"FAIL"”', status, "1 = 1")  # type: ignore[arg-type]
        for status in statuses
    )
    return replace(report, checks=checks)


def test_a_standing_counts_checks_figures_and_what_is_there(library: Library) -> None:
    cells = (("received_new", "total", "82"), ("fees", "amount", None), ("unknown", "x", "1"))
    report, original = made_report(cells=cells)
    place = Place(0, 2, 1)
    report = replace(
        checked(report, "PASS", "PASS", "FAIL", "NOT_ASSESSABLE"),
        sections=(
            Section("sec_overview", "一、总体情况", 1, place),
            Section("sec_overview", "（一）", 2, place),
            Section("sec_other", "六、其他", 1, place),
        ),
        unrecognised_rows=(place, place),
    )
    library.add(report, original)
    assert library.standings() == {
        "青山县财政局_2024": Standing(
            report_id="青山县财政局_2024",
            passed=2,
            failed=1,
            not_assessable=1,
            verified=2,
            unverified=1,
            conflicting=0,
            tables=frozenset({"requests", "active"}),
            parts=frozenset({"sec_overview", "sec_other"}),
            unrecognised=2,
        )
    }


def test_a_report_without_tables_stands_with_nothing(library: Library) -> None:
    report, original = made_report(cells=())
    library.add(replace(report, checks=(), sections=(), unrecognised_rows=()), original)
    (standing,) = library.standings().values()
    assert (standing.passed, standing.failed, standing.verified) == (0, 0, 0)
    assert (standing.tables, standing.parts) == (frozenset(), frozenset())


def test_standings_follow_every_change_by_whichever_opening(library: Library) -> None:
    report, original = made_report()
    library.add(checked(report, "PASS"), original)
    assert library.standings()["青山县财政局_2024"].failed == 0
    with Library.open(library.path, machinery=stand_ins(DictVectors())) as other:
        other.add(checked(report, "FAIL"), original)
        assert other.standings()["青山县财政局_2024"].failed == 1
        other.add(*made_report(year=2023))
    assert library.standings()["青山县财政局_2024"].failed == 1
    assert set(library.standings()) == {"青山县财政局_2024", "青山县财政局_2023"}
    library.remove("青山县财政局_2023")
    assert set(library.standings()) == {"青山县财政局_2024"}


def test_an_empty_library_has_no_standings(library: Library) -> None:
    assert library.standings() == {}
