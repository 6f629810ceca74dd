"""Formal citations, and a conversation on paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from index import ReportCard
from qa.answer import Answer, CitedFigure, CitedPassage, Computed, Coverage, Source
from ui.citation import CitedReport, cite_figure, cite_passage, cited_reports, reference
from ui.transcript import transcript_json, transcript_markdown

AT = datetime(2025, 6, 1, 8, 30, tzinfo=UTC)
REPORT = CitedReport(
    id="某办_2024",
    organ="某区人民政府办公室",
    year=2024,
    title="某区人民政府办公室2024年政府信息公开工作年度报告",
    published="2025-01-20",
    form="2021",
    file="年报.pdf",
    sha256="9f" * 32,
)
FIGURE = CitedFigure(
    report="某办_2024",
    organ="某区人民政府办公室",
    region=None,
    year=2024,
    row="denied.state_secret",
    row_label="1.属于国家秘密",
    column="total",
    column_label="总计",
    value=Decimal(1),
    unit="件",
    printed="1",
    state="printed",
    trust="verified",
    quote="1.属于国家秘密 1 0 0 0 0 0 1",
    source=Source("年报.pdf", "9f" * 32, 3, 69, 100, 120),
)
PASSAGE = CitedPassage(
    report="某办_2024",
    organ="某区人民政府办公室",
    year=2024,
    section="一、总体情况 › （一）主动公开",
    text="全年举办新闻发布会\n8场。",
    highlights=(),
    score=1.0,
    source=Source("年报.pdf", "9f" * 32, None, 13, 0, 13),
)
ANSWER = Answer(
    "几件涉密？",
    "answered",
    "1件。某办为1件。",
    Decimal(1),
    "件",
    figures=(FIGURE,),
    computed=Computed("sum", "1 + 0 = 1", Decimal(1), Coverage(1, 1)),
    passages=(PASSAGE,),
    notes=("报告没有写明原因。",),
)


def test_a_figure_is_cited_by_title_part_place_row_and_column() -> None:
    assert cite_figure(FIGURE, REPORT) == (
        "《某区人民政府办公室2024年政府信息公开工作年度报告》"
        "第三部分“收到和处理政府信息公开申请情况”，第3页第69行，“1.属于国家秘密”之“总计”。"
    )


def test_what_is_not_known_of_a_place_is_left_out() -> None:
    figure = replace(FIGURE, row="unknown_row", source=replace(FIGURE.source, page=None))
    told = cite_figure(figure, REPORT)
    assert "》，第69行，" in told
    assert "页" not in told


def test_a_passage_is_cited_by_its_headings_or_its_part() -> None:
    assert cite_passage(PASSAGE, REPORT) == (
        "《某区人民政府办公室2024年政府信息公开工作年度报告》"
        "“一、总体情况”—“（一）主动公开”，第13行。"
    )
    of_part = replace(PASSAGE, section="sec_problems")
    assert "第五部分“存在的主要问题及改进情况”" in cite_passage(of_part, REPORT)


def test_a_reference_names_body_title_type_date_and_the_file_by_its_hash() -> None:
    assert reference(REPORT) == (
        "某区人民政府办公室. 某区人民政府办公室2024年政府信息公开工作年度报告[R]. 2025-01-20. "
        f"文件：年报.pdf，SHA-256：{'9f' * 32}."
    )
    assert "None" not in reference(replace(REPORT, published=None))


def test_a_report_without_a_title_gets_the_usual_one() -> None:
    card = ReportCard(
        "某办_2024", "某办", None, None, 2024, "own", "2021", None, None, "a.txt", "", 0, 0, ()
    )  # fmt: skip
    assert CitedReport.of(card).title == "某办2024年政府信息公开工作年度报告"


def test_reports_are_listed_once_in_the_order_of_citing() -> None:
    other = replace(FIGURE, report="乙局_2023")
    assert cited_reports(replace(ANSWER, figures=(other, FIGURE))) == ("乙局_2023", "某办_2024")


def test_a_conversation_as_markdown_has_answers_formulas_quotes_and_references() -> None:
    turns = [("几件涉密？", ANSWER), ("那去年呢", Answer("那去年呢", "not_found", "库里没有。"))]
    told = transcript_markdown(turns, {"某办_2024": REPORT}, at=AT, version="nianbao 1")
    for words in (
        "共 2 问",
        "## 1. 几件涉密？",
        "1件。某办为1件。",
        "计算得出：1 + 0 = 1",
        "第3页第69行，“1.属于国家秘密”之“总计”。（印作“1”，已核验）",
        "> 全年举办新闻发布会 8场。",
        "- 报告没有写明原因。",
        "## 2. 那去年呢",
        "**没有找到**",
        "## 参考文献",
        "1. 某区人民政府办公室. ",
    ):
        assert words in told


def test_what_reports_and_readers_wrote_cannot_become_markup() -> None:
    hostile = "<script>x</script> [a](javascript:b) `c` **d** | # e &lt;"
    answer = replace(ANSWER, text=f"# {hostile}\n1. {hostile}", notes=(hostile,))
    answer = replace(answer, figures=(replace(FIGURE, quote=hostile),))
    told = transcript_markdown(
        [(f"\n# {hostile}", answer)], {"某办_2024": REPORT}, at=AT, version="1"
    )
    assert "<script" not in told.replace("\\<", "")
    assert "](java" not in told.replace("\\]", "")
    assert sum(line.startswith("# ") for line in told.splitlines()) == 1
    assert "\n1\\. \\<script" in told


def test_a_conversation_as_json_has_the_contracts_objects_and_citations() -> None:
    told = json.loads(
        transcript_json([("几件涉密？", ANSWER)], {"某办_2024": REPORT}, at=AT, version="nianbao 1")
    )
    (turn,) = told["turns"]
    assert told["made_at"] == "2025-06-01T08:30:00+00:00"
    assert turn["answer"] == json.loads(json.dumps(ANSWER.to_json()))
    assert turn["citations"] == [cite_figure(FIGURE, REPORT), cite_passage(PASSAGE, REPORT)]
    assert turn["references"] == [reference(REPORT)]


def test_an_inferred_figure_says_that_it_is_not_printed() -> None:
    inferred = replace(FIGURE, printed="", state="inferred")
    told = transcript_markdown(
        [("问", replace(ANSWER, figures=(inferred,)))], {"某办_2024": REPORT}, at=AT, version="1"
    )
    assert "印作" not in told
    assert "由勾稽关系推定" in told
