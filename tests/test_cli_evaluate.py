"""`nianbao eval` and its judge: strict about figures, fair about silence."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.answer import Answer, CitedFigure, CitedPassage, Premise, Source, Status
from qa.evaluate import Case, QuestionFileError, Verdict, read_cases, tally
from qa.judge import Expectation, judge
from ui.commands.evaluate import _below

NOWHERE = Source("a.txt", "", None, 1, 0, 1)
TABLE = {"kind": "table", "value": 82, "unit": "件", "cells": ["received_new:total"]}


def figure(cell: str, value: int) -> CitedFigure:
    row, column = cell.split(":")
    return CitedFigure(
        "r", "某办", None, 2024, row, row, column, column, Decimal(value), "件", str(value),
        "printed", "verified", "", NOWHERE,
    )  # fmt: skip


def passage(text: str) -> CitedPassage:
    return CitedPassage("r", "某办", 2024, "sec_overview", text, (), 1.0, NOWHERE)


def answer(
    text: str = "",
    value: str | None = None,
    cells: dict[str, int] | None = None,
    passages: tuple[str, ...] = (),
    status: Status = "answered",
    unit: str | None = None,
    premise: Premise | None = None,
) -> Answer:
    return Answer(
        "问",
        status,
        text,
        value=None if value is None else Decimal(value),
        unit=unit,
        premise=premise,
        figures=tuple(figure(cell, number) for cell, number in (cells or {}).items()),
        passages=tuple(map(passage, passages)),
    )


def outcome(expected: Any, *answers: Answer, expect: str = "answer") -> str:
    case = Case("1", "t", tuple("问" for _ in answers), expect, expected)
    return judge(case, answers, None)[0]


NEW = {"received_new:total": 82}


@pytest.mark.parametrize(
    ("given", "judged"),
    [
        (answer("82 件", "82", NEW, unit="件"), "right"),
        (answer("82 件", None, NEW), "right"),
        (answer("82 件", "82", {"received_new:natural_person": 82}), "wrong"),
        (answer("70 件", "70", {"processed_total:total": 70}), "wrong"),
        (answer("82 万元", "82", NEW, unit="万元"), "wrong"),
        (answer("请选定", status="clarify"), "declined"),
        (answer("没有", status="not_found"), "declined"),
    ],
)
def test_a_number_is_right_only_from_its_own_cell(given: Answer, judged: str) -> None:
    assert outcome(TABLE, given) == judged


def test_a_sum_may_be_cited_by_its_parts() -> None:
    expected = {"kind": "table", "value": 0, "unit": "件", "cells": ["litigation:total"]}
    parts = {"litigation_direct:total": 0, "litigation_after:total": 0}
    assert outcome(expected, answer("0 件", "0", parts)) == "right"
    assert outcome(expected, answer("0 件", "0", {"litigation_direct:total": 0})) == "wrong"


@pytest.mark.parametrize(
    ("value", "judged"),
    [("0.5285714", "right"), ("0.5286", "right"), ("0.53", "wrong"), ("52.86", "wrong")],
)
def test_a_share_is_per_cent_in_the_file_and_a_fraction_in_the_answer(
    value: str, judged: str
) -> None:
    cells = ["granted:total", "processed_total:total"]
    expected = {"kind": "derived", "value": 52.86, "unit": "%", "cells": cells}
    given = answer("", value, {"granted:total": 37, "processed_total:total": 70}, unit="比例")
    assert outcome(expected, given) == judged


@pytest.mark.parametrize(
    ("text", "passages", "judged"),
    [
        ("发布 11 篇。", ("发布政策解读信息 11篇",), "right"),
        ("发布 110 篇。", ("发布政策解读信息 11篇",), "wrong"),
        ("发布 11 篇。", ("举办新闻发布会 8场",), "wrong"),
    ],
)
def test_a_number_in_words_needs_its_passage(
    text: str, passages: tuple[str, ...], judged: str
) -> None:
    expected = {"kind": "narrative", "value": 11, "evidence_substr": "政策解读信息11篇"}
    assert outcome(expected, answer(text, passages=passages)) == judged


def test_every_piece_of_evidence_must_be_quoted() -> None:
    expected = {"kind": "narrative_text", "value": [], "evidence_substr": ["形式单一", "解读少"]}
    assert outcome(expected, answer("见原文", passages=("形式单一；解读少",))) == "right"
    assert outcome(expected, answer("见原文", passages=("形式单一",))) == "wrong"


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("否。全年没有被起诉。", "right"),
        ("某办2024年未被起诉，为 0 件。", "right"),
        ("是的，有 1 件。", "wrong"),
        ("报告原文如下", "declined"),
    ],
)
def test_yes_or_no_must_be_said(text: str, judged: str) -> None:
    expected = {"kind": "yesno", "value": "否", "cells": ["carried_in:total"]}
    assert outcome(expected, answer(text, cells={"carried_in:total": 0})) == judged


def test_a_list_names_every_item_and_no_other() -> None:
    expected = {
        "kind": "list",
        "value": {"予以公开": 37, "属于国家秘密": 1},
        "cells": ["granted:total", "denied.state_secret:total"],
    }
    cells = {"granted:total": 37, "denied.state_secret:total": 1}
    assert outcome(expected, answer("予以公开 37 件、国家秘密 1 件", cells=cells)) == "right"
    assert outcome(expected, answer("予以公开 37 件", cells=cells)) == "wrong"
    more = {**cells, "partial:total": 0}
    assert outcome(expected, answer("予以公开37、国家秘密1、partial 0", cells=more)) == "wrong"


@pytest.mark.parametrize(
    ("expect", "status", "judged"),
    [
        ("clarify", "clarify", "right"),
        ("clarify", "answered", "wrong"),
        ("refuse", "out_of_scope", "right"),
        ("refuse", "answered", "wrong"),
        ("not_in_corpus", "not_found", "right"),
        ("not_in_corpus", "out_of_scope", "wrong"),
        ("not_stated", "not_found", "right"),
    ],
)
def test_silence_is_right_where_silence_is_expected(
    expect: str, status: Status, judged: str
) -> None:
    assert outcome(None, answer("……", status=status), expect=expect) == judged


def test_a_false_premise_must_be_corrected() -> None:
    expected = {"kind": "table", "value": 0, "cells": ["partial:total"]}
    told = answer("部分公开为 0 件", "0", {"partial:total": 0}, premise="contradicted")
    silent = answer("部分公开：0", "0", {"partial:total": 0})
    assert outcome(expected, told, expect="correct_premise") == "right"
    assert outcome(expected, silent, expect="correct_premise") == "wrong"


def test_every_turn_counts() -> None:
    expected = {"kind": "turns", "value": [82, "8场", None]}
    first, second = answer("", "82", NEW), answer("举办 8 场", passages=("举办新闻发布会 8场",))
    none = answer("库中没有", status="not_found")
    assert outcome(expected, first, second, none) == "right"
    assert outcome(expected, first, second, first) == "wrong"
    assert outcome(expected, none, second, none) == "declined"


def test_a_side_file_decides_where_it_speaks() -> None:
    case = Case("1", "cross_rank", ("问",), "answer", None)
    assert judge(case, [answer("x")], None)[0] == "unjudged"
    wanted = Expectation(("answered",), 5, ("某办",))
    assert judge(case, [answer("某办最多", "5")], wanted)[0] == "right"
    assert judge(case, [answer("某办最多", "6")], wanted)[0] == "wrong"
    assert judge(case, [answer("别的", "5")], wanted)[0] == "wrong"
    assert judge(case, [answer("？", status="clarify")], wanted)[0] == "declined"


def test_the_table_counts_by_type_and_the_floor_forbids_any_wrong() -> None:
    case = Case("1", "甲", ("问",), "answer", None)
    verdicts = [
        Verdict(case, "right", "", 0.002, ()),
        Verdict(case, "declined", "", 0.004, ()),
        Verdict(case, "unjudged", "", 0.1, ()),
    ]
    (of_type, total) = tally(verdicts)
    assert (of_type.type, of_type.right, of_type.declined, of_type.unjudged) == ("甲", 1, 1, 1)
    assert total.share_right == 0.5
    assert (_below(total, 0.5), _below(total, 0.6)) == (0, 1)
    (_, wrong) = tally([*verdicts, Verdict(case, "wrong", "", 0.0, ())])
    assert _below(wrong, 0.0) == 1


def test_a_broken_question_file_is_named_with_its_line(tmp_path: Path) -> None:
    good = {"id": "D1", "type": "甲", "question": "问", "expect": "answer", "answer": TABLE}
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps(good) + "\n\n{", encoding="utf-8")
    with pytest.raises(QuestionFileError, match="第 3 行"):
        read_cases(file)
    file.write_text(json.dumps(good) + "\n", encoding="utf-8")
    assert [case.id for case in read_cases(file, ["甲"])] == ["D1"]
    assert read_cases(file, ["乙"]) == []


@pytest.mark.reports
def test_every_question_of_the_development_set_has_a_rule(shared_dir: Path) -> None:
    for case in read_cases(shared_dir / "domain" / "questions_dev.jsonl"):
        if case.answer is not None:
            declined = [answer("？", status="clarify") for _ in case.turns]
            assert judge(case, declined, None)[0] in ("right", "declined", "wrong")
