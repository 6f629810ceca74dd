"""The questions about the invented library: answered right, and with nothing shown unsupported."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index import Library
from ingest import read_report
from qa import Conversation, ask

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.numbers_shown import unsupported
from tests.world.judge import judge, judge_turns
from tests.world.library import make_world
from tests.world.make_questions import questions


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("world")
    with Library.create(folder / "library") as library, library.writing():
        for report in make_world().reports.values():
            path = folder / report.file
            path.write_text(report.text, encoding="utf-8")
            library.add(read_report(path), path.read_bytes())
        yield library


@pytest.mark.parametrize(
    ("hands", "split", "right", "wrong"),
    [
        ("WS", "dev", 0.96, 0.01),
        ("WS", "held_out", 0.92, 0.02),
        ("TUX", "dev", 0.95, 0.02),
        ("YZCDF", "dev", 0.93, 0.03),
        ("VABE", "held_out", 0.90, 0.05),
    ],
)
def test_questions_are_answered_right_and_seldom_wrong(
    library: Library, hands: str, split: str, right: float, wrong: float
) -> None:
    verdicts = Counter(
        verdict_on(library, question)
        for question in questions(make_world())
        if question["split"] == split and question["id"][0] in hands
    )
    assert verdicts["right"] / verdicts.total() >= right, verdicts
    assert verdicts["wrong"] / verdicts.total() <= wrong, verdicts


def verdict_on(library: Library, question: dict[str, Any]) -> str:
    history = Conversation()
    today = date.fromisoformat(question["today"])
    turns = question.get("turns") or [question["question"]]
    answers = [ask(library, turn, today=today, history=history).to_json() for turn in turns]
    expect = question["expect"]
    judged = judge_turns(expect, answers) if "turns" in question else judge(expect, answers[0])
    return judged.verdict


def test_answered_means_that_something_is_cited(library: Library) -> None:
    asked = questions(make_world())
    bare = [question["id"] for question in asked if _is_bare(library, question)]
    assert not bare, bare[:10]


def _is_bare(library: Library, question: dict[str, Any]) -> bool:
    if "question" not in question:
        return False
    answer = ask(library, question["question"], today=date.fromisoformat(question["today"]))
    return answer.status == "answered" and not (answer.figures or answer.passages)


def test_a_comparable_case_is_of_another_organ_and_cites_both(library: Library) -> None:
    answer = ask(library, "和鹿鸣区政府办2023年情况相近的报告", today=date(2025, 6, 15))
    assert answer.status == "answered"
    organs = [figure.organ for figure in answer.figures]
    assert organs[0] == "鹿鸣区人民政府办公室"
    assert len(set(organs)) > 1
    assert not unsupported(answer)
