from __future__ import annotations

import pytest

from ingest.report import Passage, Place
from ingest.similarity import repeated_passages, repeated_share

OWN = "组织各科室逐条梳理公开目录，明确公开的主体、时限和方式，全年更新目录五次，群众反映良好。"
CHANGED = OWN.replace("五次", "12次").replace("，", "、")
OTHER = "开设便民服务专栏，集中发布停水停电、道路施工、公交调整等消息，方便居民随时查看和反映问题。"


def passage(text: str, section: str = "sec_overview") -> Passage:
    return Passage("narrative", section, (), text, Place(0, len(text), 1))


def test_a_passage_with_other_numbers_and_punctuation_is_still_a_repetition() -> None:
    (found,) = repeated_passages([passage(OWN), passage(OTHER)], [passage(CHANGED)])
    assert found.passage.text == OWN
    assert found.other.text == CHANGED
    assert found.share > 0.8


def test_the_most_similar_passage_is_named() -> None:
    (found,) = repeated_passages([passage(OWN)], [passage(OTHER + OWN[:12]), passage(OWN)])
    assert (found.other.text, found.share) == (OWN, 1.0)


@pytest.mark.parametrize(
    "others",
    [[], [passage(OTHER)], [passage(OWN, "preamble")], [passage(OWN[:20])]],
)
def test_what_is_not_repeated_is_not_reported(others: list[Passage]) -> None:
    assert repeated_passages([passage(OWN)], others) == ()


def test_set_phrases_are_too_short_to_be_repetitions() -> None:
    assert (
        repeated_passages([passage("无其他需要报告的事项。")], [passage("无其他需要报告的事项。")])
        == ()
    )


def test_the_repeated_share_is_by_length() -> None:
    own = [passage(OWN), passage(OTHER)]
    share = repeated_share(own, repeated_passages(own, [passage(OWN)]))
    assert 0.4 < share < 0.6
    assert repeated_share([], ()) == 0.0
