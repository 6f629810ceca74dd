"""The judge of the invented library's questions is strict."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world.judge import judge, judge_turns
from tests.world.library import make_world
from tests.world.make_questions import questions

OFFICE = "鹿鸣区人民政府办公室"
DISTRICT = "鹿鸣区人民政府"


def figure(value: float, cell: str = "granted:total", organ: str = OFFICE, year: int = 2023
           ) -> dict[str, Any]:  # fmt: skip
    row, column = cell.split(":")
    return {"organ": organ, "year": year, "row": row, "column": column, "value": value}


def answered(**fields: Any) -> dict[str, Any]:
    return {"status": "answered", "text": "", "value": None, "unit": None} | fields


LOOK_UP = {
    "status": "answered", "organ": OFFICE, "year": 2023, "value": 38, "unit": "件",
    "values": {f"{OFFICE}|2023|granted:total": 38},
}  # fmt: skip


@pytest.mark.parametrize(
    ("expect", "answer", "verdict"),
    [
        (LOOK_UP, answered(value=38, unit="件", figures=[figure(38)]), "right"),
        (LOOK_UP, answered(value=37, unit="件", figures=[figure(37)]), "wrong"),
        (LOOK_UP, answered(value=38, unit="条", figures=[figure(38)]), "wrong"),
        (LOOK_UP, answered(value=38, unit="件", figures=[]), "wrong"),
        (LOOK_UP, answered(value=38, unit="件", figures=[figure(38, organ=DISTRICT)]), "wrong"),
        (LOOK_UP, answered(value=38, unit="件", figures=[figure(38, year=2022)]), "wrong"),
        (LOOK_UP, {"status": "clarify", "options": []}, "declined"),
        (LOOK_UP, {"status": "not_found"}, "declined"),
        ({"status": "not_found", "no_value": True}, {"status": "not_found"}, "right"),
        ({"status": "not_found", "no_value": True}, answered(value=3), "wrong"),
        ({"status": "not_found", "no_value": True}, {"status": "clarify"}, "declined"),
        ({"status": "not_found", "no_value": True}, {"status": "not_found", "value": 3}, "wrong"),
        (
            {"status": "clarify", "options_contain": ["甲局", "乙局"]},
            {"status": "clarify", "options": ["甲局 2023"], "text": "您问哪一个？"},
            "wrong",
        ),
        (
            {"status": "answered", "premise": "contradicted"},
            answered(premise="contradicted"),
            "right",
        ),
        ({"status": "answered", "premise": "contradicted"}, answered(premise=None), "wrong"),
        ({"status": "answered", "polarity": False}, answered(text="没有，为0件。"), "right"),
        ({"status": "answered", "polarity": False}, answered(text="有，3件。"), "wrong"),
        ({"status": "answered", "polarity": True}, answered(text="有，10件。"), "right"),
        ({"status": "answered", "consistent": False}, answered(text="对不上：20≠23"), "right"),
        ({"status": "answered", "consistent": False}, answered(text="完全一致"), "wrong"),
        ({"status": "answered", "consistent": True}, answered(text="对得上"), "right"),
        ({"status": "answered", "listed": [OFFICE]}, answered(text=f"有{OFFICE}。"), "right"),
        ({"status": "answered", "listed": [OFFICE]}, answered(text=f"有{DISTRICT}。"), "wrong"),
        (
            {"status": "answered", "evidence": ["新闻发布会3场"]},
            answered(passages=[{"organ": OFFICE, "year": 2023, "text": "召开新闻发\n布会3场"}]),
            "right",
        ),
    ],
)
def test_an_answer_is_right_declined_or_wrong(
    expect: dict[str, Any], answer: dict[str, Any], verdict: str
) -> None:
    assert judge(expect, answer).verdict == verdict


def test_a_derived_cell_may_be_cited_through_all_its_parts() -> None:
    expect = {"status": "answered", "values": {f"{OFFICE}|2023|litigation:total": 3}}
    parts = [figure(1, "litigation_direct:total"), figure(2, "litigation_after:total")]
    assert judge(expect, answered(figures=parts)).verdict == "right"
    assert judge(expect, answered(figures=parts[:1])).verdict == "wrong"


def test_a_ranking_must_come_in_order_but_ties_may_change_places() -> None:
    expect = {"status": "answered", "ranking": [[DISTRICT, 9], [OFFICE, 4]]}
    right = answered(figures=[figure(9, organ=DISTRICT), figure(4)])
    turned = answered(figures=[figure(4), figure(9, organ=DISTRICT)])
    assert judge(expect, right).verdict == "right"
    assert judge(expect, turned).verdict == "wrong"
    tied = {"status": "answered", "ranking": [[DISTRICT, 4], [OFFICE, 4]]}
    assert judge(tied, turned).verdict == "right"


def test_a_conversation_is_as_good_as_its_worst_turn() -> None:
    good = answered(value=38, unit="件", figures=[figure(38)])
    assert judge_turns([LOOK_UP, LOOK_UP], [good, good]).verdict == "right"
    assert judge_turns([LOOK_UP, LOOK_UP], [good, {"status": "clarify"}]).verdict == "declined"
    assert judge_turns([LOOK_UP, LOOK_UP], [{"status": "clarify"}, answered()]).verdict == "wrong"


def perfect(expect: dict[str, Any]) -> dict[str, Any]:
    """Return the answer that an expectation describes."""
    status = expect["status"] if isinstance(expect["status"], str) else expect["status"][0]
    first = (expect.get("value_any") or [None])[0]
    organ, year = expect.get("organ", OFFICE), expect.get("year", 2023)
    organ = organ if isinstance(organ, str) else organ[0]
    year = year if isinstance(year, int) else year[0]
    figures = [
        figure(value, name.split("|")[2], name.split("|")[0], int(name.split("|")[1]))
        for name, value in expect.get("values", {}).items()
    ]
    figures += [figure(1, organ=name, year=year) for name in expect.get("listed", [])]
    said = ["有" if expect.get("polarity", True) else "没有"]
    # Patterns are plain words, with "|" between and ".*" within them: the first of them fits.
    said += [pattern.split("|")[0].replace(".*", "至") for pattern in expect.get("must_match", [])]
    said += [*expect.get("must_contain", []), expect.get("first", ""),
             str(expect.get("first_year", "")), "本机关"]  # fmt: skip
    if "consistent" in expect:
        said.append("对得上" if expect["consistent"] else "对不上")
    return {
        "status": status,
        "text": "".join(said),
        "value": expect.get("value", first) if status == "answered" else None,
        "unit": expect.get("unit"),
        "premise": expect.get("premise") if isinstance(expect.get("premise"), str) else None,
        "figures": figures,
        "passages": [{"organ": organ, "year": year, "text": "".join(expect.get("evidence", []))}]
        if "organ" in expect
        else [],
        "options": expect.get("options_contain", []),
    }


def test_the_answer_that_every_expectation_describes_is_judged_right() -> None:
    for question in questions(make_world()):
        expects = question["expect"]
        expects = expects if isinstance(expects, list) else [expects]
        for expect in expects:
            judged = judge(expect, perfect(expect))
            assert judged.verdict == "right", (question["id"], judged.reasons)
