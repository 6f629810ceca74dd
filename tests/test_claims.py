"""Statements put to the library: each is held against its own cell, and the verdict comes first."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Library
from ingest import read_report
from qa import Answer, Conversation, ask

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.world.library import make_world

TODAY = date(2025, 6, 15)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("world")
    with Library.create(folder / "library") as library, library.writing():
        for report in make_world().reports.values():
            path = folder / report.file
            path.write_text(report.text, encoding="utf-8")
            library.add(read_report(path), path.read_bytes())
        yield library


def put(library: Library, *turns: str) -> Answer:
    history = Conversation()
    return [ask(library, turn, today=TODAY, history=history) for turn in turns][-1]


@pytest.mark.parametrize(
    "wording",
    [
        "自规局2023年不予公开{}件，对吗",
        "核对：自规局2023年不予公开{}件",
        "自规局2023年不予公开那{}件是怎么回事",
        "材料里写的是自规局2023年不予公开{}件，请帮忙看看写对没有",
        "自规局2023年不予公开{}件，原因是什么",
        "为啥自规局2023年不予公开有{}件这么多",
        "自规局2023年不予公开的数，我抄的是{}件，抄错没有",
        "有人说自规局2023年不予公开有{}件，到底是多少",
        "自规局2023年不予公开不是{}件吗",
        "我同事讲自规局2023年不予公开有{}件，靠谱不",
        "自规局2023年不予公开填的{}，没填错吧",
    ],
)
@pytest.mark.parametrize(("stated", "opening"), [("57", "对，是57件"), ("75", "不对，是57件")])
def test_a_stated_number_is_confirmed_or_denied_first(
    world: Library, wording: str, stated: str, opening: str
) -> None:
    answer = put(world, wording.format(stated))
    assert answer.text.startswith(opening)
    assert answer.premise == ("holds" if stated == "57" else "contradicted")
    assert answer.value == 57


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("自规局2022年收费约2.2亿元，对吗", "对，是22244.8334万元"),
        ("自规局2022年收费222448334元，核一下", "对，是22244.8334万元"),
        ("自规局2022年收费不到2亿元吧", "不对，是22244.8334万元"),
        ("鹿鸣区政府2022年申请量上千件，属实吗", "不对，是541件"),
        ("鹿鸣区政府2022年申请量破500了吧", "对，是541件"),
        ("云汀县民政局2022年并没有诉讼，请核实", "对，没有（0件）"),
        ("云汀县民政局2022年没有收到申请，是不是", "不对，有13件"),
        ("云汀县民政局2021年没有一件诉讼，对不对", "对，没有（0件）"),
        ("云汀县民政局2021到2024年从没被起诉过，对吧", "对。"),
        ("石漾县民政局每年都有行政复议，对吗", "不对，有的相符，有的不符"),
        ("自规局2023年不予公开占办结两成，是这样吗", "对，是21.03%"),
        ("自规局2023年不予公开占了一半以上，对吧", "不对，是21.03%"),
        ("自规局2021年不予公开的件数超过了办结数的五分之一，对吗", "对，是20.97%"),
        ("自规局2023年自然人占新收九成以上，是吗", "不对，是81.45%"),
        ("自规局和人社局2023年新收合计321件，对吧", "对，是321件"),
        ("自规局2021到2024年一共收了1000件申请，对吗", "不对，是984件"),
        ("鹿鸣区政府2023年诉讼是复议的两倍，对吗", "对，是2倍"),
    ],
)
def test_bounds_shares_sums_and_noughts_are_judged_as_well(
    world: Library, question: str, opening: str
) -> None:
    assert put(world, question).text.startswith(opening)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("听说人社局2024年新收比2023年多了39件", "对，多39件"),
        ("听说人社局2024年新收比2023年多了20件", "不对，多39件"),
        ("自规局2024年新收较2023年增加68件，请核", "不对，少68件"),
        ("自规局2024年新收同比下降四成，对不对", "不对，下降24.73%"),
        ("自规局2024年新收比上年下降24.7%，对不对", "对，下降24.73%"),
        ("自规局2023年不予公开由30件增加到57件，对吗", "不对，多20件"),
        ("编辑要求核实：鹿鸣区政府2023年行政诉讼较2022年增长", "不对，少1件"),
        ("鹿鸣区政府2023年和2022年诉讼件数持平，对吗", "不对，少1件"),
        ("石漾县市监局处罚数连续三年下降，对不对", "不对，有增有减"),
        ("自规局2023年不予公开比无法提供多，对吗", "不对，少26件"),
    ],
)
def test_a_stated_change_is_judged_by_its_way_and_its_size(
    world: Library, question: str, opening: str
) -> None:
    assert put(world, question).text.startswith(opening)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("2024年新收最多的是自规局，对吗", "不对，青梧市自然资源和规划局由多排第2"),
        ("2024年收费第一的是自规局吧", "对，青梧市自然资源和规划局最多"),
        ("鹿鸣区政府2022年申请量四年里最高，没错吧", "对，2022年最多"),
        ("鹿鸣区政府哪年新收最多，是2021年吗", "不对，2021年由多排第2"),
        ("是不是栎溪街道2023年办结最少", "不对，鹿鸣区栎溪街道办事处由少排第2"),
    ],
)
def test_a_stated_place_is_held_against_all_organs_or_all_years(
    world: Library, question: str, opening: str
) -> None:
    assert put(world, question).text.startswith(opening)


def test_several_stated_numbers_are_each_held_against_the_row_they_stand_beside(
    world: Library,
) -> None:
    answer = put(world, "自规局2023年新收275件、办结277件，对不对")
    assert answer.premise == "contradicted"
    assert "为275件；" in answer.text
    assert "为271件（不是277件，与所说不符）" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "鹿鸣区政府24年新收申请，十件里头有几件是个人来申请的",
        "石漾县市监局2024年许可、处罚、强制三个数一起报给我",
        "鹿鸣区政府2024年“无法提供”三项合计",
        "鹿鸣区政府2024年新收几件，我自己递了三份",
        "自规局2022年有没有超过200件申请",
    ],
)
def test_what_only_counts_something_else_is_no_statement(world: Library, question: str) -> None:
    assert put(world, question).premise is None


def test_one_number_beside_two_organs_gets_no_verdict(world: Library) -> None:
    answer = put(world, "自规局和人社局2023年新收275件，对吗")
    assert (answer.status, answer.premise) == ("answered", None)


@pytest.mark.parametrize(
    ("question", "head", "organs"),
    [
        (
            "2023年没有复议却有诉讼的是谁",
            "2个机关",
            ("石漾县市场监督管理局",),
        ),
        ("2023年光有复议没有诉讼的机关", "1个机关", ("云汀县民政局",)),
        ("2023年既不许可也不处罚的单位", "2个机关", ("云汀县人民政府办公室",)),
        ("23年只办许可、从不处罚的单位有没有", "没有", ()),
        ("2023年复议、诉讼一件都没有的单位有哪些", "3个机关", ("石漾县民政局",)),
        ("2022年新收过20件、而不予公开不足10件的机关", "3个机关", ("云汀县人民政府办公室",)),
    ],
)
def test_two_conditions_are_both_kept_with_what_they_deny(
    world: Library, question: str, head: str, organs: tuple[str, ...]
) -> None:
    text = put(world, question).text
    assert text.startswith(head)
    assert all(organ in text for organ in organs)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("2022年石漾县市监局收费是20多万吧", "对，是20.8494万元"),
        ("自规局2024年收费一个多亿，是真的吗", "对，是16592.4577万元"),
        ("自规局24年收费是1.66亿元，没错吧", "对，是16592.4577万元"),
        ("云汀县政府办2023年不予公开一共才五六件吧", "对，是5件"),
        ("鹿鸣区政府2023年许可一万五千多件，对吗", "对，是15719件"),
        ("自规局2023年不予公开最多60件对吧", "对，是57件"),
        ("人社局2024年复议都维持了吗", "不对，不是全部，占50%"),
        ("自规局2022年行政许可、处罚、强制分别是1883、75、0件，对吗", "不对，有的相符，有的不符"),
        ("据年报自规局2022年共办结222件申请，其中予以公开多少件", "86件"),
        ("核一下自规局2023年未经复议直接起诉的件数", "4件"),
    ],
)
def test_numbers_are_read_as_people_say_them(world: Library, question: str, opening: str) -> None:
    assert put(world, question).text.startswith(opening)


def test_a_number_asked_after_in_the_next_turn_is_judged_too(world: Library) -> None:
    answer = put(world, "云汀县政府办23年收50件对吧", "去年也是50？")
    assert (answer.premise, answer.value) == ("contradicted", 34)


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("2024年新收比2023年少的单位有哪些", "7个机关"),
        ("2024年新收下降的单位有几家", "7个机关"),
        ("2024年不予公开较上年增加的单位名单", "2个机关"),
        ("2021到2024年新收逐年减少的单位有没有", "没有"),
        ("2024年收费不足50000元的单位", "6个机关"),
        ("自规局哪几年收费在2亿元以上", "2年"),
    ],
)
def test_lists_keep_the_change_and_the_bound_they_are_asked_for(
    world: Library, question: str, head: str
) -> None:
    assert put(world, question).text.startswith(head)
