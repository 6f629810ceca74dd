"""Put a file of questions to a library and count what came back, by type.

A question file has one object a line: `{"id", "type", "question" | "turns", "expect", "answer"}`.
Where the right answer depends on the library, a side file of expectations, one object a line as
`{"id", "status", "value", "must_contain"}`, decides instead. The rules are in `qa.judge`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from qa.answer import Answer
from qa.judge import Case, Expectation, judge
from qa.judge_kinds import Outcome

Asking = Callable[[Sequence[str]], list[Answer]]


class QuestionFileError(Exception):
    """A question file cannot be read; one line of Chinese with the line number."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one case came to; `seconds` is the mean of its turns."""

    case: Case
    outcome: Outcome
    reason: str
    seconds: float
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How the cases of one type came out."""

    type: str
    right: int
    declined: int
    wrong: int
    unjudged: int
    median_ms: float

    @property
    def judged(self) -> int:
        """How many cases could be judged."""
        return self.right + self.declined + self.wrong

    @property
    def share_right(self) -> float:
        """Right ones among the judged; 1 if none was judged."""
        return self.right / self.judged if self.judged else 1.0


def evaluate(
    cases: Iterable[Case], expectations: Mapping[str, Expectation], asking: Asking
) -> Iterator[Verdict]:
    """Put each case to `asking`, which answers its turns as one conversation, and judge it."""
    for case in cases:
        started = time.perf_counter()
        try:
            answers = asking(case.turns)
        except Exception as error:  # one question that breaks must not hide the others
            yield Verdict(case, "wrong", f"出错：{type(error).__name__}：{error}", 0.0, ())
            continue
        seconds = (time.perf_counter() - started) / len(case.turns)
        outcome, reason = judge(case, answers, expectations.get(case.id))
        yield Verdict(case, outcome, reason, seconds, tuple(answers))


def tally(verdicts: Iterable[Verdict]) -> list[Tally]:
    """Return one tally a type, in order of first appearance, and one of all last ("合计")."""
    verdicts = list(verdicts)
    types = dict.fromkeys(verdict.case.type for verdict in verdicts)
    by_type = [
        _tally(type_, [verdict for verdict in verdicts if verdict.case.type == type_])
        for type_ in types
    ]
    return [*by_type, _tally("合计", verdicts)]


def _tally(type_: str, verdicts: list[Verdict]) -> Tally:
    outcomes = [verdict.outcome for verdict in verdicts]
    return Tally(
        type=type_,
        right=outcomes.count("right"),
        declined=outcomes.count("declined"),
        wrong=outcomes.count("wrong"),
        unjudged=outcomes.count("unjudged"),
        median_ms=1000 * median([verdict.seconds for verdict in verdicts] or [0.0]),
    )


def read_cases(path: Path, types: Sequence[str] = ()) -> list[Case]:
    """Return the cases of a question file, of these types only if any are given.

    Raises:
        QuestionFileError: the file cannot be read, or a line is no question.
    """
    cases = []
    for number, fields in _objects(path):
        turns = fields.get("turns") or [fields.get("question")]
        if not all(isinstance(turn, str) for turn in turns):
            raise QuestionFileError(f"{path} 第 {number} 行没有 question 或 turns。")
        cases.append(
            Case(
                id=str(fields.get("id", number)),
                type=str(fields.get("type", "其他")),
                turns=tuple(turns),
                expect=str(fields.get("expect", "answer")),
                answer=fields.get("answer"),
            )
        )
    return [case for case in cases if not types or case.type in types]


def read_expectations(path: Path) -> dict[str, Expectation]:
    """Return the expectations of a side file by case id.

    Raises:
        QuestionFileError: the file cannot be read.
    """
    return {
        str(fields.get("id")): Expectation(
            statuses=_statuses(fields.get("status")),
            value=fields.get("value"),
            must_contain=tuple(fields.get("must_contain") or ()),
        )
        for _, fields in _objects(path)
    }


def _statuses(status: object) -> tuple[str, ...]:
    if isinstance(status, list):
        return tuple(str(one) for one in status)
    return (str(status),) if status else ()


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"读不了问题文件 {path}。") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise QuestionFileError(f"{path} 第 {number} 行不是完整的 JSON。") from error
        if not isinstance(fields, dict):
            raise QuestionFileError(f"{path} 第 {number} 行应是一个 JSON 对象。")
        yield number, fields
