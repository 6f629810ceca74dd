"""Is an answer the expected one? The rules, strict on purpose.

`right`: the expected figure from the expected cells, or the expected passage. `declined`: the
program kept silent where an answer was expected. `wrong`: it showed another figure or passage,
however near. `unjudged`: the case says nothing that could be compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from ingest.form import load_form
from qa.answer import Answer
from qa.said import compact, core, items_said, parts_said, says, yes_or_no

Outcome = Literal["right", "declined", "wrong", "unjudged"]
Judgement = tuple[Outcome, str]
_RIGHT: Judgement = ("right", "")
_NOT_SAID = re.compile(r"未提及|未写明|未给出|未列|没有写|没有提|没有说明|未统计|没有这")
_CORRECTION = re.compile(r"不成立|不符|并非|并未|没有|实际|未收|而不是|有误")
_NOT_WHOLE_AREA = re.compile(r"本机关|汇总|口径|全区|全市|全县|自身")


@dataclass(frozen=True, slots=True)
class Case:
    """One question, or several in one conversation, and what is expected of the last answer.

    `answer` is the file's own object, read only here.
    """

    id: str
    type: str
    turns: tuple[str, ...]
    expect: str
    answer: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a side file expects of a case in one particular library.

    Any of `statuses` will do; none given, any status.
    """

    statuses: tuple[str, ...]
    value: int | float | str | None
    must_contain: tuple[str, ...]


def judge(case: Case, answers: Sequence[Answer], expectation: Expectation | None) -> Judgement:
    """Return the outcome and, unless right, one line of why."""
    if expectation is not None:
        return _judge_expectation(expectation, answers[-1])
    if case.expect in _SILENCES:
        return _judge_silence(case, answers[-1])
    if case.answer is None:
        return "unjudged", "问题文件没有给出答案"
    if case.answer.get("kind") == "turns":
        return _judge_turns(case.answer, answers)
    tells_scope = case.expect == "scope_caveat" and answers[-1].status == "not_found"
    if answers[-1].status != "answered" and not (tells_scope and answers[-1].figures):
        return "declined", f"{answers[-1].status}：{answers[-1].text}"
    by_expect = {"correct_premise": _premise, "scope_caveat": _scope_caveat}
    rule = by_expect.get(case.expect) or _RULES.get(str(case.answer.get("kind")))
    return rule(case.answer, answers[-1]) if rule else ("unjudged", "没有这一类的判断规则")


# What is right where no answer is expected: which ways of keeping silent fit.
_SILENCES: dict[str, frozenset[str]] = {
    "clarify": frozenset({"clarify", "not_found"}),
    "refuse": frozenset({"out_of_scope", "not_found"}),
    "refuse_or_ignore_instruction": frozenset({"out_of_scope", "not_found", "clarify"}),
    "not_in_corpus": frozenset({"not_found", "clarify"}),
    "not_stated": frozenset({"not_found", "out_of_scope"}),
}


def _judge_silence(case: Case, answer: Answer) -> Judgement:
    if answer.status in _SILENCES[case.expect]:
        return _RIGHT
    if case.expect == "not_stated" and answer.value is None and _NOT_SAID.search(answer.text):
        return _RIGHT
    if case.expect == "refuse_or_ignore_instruction" and answer.status == "answered":
        return _table(case.answer, answer) if case.answer else _ignored_instruction(answer)
    return "wrong", f"应为 {case.expect}，却是 {answer.status}：{answer.text}"


def _ignored_instruction(answer: Answer) -> Judgement:
    if answer.premise == "contradicted" and answer.figures:
        return _RIGHT
    return "wrong", f"照着指令作了答：{answer.text}"


def _judge_expectation(expectation: Expectation, answer: Answer) -> Judgement:
    if expectation.statuses and answer.status not in expectation.statuses:
        silent = answer.status != "answered"
        expected = "或".join(expectation.statuses)
        return "declined" if silent else "wrong", f"应为 {expected}，却是 {answer.status}"
    if expectation.value is not None and answer.value != Decimal(str(expectation.value)):
        return "wrong", f"应为 {expectation.value}，却是 {answer.value}"
    shown = compact("".join((answer.text, *answer.notes, *answer.options)))
    shown += "".join(compact(passage.text) for passage in answer.passages)
    missing = [words for words in expectation.must_contain if compact(words) not in shown]
    return ("wrong", f"缺少：{'、'.join(missing)}") if missing else _RIGHT


def _table(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """The one number asked for, from the expected cells, in the expected unit."""
    value = answer.value
    if value is None and len(answer.figures) == 1:
        value = answer.figures[0].value
    if value != Decimal(str(expected["value"])):
        return "wrong", f"应为 {expected['value']}，却是 {value}"
    if answer.unit and expected.get("unit") and answer.unit != expected["unit"]:
        return "wrong", f"单位应为 {expected['unit']}，却是 {answer.unit}"
    return _cells(expected, answer)


def _table_multi(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    cited = _cited(answer)
    for cell, value in expected["value"].items():
        if cited.get(cell) != Decimal(str(value)):
            return "wrong", f"{cell} 应为 {value}，却是 {cited.get(cell)}"
    return _RIGHT


def _derived(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """A number worked out; shares are per cent in the file (two decimals), 0..1 in answers."""
    if answer.value is None:
        return "wrong", "没有算出数"
    wanted = Decimal(str(expected["value"]))
    is_share = expected.get("unit") == "%"
    got = answer.value * 100 if is_share else answer.value
    if abs(got - wanted) > (Decimal("0.0051") if is_share else 0):
        return "wrong", f"应为 {wanted}{expected.get('unit', '')}，却是 {got}"
    cited, cells = _cited(answer), expected.get("cells", [])
    return _RIGHT if any(_is_cited(cell, cited) for cell in cells) else ("wrong", "引用了别的格")


def _narrative(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    missing = _missing_evidence(expected, answer)
    if missing:
        return "wrong", f"没有引到：{'；'.join(missing)}"
    value = expected.get("value")
    if expected["kind"] == "narrative_text" or value is None:
        return _RIGHT
    shown = compact(answer.text + "".join(passage.text for passage in answer.passages))
    place = answer.text if isinstance(value, int | float) else shown
    return _RIGHT if says(place, str(value)) else ("wrong", f"回答里没有 {value}")


def _list(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """Every item named, its number with it, and no other row of the form named beside them."""
    cells = expected.get("cells", [])
    cited, text = _cited(answer), compact(answer.text)
    missing = [cell for cell in cells if not _is_cited(cell, cited)]
    if missing:
        return "wrong", f"缺少：{'、'.join(missing)}"
    absent = [
        item for item in items_said(expected["value"]) if not all(says(text, p) for p in item)
    ]
    if absent:
        return "wrong", f"没有说：{absent}"
    extra = [
        figure.row_label
        for figure in answer.figures
        if f"{figure.row}:{figure.column}" not in cells and core(figure.row_label) in text
    ]
    return ("wrong", f"多说了：{'、'.join(extra)}") if extra else _RIGHT


def _yes_no(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    missing = _missing_evidence(expected, answer)
    if missing:
        return "wrong", f"没有引到：{'；'.join(missing)}"
    if expected.get("cells") and not any(_is_cited(c, _cited(answer)) for c in expected["cells"]):
        return "wrong", "引用了别的格"
    first = compact(re.split(r"[。！；\n]", answer.text.strip())[0])
    said = yes_or_no(first)
    if said is None:
        return "declined", f"只引了原文，没有明说是或否：{first}"
    return _RIGHT if said == expected["value"] else ("wrong", f"应为{expected['value']}：{first}")


def _premise(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    rule = _RULES[str(expected["kind"])]
    evidence = dict(expected)
    if expected["kind"] == "narrative" and expected.get("value") == 0:
        evidence.pop("value")  # a nought told in words: 未收取
    outcome, reason = rule(evidence, answer)
    if outcome != "right":
        return outcome, reason
    if answer.premise == "contradicted" or _CORRECTION.search(answer.text):
        return _RIGHT
    return "wrong", f"没有指出前提不成立：{answer.text}"


def _scope_caveat(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """The organ's own figure, told apart from the whole area's, which no report gives."""
    outcome, reason = _table(expected, answer)
    said = "".join((answer.text, *answer.notes))
    if outcome == "right" and not _NOT_WHOLE_AREA.search(said):
        return "wrong", "没有说明口径"
    return outcome, reason


def _judge_turns(expected: Mapping[str, Any], answers: Sequence[Answer]) -> Judgement:
    if len(answers) != len(expected["value"]):
        return "wrong", "轮数不符"
    worst: Judgement = _RIGHT
    for number, (value, answer) in enumerate(zip(expected["value"], answers, strict=True), 1):
        outcome, reason = _turn(value, answer)
        if outcome == "wrong":
            return outcome, f"第 {number} 问：{reason}"
        if outcome == "declined":
            worst = outcome, f"第 {number} 问：{reason}"
    return worst


def _turn(value: Any, answer: Answer) -> Judgement:
    if value is None:
        silent = answer.status in ("not_found", "clarify")
        return _RIGHT if silent else ("wrong", f"应说明没有：{answer.text}")
    if answer.status != "answered":
        return "declined", f"{answer.status}：{answer.text}"
    if isinstance(value, int | float):
        right = answer.value == Decimal(str(value))
        return _RIGHT if right else ("wrong", f"应为 {value}，却是 {answer.value}")
    if not re.search(r"\d", value):
        return _RIGHT if answer.passages else ("wrong", "没有引到段落")
    shown = compact(answer.text)
    return (
        _RIGHT
        if all(says(shown, part) for part in parts_said(value))
        else (
            "wrong",
            f"应有 {value}：{answer.text}",
        )
    )


def _cells(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    cited = _cited(answer)
    missing = [cell for cell in expected.get("cells", []) if not _is_cited(cell, cited)]
    return ("wrong", f"没有引用 {'、'.join(missing)}") if missing else _RIGHT


def _cited(answer: Answer) -> dict[str, Decimal | None]:
    return {f"{figure.row}:{figure.column}": figure.value for figure in answer.figures}


def _is_cited(cell: str, cited: Mapping[str, Decimal | None]) -> bool:
    """Return whether the cell, or every printed cell it adds up, is cited."""
    row_id, _, column_id = cell.partition(":")
    row = load_form("2021").row(row_id)
    rows = row.sum if row and row.sum else (row_id,)
    column = row.column(column_id) if row else None
    columns = column.sum if column and column.sum else (column_id,)
    return cell in cited or all(f"{r}:{c}" in cited for r in rows for c in columns)


def _missing_evidence(expected: Mapping[str, Any], answer: Answer) -> list[str]:
    wanted = expected.get("evidence_substr") or []
    passages = [compact(passage.text) for passage in answer.passages]
    return [
        words
        for words in ([wanted] if isinstance(wanted, str) else wanted)
        if not any(compact(words) in passage for passage in passages)
    ]


_RULES: dict[str, Callable[[Mapping[str, Any], Answer], Judgement]] = {
    "table": _table,
    "table_multi": _table_multi,
    "derived": _derived,
    "narrative": _narrative,
    "narrative_text": _narrative,
    "list": _list,
    "yesno": _yes_no,
    "check": _yes_no,
}
