"""Follow-ups that take the last two turns together, or go back beyond the turn before."""

from __future__ import annotations

from datetime import date

import pytest

from qa.organs import OrganIndex
from qa.question import Question
from qa.understand import understand

HILL = ("青溪区水务局", "云岭省南屏市青溪区")
LAKE = ("白塔县水务局", "云岭省南屏市白塔县")
OFFICE = ("青溪区人民政府办公室", "云岭省南屏市青溪区")
INDEX = OrganIndex([HILL, LAKE, OFFICE])


def last_of(*turns: str) -> Question:
    question: Question | None = None
    for turn in turns:
        question = understand(turn, INDEX, date(2026, 11, 23), question)
    assert question is not None
    return question


def organs(question: Question) -> list[tuple[str, str | None]]:
    return [pair for mention in question.organs for pair in mention.reports_of]


@pytest.mark.parametrize("asked", ["差了多少", "两年差几件", "多了几件", "那增加了多少"])
def test_two_years_asked_one_after_the_other_are_set_against_each_other(asked: str) -> None:
    question = last_of("青溪区水务局2023年不予公开几件", "2024年呢", asked)
    assert question.years.years == (2023, 2024)
    assert question.operation.name == "difference"


def test_two_organs_asked_one_after_the_other_are_compared() -> None:
    question = last_of("青溪区水务局2023年办结几件", "白塔县水务局呢", "哪家多")
    assert organs(question) == [HILL, LAKE]
    assert question.operation.name == "compare"


def test_two_rows_asked_one_after_the_other_are_added_up() -> None:
    question = last_of("青溪区水务局2023年重复申请几件", "信访的呢", "这两项加起来")
    assert [cell.row for cell in question.cells] == [
        "not_processed.duplicate",
        "not_processed.petition",
    ]


def test_the_total_of_a_block_is_not_the_sum_of_the_parts_asked_about() -> None:
    question = last_of("青溪区水务局2023年行政复议维持几件", "纠正的呢", "总共呢")
    assert [cell.address for cell in question.cells] == ["reconsideration:total"]


def test_after_a_definition_the_talk_is_still_of_the_same_organ() -> None:
    question = last_of("青溪区水务局2023年重复申请几件", "重复申请是什么意思", "2022年几件")
    assert organs(question) == [HILL]
    assert question.years.years == (2022,)


def test_the_other_one_is_the_organ_that_was_offered_and_not_chosen() -> None:
    question = last_of("水务局2023年办结几件", "白塔县的", "另一个呢")
    assert organs(question) == [HILL]
    assert [cell.row for cell in question.cells] == ["processed_total"]


@pytest.mark.parametrize("asked", ["22呢", "22", "那22年的呢", "换成2022"])
def test_a_bare_number_in_a_follow_up_is_a_year(asked: str) -> None:
    assert last_of("青溪区水务局2023年办结几件", asked).years.years == (2022,)


def test_what_was_handed_on_is_looked_for_in_the_report_of_the_year_that_handed_it_on() -> None:
    question = last_of("青溪区水务局去年底没办完转到今年的申请有几件")
    assert question.years.years == (2025,)
    assert [cell.row for cell in question.cells] == ["carried_out"]


def test_one_of_two_compared_is_looked_up_by_itself() -> None:
    question = last_of("青溪区水务局和白塔县水务局2023年哪家办结多", "白塔县水务局具体几件")
    assert organs(question) == [LAKE]
    assert question.operation.name == "look_up"
