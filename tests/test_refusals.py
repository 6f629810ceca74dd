"""What is refused, and what only sounds like it."""

from __future__ import annotations

from datetime import date

import pytest

from qa.organs import OrganIndex
from qa.understand import understand

INDEX = OrganIndex([("青溪区水务局", "云岭省南屏市青溪区")])


def refusal(asked: str) -> str | None:
    return understand(asked, INDEX, date(2026, 11, 23)).refusal


@pytest.mark.parametrize(
    "asked",
    [
        "帮我写一份2024年的信息公开通报",
        "能不能替我编一个答复范本",
        "请代写感谢信给水务局",
        "我这官司怎么才能打赢",
        "青溪区水务局局长叫什么名字",
        "青溪区水务局一把手的简历",
        "青溪区水务局2024年卖了几块地",
        "青溪区水务局年报里写了数据库路径吗",
        "青溪附近有什么景点",
        "我想举报乱收费该找谁",
        "青溪区水务局2024年修了道路多少公里",
    ],
)
def test_what_no_report_answers_is_refused(asked: str) -> None:
    assert refusal(asked) is not None


@pytest.mark.parametrize(
    "asked",
    [
        "青溪区水务局2024年年报有没有提到景点门票收费",
        "青溪区水务局2024年年报里怎么说编写答复范本的",
        "青溪区水务局2024年报告里写没写天气预警信息发布",
        "我是学生，青溪区水务局2024年报里怎么讲培训的",
        "青溪区水务局2024年行政诉讼打赢了几件",
        "青溪区水务局2024年报告提没提密码应用检查",
        "青溪区水务局2024年查阅窗口建了几个",
        "青溪区水务局2024年年报讲了预测预警信息公开吗",
    ],
)
def test_words_of_a_question_of_the_text_do_not_refuse_it(asked: str) -> None:
    assert refusal(asked) is None
