from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import NotAnAnnualReport
from ingest.neighbours import refuse_neighbours
from ingest.readers.text import text_to_document
from ingest.sections import find_sections

BODY = "本机关认真落实有关规定，各项工作平稳有序，没有发生需要说明的问题。"
REPORT = (
    "乙县财政局2023年政府信息公开工作年度报告\n"
    f"一、总体情况\n{BODY}\n二、主动公开政府信息情况\n{BODY}\n"
    f"三、收到和处理政府信息公开申请情况\n{BODY}\n四、政府信息公开行政复议、行政诉讼情况\n{BODY}\n"
    f"五、存在的主要问题及改进情况\n{BODY}\n六、其他需要报告的事项\n无。\n"
)


def refuse(text: str) -> None:
    document = text_to_document(text)
    refuse_neighbours(document, find_sections(document))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"乙县2022年上半年政府信息公开工作统计\n{BODY}收到申请3件。\n", "半年"),
        (f"乙县2022年第三季度政府信息公开情况报表\n{BODY}\n", "季度"),
        (
            REPORT.replace(BODY, "数据统计期限为2023年1月1日至2023年6月30日。", 1),
            "统计期限不是全年",
        ),
        (
            "乙县人民政府办公室关于做好2023年政府信息公开工作年度报告编制公布工作的通知\n"
            f"各镇人民政府，县直各单位：\n现就有关事项通知如下。\n一、总体情况\n{BODY}\n",
            "通知",
        ),
        (
            "关于印发《政府信息公开工作年度报告格式》的通知\n"
            "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
            "四、政府信息公开行政复议、行政诉讼情况\n请认真贯彻执行。\n",
            "通知",
        ),
        (f"乙县财政局政府信息公开指南\n一、公开内容\n{BODY}\n", "指南"),
        (f"乙县人民政府政府网站工作年度报表\n（2023年度）\n{BODY}\n", "网站"),
        (f"乙县2022年度依申请公开情况统计\n{BODY}\n收到申请3件\n", "统计页"),
        (f"政府信息公开申请答复书示范文本\n{BODY}\n", "范本"),
        ("今日天气晴，最高气温二十八度，适合外出，请注意防晒并多喝水。", "没有找到年度报告的标题"),
        ("天气", "几乎没有文字"),
    ],
)
def test_a_text_that_is_no_annual_report_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotAnAnnualReport, match=reason) as raised:
        refuse(text)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.replace("乙县财政局2023年政府信息公开工作年度报告\n", ""),
        "根据《关于编制政府信息公开工作年度报告有关事项的通知》要求，编制本报告。\n" + REPORT,
        "政府信息公开指南\n政府信息公开制度\n政府网站\n" + REPORT,
        f"乙县2012年政府信息公开工作年度报告\n一、概述\n{BODY}\n二、主动公开政府信息情况\n{BODY}\n"
        f"三、依申请公开政府信息办理情况\n{BODY}\n",
        "乙县2009年政府信息公开工作年度报告\n" + BODY * 12,
    ],
)
def test_an_annual_report_is_taken_also_without_title_or_from_a_page_with_a_menu(text: str) -> None:
    refuse(text)


@pytest.mark.reports
def test_the_real_reports_are_taken(reports_dir: Path) -> None:
    paths = sorted(reports_dir.glob("*.txt"))
    assert paths
    for path in paths:
        refuse(path.read_text("utf-8"))
