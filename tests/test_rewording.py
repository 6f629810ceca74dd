"""Every question that the chips of an answer can make is understood as exactly what was chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index import ReportCard
from ingest.form import load_form
from qa.answer import Answer, CitedFigure, Source
from qa.explain import understood
from qa.organs import OrganIndex
from qa.question import Question
from qa.understand import understand
from ui.changes import changed
from ui.chips import Understanding, understanding
from ui.choices import (
    column_choices,
    operation_choices,
    organ_choices,
    row_choices,
    spoken_names,
    year_choices,
)
from ui.rewording import OVER_ORGANS, Slots, can_be_asked, operations_for, question_of

DAY = date(2025, 6, 1)
ORGANS = [
    ("卧龙区人民政府办公室", "河南省南阳市卧龙区"),
    ("民政局", "云汀县"),
    ("民政局", "石漾县"),
    ("鹿鸣区栎溪街道办事处", "鹿鸣区"),
]
NAMES = OrganIndex(ORGANS)
OFFICE = "卧龙区人民政府办公室"


def card(organ: str, region: str | None, year: int, form: str = "2021") -> ReportCard:
    identity = f"{region}{organ}_{year}"
    return ReportCard(
        identity, organ, region, None, year, "own", form, None, None, "a.txt", "0", 186, 40, ()
    )  # fmt: skip


CARDS = tuple(card(organ, region, year) for organ, region in ORGANS for year in (2022, 2023, 2024))


def read(text: str) -> Question:
    return understand(text, NAMES, DAY)


def understood_as(text: str) -> tuple[list[tuple[str, str]], str, tuple[int, ...]]:
    question = read(text)
    assert (question.refusal, question.unrecorded, question.theme) == (None, None, None)
    assert (question.premise, question.unexplained) == (None, ())
    cells = [(cell.row, cell.column) for cell in question.cells]
    return cells, question.operation.name, question.years.years


CELLS = [
    (form, row.id, column.id)
    for form in ("2021", "2019")
    for table in load_form(form).tables
    for row in table.rows + table.derived_rows
    for column in row.columns
]


def test_all_but_two_cells_of_the_forms_can_be_asked_for() -> None:
    silent = {(row, column) for _, row, column in CELLS if not can_be_asked(row, column)}
    assert silent == {("other_result", "other"), ("other_result.other", "other")}
    assert len(CELLS) > 500


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_every_cell_asked_for_is_understood_as_that_cell(form: str) -> None:
    wrong = []
    for _, row, column in (cell for cell in CELLS if cell[0] == form and can_be_asked(*cell[1:])):
        asked = question_of(Slots(OFFICE, 2024, row, column))
        if understood_as(asked) != ([(row, column)], "look_up", (2024,)):
            wrong.append(asked)
    assert wrong == []


@pytest.mark.parametrize(
    "before",
    ["石漾县民政局2022年予以公开多少件？", "石漾县民政局2022年自然人收到多少件申请？"],
)
def test_no_cell_asked_for_is_taken_for_a_follow_up(before: str) -> None:
    said, wrong = read(before), []
    for _, row, column in (cell for cell in CELLS if can_be_asked(*cell[1:])):
        asked = question_of(Slots(OFFICE, 2024, row, column))
        question = understand(asked, NAMES, DAY, said)
        if [(cell.row, cell.column) for cell in question.cells] != [(row, column)]:
            wrong.append(asked)
    assert wrong == []


@pytest.mark.parametrize("operation", ["difference", "trend", "share", *OVER_ORGANS, "definition"])
def test_every_row_under_every_operation_is_understood_as_chosen(operation: str) -> None:
    wrong = []
    for table in load_form("2021").tables:
        for row in table.rows + table.derived_rows:
            if operation not in (*operations_for(row.id, OFFICE), *OVER_ORGANS):
                continue
            for column in ("total", "natural_person", row.columns[0].id):
                if row.column(column) is None:
                    continue
                asked = question_of(Slots(OFFICE, 2024, row.id, column, operation))
                cells, name, _ = understood_as(asked)
                if (cells, name) != ([(row.id, column)], operation):
                    wrong.append(asked)
    assert wrong == []


def test_a_share_is_of_all_results() -> None:
    asked = question_of(Slots(OFFICE, 2024, "denied.state_secret", "total", "share"))
    assert [cell.address for cell in read(asked).denominator] == ["processed_total:total"]


def test_organs_of_one_name_are_told_apart_by_their_region() -> None:
    assert spoken_names(CARDS)["民政局", "云汀县"] == "云汀县民政局"
    for pair, name in spoken_names(CARDS).items():
        question = read(question_of(Slots(name, 2023, "received_new", "total")))
        assert [mention.reports_of for mention in question.organs] == [(pair,)]


def test_what_can_be_chosen_is_what_there_is() -> None:
    assert organ_choices(CARDS, "民政局").values == ("云汀县民政局", "石漾县民政局")
    assert year_choices(CARDS, OFFICE).values == ("2024", "2023", "2022")
    assert year_choices((*CARDS, card("某局", None, 2019)), "某局").values == ("2019",)
    assert column_choices("reconsideration", "2021").values == (
        "total", "upheld", "corrected", "other", "pending"
    )  # fmt: skip
    assert operation_choices("denied", "").values == ("rank", "total", "average")
    rows = row_choices("2021")
    assert [title for title, _ in rows.groups] == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    assert rows.values.index("denied") + 1 == rows.values.index("denied.state_secret")


def test_a_hundred_organs_are_cut_and_the_rest_counted() -> None:
    many = tuple(card(f"第{number:03}局", "某市", 2024) for number in range(100))
    found = organ_choices(many)
    assert (len(found.values), found.left_out) == (60, 40)
    assert organ_choices(many, "第09").left_out == 0


def shown_below(text: str, cards: tuple[ReportCard, ...] = CARDS) -> Understanding:
    question = read(text)
    answer = Answer(text, "answered", "", understood=understood(question))
    return understanding(question, answer, cards)


def asked_for(shown: Understanding, slot: str, value: str) -> str | None:
    reworded = changed(shown, slot, value, CARDS)
    return reworded.question if reworded is not None else None


def chips(text: str, cards: tuple[ReportCard, ...] = CARDS) -> dict[str, tuple[str, str]]:
    shown = shown_below(text, cards)
    return {chip.slot: (chip.reading, chip.value) for chip in shown.chips if chip.slot}


def test_the_chips_of_a_figure_are_its_five_slots() -> None:
    assert chips("卧龙区政府办2024年自然人因为涉密没给公开的有几件？") == {
        "organ": (OFFICE, OFFICE),
        "year": ("2024", "2024"),
        "row": ("不予公开·属于国家秘密", "denied.state_secret"),
        "column": ("自然人", "natural_person"),
        "operation": ("查数", "look_up"),
    }


def test_a_narrative_question_keeps_its_words_when_organ_or_year_change() -> None:
    text = "卧龙区政府办2024年信息公开存在哪些问题？"
    assert set(chips(text)) == {"organ", "year"}
    shown = shown_below(text)
    assert asked_for(shown, "year", "2023") == "卧龙区政府办2023年信息公开存在哪些问题?"
    asked = asked_for(shown, "organ", "云汀县民政局")
    assert asked == "云汀县民政局2024年信息公开存在哪些问题?"
    assert asked_for(shown, "row", "denied") is None


def test_what_a_follow_up_took_over_is_put_in_words() -> None:
    before = read("卧龙区政府办2024年信息公开存在哪些问题？")
    question = understand("那前一年呢？", NAMES, DAY, before)
    answer = Answer("", "answered", "", understood=understood(question))
    shown = understanding(question, answer, CARDS)
    asked = asked_for(shown, "organ", "石漾县民政局") or ""
    assert asked.startswith("石漾县民政局2023年")
    assert read(asked).theme == "problems"


def test_a_definition_has_no_organ_and_no_year_to_change() -> None:
    assert set(chips("三类内部事务信息是什么意思？")) == {"row", "operation"}


@pytest.mark.parametrize(
    ("slot", "value", "expected"),
    [
        ("organ", "云汀县民政局", ("云汀县民政局", 2024, "granted", "business", "share")),
        ("organ", "", ("", 2024, "granted", "business", "rank")),
        ("year", "2022", (OFFICE, 2022, "granted", "business", "share")),
        ("row", "denied", (OFFICE, 2024, "denied", "business", "share")),
        ("row", "received_new", (OFFICE, 2024, "received_new", "business", "look_up")),
        ("row", "litigation", (OFFICE, 2024, "litigation", "total", "look_up")),
        ("row", "penalty", (OFFICE, 2024, "penalty", "decisions", "look_up")),
        ("column", "total", (OFFICE, 2024, "granted", "total", "share")),
        ("operation", "trend", (OFFICE, 2024, "granted", "business", "trend")),
    ],
)
def test_one_chip_changed_leaves_the_others_as_far_as_they_fit(
    slot: str, value: str, expected: tuple[str, int, str, str, str]
) -> None:
    text = question_of(Slots(OFFICE, 2024, "granted", "business", "share"))
    shown = shown_below(text)
    assert asked_for(shown, slot, value) == question_of(Slots(*expected))


@pytest.mark.parametrize(
    "text",
    [
        "各单位2024年不予公开的比例排名",
        "卧龙区政府办2024年涉密占不予公开的比例是多少？",
        "卧龙区政府办2024年不予公开的有哪些情形，各几件？",
        "2024年有几个单位收到的申请超过50件？",
        "卧龙区政府办2024年收到82件申请对吗？",
        "卧龙区政府办2022到2024年一共收到多少申请？",
        "云汀县各单位2024年收到的申请排名",
        "卧龙区全区2024年收到多少件申请？",
    ],
)
def test_a_question_that_says_more_than_its_slots_is_never_rebuilt_without_it(text: str) -> None:
    assert shown_below(text).slots is None


def test_the_highest_of_a_ranking_becomes_the_ranking() -> None:
    shown = shown_below("2023年哪个单位收到的申请最多")
    assert asked_for(shown, "year", "2022") == ("2022年各单位“本年新收政府信息公开申请数量”排名")


def test_a_figure_of_many_years_is_of_the_newest() -> None:
    shown = shown_below("卧龙区政府办历年收到的申请怎么变化")
    assert asked_for(shown, "operation", "look_up") == (
        "卧龙区人民政府办公室2024年“本年新收政府信息公开申请数量”有多少件？"
    )


def test_a_rewording_knows_how_it_has_to_be_read() -> None:
    shown = shown_below(question_of(Slots(OFFICE, 2024, "granted", "total")))
    reworded = changed(shown, "row", "partial", CARDS)
    assert reworded is not None
    assert reworded.is_what(shown_below(reworded.question))
    assert not reworded.is_what(shown)
    narrative = changed(shown_below("卧龙区政府办2024年存在哪些问题？"), "year", "2023", CARDS)
    assert narrative is not None
    assert narrative.is_what(shown_below(narrative.question))
    assert not narrative.is_what(shown)


def test_an_organ_without_that_year_is_asked_for_its_newest() -> None:
    cards = (*CARDS, card("档案局", "云汀县", 2021), card("档案局", "云汀县", 2020))
    text = question_of(Slots(OFFICE, 2024, "granted", "total"))
    shown = shown_below(text, cards)
    reworded = changed(shown, "organ", "档案局", cards)
    assert reworded is not None
    assert reworded.question.startswith("档案局2021年")


@pytest.mark.parametrize(
    ("slot", "value"),
    [("organ", "没有这个局"), ("year", "明年"), ("row", "nothing"), ("operation", "drop table"),
     ("column", "<script>"), ("colour", "red")],
)  # fmt: skip
def test_what_is_no_choice_makes_no_question(slot: str, value: str) -> None:
    text = question_of(Slots(OFFICE, 2024, "granted", "total"))
    shown = shown_below(text)
    assert asked_for(shown, slot, value) is None


def test_an_unnamed_organ_and_year_are_those_of_the_one_report_cited() -> None:
    text = "收到多少件申请？"
    figure = CitedFigure(
        CARDS[0].id, *ORGANS[0], 2022, "received_new", "", "total", "", Decimal(5), "件", "5",
        "printed", "verified", "5", Source("", "", None, 1, 0, 1),
    )  # fmt: skip
    answer = Answer(text, "answered", "", figures=(figure,))
    assert understanding(read(text), answer, CARDS).slots == Slots(
        OFFICE, 2022, "received_new", "total"
    )
