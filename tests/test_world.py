"""The invented library is true to the form, says what it states, and its questions are current."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest

from tests.world import form
from tests.world.library import YEARS, World, make_world
from tests.world.make_questions import DEV_FILE, HELD_OUT_FILE, questions
from tests.world.organs import ORGANS
from tests.world.truth import BLANKS, WRONG_SUM


@pytest.fixture(scope="module")
def world() -> World:
    return make_world()


def test_the_library_holds_ten_organs_in_four_years(world: World) -> None:
    assert len(world.reports) == 40
    assert {organ for organ, _ in world.reports} == {organ.id for organ in ORGANS}


def test_every_report_has_all_two_hundred_cells(world: World) -> None:
    for report in world.reports.values():
        assert set(report.numbered.numbers) == set(form.CELLS)
    assert len(form.CELLS) == 200


def test_rows_add_up_to_their_totals(world: World) -> None:
    for report in world.reports.values():
        numbers = report.numbered.numbers
        for row in form.REQUEST_ROWS:
            parts = [numbers[f"{row}:{column}"] or Decimal(0) for column in form.APPLICANTS]
            assert sum(parts) == numbers[f"{row}:total"], (report.file, row)
        for row in form.REVIEW_ROWS:
            parts = [numbers[f"{row}:{column}"] or Decimal(0) for column in form.OUTCOMES[:4]]
            assert sum(parts) == numbers[f"{row}:total"], (report.file, row)


def test_results_add_up_but_in_the_one_report_whose_sums_fail(world: World) -> None:
    failing = []
    for key, report in world.reports.items():
        numbers = report.numbered.numbers
        for column in form.REQUEST_COLUMNS:
            results = sum(numbers[f"{row}:{column}"] or 0 for row in form.RESULT_ROWS)
            if results != (numbers[f"processed_total:{column}"] or 0):
                failing.append((key, column))
    assert failing == [(WRONG_SUM, "natural_person"), (WRONG_SUM, "total")]


def test_new_and_carried_in_equal_processed_and_carried_out(world: World) -> None:
    for report in world.reports.values():
        value = report.value
        at_hand = (value("received_new:total") or 0) + (value("carried_in:total") or 0)
        assert at_hand == (value("processed_total:total") or 0) + (value("carried_out:total") or 0)


def test_what_is_carried_out_is_carried_in_a_year_later(world: World) -> None:
    for organ in ORGANS:
        for year in YEARS[:-1]:
            earlier, later = world.report(organ.id, year), world.report(organ.id, year + 1)
            assert earlier.value("carried_out:total") == later.value("carried_in:total")


def test_every_stated_fact_stands_in_the_text(world: World) -> None:
    for report in world.reports.values():
        text = "".join(report.text.split())
        for fact in report.narrative.facts:
            assert all("".join(words.split()) in text for words in fact.evidence), fact


def test_one_report_leaves_the_columns_of_organizations_blank(world: World) -> None:
    blank = [key for key, report in world.reports.items()
             if report.value("received_new:research") is None]  # fmt: skip
    assert blank == [BLANKS]


def test_the_question_files_are_what_the_generator_writes(world: World) -> None:
    made = questions(world)
    for split, path in (("dev", DEV_FILE), ("held_out", HELD_OUT_FILE)):
        stored = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert stored == [question for question in made if question["split"] == split]


def test_there_are_questions_enough_of_every_kind(world: World) -> None:
    made = questions(world)
    kinds = Counter(question["type"] for question in made)
    first_hand = [question for question in made if question["id"].startswith("W")]
    held_out = sum(question["split"] == "held_out" for question in first_hand)
    assert len(made) >= 600
    assert kinds["dialogue"] >= 60
    assert sum(count for kind, count in kinds.items() if kind.startswith("unanswerable")) >= 100
    assert 0.25 < held_out / len(first_hand) < 0.42
    assert len({question["id"] for question in made}) == len(made)


def test_no_wording_is_in_both_splits(world: World) -> None:
    texts = Counter(str(question.get("question") or question["turns"]) for question in
                    questions(world))  # fmt: skip
    assert max(texts.values()) == 1
