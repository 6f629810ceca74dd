"""A report of the years before the statutory form: its words, and that there was no table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from index import Library
from ingest import read_report
from qa import ask

REPORT = """清源县教育局2012年政府信息公开工作年度报告

一、概述
2012年，我局按照条例要求推进信息公开。

二、主动公开政府信息情况
全年主动公开政府信息120条。

三、依申请公开政府信息办理情况
2012年共收到政府信息公开申请3件，均已答复。

四、收费及减免情况
未收取费用。

五、行政复议、行政诉讼情况
未发生行政复议、行政诉讼。

六、存在的主要问题和改进措施
一是更新不够及时。二是人员不足。
"""


def test_a_report_before_the_form_says_so_and_quotes_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "清源县教育局2012.txt"
    path.write_text(REPORT, encoding="utf-8")
    with Library.create(tmp_path / "library") as library:
        library.add(read_report(path), path.read_bytes())
        answer = ask(library, "清源县教育局2012年收到多少申请", today=date(2025, 6, 15))
        counted = ask(library, "清源县教育局2012年主动公开多少条信息", today=date(2025, 6, 15))
    assert (answer.status, answer.value) == ("not_found", None)
    assert "还没有统一的三张统计表" in answer.text
    assert "申请3件" in answer.passages[0].text
    assert (counted.status, counted.value, counted.unit) == ("answered", 120, "条")
