"""A reader's scope: only reports within it answer, and the answer says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Library
from qa import Answer, Conversation, ask
from ui.asking import Told, ask_within
from ui.cli import main
from ui.scope import EVERYTHING, Scope, scope_choices

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
WOLONG = "卧龙区人民政府办公室"
PINGTAN = "平潭综合实验区管理委员会"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("scope") / "library"
    assert main(["ingest", str(CORPUS), "--library", str(folder)]) == 0
    with Library.open(folder) as library:
        yield library


def asking(library: Library, text: str, talk: Conversation) -> Answer:
    return ask(library, text, today=date(2025, 6, 1), history=talk)


def told(library: Library, scope: Scope, *turns: str) -> Told:
    talk = Conversation()
    answers = [ask_within(library, asking, turn, talk, scope) for turn in turns]
    return answers[-1]


def test_without_a_scope_the_answer_is_the_same_as_ever(library: Library) -> None:
    question = "卧龙区政府办2024年收到多少件申请？"
    plain = ask(library, question, today=date(2025, 6, 1))
    answer = told(library, EVERYTHING, question).answer
    assert (answer.text, answer.notes) == (plain.text, plain.notes)


def test_a_ranking_is_over_the_reports_within_and_says_so(library: Library) -> None:
    found = told(library, Scope(organ=PINGTAN, first_year=2021), "各单位历年新收申请合计").answer
    assert {figure.organ for figure in found.figures} == {PINGTAN}
    assert min(figure.year for figure in found.figures) == 2021
    assert found.notes[0] == f"只在：{PINGTAN}、2021年以后 范围内（5 份报告）。"


@pytest.mark.parametrize(
    "question",
    ["平潭2024年收到多少件申请？", "平潭综合实验区管委会2024年收到多少件", "那个平潭收到多少申请"],
)
def test_an_organ_beside_the_scope_is_never_answered_for_another(
    library: Library, question: str
) -> None:
    found = told(library, Scope(organ=WOLONG), question)
    assert found.answer.status == "not_found"
    assert found.answer.figures == ()
    assert "所选范围（卧龙区人民政府办公室）" in found.answer.text
    assert found.outside


def test_a_year_beside_the_scope_offers_to_lift_it(library: Library) -> None:
    found = told(library, Scope(first_year=2024), f"{PINGTAN}2022年收到多少件申请？")
    assert (found.answer.status, found.outside) == ("not_found", True)


def test_a_follow_up_within_a_scope_keeps_its_context(library: Library) -> None:
    turns = (f"{PINGTAN}2024年收到多少件申请？", "那前一年呢？")
    found = told(library, Scope(organ=PINGTAN), *turns).answer
    assert [(f.organ, f.year) for f in found.figures] == [(PINGTAN, 2023)]


def test_what_the_whole_library_lacks_is_not_blamed_on_the_scope(library: Library) -> None:
    found = told(library, Scope(organ=WOLONG), "宛城区政府办2024年收到多少件申请？")
    assert (found.answer.status, found.outside) == ("not_found", False)
    assert "宛城区政府办" in found.answer.text


def test_a_scope_without_reports_says_so(library: Library) -> None:
    found = told(library, Scope(first_year=1999, last_year=2000), "各单位收到多少件申请？")
    assert "一份报告也没有" in found.answer.text


def test_an_ambiguous_organ_is_settled_by_the_scope(library: Library) -> None:
    found = told(library, Scope(organ=WOLONG), "收到多少件申请？").answer
    assert [(f.organ, f.value) for f in found.figures] == [(WOLONG, 82)]


@pytest.mark.parametrize(
    ("given", "scope"),
    [
        ({"from": "2024", "to": "2022"}, Scope(first_year=2022, last_year=2024)),
        ({"region": 5, "organ": ["x"]}, EVERYTHING),
        ({"organ": "局" * 300}, Scope(organ="局" * 100)),
        ("2024", EVERYTHING),
        (None, EVERYTHING),
    ],
)
def test_what_makes_no_sense_is_no_filter(given: object, scope: Scope) -> None:
    assert Scope.of(given) == scope


def test_the_choices_are_those_of_the_library(library: Library) -> None:
    choices = scope_choices(library.cards())
    assert choices.years == tuple(range(2019, 2026))
    assert WOLONG in {organ for _, organ in choices.organs}
