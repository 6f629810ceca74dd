"""The library's page: every report with how it stands, searched, filtered, by years, compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ingest.report import Check, Place, Report, Section
from tests.library_samples import made_report
from tests.web.seen import all_words, tree, unlabelled, visiting, words
from ui.labels import PARTS

FINANCE, CIVIL = "青山县财政局", "青山县民政局"


def complete(organ: str, year: int, status: str = "PASS", **given: str) -> tuple[Report, bytes]:
    """A report in which nothing is missing and one relation ends with this status."""
    cells = (("received_new", "total", str(year)), ("fees", "amount", "0"))
    report, original = made_report(
        organ, year, region=given.get("region", "云泽市青山县"),
        cells=(*cells, ("reconsideration", "total", "0")),
    )  # fmt: skip
    return replace(
        report,
        checks=(Check("r", "相等", status, "1 = 1"),),  # type: ignore[arg-type]
        sections=tuple(Section(part, name, 1, Place(0, 2, 1)) for part, name in PARTS.items()),
        unrecognised_rows=(),
    ), original


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    lacking, original = made_report(CIVIL, 2024, cells=(("received_new", "total", None),))
    reports = [
        complete(FINANCE, 2021),
        complete(FINANCE, 2022, "FAIL"),
        complete(FINANCE, 2024),
        complete("云泽市统计局", 2023, "NOT_ASSESSABLE", region="云泽市"),
        (replace(lacking, checks=()), original),
    ]
    with visiting(tmp_path_factory.mktemp("shelf"), reports) as client:
        yield client


def rows(client: TestClient, **asked: str) -> list[list[str]]:
    """The list's rows, cell by cell."""
    page = tree(client.get("/library", params=asked))
    return [all_words(row.xpath("./th|./td")) for row in page.xpath("//tbody/tr")]


def listed(client: TestClient, **asked: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows(client, **asked)]


def test_every_report_is_listed_by_organ_and_year_and_leads_to_its_page(shelf: TestClient) -> None:
    assert listed(shelf) == [
        ("云泽市统计局", "2023"),
        (CIVIL, "2024"),
        (FINANCE, "2021"),
        (FINANCE, "2022"),
        (FINANCE, "2024"),
    ]
    page = tree(shelf.get("/library"))
    link = page.xpath("//tbody/tr[3]/th//a")[0]
    assert f"{FINANCE} 2021" in words(tree(shelf.get(link.get("href"))).xpath("//title")[0])


def test_a_row_says_how_the_report_stands_and_what_is_missing(shelf: TestClient) -> None:
    by_report = {(row[0], row[1]): row[2:] for row in rows(shelf)}
    assert by_report[FINANCE, "2021"][:5] == ["全部成立", "3", "0", "本机关", "2021 年起的式样"]
    assert by_report[FINANCE, "2021"][5] == "无"
    assert by_report[FINANCE, "2022"][0] == "1 处不平"
    assert by_report["云泽市统计局", "2023"][0] == "无法核对"
    lacking = by_report[CIVIL, "2024"]
    assert lacking[1:3] == ["0", "1"]
    assert "无主动公开表" in lacking[5]
    assert "无申请办理表" not in lacking[5]
    assert "1 行未认出" in lacking[5]
    assert "未见第二部分" in lacking[5]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "财政 2022"}, [(FINANCE, "2022")]),
        ({"q": "２０２３"}, [("云泽市统计局", "2023")]),
        ({"q": "云泽市青山县 民政"}, [(CIVIL, "2024")]),
        ({"region": "云泽市"}, [("云泽市统计局", "2023")]),
        ({"organ": CIVIL}, [(CIVIL, "2024")]),
        ({"year": "2024"}, [(CIVIL, "2024"), (FINANCE, "2024")]),
        ({"state": "unbalanced"}, [(FINANCE, "2022")]),
        ({"state": "unassessable"}, [("云泽市统计局", "2023"), (CIVIL, "2024")]),
        ({"state": "unverified"}, [(CIVIL, "2024")]),
        ({"state": "lacking"}, [(CIVIL, "2024")]),
        ({"state": "balanced", "year": "2021"}, [(FINANCE, "2021")]),
        ({"q": "没有这个机关"}, []),
        ({"year": "二〇二四"}, []),
    ],
)
def test_search_and_filters_leave_what_was_asked_for(
    shelf: TestClient, asked: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert listed(shelf, **asked) == expected


def test_what_nobody_can_mean_by_sort_state_or_page_is_passed_over(shelf: TestClient) -> None:
    odd = {"sort": "x", "state": "<b>", "view": "y", "page": "-1"}
    assert listed(shelf, **odd) == listed(shelf)
    assert listed(shelf, page="99999999999") == listed(shelf)


def test_the_newest_or_the_doubtful_can_come_first(shelf: TestClient) -> None:
    assert listed(shelf, sort="newest")[0] == (CIVIL, "2024")
    assert listed(shelf, sort="doubt")[:2] == [
        (FINANCE, "2022"),
        (CIVIL, "2024"),
    ]


def test_nothing_found_and_nothing_there_are_told_apart(shelf: TestClient, tmp_path: Path) -> None:
    assert "没有符合这些条件的报告" in words(tree(shelf.get("/library?q=没有")))
    with visiting(tmp_path, []) as empty:
        assert "库里还没有报告" in words(tree(empty.get("/library")))
        assert "库里还没有报告" in words(tree(empty.get("/compare")))


def test_by_years_a_gap_is_seen_and_every_report_is_a_link(shelf: TestClient) -> None:
    page = tree(shelf.get("/library", params={"view": "matrix", "organ": FINANCE}))
    assert all_words(page.xpath("//thead//th")) == ["机关", "2021", "2022", "2023", "2024", "各年"]
    cells = page.xpath("//tbody/tr[1]/td")
    assert all_words(cells) == ["成立", "1 处不平", "—没有", "成立", f"比较 3 年：{FINANCE}"]
    assert cells[2].xpath(".//span/@title") == [f"库中没有 {FINANCE} 2023 年度的报告"]
    assert [len(cell.xpath(".//a")) for cell in cells] == [1, 1, 0, 1, 1]
    compared = tree(shelf.get(cells[4].xpath(".//a/@href")[0]))
    assert all_words(compared.xpath("//thead//th//b")) == ["2021", "2022", "2024"]


def test_ticked_reports_stay_ticked_when_the_search_no_longer_shows_them(
    shelf: TestClient,
) -> None:
    asked = {"q": "民政", "id": [f"{FINANCE}_2021", f"{CIVIL}_2024", "没有_2024"]}
    page = tree(shelf.get("/library", params=asked))
    ticked = page.xpath("//input[@name='id'][@checked]/@value")
    assert sorted(ticked) == sorted([f"{FINANCE}_2021", f"{CIVIL}_2024"])


def test_the_ticks_lead_to_the_comparison_without_a_script(shelf: TestClient) -> None:
    page = tree(shelf.get("/library"))
    (form,) = page.xpath("//form[@id='shelf']")
    assert form.xpath(".//button[@formaction='/compare']")
    fields = [(name, "") for name in form.xpath(".//select/@name")]
    ids = page.xpath("//tbody//input[@name='id']/@value")[2:4]
    answer = shelf.get("/compare", params=[*fields, ("q", ""), *(("id", one) for one in ids)])
    assert all_words(tree(answer).xpath("//thead//th//b")) == ["2021", "2022"]
    assert "view" not in str(answer.url)


def test_many_reports_come_in_pages(tmp_path: Path) -> None:
    many = [made_report(f"第{number:03}局", 2024) for number in range(130)]
    with visiting(tmp_path, many) as client:
        assert len(rows(client)) == 100
        second = rows(client, page="2")
        assert (len(second), second[0][0]) == (30, "第100局")
        assert rows(client, page="9") == second
        page = tree(client.get("/library", params={"page": "2"}))
        assert "第 2 / 2 页" in words(page)
        assert all_words(page.xpath("//nav[@aria-label='分页']//button")) == ["上一页"]


def test_fields_have_labels_and_the_table_a_caption_and_scopes(shelf: TestClient) -> None:
    for address in ("/library", "/library?view=matrix"):
        page = tree(shelf.get(address))
        assert not unlabelled(page)
        assert page.xpath("//table/caption")
        assert not page.xpath("//th[not(@scope)]")
        assert not page.xpath("//*[@tabindex='0'][not(@aria-label)]")
