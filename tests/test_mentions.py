from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from ingest.mention_rules import hits_in, to_number
from ingest.mentions import check_text_against_tables, find_mentions
from ingest.readers.text import text_to_document
from ingest.report import Check, Figure, Place, Scope
from ingest.sections import find_sections

HEAD = "一、总体情况\n2023年工作平稳。\n（二）依申请公开情况\n"


def hits(sentence: str, about_applications: bool = True) -> list[tuple[str, int]]:
    return [
        ("+".join(hit.rows) + ":" + hit.column, int(hit.value))
        for hit in hits_in(sentence, about_applications)
    ]


def figure(cell: str, value: int | None, trust: Literal["verified", "unverified"]) -> Figure:
    row, column = cell.split(":")
    number = None if value is None else Decimal(value)
    printed = "" if value is None else str(value)
    state: Literal["blank", "printed"] = "blank" if value is None else "printed"
    return Figure(row, column, number, "件", printed, state, trust)


def checks(
    narrative: str,
    cells: dict[str, int | None],
    scope: Scope = "own",
    trust: Literal["verified", "unverified"] = "verified",
) -> tuple[Check, ...]:
    text = HEAD + narrative
    figures = [figure(cell, value, trust) for cell, value in cells.items()]
    sections = find_sections(text_to_document(text))
    return check_text_against_tables(sections, text, figures, scope, 2023)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("全年共收到政府信息公开申请82件", [("received_new:total", 82)]),
        ("本年度共收到70件申请", [("received_new:total", 70)]),
        ("受理政府信息公开申请1,234件", [("received_new:total", 1234)]),
        ("接收通过邮寄、网络提交的各类申请共计81件", [("received_new:total", 81)]),
        ("收到依申请公开三件", [("received_new:total", 3)]),
        ("新收申请5宗,上年结转2宗", [("received_new:total", 5), ("carried_in:total", 2)]),
        ("收到申请9件,办结8件,1件结转下年度继续办理",
         [("received_new:total", 9), ("processed_total:total", 8), ("carried_out:total", 1)]),
        ("答复50件(含上年度结转申请4件,另有3件顺延到下年度答复)",
         [("processed_total:total", 50), ("carried_in:total", 4), ("carried_out:total", 3)]),
        ("予以公开及部分公开42件,不予公开5件,无法提供31件,不予处理1件,其他处理2件",
         [("granted+partial:total", 42), ("denied:total", 5), ("unavailable:total", 31),
          ("not_processed:total", 1), ("other_result:total", 2)]),
        ("予以公开3件、部分公开4件", [("granted:total", 3), ("partial:total", 4)]),
        ("收到申请8件,其中自然人7件、商业企业1件",
         [("received_new:total", 8), ("received_new:natural_person", 7),
          ("received_new:business", 1)]),
        ("除7件未按照补正期限进行补正外", [("other_result.correction_overdue:total", 7)]),
        ("因政府信息公开引起的行政复议案件2件、行政诉讼案件7件",
         [("reconsideration:total", 2), ("litigation_direct+litigation_after:total", 7)]),
        ("政府信息公开行政复议9件,其中结果维持5件,结果纠正1件,其他结果2件,尚未审结1件",
         [("reconsideration:total", 9), ("reconsideration:upheld", 5),
          ("reconsideration:corrected", 1), ("reconsideration:other", 2),
          ("reconsideration:pending", 1)]),
        ("制发行政规范性文件6件,废止规范性文件4件,现行有效行政规范性文件31件",
         [("normative_documents:made", 6), ("normative_documents:repealed", 4),
          ("normative_documents:in_force", 31)]),
    ],
)  # fmt: skip
def test_a_number_is_taken_with_its_noun_and_verb(
    sentence: str, found: list[tuple[str, int]]
) -> None:
    assert hits(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("全年未收到政府信息公开申请", [("received_new:total", 0)]),
        ("没有收到依申请公开事项", [("received_new:total", 0)]),
        ("未发生行政复议", [("reconsideration:total", 0)]),
        ("全年未有因政府信息公开引起的行政复议和行政诉讼案件",
         [("reconsideration:total", 0), ("litigation_direct+litigation_after:total", 0)]),
        ("无行政复议、行政诉讼情况",
         [("reconsideration:total", 0), ("litigation_direct+litigation_after:total", 0)]),
        ("收到申请3件,均已按期答复", [("received_new:total", 3), ("carried_out:total", 0)]),
    ],
)  # fmt: skip
def test_what_did_not_happen_is_the_number_zero(
    sentence: str, found: list[tuple[str, int]]
) -> None:
    assert hits(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "依申请公开信息数255条,不予公开信息数81条",
        "收到留言申请3件",
        "办理建议提案12件",
        "受理热线工单100件,办结98件",
        "其中通过网络申请5件,信函申请3件",
        "公开答复1件",
        "未发生行政复议被纠正的情况",
        "公开规范性文件8件",
        "解读规范性文件3件",
        "查处诉讼案件材料",
    ],
)
def test_numbers_of_other_things_are_not_taken(sentence: str) -> None:
    assert hits(sentence) == []


def test_outside_the_part_on_applications_a_bare_办结_is_not_taken() -> None:
    assert hits("全年办结81件", about_applications=False) == []


@pytest.mark.parametrize(
    ("narrative", "cells", "status", "formula"),
    [
        ("收到申请82件。", {"received_new:total": 82}, "PASS", "正文 82件 = 表三 82"),
        ("收到申请82件。", {"received_new:total": 80}, "FAIL", "正文 82件 ≠ 表三 80"),
        ("未收到申请。", {"received_new:total": 0}, "PASS", "正文 “未收到申请”即 0 = 表三 0"),
        (
            "予以公开和部分公开42件。",
            {"granted:total": 22, "partial:total": 20},
            "PASS",
            "正文 42件 = 表三 22 + 20（合计 42）",
        ),
        (
            "行政诉讼3件。",
            {"litigation_direct:total": 1, "litigation_after:total": 1},
            "FAIL",
            "正文 3件 ≠ 表四 1 + 1（合计 2）",
        ),
        ("制发规范性文件7件。", {"normative_documents:new_made": 7}, "PASS", "正文 7件 = 表二 7"),
        ("收到申请82件。", {}, "NOT_ASSESSABLE", "正文 82件 ？ 表三 无数字"),
        (
            "收到申请82件。",
            {"received_new:total": None},
            "NOT_ASSESSABLE",
            "正文 82件 ？ 表三 无数字",
        ),
    ],
)
def test_each_mention_is_tried_against_the_table(
    narrative: str, cells: dict[str, int | None], status: str, formula: str
) -> None:
    (check,) = checks(narrative, cells)
    assert (check.status, check.formula) == (status, formula)
    assert check.relation == "mention"
    assert narrative in check.reason


@pytest.mark.parametrize(
    ("narrative", "scope", "reason"),
    [
        ("2022年收到申请31件。", "own", "正文说的是2022年"),
        ("去年收到申请31件。", "own", "正文说的是去年"),
        ("共收到申请约30件。", "own", "约数"),
        ("收到申请30余件。", "own", "约数"),
        ("区政府办代表区政府受理申请17件。", "consolidated", "区政府办代表区政府"),
        ("全区收到申请95件。", "own", "全区"),
    ],
)
def test_a_number_of_another_year_or_scope_is_not_judged(
    narrative: str, scope: Scope, reason: str
) -> None:
    (check,) = checks(narrative, {"received_new:total": 82}, scope)
    assert check.status == "NOT_ASSESSABLE"
    assert reason in check.reason


def test_the_whole_area_in_a_report_on_the_whole_area_is_judged() -> None:
    (check,) = checks("全区收到申请95件。", {"received_new:total": 82}, "consolidated")
    assert check.status == "FAIL"


def test_a_table_number_that_is_not_verified_convicts_nobody() -> None:
    (check,) = checks("收到申请3件。", {"received_new:total": 2}, trust="unverified")
    assert check.status == "NOT_ASSESSABLE"


def test_all_answered_beside_applications_carried_over_is_pointed_out_not_judged() -> None:
    cells: dict[str, int | None] = {"received_new:total": 3, "carried_out:total": 2}
    check = checks("收到申请3件，均已按期答复。", cells)[1]
    assert check.status == "NOT_ASSESSABLE"
    assert check.formula == "正文 “均已按期答复”即 0 ≠ 表三 2"
    assert "2件结转下年" in check.reason


def test_every_other_mention_is_tried_too() -> None:
    found = checks("收到申请3件。本年共受理申请4件。", {"received_new:total": 3})
    assert [(check.label, check.status) for check in found] == [
        ("正文与表三：本年新收政府信息公开申请数量", "PASS"),
        ("正文与表三：本年新收政府信息公开申请数量（第2处）", "FAIL"),
    ]


def test_reviews_that_are_not_about_disclosure_are_not_taken_elsewhere() -> None:
    assert hits("全年办理行政复议案件120件", about_applications=False) == []


def test_a_number_in_the_table_is_no_mention_of_itself() -> None:
    text = "三、收到和处理政府信息公开申请情况\n收到申请82件\n"
    start = text.index("收到申请")
    sections = find_sections(text_to_document(text))
    assert find_mentions(sections, text, [Place(start, len(text), 2)]) == ()


def test_a_mention_knows_its_place_over_wrapped_lines() -> None:
    text = HEAD + "共收到政府信息公开申\n请 82\n件。"
    (mention,) = find_mentions(find_sections(text_to_document(text)), text)
    assert mention.place.read(text) == "82\n件"
    assert mention.words == "82件"
    assert mention.place.line == 5


def test_chinese_numerals_are_numbers() -> None:
    assert [to_number(words) for words in ("两", "十", "二十三", "一百零五", "1,234")] == [
        2, 10, 23, 105, 1234,
    ]  # fmt: skip


@pytest.mark.reports
def test_in_the_wolong_text_the_first_and_the_other_mention_disagree_with_each_other(
    wolong_text: str,
) -> None:
    sections = find_sections(text_to_document(wolong_text))
    found = find_mentions(sections, wolong_text)
    assert [("+".join(m.rows), int(m.value)) for m in found] == [
        ("received_new", 82),
        ("other_result.correction_overdue", 7),
        ("carried_out", 0),
        ("reconsideration", 0),
        ("litigation_direct+litigation_after", 0),
    ]


@pytest.mark.reports
def test_documents_are_not_counted_as_applications(reports_dir: Path) -> None:
    text = (reports_dir / "平潭综合实验区财政金融局_2024.txt").read_text("utf-8")
    found = find_mentions(find_sections(text_to_document(text)), text)
    assert {int(mention.value) for mention in found} == {1, 2}
