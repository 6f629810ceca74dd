"""The retrieval benchmark asks for what the reports say, and its halves stay apart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from ingest import read_report
from tests.bench.peers.compare import plain_verdict
from tests.bench.retrieval.asked import verdict_on_number
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
from tests.bench.retrieval.measures import hit_at, mrr_at, share_of
from tests.bench.retrieval.shelf import texts_of

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


@pytest.mark.parametrize(
    ("ranks", "hit", "mrr"),
    [([1, 2, 0], 0.333, 0.5), ([11, 1], 0.5, 0.5), ([1, 1, 1], 1.0, 1.0)],
)
def test_an_answer_found_too_late_counts_as_none(ranks: list[int], hit: float, mrr: float) -> None:
    assert hit_at(ranks, 1).mean == pytest.approx(hit, abs=0.001)
    assert mrr_at(ranks, 10).mean == pytest.approx(mrr, abs=0.001)


def test_the_interval_of_a_share_holds_it_and_is_the_same_each_time() -> None:
    share = share_of([1.0] * 30 + [0.0] * 10)
    assert share.low < share.mean == 0.75 < share.high
    assert share == share_of([1.0] * 30 + [0.0] * 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("召开座谈会3场，参加12人。", "right"),
        ("参加12场，召开座谈会3场。", "wrong"),
        ("召开座谈会。", "declined"),
        ("召开座谈会3次。", "declined"),
    ],
)
def test_the_plainest_reader_takes_the_first_number_with_the_unit(text: str, expected: str) -> None:
    assert plain_verdict(ASKED, [("甲", 0, len(text))], {"甲": text}) == expected


def test_the_plainest_reader_is_wrong_in_another_report() -> None:
    assert plain_verdict(ASKED, [("乙", 0, 8)], {"乙": "召开座谈会3场。"}) == "wrong"
    assert plain_verdict(ASKED, [], {}) == "declined"


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of our own summary of one report."""
    with Library.create(tmp_path_factory.mktemp("library")) as library:
        for path in CORPUS.glob("卧龙区*.txt"):
            library.add(read_report(path), path.read_bytes())
        yield library


@pytest.mark.parametrize(
    ("asked", "values", "expected"),
    [
        ("卧龙区政府办2024年举办了几场新闻发布会？", ("8",), "right"),
        ("卧龙区政府办2024年举办了几场新闻发布会？", ("9",), "wrong"),
        ("卧龙区政府办2024年办了几期培训班？", (), "declined"),
    ],
)
def test_the_product_is_right_wrong_or_declines(
    talks: Library, asked: str, values: tuple[str, ...], expected: str
) -> None:
    question = GoldQuestion("Q", "number", "甲", "", asked, (), values, "场")
    assert verdict_on_number(question, talks, texts_of(talks))[0] == expected
