"""Follow-ups that point into what was spoken of, turn it round, or go on to something new."""

from __future__ import annotations

from datetime import date

import pytest

from qa.organs import OrganIndex
from qa.question import Question
from qa.understand import understand

HILL = ("青溪区水务局", "云岭省南屏市青溪区")
LAKE = ("白塔县水务局", "云岭省南屏市白塔县")
INDEX = OrganIndex([HILL, LAKE])


def last_of(*turns: str) -> Question:
    question: Question | None = None
    for turn in turns:
        question = understand(turn, INDEX, date(2026, 11, 23), question)
    assert question is not None
    return question


def addresses(question: Question) -> list[str]:
    return [cell.address for cell in question.cells]


@pytest.mark.parametrize(
    ("turns", "cells"),
    [
        (("青溪区水务局2023年无法提供几件", "其中企业申请的几件"), ["unavailable:business"]),
        (("青溪区水务局2023年不予公开", "这里头个人提的呢"), ["denied:natural_person"]),
        (("青溪区水务局2023年不予公开", "比无法提供多几件"), ["denied:total", "unavailable:total"]),
        (
            ("青溪区水务局2023年不予处理", "信访的和重复的分别几件", "2022年总的"),
            ["not_processed:total"],
        ),
        (
            ("青溪区水务局2023年直接起诉、复议后起诉各几件", "后者维持的几件"),
            ["litigation_after:upheld"],
        ),
        (
            ("青溪区水务局2023年行政诉讼几件", "按直接起诉和复议后起诉拆开"),
            ["litigation_direct:total", "litigation_after:total"],
        ),
        (("青溪区水务局2023年结转下年几件", "2024年接过来的呢"), ["carried_in:total"]),
        (
            ("青溪区水务局2023年办结几件", "予以公开的", "其余的有几件"),
            ["processed_total:total", "granted:total"],
        ),
        (
            ("青溪区水务局2023年有没有因国家秘密不公开的", "2022年同样的理由几件"),
            ["denied.state_secret:total"],
        ),
        (
            ("无法提供分哪几种", "青溪区水务局2023年这几种各是多少"),
            ["unavailable.not_held:total", "unavailable.needs_creation:total",
             "unavailable.still_unclear:total"],
        ),
        (
            ("青溪区水务局2023年信访类和重复申请分别几件", "白塔县水务局这两项呢"),
            ["not_processed.petition:total", "not_processed.duplicate:total"],
        ),
        (("青溪区水务局2022年予以公开几件", "打错了，我要2023年的"), ["granted:total"]),
        (("青溪区水务局2022年企业新提了多少", "给公开了几件"), ["granted:business"]),
        (("青溪区水务局2022年给公开的比不给公开的多几件",), ["granted:total", "denied:total"]),
        (("青溪区水务局2022年新收几件", "白塔县水务局同期呢"), ["received_new:total"]),
        (("青溪区水务局2022年新收几件", "企业的几件", "予以公开几件"), ["granted:total"]),
        (("青溪区水务局2022年重复申请几件", "自然人提的几件"),
         ["not_processed.duplicate:natural_person"]),
        (("青溪区水务局2022年国家秘密几件", "再下一行"), ["denied.prohibited_by_law:total"]),
        (("青溪区水务局2022年行政诉讼几件", "直接起诉的几件", "剩下那部分呢"),
         ["litigation:total", "litigation_direct:total"]),
    ],
)  # fmt: skip
def test_a_follow_up_points_into_the_row_spoken_of(
    turns: tuple[str, ...], cells: list[str]
) -> None:
    assert addresses(last_of(*turns)) == cells


def test_a_share_asked_of_another_organ_keeps_its_base() -> None:
    question = last_of("青溪区水务局2023年无法提供的", "其中不掌握的占比", "白塔县水务局同样口径呢")
    assert [cell.address for cell in question.denominator] == ["unavailable:total"]


def test_percent_is_asked_of_what_was_spoken_of_last() -> None:
    question = last_of("青溪区水务局2023年新收", "其中自然人几件", "法律服务机构呢", "折成百分比")
    assert addresses(question) == ["received_new:legal_service"]
    assert question.operation.name == "share"


def test_the_organ_spoken_of_is_set_against_another() -> None:
    question = last_of("青溪区水务局2023年新收几件", "比白塔县水务局多多少")
    assert [pair for one in question.organs for pair in one.reports_of] == [HILL, LAKE]
    assert question.operation.name == "difference"


def test_the_year_spoken_of_is_set_against_another() -> None:
    question = last_of("青溪区水务局2022年许可几件", "23年比它涨跌百分之几")
    assert question.years.years == (2022, 2023)
    assert question.operation.relative


@pytest.mark.parametrize(
    ("turns", "comparison"),
    [
        (("2024年没有诉讼的单位有哪些", "那有诉讼的呢"), ">"),
        (("2024年有复议的单位有哪些", "反过来呢"), "="),
    ],
)
def test_a_list_is_turned_round(turns: tuple[str, ...], comparison: str) -> None:
    condition = last_of(*turns).operation.condition
    assert condition is not None
    assert condition.comparison == comparison


def test_a_ranking_is_turned_round() -> None:
    assert last_of("2024年新收最多的单位", "反过来呢").operation.ascending


@pytest.mark.parametrize(
    ("turns", "base"),
    [
        (
            ("青溪区水务局2022年执法案卷占不予公开的几成", "换成占全部办结的呢"),
            ["processed_total:total"],
        ),
        (
            ("青溪区水务局2022年国家秘密占不予公开的几成", "第三方的呢"),
            ["denied:total"],
        ),
    ],
)
def test_a_share_goes_on_with_another_base_or_part(turns: tuple[str, ...], base: list[str]) -> None:
    question = last_of(*turns)
    assert question.operation.name == "share"
    assert [cell.address for cell in question.denominator] == base


def test_a_part_after_its_share_of_a_count_is_counted_again() -> None:
    question = last_of("青溪区水务局2022年信访类不予处理几件", "占不予处理的比重", "重复申请呢")
    assert question.operation.name == "look_up"


def test_another_year_said_to_have_more_again_is_a_claim() -> None:
    question = last_of("青溪区水务局2022年复议比2021年多了吧", "2023年又多了？")
    assert question.operation.name == "compare_yes_no"
    assert question.years.compare_previous
