"""What a question takes for granted: a number, 那件, that all was done."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qa.matter import TAKES_FOR_GRANTED
from qa.numerals import han_number
from qa.question import CellRef, Operation, Question

_COUNTED = re.compile(
    r"(?<!第)(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})\s*(?:件|起|宗|例|场|篇|次|条|期|份|万元|"
    r"个(?!季度|月|年|单位|机关|部分|问题|数|部门|地方|街道|局|人))"
)
_THAT_ONE = re.compile(r"那[几一]?(?:件|起|宗|场|份|个案子)|(?:收取|收到|缴)的.{0,8}(?:都|花|用)")
_ALL_DONE = re.compile(
    r"(?:所有|全部|全都|都)(?:的)?(?:申请)?.{0,6}(?:办完|办结|处理完|答复完)(?:了)?"
)


def with_premise(question: Question, bare: str) -> Question:
    """Read a number, or a 那件, that the question takes for granted."""
    done = _ALL_DONE.search(bare)
    if done and re.search("既然|平均几天|为什么|为何", bare):
        cell = CellRef("carried_out", "total", done.group())
        return replace(
            question, cells=(cell,), operation=Operation(), premise=Decimal(0), unrecorded=None
        )
    if question.operation.name in ("list", "count", "rank", "total", "average", "definition"):
        return question
    if _claims_none(question, bare):
        return replace(question, premise=Decimal(0), operation=Operation(words="没有"))
    counted = _COUNTED.search(bare)
    granted = TAKES_FOR_GRANTED.search(bare)
    condition = question.operation.condition
    if counted and granted and not (condition and counted.group() in condition.words):
        number = _number(counted["number"])
        if number is not None:
            return replace(question, premise=number, operation=_plain(question))
    if _THAT_ONE.search(bare) and not re.search(r"多少|几[件起个场次]", bare):
        return replace(
            question, premise=Decimal(1), premise_at_least=True, operation=_plain(question)
        )
    return question


def _number(words: str) -> Decimal | None:
    if words.replace(".", "").isdigit():
        return Decimal(words)
    number = han_number(words)
    return None if number is None else Decimal(number)


def _claims_none(question: Question, bare: str) -> bool:
    """Whether it is taken for granted that there were none: 一件申请都没收到吧."""
    condition = question.operation.condition
    zero = condition is not None and condition.comparison == "=" and not condition.bound
    plain = question.operation.name in ("look_up", "yes_no") and question.group is None
    return zero and plain and bool(question.cells) and not re.search("有没有|是否|多少|几件", bare)


def _plain(question: Question) -> Operation:
    keep = ("look_up", "describe", "consistency", "share")
    return question.operation if question.operation.name in keep else Operation()
