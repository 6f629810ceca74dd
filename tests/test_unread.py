"""Words that nothing has read keep a broad figure from being given for a narrow question."""

from __future__ import annotations

from datetime import date

import pytest

from qa.organs import OrganIndex
from qa.understand import understand

INDEX = OrganIndex([("青溪区水务局", "云岭省南屏市青溪区")])


def read_whole(asked: str) -> bool:
    question = understand(asked, INDEX, date(2026, 11, 23))
    return bool(question.cells) and not question.unexplained


@pytest.mark.parametrize(
    "asked",
    [
        "青溪区水务局2024年餐饮类行政处罚几件",
        "青溪区水务局2024年取水许可办了多少件",
        "青溪区水务局2024年收到的申请里有关打井的几件",
        "青溪区水务局2024年涉及打井的申请几件",
        "哪个单位2024年餐饮类行政处罚最多",
        "青溪区水务局2024年一共收到多少申请，只算打井的",
        "青溪区水务局2024年首次提出的申请几件",
        "青溪区水务局2024年黄了几件申请",
        "青溪区水务局2024年社会组织登记许可几件",
        "青溪区水务局2024年针对审计局的行政复议有几件",
        "青溪区水务局2024年一共毙掉多少件公开申请",
        "青溪区水务局2024年没收违法所得的处罚有几件",
        "青溪区水务局2024年采砂许可办了几件，我写材料要用",
    ],
)
def test_a_subject_that_the_form_does_not_count_is_noticed(asked: str) -> None:
    assert not read_whole(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "青溪区水务局2024年到底动用了几次行政强制",
        "青溪区水务局2024年收到的申情几件",
        "青溪区水务局2024年行正复议一共遇到几件",
        "青溪区水务局2024年一件申请都没收到，是这样吗",
        "俺是个种地的，青溪区水务局2024年收到几件申请",
        "青溪区水务局2024年收了多少行政事业性收费呀，我们跑运输的嫌多",
        "青溪区水务局2024年开了几张罚单？我家鱼塘挨过两回",
        "青溪区水务局2024年许可办了几件，隔壁老王说他家没批下来",
        "青溪区水务局2024年各收多少申请",
        "青溪区水务局2024年一共办完了多少件申请",
        "青溪区水务局2024年总共接了几件公开申请",
        "青溪区水务局2024年许可256件，数字抄错没有",
        "青溪区水务局2024年许可决定较上年有所回落，是不是",
        "青溪区水务局2024年有几件被认定为索要公开出版物",
        "青溪区水务局2024年援引第三方权益的几件",
        "青溪区水务局2024年动没动过行政强制",
    ],
)
def test_turns_of_speech_and_slips_narrow_nothing(asked: str) -> None:
    assert read_whole(asked)


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("青溪区水务局2024年行政复议里涉及征地的有几件", "subject_of_any"),
        ("青溪区水务局2024年关乎环保的处罚决定有几件", "subject_of_any"),
        ("青溪区水务局2024年被拒的申请里学生提的有几件", "person_of_any"),
        ("青溪区水务局2024年有多少申请是农村户口的人提的", "person_of_any"),
        ("青溪区水务局2024年信访举报件多少（不光信息公开申请）", "wider"),
        ("青溪区水务局2024年行政诉讼几件，信息公开以外的也算", "wider"),
        ("青溪区水务局2024年处罚最多的是哪个行业", "place"),
        ("青溪区水务局2024年民营企业申请了几件", "person_of_any"),
        ("青溪区水务局2024年拒了几位教师", "person_of_any"),
        ("青溪区水务局2024年罚款超过5万元的处罚有几件", "money_per_case"),
        ("青溪区水务局2024年复议里因为证据不足被撤的几件", "ground"),
        ("青溪区水务局2024年打电话来咨询的多少人次", "consulting"),
    ],
)
def test_a_condition_that_no_table_can_meet_is_said(asked: str, what: str) -> None:
    assert understand(asked, INDEX, date(2026, 11, 23)).unrecorded == what
