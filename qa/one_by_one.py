"""Two questions put in one breath: 没按时缴费的几件，没补正的几件.

Read as a whole only one of them may be heard. Where that happens each is asked by itself, the
second in the light of the first, and both answers are given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.answer import Answer
from qa.dialogue import CARRIED
from qa.labels import sentence_label
from qa.question import Question

# 那几件里 asks nothing.
_HOW_MANY = re.compile(
    r"(?<![那这哪好前头后])(?:几|多少)(?:(?=$|[?？呢啊])|[件起个次宗条](?![里中当都]))"
)
_CLAUSES = re.compile(r"[,，;；]")


def questions_in(asked: str) -> list[str]:
    """Return the questions for a number that a text puts one after the other.

    >>> questions_in("自规局2024年缴费的几件，没补正的几件")
    ['自规局2024年缴费的几件', '没补正的几件']
    >>> questions_in("自规局2024年，新收几件")
    ['自规局2024年，新收几件']
    """
    found: list[str] = []
    begun = ""
    for clause in _CLAUSES.split(asked):
        begun = f"{begun}，{clause}" if begun else clause
        if _HOW_MANY.search(clause):
            found.append(begun)
            begun = ""
    if begun and found:
        found[-1] += f"，{begun}"
    return found or [asked]


def hears_one(question: Question) -> bool:
    """Return whether one cell of one organ was heard in a plain question."""
    plain = question.operation.name == "look_up" and question.premise is None
    one = len(question.organs) == 1 and len(question.cells) == 1 and question.group is None
    return plain and one and len(question.years.years) <= 1


def one_by_one(asked: str, question: Question, ask: Callable[[str], Answer]) -> Answer | None:
    """Return both answers as one, None if there are no two questions, or not both are answered."""
    parts = questions_in(asked)
    if len(parts) != 2 or not hears_one(question):
        return None
    answers = [ask(part) for part in parts]
    cells = {(one.figures[0].row, one.figures[0].column) for one in answers if one.figures}
    told = all(one.status == "answered" and len(one.figures) == 1 for one in answers)
    if not told or len(cells) < len(parts):
        return None
    return _joined(asked, answers)


def unheard(asked: str, question: Question) -> tuple[str, ...]:
    """Return what to tell where only one of two questions was answered."""
    if len(questions_in(asked)) != 2 or not hears_one(question):
        return ()
    heard = sentence_label(question.cells[0].row, question.cells[0].column)
    return (f"问题里像是有两问，这里只答了“{heard}”；另一问请分开再问。",)


def _joined(asked: str, answers: Sequence[Answer]) -> Answer:
    first = answers[0]
    notes = [note for one in answers for note in one.notes]
    return replace(
        first,
        question=asked,
        text="\n".join(one.text for one in answers),
        value=None,
        unit=None,
        figures=tuple(figure for one in answers for figure in one.figures),
        passages=tuple(passage for one in answers for passage in one.passages),
        notes=tuple(dict.fromkeys(note for note in notes if not note.startswith(CARRIED))),
        understood=tuple(dict.fromkeys(slot for one in answers for slot in one.understood)),
        seconds=sum(one.seconds for one in answers),
    )
