"""Which reports of the library a report is compared with."""

from __future__ import annotations

import pytest

from index import ReportCard
from ingest.report import Scope
from ui.beside import Subject, of_other_organs, report_before


def card(name: str, region: str | None, year: int, scope: Scope = "own") -> ReportCard:
    return ReportCard(
        id=f"{name}_{region}_{year}_{scope}",
        organ=name,
        region=region,
        level=None,
        year=year,
        scope=scope,
        form="2021",
        title=None,
        published=None,
        file="a.txt",
        sha256="",
        figures=0,
        passages=0,
        warnings=(),
    )


def subject(region: str | None = "青山县", year: int | None = 2024) -> Subject:
    return Subject("财政局", region, year, "own", (), ())


CARDS = (
    card("财政局", "青山县", 2023),
    card("财政局", "青山县", 2023, "consolidated"),
    card("财政局", "青山县", 2022),
    card("财政局", "碧水县", 2023),
    card("民政局", "青山县", 2023),
)


def test_the_report_before_is_of_the_same_organ_region_and_scope() -> None:
    assert report_before(subject(), CARDS) == CARDS[0]
    assert report_before(subject(year=2023), CARDS) == CARDS[2]


@pytest.mark.parametrize(
    "looked_at", [subject(year=2025), subject(year=None), subject("红岩县"), subject(region=None)]
)
def test_no_report_before_is_better_than_a_doubtful_one(looked_at: Subject) -> None:
    assert report_before(looked_at, CARDS) is None


def test_a_draft_that_names_no_region_finds_its_only_namesake() -> None:
    assert report_before(subject(region=None), CARDS[:3]) == CARDS[0]


def test_reports_of_other_organs_are_those_of_the_same_year() -> None:
    assert of_other_organs(subject(year=2023), CARDS) == [*CARDS[3:]]
    assert of_other_organs(subject(year=2022), CARDS) == []
