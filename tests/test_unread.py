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
    ],
)
def test_turns_of_speech_and_slips_narrow_nothing(asked: str) -> None:
    assert read_whole(asked)
