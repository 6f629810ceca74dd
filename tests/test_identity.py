from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.identity import Hints, identify
from ingest.identity_organ import full_name, level_of_organ
from ingest.identity_sources import file_name_organ
from ingest.identity_title import find_title
from ingest.readers.text import text_to_document
from ingest.regions import Region, complete_region, region_named_in, split_region
from ingest.report import Identity

REPORT = (
    "一、总体情况\n本年度工作平稳。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
)


def known(text: str, file_name: str = "t01.txt", hints: Hints | None = None) -> Identity:
    return identify(text_to_document(text), file_name, hints)


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        ("乙县财政局2022年政府信息公开工作年度报告", "乙县财政局", 2022),
        ("2022年丙市民政局政府信息公开工作年度报告", "丙市民政局", 2022),
        ("乙县丁镇2023年度政府信息公开工作年度报告", "乙县丁镇", 2023),
        ("2022年度丁镇政府信息公开工作年度报告", "丁镇", 2022),
        ("2022年丙市政府信息公开工作年度报告", "丙市", 2022),
        ("乙县生态环境局2025年度政府信息公开工作报告", "乙县生态环境局", 2025),
        ("乙县生态环境局2025年政府信息公开年度报告", "乙县生态环境局", 2025),
        ("丙市教育局2021年信息公开工作年报", "丙市教育局", 2021),
        ("二〇一六年乙县丁镇人民政府信息公开工作年度报告", "乙县丁镇人民政府", 2016),
        ("乙县人民政府办公室\n2023年政府信息公开工作年度报告", "乙县人民政府办公室", 2023),
        ("丙市人民政府\n2024 年政府信息公开工作年度报告", "丙市人民政府", 2024),
        ("丙市乙区人民政府\n办公室2024年政府信息公开工作年度报告", "丙市乙区人民政府办公室", 2024),
        ("乙县财政局2024年政府信息公开工作年\n度报告", "乙县财政局", 2024),
        ("乙县民政局政府信息公开工作年度报告（2024年）", "乙县民政局", 2024),
        ("乙县民政局 2020\n年政府信息公开工作年度报告", "乙县民政局", 2020),
        ("乙县⼈⺠政府2024年政府信息公开⼯作年度报告", "乙县人民政府", 2024),
        ("乙县民政局\n政府信息公开工作年度报告\n（2023年度）", "乙县民政局", 2023),
        ("丙市乙区民政局 2025年 政府信息公开工作年度报告", "丙市乙区民政局", 2025),
        ("乙县水利局关于2023年政府信息公开工作的年度报告", "乙县水利局", 2023),
        ("首页>政务公开>乙县丁镇2024年政府信息公开工作年度报告", "乙县丁镇", 2024),
        ("标题: 丙开发区管委会2021年度政府信息公开工作年度报告", "丙开发区管委会", 2021),
        ("乙縣財政局２０２４年政府資訊公開工作年度報告", None, None),
        ("乙縣財政局２０２４年政府信息公開工作年度報告", "乙县财政局", 2024),
    ],
)
def test_a_title_names_organ_and_year(text: str, organ: str | None, year: int | None) -> None:
    title = find_title(text)
    assert (title.organ if title else None, title.year if title else None) == (organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于政府信息公开工作年度报告有关事项的通知》编制本报告",
        "现向社会公布乙县财政局2023年度政府信息公开年度报告。",
        "中华人民共和国政府信息公开工作年度报告格式",
        "根据做好2024年政府信息公开工作年度报告编制公布工作的要求",
        "今日天气晴",
    ],
)
def test_a_mention_of_a_report_is_no_title(text: str) -> None:
    assert find_title(text) is None


def test_the_organ_comes_from_the_header_where_no_title_names_it() -> None:
    text = "索引号 001\n发布机构：丙市乙区民政局\n2023年政府信息公开工作年度报告\n" + REPORT
    report = known(text)
    assert (report.organ, report.year) == ("丙市乙区民政局", 2023)
    assert dict(report.evidence)["organ"] == "发布机构:丙市乙区民政局".replace(":", "：")


def test_the_organ_comes_from_the_signature_where_nothing_above_names_it() -> None:
    text = REPORT + "六、其他需要报告的事项\n无。\n乙县水利局\n2024年1月12日\n"
    report = known(text)
    assert (report.organ, report.published) == ("乙县水利局", "2024-01-12")


def test_the_organ_comes_from_the_address_in_the_preamble_next() -> None:
    text = "本报告如有疑问，请与乙县司法局办公室联系（地址：乙县东路1号）。\n" + REPORT
    assert known(text).organ == "乙县司法局"


def test_the_organ_comes_from_the_file_name_last() -> None:
    assert known(REPORT, "乙县司法局_2023.pdf").organ == "乙县司法局"
    assert known(REPORT, "乙县司法局_2023.pdf").year == 2023
    named = file_name_organ("2020年乙县教育局政府信息公开工作年度报告.doc")
    assert named is not None
    assert named.organ == "乙县教育局"


def test_the_office_that_may_be_asked_is_not_taken_for_the_government_it_serves() -> None:
    text = "本报告由乙县人民政府办公室编制。\n" + REPORT + "我县工作平稳，全县收到申请3件。"
    assert known(text).organ is None


def test_the_office_that_publishes_is_not_taken_for_the_government_it_serves() -> None:
    head = "发布机构：乙县人民政府办公室\n2023年政府信息公开工作年度报告\n" + REPORT
    assert known(head + "我县共收到申请3件。").organ is None
    assert known(head + "我办共收到申请3件。").organ == "乙县人民政府办公室"


def test_what_no_source_establishes_stays_none() -> None:
    report = known(REPORT)
    assert (report.organ, report.year, report.region, report.level) == (None, None, None, None)
    assert report.scope == "unknown"


def test_what_a_person_says_overrides_the_text() -> None:
    text = "乙县财政局2022年政府信息公开工作年度报告\n" + REPORT
    report = known(text, hints=Hints("丁县财政局", "戊省丁县", 2021))
    assert (report.organ, report.region, report.year) == ("丁县财政局", "戊省丁县", 2021)
    assert dict(report.evidence)["organ"] == "命令行"


def test_a_title_that_names_only_a_region_means_the_organ_that_governs_it() -> None:
    assert known("2022年丙市政府信息公开工作年度报告\n" + REPORT).organ == "丙市人民政府"
    zone = "丙综合实验区2022年政府信息公开工作年度报告\n"
    assert known(zone + REPORT).organ == "丙综合实验区"
    assert known(zone + "丙综合实验区管委会编制。" + REPORT).organ == "丙综合实验区管理委员会"


def test_the_publisher_says_of_which_place_an_organ_without_a_region_is() -> None:
    text = "发布机构: 丙市乙区民政局\n标题: 民政局2023年政府信息公开工作年度报告\n" + REPORT
    assert known(text).organ == "丙市乙区民政局"


@pytest.mark.parametrize(
    ("title_year", "period", "opening", "year"),
    [
        (2023, "2023年1月1日起至2023年12月31日", "", 2023),
        (None, "2023年1月1日至12月31日", "", 2023),
        (2024, "2023年1月1日至2023年12月31日", "", None),
        (2024, "2023年1月1日至2023年12月31日", "2024年，", 2024),
        (None, "", "2022年，", 2022),
    ],
)
def test_the_year_is_the_statistic_period(
    title_year: int | None, period: str, opening: str, year: int | None
) -> None:
    title = f"乙县财政局{title_year}年政府信息公开工作年度报告\n" if title_year else ""
    text = (
        f"{title}发布时间：2025-02-01\n数据统计期限为{period}。\n一、总体情况\n{opening}工作平稳。"
    )
    report = known(text)
    assert (report.year, report.published) == (year, "2025-02-01")


@pytest.mark.parametrize(
    ("organ", "body", "scope", "words"),
    [
        ("乙县人民政府", "全县共收到申请62件，均已答复。", "consolidated", "全县共收到申请62件"),
        ("乙县人民政府", "工作平稳。", "unknown", ""),
        ("乙县人民政府办公室", "我办收到申请6件。", "own", "乙县人民政府办公室"),
        ("乙县人民政府办公室", "全县各级行政机关共收到政府信息公开申请62件。", "consolidated",
         "全县各级行政机关共收到政府信息公开申请62件"),
        ("乙县人民政府（县人民政府办公室）", "收到6件。", "gov+office",
         "人民政府(县人民政府办公室"),
        ("乙县财政局", "配合做好全县政务公开工作。", "own", "乙县财政局"),
        ("乙县丁镇人民政府", "各部门配合。", "own", "乙县丁镇人民政府"),
    ],
)  # fmt: skip
def test_the_scope_is_shown_by_title_and_words(
    organ: str, body: str, scope: str, words: str
) -> None:
    text = f"{organ}2023年政府信息公开工作年度报告\n一、总体情况\n{body}\n"
    report = known(text)
    assert report.scope == scope
    assert dict(report.evidence).get("scope", "") == words


@pytest.mark.parametrize(
    ("organ", "level"),
    [
        ("福建省人民政府", "province"),
        ("上海市人民政府", "province"),
        ("淮安市人民政府", "city"),
        ("高平市人民政府", "county"),
        ("沭阳县人民政府", "county"),
        ("平潭综合实验区管理委员会", "committee"),
        ("乙县丁镇人民政府", "township"),
        ("东街街道办事处", "township"),
        ("卧龙区人民政府办公室", "office"),
        ("湛江市人民政府地方志办公室", "department"),
        ("沭阳县发展和改革局", "department"),
    ],
)
def test_an_organ_has_the_level_of_its_region_or_kind(organ: str, level: str) -> None:
    assert level_of_organ(organ) == level


@pytest.mark.parametrize(
    ("organ", "path"),
    [
        ("卧龙区人民政府办公室", "河南省南阳市卧龙区"),
        ("淮安市洪泽区人民政府", "江苏省淮安市洪泽区"),
        ("重庆市垫江县人民政府", "重庆市垫江县"),
        ("潜江市生态环境局", "湖北省潜江市"),
        ("金华市市场监督管理局", "浙江省金华市"),
        ("西咸新区底张街道办事处", "陕西省西咸新区"),
        ("鼓楼区人民政府", "鼓楼区"),
        ("甲市乙区人民政府", "甲市乙区"),
        ("财政局", ""),
    ],
)
def test_a_region_is_completed_only_where_its_name_stands_for_one_place(
    organ: str, path: str
) -> None:
    assert complete_region(split_region(organ)[0], "").path == path


@pytest.mark.parametrize(
    ("organ", "path"),
    [
        ("重庆市公安局渝中区分局", "重庆市渝中区"),
        ("益阳市生态环境局沅江分局", "湖南省益阳市沅江市"),
        ("湛江经济技术开发区公安分局", "广东省湛江市湛江经济技术开发区"),
        ("甲市公安局乙区分局", "甲市"),
    ],
)
def test_a_branch_lies_in_the_district_it_is_named_after(organ: str, path: str) -> None:
    text = f"{organ}2023年政府信息公开工作年度报告\n" + REPORT
    assert known(text).region == path


def test_between_namesakes_the_text_decides() -> None:
    assert complete_region(Region(place="鼓楼区"), "地址：福州市东街").path == "福建省福州市鼓楼区"
    assert region_named_in("地址：遂溪县某路1号").path == "广东省湛江市遂溪县"
    assert region_named_in("遂溪县和徐闻县").path == ""


def test_names_are_written_in_full() -> None:
    assert full_name("乙县政府办公室") == "乙县人民政府办公室"
    assert full_name("丙开发区管委会") == "丙开发区管理委员会"
    assert full_name("乙县人民政府") == "乙县人民政府"


@pytest.mark.reports
def test_the_real_texts_are_identified_as_the_manifest_says(reports_dir: Path) -> None:
    manifest = json.loads((reports_dir / "MANIFEST.json").read_text("utf-8"))
    texts = [entry for entry in manifest if entry["format"] == "txt"]
    assert texts
    for entry in texts:
        document = text_to_document((reports_dir / entry["file"]).read_text("utf-8"))
        for file_name in (entry["file"], "download.txt"):
            report = identify(document, file_name)
            assert (report.organ, report.region, report.year) == (
                entry["org"],
                entry["region"],
                entry["year"],
            )


@pytest.mark.reports
def test_wolong_reports_on_itself(wolong_text: str) -> None:
    report = known(wolong_text)
    assert (report.organ, report.year, report.scope) == ("卧龙区人民政府办公室", 2024, "own")
    assert report.region == "河南省南阳市卧龙区"
    assert report.title == "卧龙区人民政府办公室2024年政府信息公开工作年度报告"
