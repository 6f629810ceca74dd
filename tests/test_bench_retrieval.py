"""The retrieval benchmark asks for what the reports say, and its halves stay apart."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from ingest import read_report
from tests.bench.retrieval.gold import (
    ACROSS,
    FOLDER,
    IN_A_REPORT,
    GoldPassage,
    GoldQuestion,
    answers,
    half_of,
    has_number,
    locate,
    read_questions,
)

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
EVERY = [*read_questions("dev"), *read_questions("held_out")]

TEXT = "全年 召开\n座谈会 3场。"
TALKS = GoldPassage("甲", 1, 2, 7, "3812ce359a85bccd")  # 召开座谈会3场
ASKED = GoldQuestion("Q", "number", "甲", "几场座谈会", "甲几场座谈会", (TALKS,), ("3",), "场")


@pytest.fixture(scope="module")
def texts(reports_dir: Path) -> dict[str, str]:
    """The narrative that is asked about: the real reports, and ours where there is no real one."""
    found = {}
    for folder in (CORPUS, reports_dir):
        for path in sorted(folder.iterdir()):
            if path.suffix in {".txt", ".md", ".html", ".csv", ".docx", ".pdf"}:
                report = read_report(path)
                found[f"{report.identity.organ}_{report.identity.year}"] = report.text
    return found


def test_the_benchmark_is_large_enough_in_each_kind() -> None:
    kinds = Counter(question.kind for question in EVERY)
    assert sum(kinds[kind] for kind in IN_A_REPORT) >= 200
    assert sum(kinds[kind] for kind in ACROSS) >= 60
    assert kinds["number"] >= 100
    assert kinds["unanswerable"] >= 30
    assert set(kinds) == {*IN_A_REPORT, *ACROSS, "unanswerable"}


def test_no_question_is_asked_twice() -> None:
    assert not [text for text, n in Counter(one.question for one in EVERY).items() if n > 1]
    assert len({one.id for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_a_question_stays_in_its_half(half: str) -> None:
    lines = (FOLDER / f"retrieval_{half}.jsonl").read_text("utf-8").splitlines()
    assert {half_of(json.loads(line)["question"]) for line in lines} == {half}


def test_every_gold_passage_stands_in_its_report(texts: dict[str, str]) -> None:
    lost = [
        one.id for one in EVERY for gold in one.gold if locate(gold, texts[gold.report]) is None
    ]
    assert lost == []


def test_every_gold_passage_of_a_number_question_shows_the_number(texts: dict[str, str]) -> None:
    silent = []
    for one in (one for one in EVERY if one.kind == "number"):
        for gold in one.gold:
            span = locate(gold, texts[gold.report])
            if span is None or not answers(one, gold.report, span, texts):
                silent.append(one.id)
    assert silent == []


def test_only_an_unanswerable_question_has_no_gold() -> None:
    assert {one.kind for one in EVERY if not one.gold} == {"unanswerable"}


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [(TEXT, 2, (3, 12)), (TEXT, 0, (3, 12)), ("座谈会没有开。", 2, None)],
)
def test_a_gold_passage_is_found_by_its_characters(
    text: str, at: int, expected: tuple[int, int] | None
) -> None:
    moved = GoldPassage(TALKS.report, TALKS.line, at, TALKS.length, TALKS.sha256)
    assert locate(moved, text) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [((0, 13), True), ((3, 12), True), ((8, 12), True), ((0, 4), False), ((3, 8), False)],
)
def test_a_piece_answers_if_it_is_half_of_the_gold_and_shows_the_number(
    span: tuple[int, int], expected: bool
) -> None:
    assert answers(ASKED, "甲", span, {"甲": TEXT}) is expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("发布12条", "12", True),
        ("发布120条", "12", False),
        ("占12.3%", "12", False),
        ("8场。", "8", True),
        ("18场", "8", False),
    ],
)
def test_a_number_is_not_found_inside_a_longer_one(text: str, value: str, expected: bool) -> None:
    assert has_number(text, value) is expected
