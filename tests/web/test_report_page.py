"""A report's page: its tables as read, every number tied to its line, and safe downloads."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html

from index import Library
from ingest.report import Check, Report
from tests.library_samples import made_report
from tests.web.seen import all_words, tree, visiting, words
from ui.web.links import report_address
from ui.web.stored_text import text_lines

WOLONG = "卧龙区人民政府办公室_2024"
FINANCE = "青山县财政局"
SHEET = "//table[contains(@class, 'nb-form-table')]"


def table(page: html.HtmlElement, title: str) -> html.HtmlElement:
    (found,) = page.xpath(f"{SHEET}[caption[contains(., '{title}')]]")
    return found


def row(page: html.HtmlElement, label: str) -> list[html.HtmlElement]:
    (found,) = page.xpath(f"{SHEET}//tr[td][th[contains(normalize-space(.), '{label}')]]")
    return list(found.xpath("./td"))


def test_the_page_says_what_the_report_is(client: TestClient) -> None:
    page = tree(client.get(report_address(WOLONG)))
    facts = dict(zip(all_words(page.xpath("//dt")), all_words(page.xpath("//dd")), strict=True))
    assert facts["机关"] == "卧龙区人民政府办公室"
    assert facts["年度"] == "2024"
    assert facts["地区"] == "河南省南阳市卧龙区"
    assert facts["口径"].startswith("本机关口径")
    assert "国办公开办函〔2021〕30号" in facts["表的式样"]
    assert len(facts["SHA-256"]) == 64
    assert all_words(page.xpath("//section/h2"))[:3] == [
        "第二部分 主动公开政府信息情况",
        "第三部分 收到和处理政府信息公开申请情况",
        "第四部分 政府信息公开行政复议、行政诉讼情况",
    ]


def test_a_statutory_table_has_the_forms_rows_columns_and_headings(client: TestClient) -> None:
    page = tree(client.get(report_address(WOLONG)))
    requests = table(page, "收到和处理政府信息公开申请情况")
    assert all_words(requests.xpath("./thead/tr[1]/th")) == [
        "项目",
        "自然人",
        "法人或其他组织",
        "总计",
    ]
    assert all_words(requests.xpath("./thead/tr[2]/th"))[0] == "商业企业"
    assert words(row(page, "1.属于国家秘密")[-1]) == "1"
    assert len(row(page, "1.属于国家秘密")) == 7
    assert not page.xpath("//table//th[not(@scope)]")


def test_a_sum_that_the_form_does_not_print_is_marked_as_worked_out(client: TestClient) -> None:
    page = tree(client.get(report_address(WOLONG)))
    denied = row(page, "（三）不予公开")
    assert "计算得出" in words(denied[0].getparent().xpath("./th")[0])
    assert denied[-1].get("title", "").startswith("计算得出：1 + ")
    assert not denied[-1].xpath(".//a")


def test_every_number_of_every_report_stands_on_the_line_it_leads_to(
    client: TestClient, library: Library
) -> None:
    led = 0
    for card in library.cards():
        page = tree(client.get(report_address(card.id)))
        lines = {
            line.get("id"): words(line.xpath("./span")[0]) for line in page.xpath("//ol/li[@id]")
        }
        for cell in page.xpath(f"{SHEET}//td[a[contains(@href, '#L')]]"):
            link = cell.xpath("./a")[0]
            kind = "".join(link.xpath(".//span/@class"))
            shown = words(link)
            line = lines[link.get("href").rpartition("#")[2]]
            if "nb-inferred" in kind or "nb-blank" in kind:
                continue
            if "没有单独印出" in cell.get("title", ""):
                continue
            assert shown in line, (card.id, cell.get("id"))
            led += 1
    assert led > 2000


def test_the_lines_together_are_the_stored_text_verbatim(library: Library) -> None:
    for card in library.cards():
        text = library.text(card.id)
        figures = [figure for _, figure in library.figures([card.id])]
        marked = figures[0].row_place if figures else None
        lines = text_lines(text, figures, library.sections(card.id), marked)
        assert "\n".join("".join(one.text for one in line.pieces) for line in lines) == text
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        by_cell = {one.cell: one.text for line in lines for one in line.pieces if one.cell}
        for figure in figures:
            if figure.cell in by_cell:
                assert by_cell[figure.cell] == figure.printed


def test_the_pages_of_a_printed_report_are_told_in_its_text(
    client: TestClient, library: Library
) -> None:
    (pdf,) = (card for card in library.cards() if card.file.endswith(".pdf"))
    starts = library.page_starts(pdf.id)
    assert len(starts) > 1
    told = tree(client.get(report_address(pdf.id))).xpath("//ol//small[@class='nb-page']")
    assert all_words(told) == [f"第 {page} 页" for page in range(1, len(starts) + 1)]
    (second,) = told[1].xpath("ancestor::li/@value")
    assert library.text(pdf.id)[: starts[1]].count("\n") + 1 == int(second)
    assert not tree(client.get(report_address(WOLONG))).xpath("//small[@class='nb-page']")


def test_the_address_of_a_cell_marks_it_in_the_table_and_in_the_text(client: TestClient) -> None:
    plain = tree(client.get(report_address(WOLONG)))
    href = row(plain, "1.属于国家秘密")[-1].xpath("./a/@href")[0]
    assert href.startswith("?row=denied.state_secret&column=total#L")
    assert not plain.xpath("//mark")
    page = tree(client.get(report_address(WOLONG) + href.partition("#")[0]))
    assert "nb-here" in row(page, "1.属于国家秘密")[-1].get("class")
    (mark,) = page.xpath("//ol//mark")
    assert words(mark) == "1"
    line = mark.xpath("ancestor::li")[0]
    assert line.get("id") == href.rpartition("#")[2]
    assert "属于国家秘密" in words(line)
    assert "已标出：1.属于国家秘密 × 总计" in words(page)


def test_an_address_of_no_cell_marks_nothing(client: TestClient) -> None:
    for asked in ("?row=denied.state_secret", "?row=x&column=y", "?row=<b>&column=%00"):
        assert not tree(client.get(report_address(WOLONG) + asked)).xpath("//mark")


def with_slash(report: Report, column: str) -> tuple[Report, bytes]:
    """The report with “/” printed in place of the one digit of this column."""
    (figure,) = (one for one in report.figures if one.column == column)
    assert figure.place is not None
    text = report.text[: figure.place.start] + "/" + report.text[figure.place.end :]
    slash = replace(figure, value=None, printed="/", state="not_applicable")
    figures = tuple(slash if one is figure else one for one in report.figures)
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    return replace(report, text=text, figures=figures, sha256=digest), original


def test_blank_slash_zero_and_not_read_are_kept_apart(tmp_path: Path) -> None:
    values = (("natural_person", "0"), ("business", None), ("research", "7"))
    report, _ = made_report(cells=[("received_new", column, value) for column, value in values])
    with visiting(tmp_path, [with_slash(report, "research")]) as client:
        shown = row(tree(client.get(report_address(f"{FINANCE}_2024"))), "本年新收")
    assert [words(cell).partition("（")[0] for cell in shown[:4]] == ["0", "空白", "/", "—"]
    assert shown[3].get("title") == "报告中没有读到这一格"


def test_a_blank_part_leaves_no_sum(tmp_path: Path) -> None:
    parts = ("not_held", "needs_creation", "still_unclear")
    cells = [(f"unavailable.{part}", "total", "2") for part in parts]
    whole = made_report(cells=cells)
    holed = made_report(year=2023, cells=[*cells[:2], (cells[2][0], "total", None)])
    with visiting(tmp_path, [whole, holed]) as client:
        pages = [tree(client.get(report_address(f"{FINANCE}_{year}"))) for year in (2024, 2023)]
    sums = [words(row(page, "（四）无法提供")[-1]).partition("（")[0] for page in pages]
    assert sums == ["6", "—"]


def test_a_number_that_no_longer_stands_in_the_text_is_not_shown(tmp_path: Path) -> None:
    report, original = made_report(cells=(("received_new", "total", "82"),))
    figure = report.figures[0]
    assert figure.place is not None
    moved = replace(figure, place=replace(figure.place, start=0, end=2))
    with visiting(tmp_path, [(replace(report, figures=(moved,)), original)]) as client:
        cell = row(tree(client.get(report_address(f"{FINANCE}_2024"))), "本年新收")[-1]
    assert "82" not in words(cell)
    assert "未能在原文复核" in cell.get("title", "")


def test_doubtful_numbers_say_so_in_words(tmp_path: Path) -> None:
    report, original = made_report(
        cells=(("received_new", "total", "82"), ("carried_in", "total", "3"))
    )
    figures = (
        replace(report.figures[0], trust="conflicting", reasons=("勾稽不符：甲",)),
        replace(report.figures[1], trust="unverified", reasons=("此数独占一行",)),
    )
    with visiting(tmp_path, [(replace(report, figures=figures), original)]) as client:
        page = tree(client.get(report_address(f"{FINANCE}_2024")))
    assert words(row(page, "本年新收")[-1]).startswith("82（原表勾稽不平；勾稽不符：甲")
    assert words(row(page, "上年结转")[-1]).startswith("3（未核验；此数独占一行")
    assert "1 格原表勾稽不平" in words(page)


def test_checks_warnings_and_unrecognised_rows_are_told_with_their_lines(tmp_path: Path) -> None:
    report, original = made_report()
    checks = (
        Check("a", "新收加结转", "FAIL", "82 ≠ 70 + 11", ("received_new:total",), "差 1"),
        Check("b", "各列之和", "PASS", "1 = 1"),
        Check("c", "复议", "NOT_ASSESSABLE", "", (), "2 格没有可用的数字"),
    )
    with visiting(tmp_path, [(replace(report, checks=checks), original)]) as client:
        page = tree(client.get(report_address(f"{FINANCE}_2024")))
    failed = page.xpath("//h3[starts-with(., '不平')]/following::table[1]//tbody/tr")
    assert all_words(failed[0].xpath("./th|./td")) == [
        "新收加结转", "82 ≠ 70 + 11差 1", "不平", "第 5 行",
    ]  # fmt: skip
    assert all_words(page.xpath("//summary")) == ["无法核对（1 处）", "成立（1 处）"]
    assert "无公历日期" in all_words(page.xpath("//h3[.='注意']/following-sibling::ul[1]/li"))
    assert page.xpath("//li/a[@href='#L1'][contains(., '第 1 行')]")


def test_the_report_of_the_year_before_is_checked_against(client: TestClient) -> None:
    page = tree(client.get(report_address("平潭综合实验区管理委员会_2024")))
    relations = page.xpath("//h3[.='与上年报告衔接']/following::table[1]//tbody/tr/th")
    assert any("上年结转 = 上年报告的结转下年" in one for one in all_words(relations))


def test_the_organs_other_years_are_a_click_away(client: TestClient) -> None:
    page = tree(client.get(report_address("平潭综合实验区管理委员会_2022")))
    assert page.xpath("//a[@rel='prev']/@href") == [report_address("平潭综合实验区管理委员会_2021")]
    assert page.xpath("//a[@rel='next']/@href") == [report_address("平潭综合实验区管理委员会_2023")]
    compared = page.xpath("//a[contains(., '其他年度比较')]/@href")[0]
    years = tree(client.get(compared)).xpath("//thead//th//b")
    assert all_words(years) == ["2020", "2021", "2022", "2023", "2024", "2025"]
    asked = page.xpath("//a[.='就这份报告提问']/@href")[0]
    assert asked.startswith("/?q=")


def test_the_outline_leads_to_where_each_part_starts(client: TestClient, library: Library) -> None:
    page = tree(client.get(report_address(WOLONG)))
    outline = page.xpath("//ul[@class='nb-outline']//a")
    assert all_words(outline) == [
        " ".join(section.title.split()) for section in library.sections(WOLONG)
    ]
    for link in outline:
        (start,) = page.xpath(f"//ol//*[@id='{link.get('href')[1:]}']")
        assert start is not None


@pytest.mark.parametrize("part", ["original", "text", "figures.csv"])
def test_what_is_downloaded_is_never_shown_as_a_page_of_ours(
    client: TestClient, library: Library, part: str
) -> None:
    html_report = next(card for card in library.cards() if card.file.endswith(".html"))
    answer = client.get(report_address(html_report.id, part))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "html" not in answer.headers["content-type"]


def test_the_original_and_the_text_come_back_byte_for_byte(
    client: TestClient, library: Library
) -> None:
    source = library.source(WOLONG)
    assert source is not None
    original = client.get(report_address(WOLONG, "original"))
    assert original.content == source.read_bytes()
    assert quote(f"{WOLONG}.txt") in original.headers["content-disposition"]
    text = client.get(report_address(WOLONG, "text"))
    assert text.content.decode() == library.text(WOLONG)


def test_an_original_that_is_gone_is_told(tmp_path: Path) -> None:
    report, original = made_report()
    with visiting(tmp_path, [(report, original)]) as client:
        (tmp_path / "library" / "sources" / f"{report.sha256}.txt").unlink()
        answer = client.get(report_address(f"{FINANCE}_2024", "original"))
    assert answer.status_code == 404
    assert "原件不在库里了" in answer.text


@pytest.mark.parametrize(
    "report",
    [
        "没有_2024",
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/pyproject.toml",
        "卧龙区人民政府办公室_2024.txt",
        "%00",
        "x" * 5000,
    ],
)
@pytest.mark.parametrize("part", ["", "/original", "/text", "/figures.csv"])
def test_only_reports_of_the_library_are_served(client: TestClient, report: str, part: str) -> None:
    answer = client.get(f"/report/{report}{part}")
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "hatchling" not in answer.text


def test_the_figures_as_csv_are_all_there_and_hold_no_formula(tmp_path: Path) -> None:
    report, original = made_report(
        "=HYPERLINK(1)", cells=(("fees", "amount", "-15"), ("x", "y", None))
    )
    report = replace(report, file="@SUM(1).txt")
    with visiting(tmp_path, [(report, original)]) as client:
        answer = client.get(report_address("=HYPERLINK(1)_2024", "figures.csv"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(one["机关"], one["数值"], one["状态"]) for one in rows] == [
        ("'=HYPERLINK(1)", "-15", "印出"),
        ("'=HYPERLINK(1)", "", "原表空白"),
    ]
    assert rows[0]["文件"] == "'@SUM(1).txt"
    assert rows[0]["报告"] == "'=HYPERLINK(1)_2024"
    assert rows[0]["项目"] == "行政事业性收费"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}{% raw %}",
        "局/../../<b>?#%",
    ],
)
def test_hostile_words_of_a_report_stay_words(tmp_path: Path, hostile: str) -> None:
    report, original = made_report(
        hostile, 2024, region=hostile, sentences=(hostile, "第二句。"), file=f"{hostile}.html",
        cells=(("received_new", "total", "82"),),
    )  # fmt: skip
    check = Check("a", hostile, "FAIL", hostile, (), hostile)
    report = replace(
        report,
        checks=(check,),
        warnings=(hostile,),
        identity=replace(report.identity, title=hostile, published=hostile),
        sections=tuple(replace(one, title=hostile) for one in report.sections),
        figures=tuple(
            replace(one, trust="unverified", reasons=(hostile,)) for one in report.figures
        ),
    )
    with visiting(tmp_path, [(report, original)]) as client:
        address = report_address(f"{hostile}_2024")
        answers = [
            client.get(f"{address}?row={quote(hostile)}&column=total"),
            client.get("/library", params={"q": hostile}),
            client.get("/library", params={"view": "matrix", "id": f"{hostile}_2024"}),
            client.get("/compare", params={"id": [f"{hostile}_2024", hostile]}),
        ]
        original_answer = client.get(f"{address}/original")
    for answer in answers:
        page = tree(answer)
        assert hostile in answer.text.replace("&lt;", "<").replace("&gt;", ">").replace(
            "&#34;", '"'
        ).replace("&#39;", "'")
        assert not page.xpath("//script[not(starts-with(@src, '/static/'))]")
        assert not page.xpath("//img|//*[@onerror]")
        assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert original_answer.content == original
    disposition = original_answer.headers["content-disposition"]
    assert not set("<>?\n\r") & set(disposition)
