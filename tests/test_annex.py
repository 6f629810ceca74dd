"""Rows that only the table annexed until 2018 has are read for its years alone."""

from __future__ import annotations

from datetime import date

import pytest

from qa.organs import OrganIndex
from qa.question import Question
from qa.understand import understand

INDEX = OrganIndex([("青溪区水务局", "云岭省南屏市青溪区")])


def read(asked: str) -> Question:
    return understand(asked, INDEX, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("asked", "row"),
    [
        ("青溪区水务局2016年网上提交的申请有几件", "old_app_online"),
        ("青溪区水务局2015年通过信函申请的多少", "old_app_mail"),
        ("青溪区水务局2017年当面来申请的几件", "old_app_inperson"),
        ("青溪区水务局2017年传真申请几件", "old_app_fax"),
        ("青溪区水务局2018年搞信息公开的专职人员几个", "old_staff_full"),
        ("青溪区水务局2018年信息公开专项经费多少万", "old_budget"),
        ("青溪区水务局2018年办了几次培训班", "old_trainings"),
        ("青溪区水务局2018年接受培训的人员多少人次", "old_trainees"),
        ("青溪区水务局2014年涉及商业秘密不公开几件", "old_denied_trade"),
        ("青溪区水务局2016年延期办结几件", "old_done_delayed"),
        ("青溪区水务局2016年主动公开信息多少条", "old_active_total"),
        ("青溪区水务局2016年开了几次新闻发布会", "old_press"),
    ],
)
def test_a_row_of_the_annexed_table_is_read_by_everyday_words(asked: str, row: str) -> None:
    question = read(asked)
    assert [cell.address for cell in question.cells] == [f"{row}:count"]
    assert question.unrecorded is None


@pytest.mark.parametrize("asked", ["网络申请几件", "传真申请几件", "信函申请几件", "当面申请几件"])
def test_the_channel_of_a_later_year_is_in_no_table(asked: str) -> None:
    assert read(f"青溪区水务局2021年{asked}").unrecorded == "channel"


def test_what_all_forms_have_is_the_same_row_in_old_years() -> None:
    assert [cell.row for cell in read("青溪区水务局2016年收到多少申请").cells] == ["received_new"]
