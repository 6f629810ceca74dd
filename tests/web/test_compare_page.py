"""Reports side by side: what changed, what is missing, and never a zero that nobody printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ingest.report import Report
from tests.library_samples import made_report
from tests.web.seen import all_words, tree, unlabelled, visiting, words

FINANCE, CIVIL = "青山县财政局", "青山县民政局"
Cells = tuple[tuple[str, str, str | None], ...]


def report(
    year: int, cells: Cells, *, organ: str = FINANCE, form: str = "2021", scope: str = "own"
) -> tuple[Report, bytes]:
    made, original = made_report(organ, year, cells=cells, scope=scope)  # type: ignore[arg-type]
    return replace(made, form=form, checks=()), original


OF_2020: Cells = (
    ("received_new", "total", "21"),
    ("granted", "total", "6"),
    ("other_result", "total", "4"),
    ("processed_total", "total", "20"),
    ("regulations", "new_made", "3"),
    ("procurement", "projects", "9"),
)
OF_2021: Cells = (
    ("received_new", "total", "30"),
    ("received_new", "natural_person", "28"),
    ("granted", "total", "6"),
    ("partial", "total", None),
    ("denied.state_secret", "total", "1"),
    ("other_result.correction_overdue", "total", "1"),
    ("other_result.fee_overdue", "total", "0"),
    ("other_result.other", "total", "2"),
    ("processed_total", "total", "24"),
    ("regulations", "made", "5"),
    ("fees", "amount", "18.8710"),
)
OF_2022: Cells = (
    ("received_new", "total", "27"),
    ("received_new", "natural_person", "28"),
    ("granted", "total", "9"),
    ("denied.state_secret", "total", "0"),
    ("processed_total", "total", "24"),
    ("regulations", "made", "5"),
    ("fees", "amount", "18.371"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    reports = [
        report(2022, OF_2022),
        report(2020, OF_2020, form="2019"),
        report(2021, OF_2021),
        report(2021, (("received_new", "total", "900"),), organ=CIVIL, scope="consolidated"),
        report(2023, (), form="none"),
        *(report(year, OF_2022[:1]) for year in (2024, 2025, 2026)),
    ]
    with visiting(tmp_path_factory.mktemp("desk"), reports) as client:
        yield client


def compared(desk: TestClient, *years: int, **asked: str) -> html.HtmlElement:
    ids = [("id", f"{FINANCE}_{year}") for year in years]
    return tree(desk.get("/compare", params=[*ids, *asked.items()]))


def row(page: html.HtmlElement, label: str) -> list[str]:
    """The cells of a row, each as number, share and change, without what only a title says."""
    (found,) = page.xpath(f"//tbody/tr[th[starts-with(normalize-space(.), '{label}')]][td]")
    return [shown(cell) for cell in found.xpath("./td")]


def shown(cell: html.HtmlElement) -> str:
    cell = deepcopy(cell)
    for hidden in cell.xpath(".//*[contains(@class, 'nb-sr')]"):
        hidden.drop_tree()
    return " ".join(" ".join(cell.itertext()).split())


def labels(page: html.HtmlElement) -> list[str]:
    return all_words(page.xpath("//tbody/tr[td]/th"))


def test_reports_stand_side_by_side_by_year_with_what_changed(desk: TestClient) -> None:
    page = compared(desk, 2022, 2021)
    assert all_words(page.xpath("//thead//th//b")) == ["2021", "2022"]
    assert row(page, "一、本年新收") == ["30", "27 −3"]
    assert row(page, "（一）予以公开") == ["6", "9 +3"]
    assert row(page, "（七）总计") == ["24", "24"]
    assert row(page, "行政事业性收费") == ["18.8710", "18.371 −0.5"]


def test_changes_can_be_counted_from_the_first_report_or_left_out(desk: TestClient) -> None:
    asked = (2020, 2021, 2022)
    assert row(compared(desk, *asked), "一、本年新收") == ["21", "30 +9", "27 −3"]
    first = compared(desk, *asked, against="first")
    assert row(first, "一、本年新收") == ["21", "30 +9", "27 +6"]
    none = compared(desk, *asked, against="none")
    assert row(none, "一、本年新收") == ["21", "30", "27"]


def test_what_a_report_does_not_have_is_a_dash_with_the_reason_never_a_zero(
    desk: TestClient,
) -> None:
    page = compared(desk, 2020, 2021, 2022)
    assert row(page, "政府集中采购 · 采购项目数量") == ["9", "—", "—"]
    assert row(page, "3.其他") == ["—", "2", "—"]
    assert row(page, "（二）部分公开") == ["—", "空白", "—"]
    (cell, *_) = page.xpath("//tr[th[starts-with(., '政府集中采购')]]/td[2]")
    assert cell.get("title") == "2021年的表（2021年起的格式）没有这一项"
    assert "2021年的表" in words(cell)
    (unread,) = page.xpath("//tr[th[contains(., '部分公开')]]/td[3]")
    assert unread.get("title") == "报告中没有读到这一格"


def test_a_sum_of_one_form_is_compared_with_the_printed_number_of_the_other(
    desk: TestClient,
) -> None:
    page = compared(desk, 2020, 2021, 2022)
    assert row(page, "（六）其他处理") == ["4", "3 −1", "—"]
    (cell,) = page.xpath("//tr[th[contains(., '其他处理')]]/td[2]")
    assert cell.get("title") == "计算得出：1 + 0 + 2 = 3"


def test_columns_that_only_resemble_each_other_are_not_subtracted(desk: TestClient) -> None:
    page = compared(desk, 2020, 2021)
    assert row(page, "规章 · 本年制发件数") == ["3", "5"]
    (old, new) = page.xpath("//tr[th[starts-with(., '规章')]][1]/td")
    assert "本年新制作数量" in old.get("title")
    assert "式样不同" in new.get("title")
    assert not [label for label in labels(page) if "本年新制作数量" in label]
    assert any("数列中断" in one for one in all_words(page.xpath("//ul/li")))


def test_another_applicants_column_can_be_chosen(desk: TestClient) -> None:
    page = compared(desk, 2021, 2022, column="natural_person")
    assert row(page, "一、本年新收") == ["28", "28"]
    assert "收到和处理政府信息公开申请情况（自然人）" in words(page)
    assert page.xpath("//select[@name='column']/option[@selected]/@value") == ["natural_person"]


def test_shares_are_of_all_results_of_the_same_report(desk: TestClient) -> None:
    page = compared(desk, 2021, 2022, shares="1")
    assert row(page, "（一）予以公开") == ["6 25.0%", "9 37.5% +3"]
    assert row(page, "1.属于国家秘密") == ["1 4.2%", "0 −1"]
    assert row(page, "一、本年新收") == ["30", "27 −3"]


def test_only_what_differs_can_be_shown(desk: TestClient) -> None:
    page = compared(desk, 2021, 2022, changed="1")
    assert not [label for label in labels(page) if "总计" in label or "规章" in label]
    assert "一、本年新收政府信息公开申请数量" in labels(page)
    same = compared(desk, 2024, 2025, changed="1")
    assert "这几份报告的数字没有不同" in words(same)


def test_a_number_leads_to_its_place_in_its_own_report(desk: TestClient) -> None:
    page = compared(desk, 2021, 2022)
    (link,) = page.xpath("//tr[th[starts-with(., '一、')]]/td[2]/a/@href")
    marked = tree(desk.get(link.partition("#")[0]))
    assert all_words(marked.xpath("//ol//mark")) == ["27"]
    assert marked.xpath("//ol//mark/ancestor::li/@id") == [link.rpartition("#")[2]]


def test_different_organs_and_scopes_are_told(desk: TestClient) -> None:
    ids = [("id", f"{FINANCE}_2021"), ("id", f"{CIVIL}_2021")]
    page = tree(desk.get("/compare", params=ids))
    assert all_words(page.xpath("//thead//th/a")) == [CIVIL, FINANCE]
    assert any("统计口径不同" in one for one in all_words(page.xpath("//ul/li")))
    assert row(page, "一、本年新收") == ["900", "30"]


def test_organs_of_one_scope_are_counted_from_the_first(tmp_path: Path) -> None:
    cells = (("received_new", "total", "30"),)
    reports = [report(2021, cells), report(2021, (("received_new", "total", "9"),), organ=CIVIL)]
    with visiting(tmp_path, reports) as client:
        ids = [("id", f"{FINANCE}_2021"), ("id", f"{CIVIL}_2021")]
        page = tree(client.get("/compare", params=ids))
    assert row(page, "一、本年新收") == ["9", "30 +21"]
    assert page.xpath("//select[@name='against']/option[@selected]/@value") == ["first"]


def test_reports_without_tables_say_that_there_is_nothing_to_compare(desk: TestClient) -> None:
    page = compared(desk, 2023, 2021)
    assert row(page, "一、本年新收") == ["30", "—"]
    (cell,) = page.xpath("//tr[th[starts-with(., '一、')]]/td[2]")
    assert cell.get("title") == "2023年的报告没有这张表"


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([], "选两份到六份报告并排比较"),
        ([f"{FINANCE}_2021"], "再选一份就能比较"),
        ([f"{FINANCE}_2021", "没有_2020"], "库中没有报告“没有_2020”"),
        (["<script>", "../etc"], "库中没有报告“<script>”"),
    ],
)
def test_too_few_or_wrong_ids_give_a_page_from_which_one_can_go_on(
    desk: TestClient, ids: list[str], said: str
) -> None:
    page = tree(desk.get("/compare", params=[("id", one) for one in ids]))
    assert said in words(page)
    assert page.xpath("//select[@name='organ']/option[contains(., '民政局')]")
    assert not page.xpath("//tbody")


def test_more_than_six_are_cut_and_told(desk: TestClient) -> None:
    page = compared(desk, 2020, 2021, 2022, 2023, 2024, 2025, 2026)
    assert len(page.xpath("//thead//th//b")) == 6
    assert "一次最多比较 6 份" in words(page)


def test_reports_are_picked_by_organ_and_year_without_a_script(desk: TestClient) -> None:
    picker = tree(desk.get("/compare"))
    (organ,) = picker.xpath("//select[@name='organ']/option[contains(., '财政局')]/@value")
    one = desk.get("/compare", params={"organ": organ, "year": "2021"})
    assert "再选一份就能比较" in one.text
    added = desk.get(f"{one.url}&organ={organ}&year=2022")
    assert all_words(tree(added).xpath("//thead//th//b")) == ["2021", "2022"]
    assert "organ" not in str(added.url)
    latest = desk.get("/compare", params={"organ": organ, "year": ""})
    assert all_words(tree(latest).xpath("//thead//th//b"))[-1] == "2026"
    none = tree(desk.get("/compare", params={"organ": organ, "year": "2019"}))
    assert "2019年的报告" in words(none)
    assert "有2020、2021、2022" in words(none)


def test_one_report_can_be_taken_out_again(desk: TestClient) -> None:
    page = compared(desk, 2020, 2021, 2022, column="natural_person")
    (without,) = page.xpath(f"//a[@aria-label='移除 {FINANCE} 2021']/@href")
    left = tree(desk.get(without))
    assert all_words(left.xpath("//thead//th//b")) == ["2020", "2022"]
    assert left.xpath("//select[@name='column']/option[@selected]/@value") == ["natural_person"]


def test_the_csv_file_says_what_the_page_says(desk: TestClient) -> None:
    page = compared(desk, 2020, 2021)
    (address,) = page.xpath("//a[contains(., 'CSV')]/@href")
    answer = desk.get(address)
    assert answer.headers["content-disposition"].startswith("attachment;")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    by_item = {one["项目"]: one for one in rows}
    new = by_item["一、本年新收政府信息公开申请数量"]
    assert (new[f"{FINANCE} 2020"], new[f"{FINANCE} 2021"]) == ("21", "30")
    bought = by_item["政府集中采购 · 采购项目数量"]
    assert bought[f"{FINANCE} 2021"] == ""
    assert bought[f"{FINANCE} 2021 说明"] == "2021年的表（2021年起的格式）没有这一项"
    assert desk.get("/compare/figures.csv").status_code == 404


def test_the_table_can_be_scrolled_by_keyboard_and_heard(desk: TestClient) -> None:
    page = compared(desk, 2020, 2021, 2022)
    (box,) = page.xpath("//div[@role='region'][@tabindex='0'][.//table]")
    assert box.get("aria-label")
    assert page.xpath("//table/caption")
    assert not page.xpath("//th[not(@scope)]")
    assert not unlabelled(page)


def pictures(page: html.HtmlElement) -> list[str]:
    return [" ".join(one.itertext()) for one in page.xpath("//figure//*[local-name()='svg']")]


def test_a_row_is_drawn_over_the_years_with_its_numbers_and_gaps(desk: TestClient) -> None:
    page = compared(desk, 2020, 2021, 2023, chart="granted:total")
    wide, narrow = pictures(page)
    for drawn in (wide, narrow):
        assert "予以公开" in drawn
        assert all(year in drawn for year in ("2020", "2021", "2022", "2023"))
        assert " 6 " in f" {' '.join(drawn.split())} "
    assert page.xpath("//select[@name='chart']/option[@selected]/@value") == ["granted:total"]


def test_organs_are_drawn_side_by_side(desk: TestClient) -> None:
    ids = [("id", f"{FINANCE}_2021"), ("id", f"{CIVIL}_2021")]
    drawn = pictures(tree(desk.get("/compare", params=ids)))[0]
    assert f"{CIVIL} 2021" in drawn
    assert "900" in drawn


def test_a_row_that_cannot_be_drawn_is_not_offered(desk: TestClient) -> None:
    page = compared(desk, 2020, 2021, chart="procurement:projects")
    offered = page.xpath("//select[@name='chart']/option/@value")
    assert offered == ["received_new:total", "granted:total", "other_result:total",
                       "processed_total:total", "regulations:made"]  # fmt: skip
    assert page.xpath("//select[@name='chart']/option[@selected]/@value") == offered[:1]
    assert not pictures(compared(desk, 2021, 2023))


def test_a_column_that_changed_its_meaning_breaks_the_line(desk: TestClient) -> None:
    drawn = pictures(compared(desk, 2020, 2021, chart="regulations:made"))[0]
    assert "式样改变" in drawn


def test_what_is_worked_out_from_doubtful_numbers_says_so(tmp_path: Path) -> None:
    sure, original = report(2021, (("granted", "total", "6"), ("processed_total", "total", "24")))
    doubtful, other = report(2022, (("granted", "total", "9"), ("processed_total", "total", "24")))
    figures = tuple(replace(one, trust="conflicting") for one in doubtful.figures)
    reports = [(sure, original), (replace(doubtful, figures=figures), other)]
    with visiting(tmp_path, reports) as client:
        page = compared(client, 2021, 2022, shares="1")
    assert row(page, "（一）予以公开") == ["6 25.0%", "9 37.5%※ +3※"]
    assert "双线" in words(page)


def test_a_number_that_is_not_what_its_text_says_is_neither_shown_nor_reckoned_with(
    tmp_path: Path,
) -> None:
    first, original = report(2021, (("granted", "total", "6"), ("processed_total", "total", "24")))
    second, other = report(2022, (("granted", "total", "9"), ("processed_total", "total", "24")))
    wrong = replace(second.figures[0], value=Decimal(90))
    reports = [(first, original), (replace(second, figures=(wrong, second.figures[1])), other)]
    with visiting(tmp_path, reports) as client:
        page = compared(client, 2021, 2022, shares="1")
    assert row(page, "（一）予以公开") == ["6 25.0%", "—"]
    (cell,) = page.xpath("//tr[th[contains(., '予以公开')]]/td[2]")
    assert cell.get("title") == "未能在原文复核，不予显示"


def test_a_year_of_another_scope_breaks_the_line(tmp_path: Path) -> None:
    cells: Cells = (("received_new", "total", "30"),)
    reports = [report(2021, cells), report(2022, cells, scope="consolidated")]
    with visiting(tmp_path, reports) as client:
        drawn = pictures(compared(client, 2021, 2022))[0]
    assert "口径改变" in drawn
