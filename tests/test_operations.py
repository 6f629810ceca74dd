"""What is to be done with the figures, in the ways people put it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qa.conditions import read_condition
from qa.organs import OrganIndex
from qa.question import Question
from qa.understand import understand

WATER = ("青溪区水务局", "云岭省南屏市青溪区")
OFFICE = ("青溪区人民政府办公室", "云岭省南屏市青溪区")
INDEX = OrganIndex([WATER, OFFICE])


def read(asked: str) -> Question:
    return understand(asked, INDEX, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("2024年新收由高到低排一下", "rank"),
        ("2024年结转下年最多的两家", "rank"),
        ("2024年现行有效规范性文件top3", "rank"),
        ("2024年收费最多的单位报一下", "rank"),
        ("2024年行政复议件数第二的", "rank"),
        ("2024年新收最少的", "rank"),
        ("2024年许可数量排前三的机关及数字", "rank"),
        ("2024年收费金额之冠是谁", "rank"),
        ("行政强制，2024年前三甲", "rank"),
        ("2024年新收件数前两名依次是哪几家", "rank"),
        ("2024年现行有效文件数垫底的", "rank"),
        ("全部在库机关2024年新收总和", "total"),
        ("2024年行政许可前三强", "rank"),
        ("青溪区水务局三年间废止了几件规范性文件", "total"),
        ("青溪区水务局三年来新收", "trend"),
        ("2024年行政处罚平均每个机关多少", "average"),
        ("青溪区水务局2024年的年报收了没", "inventory"),
        ("青溪区水务局2024年诉讼少了，这个说法站得住吗", "compare_yes_no"),
        ("没被起诉过的单位，2024", "list"),
        ("谁家2024年遇到过重复申请", "list"),
        ("青溪区水务局2021到2024年新收越来越少了吧", "trend"),
        ("青溪区水务局2024年新收比2023年多没多", "compare_yes_no"),
        ("青溪区水务局2024年新收跟2023年持平吗", "compare_yes_no"),
        ("青溪区水务局2024年办结数÷新收", "share"),
        ("青溪区水务局2022年结转下年和2023年上年结转接得上吗", "consistency"),
        ("青溪区水务局2022年的年报有没有", "inventory"),
        ("啥叫三类内部事务信息", "definition"),
        ("公开出版物为什么不给", "definition"),
        ("青溪区水务局2024年办结的件里刨去予以公开的，还剩几件", "difference"),
        ("青溪区水务局2024年表三各项核对一下", "consistency"),
        ("帮忙复核青溪区水务局2024年的年报", "consistency"),
        ("青溪区水务局2024年那张表的数合得拢吗", "consistency"),
        ("青溪区水务局2022年拖到2023年的和2023年报里接过来的对得起来吗", "consistency"),
        ("青溪区水务局2022年末留下的与2023年初接手的数目一致吗", "consistency"),
        ("青溪区水务局2023年新收较2022年走低，请核验", "compare_yes_no"),
        ("青溪区水务局2021到2024年收费攀升——经得起推敲吗，核实", "compare_yes_no"),
        ("青溪区水务局2024年的处罚多过许可吧", "compare_yes_no"),
        ("青溪区水务局去年发文又变少了吧", "compare_yes_no"),
        ("青溪区水务局2024年不予公开是不是上升了", "compare_yes_no"),
        ("青溪区水务局2023到2024年新收下降的绝对数", "difference"),
        ("青溪区水务局2024年许可的净增量", "difference"),
    ],
)
def test_an_operation_is_read_by_everyday_words(asked: str, name: str) -> None:
    assert read(asked).operation.name == name


@pytest.mark.parametrize(
    ("asked", "premise"),
    [
        ("听说青溪区水务局2024年收到9件申请", "9"),
        ("青溪区水务局2024年收费是88.23万元对不对", "88.23"),
        ("青溪区水务局2024年一件申请都没收到，是这样吗", "0"),
        ("青溪区水务局2024年重复申请不是有4件吗", "4"),
    ],
)
def test_what_is_taken_for_granted_is_held_against_the_report(asked: str, premise: str) -> None:
    assert read(asked).premise == Decimal(premise)


def test_the_negation_within_a_row_is_no_condition() -> None:
    condition = read("2024年有过没有现成信息需要另行制作的单位有哪些").operation.condition
    assert condition is not None
    assert condition.comparison == ">"


def test_half_is_no_bound_of_one() -> None:
    assert read_condition("超过一半的申请") is None
    assert read_condition("同一个人反复递同样申请不再处理") is None


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("处罚上百件的单位", 100, None), ("许可过千的", 1000, None), ("个位数的", 0, 9)],
)
def test_a_magnitude_is_a_bound(words: str, low: int, high: int | None) -> None:
    condition = read_condition(words)
    assert condition is not None
    assert (condition.bound, condition.upper) == (low, high)


@pytest.mark.parametrize(
    "asked",
    [
        "2024年新收和许可都比2023年多的单位有哪些",
        "2024年新收超过青溪区政府办的单位",
    ],
)
def test_what_no_list_is_made_of_is_asked_back(asked: str) -> None:
    assert read(asked).unexplained


@pytest.mark.parametrize(
    "asked",
    [
        "核验：青溪区水务局2024年行政处罚64件",
        "青溪区水务局2024年无法提供的件数，请复核",
        "青溪区水务局2024年属于国家秘密不予公开9件，台账如此，再核对一遍",
        "我写的是青溪区水务局2024年新收27件，和年报一致吗",
        "青溪区水务局2024年行政诉讼3件，跟年报对得上吗",
    ],
)
def test_to_verify_one_figure_is_not_to_try_the_sums_of_the_report(asked: str) -> None:
    question = read(asked)
    assert question.operation.name in ("look_up", "yes_no")
    assert question.cells


def test_a_year_that_is_said_to_have_grown_is_held_against_the_one_before() -> None:
    question = read("青溪区水务局2024年发文又变多了吧")
    assert question.years.compare_previous
    assert not question.operation.ascending


def test_both_ends_of_the_turn_of_a_year_are_read() -> None:
    question = read("青溪区水务局2021年甩到2022年的件数，两本年报对得起来吗")
    assert question.years.years == (2021, 2022)
    assert [cell.row for cell in question.cells] == ["carried_out", "carried_in"]
