"""Two questions in one breath are both answered, or it is said that one was not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from index import Library
from ingest import read_report
from qa import Conversation, ask
from qa.one_by_one import questions_in
from tests.world.library import make_world

TODAY = date(2025, 6, 15)
ORGANS = ("labour", "planning")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("world")
    with Library.create(folder / "library") as library, library.writing():
        for (organ, _), report in make_world().reports.items():
            if organ in ORGANS:
                path = folder / report.file
                path.write_text(report.text, encoding="utf-8")
                library.add(read_report(path), path.read_bytes())
        yield library


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("甲局2023年律所提的申请几件，公开了几件", ["甲局2023年律所提的申请几件", "公开了几件"]),
        ("甲局2023年，新收多少件", ["甲局2023年，新收多少件"]),
        ("新收几件；其中个人的多少件，谢谢", ["新收几件", "其中个人的多少件，谢谢"]),
    ],
)
def test_questions_are_parted_where_a_number_is_asked_for(asked: str, parts: list[str]) -> None:
    assert questions_in(asked) == parts


def test_both_are_answered_and_go_on_in_the_conversation(world: Library) -> None:
    history = Conversation()
    asked = "人社局2021年律所提的新申请有几件，公开了几件"
    answer = ask(world, asked, today=TODAY, history=history)
    rows = [figure.row for figure in answer.figures]
    assert rows == ["received_new", "granted"], answer.text
    assert answer.value is None
    assert len(history.turns) == 2


def test_one_that_was_not_heard_is_told_of(world: Library) -> None:
    asked = "自规局2023年新收几件，领导满意的有几件"
    answer = ask(world, asked, today=TODAY)
    heard_both = len(answer.figures) > 1
    assert heard_both or answer.status != "answered" or any("两问" in n for n in answer.notes)
