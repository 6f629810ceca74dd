"""A figure held against what is said of it: the unit, the verdict, the words for it."""

from __future__ import annotations

from decimal import Decimal

from qa.answer import Premise
from qa.evidence import Operand
from qa.question import Claim, ClaimedAmount
from qa.replies.wording import number

_IN_YUAN = 10_000
_ROUGH = Decimal("0.04")


def in_unit(value: Decimal | None, unit: str | None, stated: ClaimedAmount) -> Decimal | None:
    """Return the value in the unit of what is stated, None where the two do not compare."""
    if value is None:
        return None
    if stated.unit == "%":
        return value if unit == "比例" else None
    if unit == "比例" or stated.unit == "倍":
        return None
    if unit == "万元" and not stated.unit and stated.condition.bound >= _IN_YUAN:
        return value * 10_000  # 20多万 said of a sum of money
    money = stated.unit in ("元", "万元")
    if money and unit == "万元":
        return value * 10_000 if stated.unit == "元" else value
    if money or (unit in ("万元", "元") and stated.unit):
        return value if unit == stated.unit else None
    return value


def not_as_said(stated: ClaimedAmount) -> str:
    """Say that the claim does not hold, in the asker's own number."""
    if not stated.said:
        return "与所说不符。"
    words = stated.condition.words
    plain = not words.endswith(("万", "亿"))  # 1.6亿 is repeated as it was said
    said = f"{number(stated.said)}{stated.unit}" if plain else words.lstrip("了有是")
    return f"不是{said}，与所说不符。"


def premise_of(claim: Claim, holds: bool) -> Premise | None:
    """Return what the verdict makes of a statement; what was only asked is neither."""
    if holds:
        return "holds" if claim.certain else None
    return "contradicted" if claim.certain else None


def holds_of(operand: Operand, stated: ClaimedAmount) -> bool | None:
    """Return whether a figure is as stated, None where the units do not compare."""
    value = in_unit(operand.value, operand.unit, stated)
    return None if value is None else stated.condition.holds(value)


def too_near_to_say(value: Decimal, stated: ClaimedAmount) -> bool:
    """Whether a rough share (两成, 一半) is missed so narrowly that neither yes nor no is fair."""
    low, high = stated.condition.bound, stated.condition.upper
    if stated.unit != "%" or high is None or high - low < _ROUGH:
        return False
    return not stated.condition.holds(value) and low - _ROUGH <= value <= high + _ROUGH
