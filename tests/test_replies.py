"""How answers read: the verdict first, what changed between forms, what to ask instead."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Library
from ingest import read_report
from qa import Answer, Conversation, ask

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.generate.layouts import LAYOUTS
from tests.generate.sheet import Truth, draw_sheet, draw_truth
from tests.world.library import make_world

TODAY = date(2025, 6, 15)
ORGAN = "临渚县水利局"
FORM_OF_YEAR = {2019: "2019", 2020: "2019", 2021: "2021", 2022: "2021"}
ANNEXED = """临渚县水利局2018年政府信息公开工作年度报告

一、概述
2018年，本机关依法推进公开。
二、主动公开情况
全年主动公开政府信息120条。
三、依申请公开情况
2018年共收到政府信息公开申请58件，均已答复。
四、主要问题和改进
一是更新不够及时。
附件：政府信息公开情况统计表
统计指标\t单位\t统计数
（一）收到申请数\t件\t58
1.当面申请数\t件\t8
2.传真申请数\t件\t0
3.网络申请数\t件\t50
4.信函申请数\t件\t0
（二）申请办结数\t件\t58
1.按时办结数\t件\t58
2.延期办结数\t件\t0
四、行政复议数量\t件\t2
（一）维持具体行政行为数\t件\t2
（二）被依法纠错数\t件\t0
（三）其他情形数\t件\t0
"""


@pytest.fixture(scope="module")
def truths() -> dict[int, Truth]:
    return {year: draw_truth(random.Random(year), form) for year, form in FORM_OF_YEAR.items()}


@pytest.fixture(scope="module")
def across_forms(
    truths: dict[int, Truth], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("forms")
    with Library.create(folder / "library") as library, library.writing():
        add(library, folder / "2018.txt", ANNEXED)
        for year, form in FORM_OF_YEAR.items():
            sheet = draw_sheet(random.Random(year), form, truths[year])
            drawn, drawn_year = sheet.title[:-17], sheet.title[-17:-12]
            text = str(LAYOUTS["tabs"][0](sheet, random.Random(year)))
            text = text.replace(drawn, ORGAN).replace(drawn_year, f"{year}年")
            add(library, folder / f"{year}.txt", text)
        yield library


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("world")
    with Library.create(folder / "library") as library, library.writing():
        for report in make_world().reports.values():
            add(library, folder / report.file, report.text)
        yield library


def add(library: Library, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    library.add(read_report(path), path.read_bytes())


def put(library: Library, *turns: str) -> Answer:
    history = Conversation()
    return [ask(library, turn, today=TODAY, history=history) for turn in turns][-1]


def number(truth: Truth, cell: str) -> str:
    return f"{truth[cell]:f}"


def test_a_trend_names_what_each_form_calls_the_row(
    across_forms: Library, truths: dict[int, Truth]
) -> None:
    answer = put(across_forms, f"{ORGAN}2018到2022年收到申请怎么变化")
    assert "2018年58件" in answer.text
    for year, truth in truths.items():
        assert f"{year}年{number(truth, 'received_new:total')}件" in answer.text
    (note,) = [note for note in answer.notes if "格式不同" in note]
    assert "2019年起改用三张统计表，2021年起换新格式" in note
    assert "“收到申请数”（2018年）" in note


def test_a_trend_over_a_change_of_form_says_when_its_row_is_the_same(across_forms: Library) -> None:
    answer = put(across_forms, f"{ORGAN}2019到2022年部分公开怎么变化")
    assert any("这一项的名称和口径没有变" in note for note in answer.notes)


def test_a_row_that_was_split_says_so(across_forms: Library) -> None:
    answer = put(across_forms, f"{ORGAN}2020到2021年其他处理怎么变化")
    assert any("“（六）其他处理”由一行改为三行" in note for note in answer.notes)


def test_a_figure_of_the_annexed_table_is_given_under_its_own_name(across_forms: Library) -> None:
    answer = put(across_forms, f"{ORGAN}2018年行政复议维持几件")
    assert (answer.status, answer.value) == ("answered", 2)
    assert any("“维持具体行政行为数”" in note for note in answer.notes)


def test_a_column_the_form_lacks_is_declined_with_those_it_has(across_forms: Library) -> None:
    answer = put(across_forms, f"{ORGAN}2020年废止规范性文件几件")
    assert answer.status == "not_found"
    assert "2019—2020年的格式" in answer.text
    assert "规范性文件·本年新制作数量" in answer.options


def test_text_and_table_that_differ_are_both_shown(world: Library) -> None:
    answer = put(world, "石漾县民政局2022年收到多少申请")
    assert answer.text.startswith("19件。")
    assert "申请21件" in answer.text
    assert "与表格不一致" in answer.text
    assert "申请21件" in answer.passages[0].text


def test_a_report_whose_sums_fail_says_so(world: Library) -> None:
    answer = put(world, "石漾县市场监督管理局2022年部分公开几件")
    assert answer.status == "answered"
    assert any("勾稽不符" in note and "照录" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("2024年自规局的行政复议比人社局多吗", "是，多2件。"),
        ("2024年人社局的行政复议比自规局多吗", "不是，少2件。"),
        ("自规局2024年收到的申请比2023年少吗", "是，少68件。"),
        ("自规局2024年比2023年少收了多少申请", "2024年少68件。"),
        ("自规局2024年比2023年多收了多少申请", "2023年多68件。"),
        ("自规局和人社局2024年谁的予以公开多", "青梧市自然资源和规划局更多，88件。"),
        ("自规局和人社局2024年谁的予以公开少", "青梧市人力资源和社会保障局更少，31件。"),
        ("2024年哪个单位收到申请最多", "最多的是鹿鸣区人民政府，473件。"),
        ("2022年没有行政复议的单位有几个", "5个机关。"),
        ("自规局哪一年收到申请最多", "最多的是2021年，281件。"),
    ],
)
def test_the_first_sentence_is_the_verdict_with_its_figure(
    world: Library, question: str, opening: str
) -> None:
    assert put(world, question).text.startswith(opening)


def test_a_ranking_is_cut_to_what_was_asked_and_the_rest_counted(world: Library) -> None:
    asked = put(world, "2024年收到申请最多的前3个单位")
    assert asked.text.count("第") == 3
    assert "其余7份从略" in asked.text
    assert len({figure.report for figure in asked.figures}) == 3


def test_places_shared_by_several_are_told_as_shared(world: Library) -> None:
    answer = put(world, "2022年收到申请第4多的单位")
    assert "并列第4名" in answer.text or answer.text.startswith("第4名")
    tied = put(world, "2024年规章制发最多的单位")
    assert tied.text.startswith("最多的是") or tied.text.startswith("并列最多的有")


def test_a_percentage_bound_is_held_against_shares(world: Library) -> None:
    answer = put(world, "2024年予以公开占比超过42%的单位有哪些")
    assert "超过42%的有" in answer.text
    shares = [line for line in answer.text.splitlines() if "÷" in line]
    assert shares
    assert all(float(line.split("：")[1].split("%")[0]) > 42 for line in shares)


def test_several_cells_over_all_reports_are_each_added_up(world: Library) -> None:
    answer = put(world, "2024年所有单位行政复议和行政诉讼一共多少件")
    assert "“行政复议·总计”合计" in answer.text
    assert "“行政诉讼（两组合计）·总计”合计" in answer.text


def test_what_one_year_hands_on_is_held_against_the_next(world: Library) -> None:
    answer = put(world, "云汀县政府办2022年结转下年的数和2023年上年结转的数对得上吗")
    assert answer.text.startswith("对得上。云汀县人民政府办公室2022年与2023年的报告")
    assert "3 = 3" in answer.text
    assert {figure.year for figure in answer.figures} == {2022, 2023}


@pytest.mark.parametrize(
    "question",
    [
        "云汀县枫垟镇政府2024年收到多少申请",
        "自规局2019年收到多少申请",
        "自规局2023年上半年收到多少申请",
        "自规局2022年收到的申请里有关征地拆迁的有几件",
        "云汀县全县2023年收到多少申请",
        "2024年收到多少申请",
        "自规局收到多少申请",
        "2024年办结率达到100%的单位有哪些",
    ],
)
def test_what_is_offered_instead_can_be_put_as_the_next_question(
    world: Library, question: str
) -> None:
    declined = put(world, question)
    assert declined.status in ("not_found", "clarify")
    assert declined.options
    for option in declined.options[:3]:
        after = put(world, question, option)
        assert after.status in ("answered", "clarify"), (option, after.text)


def test_a_theme_not_mentioned_is_offered_for_the_years_that_have_it(world: Library) -> None:
    declined = put(world, "人社局2024年培训几次")
    if declined.status == "not_found":
        for option in declined.options:
            assert put(world, "人社局2024年培训几次", option).status == "answered"
    missing = put(world, "鹿鸣区政府办2023年政策解读发了几篇")
    assert missing.status == "not_found"
    for option in missing.options:
        assert put(world, "鹿鸣区政府办2023年政策解读发了几篇", option).status == "answered"


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("2023年跟2022年比，谁的新收申请涨得最多", "增加最多的是青梧市自然资源和规划局，54件。"),
        ("2024年比2023年哪个单位收到申请减少得最多", "减少最多的是青梧市自然资源和规划局，68件。"),
    ],
)
def test_who_changed_most_between_two_years_is_ranked_by_the_change(
    world: Library, question: str, opening: str
) -> None:
    answer = put(world, question)
    assert answer.text.startswith(opening)
    assert {figure.year for figure in answer.figures} == {
        int(year) for year in ("2022", "2023", "2024") if year in question
    }


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("云汀县政府办哪些年份没有用过国家秘密这条", "1年。"),
        ("自规局哪几年收到申请超过250件", "2年。"),
        ("石漾民政现行有效规范性文件这几年是在涨吗", "是，逐年增加。"),
        ("自规局收到的申请这几年是不是越来越少", "不是，有增有减。"),
    ],
)
def test_questions_about_the_years_of_one_organ_are_told_over_all_of_them(
    world: Library, question: str, opening: str
) -> None:
    assert put(world, question).text.startswith(opening)


def test_a_share_s_change_is_told_in_points(world: Library) -> None:
    answer = put(world, "自规局予以公开占办结总数的比例，2024比2021提高了几个百分点")
    assert answer.text.startswith("2024年比2021年高8.1个百分点")
    assert (float(answer.value or 0), answer.unit) == (0.080954, "比例")


def test_a_difference_of_three_organs_asks_which_two(world: Library) -> None:
    answer = put(world, "自规局、人社局、石漾市监局2024年收到申请差多少")
    assert answer.status == "clarify"
    assert len(answer.options) == 3


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("自规局2024年新收是人社局的几倍", "2.4353倍。"),
        ("自规局2023年的申请比人社局多出几倍", "多4.9783倍。"),
        ("自规局2024年行政处罚是2021年的百分之多少", "135.71%。"),
        ("云汀县民政局2023年新收申请少于石漾县民政局吗", "不是，多1件。"),
        ("云汀县府办现行有效规范性文件数，2024较2023增减", "2024年多9件。"),
        ("2023年新收超过办结的单位有哪些", "4个机关。"),
        ("2023年新收超过40件但予以公开不到20件的单位", "2个机关。"),
        ("2024年既有行政复议又有行政诉讼的是哪些机关", "6个机关。"),
        ("自规局四年来哪年办结率最高", "最高的是2021年，94.01%。"),
        ("2024年排最后的是哪个单位，收到几件", "最少的是云汀县澜桕镇人民政府，0件。"),
        ("2024年复议诉讼都没有的单位", "2个机关。"),
        ("2021年以来哪个单位新收总数最多", "最多的是鹿鸣区人民政府，1978件。"),
        ("自规局2024年收到申请是不是超过200件", "是，207件。"),
        ("自规局2024年收到的申请不到200件吧", "不对，是207件。"),
        ("人社局2024年申请有100多件吗", "不是，85件。"),
        ("人社局2021年到2024年不予公开最多的年份", "最多的是2021年、2024年，都是14件。"),
        ("人社局2024年企业申请占比比2023年高吗", "是，2024年比2023年高10.59个百分点"),
        ("自规局2023年不予公开占比比2024年高吗", "是，2024年比2023年低2.01个百分点"),
        ("鹿鸣区政府办2024年没有行政诉讼吧", "不对，有2件。"),
        ("人社局2024年办结的件里刨去予以公开的，还剩多少件", "“本年度办理结果总计”多54件。"),
        ("2023年办结量倒数第二的机关", "第2名是鹿鸣区栎溪街道办事处，8件。"),
        ("2024年年底没有结转件的单位列一下", "3个机关。"),
        ("人社局2023年收费是88.23万元对不对", "不对，是86.5万元。"),
        ("鹿鸣区人民政府21年和22年的收费加起来多少万元", "10134.87638万元。"),
        ("石漾民政2024年公开率和2023年比", "2024年比2023年低8.06个百分点"),
        ("2024年新收比2023年多的单位有哪些", "3个机关。"),
        ("2024年收费下降的单位有几家", "4个机关。"),
        ("2023年复议诉讼加起来最多的单位", "最多的是鹿鸣区人民政府，21件。"),
        ("自规局和人社局2023年不予公开率谁高", "最高的是青梧市自然资源和规划局，21.03%"),
        ("2021到2024年从没有过行政复议的单位", "1个机关。2021—2024年“行政复议·总计”每年都为零"),
        ("2022、2023年都没有行政诉讼的单位", "4个机关。2022、2023年"),
        ("近三年每年新收都超过100件的机关有几家", "2个机关。"),
        ("2021到2024年有一年没收到申请的单位", "1个机关。"),
        ("2022年新收申请增量最大的单位，对比2021年", "增加最多的是鹿鸣区人民政府，38件。"),
        ("2024年申请涨得最猛的是哪个单位", "增加最多的是青梧市人力资源和社会保障局，39件。"),
        ("2024年新收增长率最高的单位", "增加最多的是青梧市人力资源和社会保障局，84.78%。"),
        ("2024年收费跌得最多的是哪家", "减少最多的是青梧市自然资源和规划局，1094.0082万元。"),
        ("2023年刨去鹿鸣区政府，其余单位新收合计", "522件。"),
    ],
)
def test_what_is_asked_is_worked_out_and_not_only_looked_up(
    world: Library, question: str, opening: str
) -> None:
    assert put(world, question).text.startswith(opening)


def test_leaving_one_organ_out_is_not_answered_with_that_organ(world: Library) -> None:
    answer = put(world, "2024年除了鹿鸣区政府，谁收到的申请最多")
    assert answer.text.startswith("最多的是青梧市自然资源和规划局，207件。")
    assert "没有算鹿鸣区人民政府。" in answer.notes


def test_one_report_is_not_averaged(world: Library) -> None:
    answer = put(world, "自规局2024年平均收到多少件申请")
    assert answer.status != "answered" or "平均" not in answer.text


def test_several_shares_are_given_each_for_itself(world: Library) -> None:
    answer = put(world, "自规局2024年予以公开、部分公开、不予公开各占办结多少")
    assert answer.value is None
    for share in ("42.93%", "4.88%", "19.02%"):
        assert share in answer.text


def test_both_ends_and_both_middles_are_given_where_both_are_asked(world: Library) -> None:
    ends = put(world, "2024年各单位新收的最大值和最小值").text
    assert "最多的是鹿鸣区人民政府，473件" in ends
    assert "最少的是云汀县澜桕镇人民政府，0件" in ends
    middles = put(world, "2024年新收中位数和平均数").text
    assert "35件" in middles
    assert "94.4件" in middles


def test_two_bounds_for_one_figure_are_asked_about(world: Library) -> None:
    answer = put(world, "2024年收到申请不到10件或超过200件的单位")
    assert answer.status == "clarify"
    assert answer.options == ("2024年收到申请不到10件的单位", "2024年收到申请超过200件的单位")


@pytest.mark.parametrize(
    ("turns", "opening"),
    [
        (("2024年行政诉讼第二多的是哪家", "它2023年收到多少申请"), "275件。"),
        (("2024年不予公开最多的单位", "该机关的不予公开占其办结总计百分之几"), "14.67%。"),
        (("鹿鸣区政府哪年新收最多", "那一年予以公开多少件"), "205件。"),
        (("民政局2023年新收多少", "石漾县的", "云汀那家也报一下"), "14件。"),
        (("石漾市监局去年收费", "民政局的呢，也是石漾的"), "3.6084万元。"),
        (("2023年不予公开最多的单位是谁", "排它后面一位的"), "第2名是青梧市自然资源和规划局"),
    ],
)
def test_what_the_answer_named_can_be_asked_about(
    world: Library, turns: tuple[str, ...], opening: str
) -> None:
    assert put(world, *turns).text.startswith(opening)


def test_each_row_is_ranked_for_itself(world: Library) -> None:
    text = put(world, "2023年行政复议和行政诉讼最多的单位各是哪家").text
    assert "最多的是鹿鸣区人民政府，7件。" in text
    assert "最多的是鹿鸣区人民政府，14件。" in text


def test_a_ranking_within_a_list_is_asked_in_two_steps(world: Library) -> None:
    answer = put(world, "2024年新收比2023年多的单位里处罚最多的是谁")
    assert answer.status == "clarify"
    assert answer.options == ("2024年新收比2023年多的单位有哪些",)


def test_the_share_of_each_reason_is_of_their_group(world: Library) -> None:
    text = put(world, "自规局2023年不予公开的各项理由占比").text
    assert "“不予公开·属于国家秘密”占“不予公开”的12.28%（7 ÷ 57 = 12.28%）" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("人社局2024年不予处理主要是因为什么", "信访举报投诉类申请4件"),
        ("鹿鸣区政府2023年不予公开最主要的原因是啥", "最多的是“保护第三方合法权益”"),
    ],
)
def test_the_reasons_of_a_row_are_its_parts(world: Library, question: str, said: str) -> None:
    assert said in put(world, question).text


def test_a_bound_on_a_sum_is_held_against_the_sum(world: Library) -> None:
    answer = put(world, "2023年复议和诉讼加起来超过10件的单位有哪些")
    assert "之和超过10件" in answer.text
    assert "鹿鸣区人民政府：21件" in answer.text


@pytest.mark.parametrize("said", ["一直在降", "一年比一年少", "逐年下降"])
def test_a_steady_fall_is_asked_of_every_step(world: Library, said: str) -> None:
    answer = put(world, f"哪个单位2021年以来申请量{said}")
    assert "2021—2024年逐年减少" in answer.text
