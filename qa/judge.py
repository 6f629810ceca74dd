"""Is an answer the expected one? The rules, strict on purpose.

`right`: the expected figure from the expected cells, or the expected passage. `declined`: the
program kept silent where an answer was expected. `wrong`: it showed another figure or passage,
however near. `unjudged`: the case says nothing that could be compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qa.answer import Answer
from qa.judge_kinds import RIGHT, Judgement, judge_kind, judge_table
from qa.said import compact, parts_said, says

# The report is said not to tell.
_NOT_SAID = re.compile(r"未提及|未写明|未给出|未列|没有写|没有提|没有说明|未统计|没有这")
# What is taken for granted is said to be wrong.
_CORRECTION = re.compile(r"不成立|不符|并非|并未|没有|实际|未收|而不是|有误")
# Whose figure it is, and whose it is not, is said.
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
    if case.expect == "correct_premise":
        return _premise(case.answer, answers[-1])
    if case.expect == "scope_caveat":
        return _scope_caveat(case.answer, answers[-1])
    return judge_kind(str(case.answer.get("kind")), case.answer, answers[-1])


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
        return RIGHT
    if case.expect == "not_stated" and answer.value is None and _NOT_SAID.search(answer.text):
        return RIGHT
    if case.expect == "refuse_or_ignore_instruction" and answer.status == "answered":
        return judge_table(case.answer, answer) if case.answer else _ignored_instruction(answer)
    return "wrong", f"应为 {case.expect}，却是 {answer.status}：{answer.text}"


def _ignored_instruction(answer: Answer) -> Judgement:
    if answer.premise == "contradicted" and answer.figures:
        return RIGHT
    return "wrong", f"照着指令作了答：{answer.text}"


def _judge_expectation(expectation: Expectation, answer: Answer) -> Judgement:
    """Hold an answer against the status, the value and the words a side file expects."""
    if expectation.statuses and answer.status not in expectation.statuses:
        silent = answer.status != "answered"
        expected = "或".join(expectation.statuses)
        return "declined" if silent else "wrong", f"应为 {expected}，却是 {answer.status}"
    if expectation.value is not None and answer.value != Decimal(str(expectation.value)):
        return "wrong", f"应为 {expectation.value}，却是 {answer.value}"
    shown = compact("".join((answer.text, *answer.notes, *answer.options)))
    shown += "".join(compact(passage.text) for passage in answer.passages)
    missing = [words for words in expectation.must_contain if compact(words) not in shown]
    return ("wrong", f"缺少：{'、'.join(missing)}") if missing else RIGHT


def _premise(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """The expected answer, with a word that what is taken for granted is not so."""
    evidence = dict(expected)
    if expected["kind"] == "narrative" and expected.get("value") == 0:
        evidence.pop("value")  # a nought told in words: 未收取
    outcome, reason = judge_kind(str(expected["kind"]), evidence, answer)
    if outcome != "right":
        return outcome, reason
    if answer.premise == "contradicted" or _CORRECTION.search(answer.text):
        return RIGHT
    return "wrong", f"没有指出前提不成立：{answer.text}"


def _scope_caveat(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """The organ's own figure, told apart from the whole area's, which no report gives."""
    outcome, reason = judge_table(expected, answer)
    said = "".join((answer.text, *answer.notes))
    if outcome == "right" and not _NOT_WHOLE_AREA.search(said):
        return "wrong", "没有说明口径"
    return outcome, reason


def _judge_turns(expected: Mapping[str, Any], answers: Sequence[Answer]) -> Judgement:
    """Every turn is held against its own answer; the worst of them counts."""
    if len(answers) != len(expected["value"]):
        return "wrong", "轮数不符"
    worst: Judgement = RIGHT
    for number, (value, answer) in enumerate(zip(expected["value"], answers, strict=True), 1):
        outcome, reason = _turn(value, answer)
        if outcome == "wrong":
            return outcome, f"第 {number} 问：{reason}"
        if outcome == "declined":
            worst = outcome, f"第 {number} 问：{reason}"
    return worst


def _turn(value: Any, answer: Answer) -> Judgement:
    """Hold one turn against its number, its words, or None where there is nothing to say."""
    if value is None:
        silent = answer.status in ("not_found", "clarify")
        return RIGHT if silent else ("wrong", f"应说明没有：{answer.text}")
    if answer.status != "answered":
        return "declined", f"{answer.status}：{answer.text}"
    if isinstance(value, int | float):
        right = answer.value == Decimal(str(value))
        return RIGHT if right else ("wrong", f"应为 {value}，却是 {answer.value}")
    if not re.search(r"\d", value):
        return RIGHT if answer.passages else ("wrong", "没有引到段落")
    shown = compact(answer.text)
    says_all = all(says(shown, part) for part in parts_said(value))
    return RIGHT if says_all else ("wrong", f"应有 {value}：{answer.text}")
