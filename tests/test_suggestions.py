"""What is suggested after an answer is answered, and is about what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Library
from qa import Answer, Conversation, ask
from ui.asking import ask_within
from ui.chips import understanding
from ui.cli import main
from ui.scope import EVERYTHING
from ui.suggestions import MOST, candidates, suggestions

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
DAY = date(2025, 6, 1)
PINGTAN = "平潭综合实验区管理委员会"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("suggestions") / "library"
    assert main(["ingest", str(CORPUS), "--library", str(folder)]) == 0
    with Library.open(folder) as library:
        yield library


def asking(library: Library, text: str, talk: Conversation) -> Answer:
    return ask(library, text, today=DAY, history=talk)


def proposed(library: Library, *turns: str) -> tuple[Conversation, tuple[str, ...]]:
    """What may be asked after these turns, before it is tried."""
    talk = Conversation()
    for turn in turns:
        told = ask_within(library, asking, turn, talk, EVERYTHING)
    assert told.question is not None
    shown = understanding(told.question, told.answer, library.cards())
    return talk, candidates(shown, told.answer, library.cards())


CONVERSATIONS = {
    "figure": (f"{PINGTAN}2024年收到多少件申请？",),
    "column": ("卧龙区政府办2024年自然人收到多少件申请？",),
    "member": ("卧龙区政府办2024年因为涉密没给公开的有几件？",),
    "group": (f"{PINGTAN}2024年不予公开多少件？",),
    "outcome": (f"{PINGTAN}2024年行政复议几件？",),
    "share": (f"{PINGTAN}2024年予以公开占办理结果的比例是多少？",),
    "difference": (f"{PINGTAN}2024年收到的申请比上年变化多少？",),
    "trend": (f"{PINGTAN}历年新收申请怎么变化？",),
    "ranking": ("2024年各单位新收申请排名",),
    "sum": ("2024年各单位新收申请合计多少件？",),
    "narrative": (f"{PINGTAN}2024年信息公开存在哪些问题？",),
    "follow-up": (f"{PINGTAN}2024年收到多少件申请？", "那前一年呢？"),
}


@pytest.mark.parametrize("kind", CONVERSATIONS)
def test_what_may_be_asked_next_is_answered(library: Library, kind: str) -> None:
    talk, found = proposed(library, *CONVERSATIONS[kind])
    assert len(found) >= 2
    dead_ends = [
        text
        for text in found
        if ask(library, text, today=DAY, history=Conversation(list(talk.turns))).status
        != "answered"
    ]
    assert dead_ends == []


def test_after_a_figure_come_its_years_its_parts_and_its_rank(library: Library) -> None:
    _, found = proposed(library, *CONVERSATIONS["figure"])
    assert found == (
        "历年怎么变化？",
        "各类申请人各多少件？",
        "那前一年呢？",
        "2024年各单位“本年新收政府信息公开申请数量”排名",
    )


def test_a_follow_up_stays_with_the_organ_and_its_cell(library: Library) -> None:
    talk, found = proposed(library, *CONVERSATIONS["figure"])
    before = ask(library, found[2], today=DAY, history=talk)
    assert [(f.organ, f.year, f.row) for f in before.figures] == [(PINGTAN, 2023, "received_new")]


def test_nothing_is_suggested_after_a_question_back(library: Library) -> None:
    assert proposed(library, "收到多少件申请？")[1] == ()


def test_only_what_is_answered_and_new_is_offered() -> None:
    offered = suggestions(
        ["甲", "乙", "甲", "丙", "丁", "戊", "己"], ["乙"], lambda text: text != "丙"
    )
    assert offered == ("甲", "丁", "戊", "己")
    assert len(offered) == MOST
