"""The bound that a list or a count goes by: read, asked back where unclear, and put in words."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.claimed_numbers import told_bound
from qa.conditions import read_condition
from qa.draft import Draft, clarify
from qa.labels import unit_of
from qa.question import Condition
from qa.replies.asked import Asked
from qa.replies.measure import Measurement
from qa.replies.wording import number

_ANY = Condition(">", Decimal(0))
# A number with its unit bounds the figure, whether or not a condition was read from it.
_BOUND = re.compile(r"\d+(?:\.\d+)?(?:%|件|个百分点|[万亿]元?|元)")
_HAS_NUMBER = re.compile(r"\d|[一二三四五六七八九十百]")
# 没有结转件的 asks for those with none; 有没有 and 没错 do not.
_HAS_NONE = re.compile("(?<!有)(?:没有?|未|从无)(?!错|问题)")
_EITHER = re.compile("或者?")
_IN_WORDS = {">": "超过", ">=": "不少于", "<": "少于", "<=": "不超过", "=": "等于", "!=": "不是"}
_NOUGHT_IN_WORDS = {">": "不为零", "=": "为零", "!=": "不为零"}


def condition_of(asked: Asked) -> Condition:
    """Return the condition; having any where none is named, or none: 没有结转件的单位."""
    condition = asked.question.operation.condition or _ANY
    told = told_bound(asked.question.text, money=_is_money(asked))
    if told is not None and (_is_money(asked) or condition == _ANY or not condition.words):
        return told  # 不足50000元 is less than 5 of the tables' 万元
    if condition.bound or condition.comparison != ">":
        return condition
    bare = asked.question.text
    for cell in asked.question.cells:
        bare = bare.replace(cell.words, " ") if cell.words else bare
    return Condition("=", Decimal(0)) if _HAS_NONE.search(bare) else condition


def unclear_bounds(asked: Asked) -> Draft | None:
    """Ask back where the question bounds the figure twice, or in a way that was not read."""
    if _several_bounds(asked):
        return _ask_one_bound(asked)
    bound = _unread_bound(asked)
    return None if bound is None else _ask_which_way(asked, bound)


def condition_on(taken: Measurement, condition: Condition) -> str:
    """Write a condition on what is measured; a share's bound is in percent."""
    percentage = condition.bound > 1 or "%" in condition.words
    unit = "%" if taken.of is not None and percentage else taken.unit
    return condition_in_words(condition, "" if unit == "比例" else unit)


def condition_in_words(condition: Condition, unit: str) -> str:
    """Write a condition in words: 超过50件, 为零, 在5到10件之间."""
    if condition.upper is not None:
        return f"在{number(condition.bound)}到{number(condition.upper)}{unit}之间"
    if not condition.bound and condition.comparison in _NOUGHT_IN_WORDS:
        return _NOUGHT_IN_WORDS[condition.comparison]
    return f"{_IN_WORDS[condition.comparison]}{number(condition.bound)}{unit}"


def _is_money(asked: Asked) -> bool:
    cell = asked.question.cells[0]
    return unit_of(cell.row, cell.column) in ("万元", "元")


def _several_bounds(asked: Asked) -> bool:
    """Whether the question gives two bounds for one figure: 不到10件或超过200件."""
    parts = _EITHER.split(asked.question.text)
    return len(parts) > 1 and sum(read_condition(part) is not None for part in parts) > 1


def _ask_one_bound(asked: Asked) -> Draft:
    """Ask which of two bounds to go by, each option with the others cut out."""
    text = asked.question.text
    found = (read_condition(part) for part in _EITHER.split(text))
    bounds = [one.words.removesuffix("的") for one in found if one is not None]
    others = ("|".join(re.escape(one) for one in bounds if one != kept) for kept in bounds)
    options = tuple(re.sub(f"(?:或者?)?(?:{left})(?:或者?)?", "", text) for left in others)
    return clarify("一次只能按一个条件找，请问先看哪一个？", options)


def _unread_bound(asked: Asked) -> str | None:
    """Return a number the question bounds the figure by and that no condition was read from."""
    condition = asked.question.operation.condition
    if condition is not None and _HAS_NUMBER.search(condition.words):
        return None
    if told_bound(asked.question.text, money=_is_money(asked)) is not None:
        return None
    match = _BOUND.search(asked.question.text)
    return match.group() if match else None


def _ask_which_way(asked: Asked, bound: str) -> Draft:
    """Ask whether a number is the least or the most, with the question put either way."""
    led = rf"(?:达到?|到|有)?{re.escape(bound)}"
    text = asked.question.text
    options = tuple(re.sub(led, f"{word}{bound}", text) for word in ("不少于", "超过", "少于"))
    return clarify(f"“{bound}”是下限还是上限？请问要找哪一种？", options)
