"""From the words of a question to cells; wording made up for these tests."""

from __future__ import annotations

import time

import pytest

from qa.cells import CellMatch, match_cells


def cells(match: CellMatch) -> list[str]:
    return [f"{one.row}:{one.column}" for one in match.readings]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("一共新收了多少件申请", "received_new:total"),
        ("去年没办完、今年接着办的有几件", "carried_in:total"),
        ("拖到明年再办的申请数量", "carried_out:total"),
        ("没办完留到下一年的几件", "carried_out:total"),
        ("予以公开的有几件", "granted:total"),
        ("遮了一部分再给的几份", "partial:total"),
        ("不予公开一共多少", "denied:total"),
        ("因为涉密没给的有几件", "denied.state_secret:total"),
        ("别的法律禁止公开的几件", "denied.prohibited_by_law:total"),
        ("拿影响稳定当理由拒了几起", "denied.safety_stability:total"),
        ("说是个人隐私不给看的有多少", "denied.third_party:total"),
        ("内部事务信息几件", "denied.internal_affairs:total"),
        ("用过程性信息挡回去的几件", "denied.process_information:total"),
        ("执法案卷多少", "denied.enforcement_files:total"),
        ("属于行政查询的几件", "denied.administrative_inquiry:total"),
        ("无法提供的有几件", "unavailable:total"),
        ("本机关不掌握的多少", "unavailable.not_held:total"),
        ("需要另外加工汇总的几件", "unavailable.needs_creation:total"),
        ("补正了还是说不清的几件", "unavailable.still_unclear:total"),
        ("不予处理多少件", "not_processed:total"),
        ("当成信访的申请几件", "not_processed.petition:total"),
        ("重复申请有多少", "not_processed.duplicate:total"),
        ("要公开出版物的几件", "not_processed.publication:total"),
        ("大量反复申请几件", "not_processed.excessive:total"),
        ("要求重新出具的几件", "not_processed.confirmation:total"),
        ("其他处理合计", "other_result:total"),
        ("逾期不补正的几件", "other_result.correction_overdue:total"),
        ("没交处理费不再办的几件", "other_result.fee_overdue:total"),
        ("申请人自己撤回的几件", "other_result.other:total"),
        ("总共办结多少件", "processed_total:total"),
        ("行政复议一共几件", "reconsideration:total"),
        ("没经过复议直接告的几件", "litigation_direct:total"),
        ("先复议再起诉的几件", "litigation_after:total"),
        ("打了几场官司", "litigation:total"),
        ("制发了几件规范性文件", "normative_documents:made"),
        ("还管用的规章有几部", "regulations:in_force"),
        ("行政许可办了多少件", "licensing:decisions"),
        ("罚了多少件", "penalty:decisions"),
        ("查封扣押几件", "compulsion:decisions"),
        ("行政事业性收费收了多少钱", "fees:amount"),
        ("集中采购花了多少钱", "procurement:amount"),
        ("其他对外管理服务事项上一年项目数量", "other_services:items_last_year"),
    ],
)
def test_every_row_is_understood_in_everyday_words(question: str, cell: str) -> None:
    assert cells(match_cells(question)) == [cell]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("律所申请被说不掌握的几件", "unavailable.not_held:legal_service"),
        ("个人来申请、结转到下年的有几件", "carried_out:natural_person"),
        ("科研机构的重复申请几件", "not_processed.duplicate:research"),
        ("公益组织那一列，不予公开合计", "denied:ngo"),
        ("单位申请里予以公开的总共几件", "granted:organization"),
        ("新收·商业企业", "received_new:business"),
        ("复议后起诉、被纠正的几件", "litigation_after:corrected"),
        ("没复议就告、法院还没判的几件", "litigation_direct:pending"),
        ("复议里政府赢了几件", "reconsideration:upheld"),
        ("官司里老百姓告赢了几件", "litigation:corrected"),
        ("今年废掉了几部规章", "regulations:repealed"),
        ("行政强制本年增减了几项", "compulsion:items_change"),
    ],
)
def test_rows_and_columns_are_composed_freely(question: str, cell: str) -> None:
    assert cells(match_cells(question)) == [cell]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("（三）第1小项填几", "denied.state_secret:total"),
        ("（五）4 是多少", "not_processed.excessive:total"),
        ("表三第二行总计", "carried_in:total"),
        ("表四复议后起诉第三格", "litigation_after:other"),
        ("第三十五条情形几件", "not_processed.excessive:total"),
        ("第三十六条第（六）项几件", "not_processed.duplicate:total"),
        ("不予公开第4小项", "denied.third_party:total"),
    ],
)
def test_numbers_and_articles_name_cells(question: str, cell: str) -> None:
    assert cells(match_cells(question)) == [cell]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("予已公开几件", "granted:total"),
        ("归范性文件制发几件", "normative_documents:made"),
        ("lvsuo shenqing 几件", "received_new:legal_service"),
        ("yuyi gongkai 总数", "granted:total"),
        ("部分公開幾件", "partial:total"),
        ("逾期不补政的几件", "other_result.correction_overdue:total"),
    ],
)
def test_slips_of_the_pen_are_read(question: str, cell: str) -> None:
    assert cells(match_cells(question)) == [cell]


def test_words_that_only_sound_alike_are_left_alone() -> None:
    # 全部公开 sounds like 全不公开, 机关数 like 机关输.
    assert cells(match_cells("想了解贵方某项业务里全部公开的有几件")) == ["granted:total"]
    assert cells(match_cells("有复议被纠正的机关数")) == ["reconsideration:corrected"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "许可、处罚、强制各多少",
            ["licensing:decisions", "penalty:decisions", "compulsion:decisions"],
        ),
        ("予以公开和部分公开分别几件", ["granted:total", "partial:total"]),
        ("复议维持几件纠正几件", ["reconsideration:upheld", "reconsideration:corrected"]),
        (
            "其他处理三个小项分别几件",
            [
                "other_result.correction_overdue:total",
                "other_result.fee_overdue:total",
                "other_result.other:total",
            ],
        ),
        ("国家秘密占不予公开的百分之几", ["denied.state_secret:total", "denied:total"]),
    ],
)
def test_several_cells_come_in_order_of_mention(question: str, expected: list[str]) -> None:
    assert cells(match_cells(question)) == expected


@pytest.mark.parametrize(
    ("question", "among"),
    [
        ("结转几件", {"carried_in:total", "carried_out:total"}),
        ("结果维持几件", {"reconsideration:upheld", "litigation:upheld"}),
        ("没给的有几件", {"denied:total", "unavailable:total", "not_processed:total"}),
        ("内部信息拒了多少", {"denied.internal_affairs:total", "denied.process_information:total"}),
        ("处理决定多少", {"licensing:decisions", "penalty:decisions"}),
        ("规范性文件有几件", {"normative_documents:in_force", "normative_documents:made"}),
        ("高校来申请的几件", {"received_new:research", "received_new:other"}),
    ],
)
def test_words_that_fit_several_cells_lead_to_alternatives(question: str, among: set[str]) -> None:
    match = match_cells(question)
    assert not match.readings
    assert among <= {f"{one.row}:{one.column}" for one in match.alternatives}


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("政策解读发了多少篇", "interpretation"),
        ("开了几场新闻发布会", "press"),
        ("存在哪些问题", "problems"),
        ("下一步怎么改进", "improvements"),
        ("公众号有多少粉丝", "wechat"),
        ("文字部分怎么说复议诉讼", "review_text"),
        ("信息处理费收了多少", "fee_text"),
    ],
)
def test_questions_about_the_text_lead_to_a_theme(question: str, theme: str) -> None:
    match = match_cells(question)
    assert match.theme is not None
    assert match.theme.theme == theme


def test_what_says_nothing_is_left_in_doubt() -> None:
    assert match_cells("今天天气怎么样") == CellMatch()


def test_the_deciding_words_are_a_span_of_the_normalised_text() -> None:
    question = "請問 因為國家秘密 沒給的有幾件"
    (reading,) = match_cells(question).readings
    assert reading.words == "国家秘密"
    assert "请问 因为国家秘密 没给的有几件"[slice(*reading.span)] == "国家秘密"


def test_names_of_organs_are_not_read_as_rows() -> None:
    question = "某市行政审批局2024年办结多少件"
    assert cells(match_cells(question, masked=((0, 12),))) == ["processed_total:total"]


def test_relative_years_stay_visible_where_they_are_masked() -> None:
    question = "去年没办完转到今年的几件"
    assert cells(match_cells(question, masked=((0, 2), (7, 9)))) == ["carried_in:total"]


def test_what_is_left_out_is_not_named() -> None:
    assert cells(match_cells("新收几件，不含上年结转")) == ["received_new:total"]


def test_a_question_takes_less_than_two_milliseconds() -> None:
    question = "企业申请里因为商业秘密不予公开、也没有走复议直接起诉的，一共有多少件"
    match_cells(question)
    started = time.process_time()
    for _ in range(20):
        match_cells(question)
    assert (time.process_time() - started) / 20 < 0.01
