"""Tables fitted to the forms: shapes that real reports have, and what may go wrong in them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.align import Alignment, align
from ingest.readers.rendering import Block, blocks_to_document, paragraph
from ingest.readers.text import text_to_document
from ingest.report import Figure

ACTIVE = """二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 0 2
行政规范性文件 6 4 31
第二十条第（五）项
信息内容 本年处理决定数量
行政许可 42318
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 37
行政强制 5
第二十条第（八）项
信息内容 本年收费金额（单位：万元）
行政事业性收费 26.55
"""
REQUESTS = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 82 3 0 0 1 0 86
二、上年结转政府信息公开申请数量 4 0 0 0 0 0 4
三、本年度办理结果
（一）予以公开 37 2 0 0 0 0 39
（二）部分公开（区分处理的，只计这一情形，不计其他情形） 5 0 0 0 0 0 5
（三）不予公开
1.属于国家秘密 1 0 0 0 0 0 1
2.其他法律行政法规禁止公开 0 0 0 0 0 0 0
3.危及“三安全一稳定” 0 0 0 0 0 0 0
4.保护第三方合法权益 2 0 0 0 0 0 2
5.属于三类内部事务信息 0 0 0 0 0 0 0
6.属于四类过程性信息 3 0 0 0 0 0 3
7.属于行政执法案卷 0 0 0 0 0 0 0
8.属于行政查询事项 0 0 0 0 0 0 0
（四）无法提供
1.本机关不掌握相关政府信息 24 1 0 0 1 0 26
2.没有现成信息需要另行制作 0 0 0 0 0 0 0
3.补正后申请内容仍不明确 0 0 0 0 0 0 0
（五）不予处理
1.信访举报投诉类申请 6 0 0 0 0 0 6
2.重复申请 0 0 0 0 0 0 0
3.要求提供公开出版物 0 0 0 0 0 0 0
4.无正当理由大量反复申请 0 0 0 0 0 0 0
5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0
（六）其他处理
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 7 0 0 0 0 0 7
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0
3.其他 0 0 0 0 0 0 0
（七）总计 85 3 0 0 1 0 89
四、结转下年度继续办理 1 0 0 0 0 0 1
"""
REVIEW = """四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉
结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计
2 1 0 1 4 0 0 0 0 0 1 0 0 0 1
五、存在的主要问题及改进情况
"""
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
REPORT = f"某区2024年政府信息公开工作年度报告\n一、总体情况\n{ACTIVE}{REQUESTS}{REVIEW}"
SECRET = "1.属于国家秘密 1 0 0 0 0 0 1"
THIRD = "4.保护第三方合法权益 2 0 0 0 0 0 2"


def aligned(text: str) -> Alignment:
    return align(text_to_document(text))


def figure(found: Alignment, cell: str) -> Figure:
    return next(each for each in found.figures if each.cell == cell)


def row(found: Alignment, row_id: str) -> list[Figure]:
    return [each for each in found.figures if each.row == row_id]


def values(found: Alignment, row_id: str) -> list[int | None]:
    return [None if each.value is None else int(each.value) for each in row(found, row_id)]


def trusts(found: Alignment, row_id: str) -> set[str]:
    return {each.trust for each in row(found, row_id)}


def changed(old: str, new: str, text: str = REPORT) -> Alignment:
    assert old in text
    return aligned(text.replace(old, new))


def test_a_report_a_row_a_line_is_read_whole_and_verified() -> None:
    found = aligned(REPORT)
    assert (found.form, len(found.figures)) == ("2021", 200)
    assert {each.trust for each in found.figures} == {"verified"}
    assert figure(found, "fees:amount").value == Decimal("26.55")
    assert figure(found, "fees:amount").unit == "万元"
    assert values(found, "unavailable.not_held") == [24, 1, 0, 0, 1, 0, 26]
    assert values(found, "reconsideration") == [2, 1, 0, 1, 4]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a cell a line", REPORT.replace(" ", "\n")),
        ("all on one line", REPORT.replace("\n", " ")),
        ("pipes", "\n".join(line.replace(" ", " | ") for line in REPORT.split("\n"))),
        ("full-width digits", REPORT.translate(WIDE)),
        ("other numbering", REPORT.replace("1.", "1、").replace("2.", "２．")),
        ("no section headings", REPORT.replace("三、收到和处理政府信息公开申请情况\n", "")),
        ("page numbers", REPORT.replace("（四）无法提供", "（四）无\n- 4 -\n法提供")),
        ("wrapped label", REPORT.replace("具已获取信息 0 0", "具已获\n取信息\n\n0 0")),
        ("total on the next line", REPORT.replace("申请 7 0 0 0 0 0 7", "申请\n7 0 0 0 0 0\n7")),
        ("label around its values", REPORT.replace(
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 5 0 0 0 0 0 5",
            "（二）部分公开（区分处理的，只计这一情 5 0 0 0 0 0 5\n形，不计其他情形）")),
    ],
)  # fmt: skip
def test_the_same_figures_are_read_from_every_shape(name: str, text: str) -> None:
    expected = {each.cell: each.value for each in aligned(REPORT).figures}
    found = aligned(text)
    assert {each.cell: each.value for each in found.figures} == expected
    assert {each.trust for each in found.figures} == {"verified"}


def test_digits_run_together_are_parted_by_the_sums_and_never_cited_as_printed() -> None:
    lines = []
    for line in REQUESTS.split("\n"):
        label, _, numbers = line.partition(" ")
        lines.append(label + numbers.replace(" ", "") if numbers[:1].isdigit() else line)
    found = aligned(REPORT.replace(REQUESTS, "".join(lines)))
    cell = figure(found, "denied.process_information:total")
    assert (cell.value, cell.state, cell.trust) == (Decimal(3), "inferred", "verified")
    assert (cell.printed, cell.place) == ("", None)
    assert cell.row_place is not None
    assert [figure(found, "received_new:total").value, len(found.figures)] == [86, 200]


def test_digits_run_together_without_a_sum_are_left_open_with_the_reason() -> None:
    found = changed("行政规范性文件 6 4 31", "行政规范性文件6431")
    assert values(found, "normative_documents") == [None, None, None]
    assert trusts(found, "normative_documents") == {"unverified"}
    assert "数字连写" in figure(found, "normative_documents:made").reasons[0]
    assert figure(found, "licensing:decisions").trust == "verified"


def test_a_sum_that_fails_keeps_what_is_printed_and_says_so() -> None:
    found = changed(SECRET, "1.属于国家秘密 1 0 0 0 0 0 2")
    cell = figure(found, "denied.state_secret:total")
    assert (cell.value, cell.printed, cell.trust) == (Decimal(2), "2", "conflicting")
    assert any("1 + 0 + 0 + 0 + 0 + 0 ≠ 2" in reason for reason in cell.reasons)
    assert figure(found, "denied.state_secret:business").trust == "conflicting"
    assert figure(found, "granted:business").trust == "verified"


def test_a_dropped_cell_is_inferred_from_the_sums_and_not_verified() -> None:
    found = changed(SECRET, "1.属于国家秘密 0 0 0 0 0 1")
    cell = figure(found, "denied.state_secret:natural_person")
    assert (cell.value, cell.state, cell.trust) == (Decimal(1), "inferred", "unverified")
    assert cell.place is None


def test_a_row_whose_label_is_lost_is_not_verified() -> None:
    found = changed(SECRET, SECRET.removeprefix("1.属于国家秘密 "))
    assert trusts(found, "denied.state_secret") == {"unverified"}
    assert values(found, "denied.state_secret") == [1, 0, 0, 0, 0, 0, 1]


def test_values_are_not_given_to_the_row_above_when_a_label_is_lost_with_its_values_below() -> None:
    found = changed(SECRET + "\n2.其他法律行政法规禁止公开 0", "1.属于国家秘密\n0")
    assert "verified" not in trusts(found, "denied.state_secret")


def test_two_rows_that_stand_in_the_other_order_keep_their_own_values() -> None:
    text = REPORT.replace(SECRET, "@").replace(THIRD, SECRET).replace("@", THIRD)
    found = aligned(text)
    assert values(found, "denied.third_party") == [2, 0, 0, 0, 0, 0, 2]
    assert values(found, "denied.state_secret") == [1, 0, 0, 0, 0, 0, 1]


def test_a_misprinted_label_is_read_but_not_verified() -> None:
    found = changed("2.其他法律行政法规禁止公开", "2.其他法律行政止公开")
    assert values(found, "denied.prohibited_by_law") == [0] * 7
    assert trusts(found, "denied.prohibited_by_law") == {"unverified"}
    assert trusts(found, "denied.state_secret") == {"verified"}


def test_a_local_extra_row_is_kept_apart() -> None:
    found = changed("行政强制 5\n", "行政强制 5\n其他执法事项 12\n")
    (place,) = found.unrecognised_rows
    text = REPORT.replace("行政强制 5\n", "行政强制 5\n其他执法事项 12\n")
    assert place.read(text) == "其他执法事项 12"
    assert values(found, "compulsion") == [5]


def test_a_bare_page_number_is_no_value() -> None:
    found = changed("（四）无法提供\n", "17\n（四）无法提供\n")
    assert values(found, "denied.administrative_inquiry") == [0] * 7
    assert {each.trust for each in found.figures} == {"verified"}


def test_a_number_on_a_line_of_its_own_is_not_verified_as_a_decision_count() -> None:
    found = changed("行政强制 5\n", "行政强制\n7\n")
    assert figure(found, "compulsion:decisions").trust == "unverified"


def test_numbers_in_the_narrative_are_not_taken_for_the_table() -> None:
    text = REPORT.replace(ACTIVE, "二、主动公开情况\n作出行政许可 320件，行政处罚 12件。\n")
    assert [each for each in aligned(text).figures if each.row == "licensing"] == []


def test_a_report_without_statutory_tables_has_no_figures() -> None:
    found = aligned("某镇2012年政府信息公开工作年度报告\n一、概述\n主动公开信息 120 条。\n")
    assert (found.form, found.figures) == ("none", ())


def test_of_two_tables_the_first_is_taken_and_not_verified() -> None:
    found = aligned(
        REPORT.replace(REVIEW, "附：上年情况\n" + REQUESTS.replace("82 3", "90 3") + REVIEW)
    )
    assert figure(found, "received_new:natural_person").value == 82
    assert trusts(found, "received_new") == {"unverified"}
    assert found.warnings != ()


def test_the_form_is_chosen_block_by_block() -> None:
    text = REPORT.replace(
        "本年制发件数 本年废止件数 现行有效件数", "本年新制作数量 本年新公开数量 对外公开总数量"
    )
    found = aligned(text.replace("行政规范性文件", "规范性文件"))
    assert found.form == "hybrid"
    assert figure(found, "normative_documents:public_total").value == 31
    assert figure(found, "licensing:decisions").value == 42318


def test_one_row_of_other_results_makes_a_hybrid() -> None:
    rows = REQUESTS[REQUESTS.index("（六）其他处理") : REQUESTS.index("（七）总计")]
    found = changed(rows, "（六）其他处理 7 0 0 0 0 0 7\n")
    assert (found.form, values(found, "other_result")) == ("hybrid", [7, 0, 0, 0, 0, 0, 7])
    assert trusts(found, "other_result") == {"verified"}


def test_the_form_of_2019_has_signed_changes_and_units_in_cells() -> None:
    active = """二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年新制作数量 本年新公开数量 对外公开总数量
规章 0 0 7
规范性文件 7 7 52
第二十条第（五）项
信息内容 上一年项目数量 本年增/减 处理决定数量
行政许可 6 减3 1843
其他对外管理服务事项 31 +4 20955
第二十条第（六）项
信息内容 上一年项目数量 本年增/减 处理决定数量
行政处罚 12 0 37
行政强制 2 -1 0
第二十条第（八）项
信息内容 上一年项目数量 本年增/减
行政事业性收费 3 0
第二十条第（九）项
信息内容 采购项目数量 采购总金额
政府集中采购 14 160.5964万元
"""
    rows = REQUESTS[REQUESTS.index("（六）其他处理") : REQUESTS.index("（七）总计")]
    found = aligned(REPORT.replace(ACTIVE, active).replace(rows, "（六）其他处理 7 0 0 0 0 0 7\n"))
    assert (found.form, len(found.figures)) == ("2019", 198)
    assert {each.trust for each in found.figures} == {"verified"}
    assert figure(found, "licensing:items_change").value == -3
    assert figure(found, "licensing:items_change").printed == "减3"
    amount = figure(found, "procurement:amount")
    assert (amount.value, amount.unit) == (Decimal("160.5964"), "万元")


def grid_report(requests: str) -> Alignment:
    blocks = [paragraph("某区2024年政府信息公开工作年度报告")]
    for line in requests.split("\n"):
        label, _, numbers = line.partition(" ")
        cells = tuple("" if cell == "_" else cell for cell in numbers.split(" ") if cell)
        blocks.append(Block((label, *cells), table=1))
    return align(blocks_to_document("html", blocks))


def test_a_blank_cell_of_a_grid_is_blank_and_not_zero() -> None:
    found = grid_report(REQUESTS.replace(SECRET, "1.属于国家秘密 1 _ _ 0 / — 1"))
    states = [each.state for each in row(found, "denied.state_secret")]
    assert states == ["printed", "blank", "blank", "printed", "not_applicable", "not_applicable",
                      "printed"]  # fmt: skip
    assert values(found, "denied.state_secret") == [1, None, None, 0, None, None, 1]
    assert trusts(found, "denied.state_secret") == {"verified"}


def test_a_row_of_a_grid_of_which_only_the_total_is_blank_is_not_verified() -> None:
    found = grid_report(REQUESTS.replace("2.重复申请 0 0 0 0 0 0 0", "2.重复申请 0 0 0 0 0 0 _"))
    assert trusts(found, "not_processed.duplicate") == {"unverified"}


def test_a_grid_row_stands_by_itself_though_another_row_is_missing() -> None:
    found = grid_report(REQUESTS.replace("2.重复申请 0 0 0 0 0 0 0\n", ""))
    assert trusts(found, "not_processed.publication") == {"verified"}


def test_a_second_reading_that_is_sure_of_another_value_makes_a_conflict() -> None:
    witness = REPORT.replace("行政许可 42318", "行政许可 42818")
    document = replace(text_to_document(REPORT), second_text=witness)
    found = align(document)
    cell = figure(found, "licensing:decisions")
    assert (cell.value, cell.trust) == (Decimal(42318), "conflicting")
    assert any("42818" in reason for reason in cell.reasons)
    assert figure(found, "penalty:decisions").trust == "verified"


def test_a_dropped_number_in_table_four_is_inferred_from_its_sum() -> None:
    found = changed("2 1 0 1 4 0 0 0 0 0 1 0 0 0 1", "2 1 0 1 0 0 0 0 0 1 0 0 0 1")
    cell = figure(found, "reconsideration:total")
    assert (cell.value, cell.state, cell.trust) == (Decimal(4), "inferred", "unverified")


def test_the_annex_of_before_2019_is_read() -> None:
    text = """某市2016年政府信息公开工作年度报告
政府信息公开情况统计表
统计指标 单位 统计数
一、主动公开情况
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） 条 1286
其中：主动公开规范性文件数 条 35
制发规范性文件总数 件 37
1.政府公报公开政府信息数 条 60
2.政府网站公开政府信息数 条 1100
三、依申请公开情况
（一）收到申请数 件 12
1.当面申请数 件 3
2.传真申请数 件 0
3.网络申请数 件 8
4.信函申请数 件 1
（二）申请办结数 件 12
1.按时办结数 件 11
2.延期办结数 件 1
（三）申请答复数 件 12
六、举报投诉数量 件 0
七、依申请公开信息收取的费用 万元 0.5
"""
    found = aligned(text)
    assert found.form == "annex"
    assert figure(found, "old_active_total:count").value == 1286
    assert figure(found, "old_app_online:count").value == 8
    assert figure(found, "old_fee:count").unit == "万元"
    assert figure(found, "old_app_fax:count").trust == "verified"


def test_a_row_takes_no_numbers_from_behind_the_next_blocks_header() -> None:
    found = changed(
        "行政强制 5\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 26.55",
        "行政强制\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n26.55",
    )
    assert values(found, "compulsion") == [None]


def test_the_group_label_is_not_a_row_when_its_first_row_lost_its_label() -> None:
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 "
    found = changed(label, "")
    assert [each for each in found.figures if each.row == "other_result"] == []
    assert trusts(found, "other_result.correction_overdue") == {"unverified"}
