"""The product asked itself: was its answer right, wrong, or did it decline?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from index import Library
from qa import ask
from qa.answer import Answer
from tests.bench.retrieval.gold import GoldQuestion, answers, has_number

TODAY = date(2026, 6, 1)  # no question says 去年 or 今年
Verdict = Literal["right", "shown", "wrong", "declined"]


def verdict_on_number(
    question: GoldQuestion, library: Library, texts: Mapping[str, str]
) -> tuple[Verdict, Answer]:
    """Ask the product and judge.

    `shown`: it did not pull the number out, but quoted the passage that has it. One that gives no
    number and quotes nothing ("空白，不能当作零相加") declines. Any other answer without the right
    number is wrong, and so is any answer to an unanswerable question.
    """
    answer = ask(library, question.question, today=TODAY)
    if answer.status != "answered":
        return "declined", answer
    if answer.value is not None:
        right = any(answer.value == Decimal(value) for value in question.values)
        return ("right" if right else "wrong"), answer
    if not answer.passages and all(figure.value is None for figure in answer.figures):
        return "declined", answer
    if not _quotes_gold(question, answer, texts):
        return "wrong", answer
    return ("right" if _leads_with(question.values, answer.text) else "shown"), answer


def _leads_with(values: Sequence[str], text: str) -> bool:
    """Does the answer begin with the number? 5500余条 is no exact value, but it is the answer."""
    return any(text.startswith(value) and has_number(text, value) for value in values)


def verdict_on_words(
    question: GoldQuestion, library: Library, texts: Mapping[str, str]
) -> tuple[Verdict, Answer]:
    """Ask the product a question whose answer is words: right if it quotes a passage that answers.

    `shown` is not told apart here. Anything else that it answers is wrong.
    """
    answer = ask(library, question.question, today=TODAY)
    if answer.status != "answered":
        return "declined", answer
    return ("right" if _quotes_gold(question, answer, texts) else "wrong"), answer


def _quotes_gold(question: GoldQuestion, answer: Answer, texts: Mapping[str, str]) -> bool:
    return any(
        passage.source.start is not None
        and passage.source.end is not None
        and answers(question, passage.report, (passage.source.start, passage.source.end), texts)
        for passage in answer.passages
    )
