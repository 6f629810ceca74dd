"""Shares and growth that a question states: 占了一半以上, 增长三成, 翻了一番."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.claims import number_in
from qa.question import ClaimedAmount, Condition

_NUM = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)"
_LEAST = r"(?P<least>超过|超|高于|多于|大于|过|不止|不少于|不低于|至少|突破)?(?:了)?\s*"
_MOST = r"(?P<most>不到|不足|低于|少于|没到|未到|不超过|至多|最多)?\s*"
_SHARE = re.compile(
    rf"{_LEAST}{_MOST}(?:"
    rf"(?P<percent>\d+(?:\.\d+)?)\s*%|百分之(?P<han_percent>{_NUM})|"
    rf"(?P<below>{_NUM})分之(?P<above>{_NUM})|(?P<tenths>{_NUM})成(?P<half_tenth>半)?(?![了为立])|"
    r"(?P<half>一半|半数|五成))(?P<after>以上|多|以下|左右|上下|不到)?"
)
_OVER_HALF = re.compile("过半|大半|多半|大部分|绝大多数|大多数?|大头|一多半|超半")
_DOUBLED = re.compile("翻了?一?[番倍]|(?:增长|增加|多|涨|上升)了?(?:了|出)?一倍|成倍")
_HALVED = re.compile("减半|腰斩|(?:少|减少|下降|降|跌)了?一半")
_ROUGH = Decimal("0.03")
_NO_POINTS = re.compile(r"\s*个?(?:百分)?点")
_HUNDRED = Decimal(100)


def claimed_share(bare: str) -> ClaimedAmount | None:
    """Return the share a question states, as 0..1, None where it states none or asks for one."""
    for match in _SHARE.finditer(bare):
        if _NO_POINTS.match(bare, match.end()):
            continue
        value, exact = _value(match)
        if value is not None:
            condition = _condition(match, value, exact)
            return ClaimedAmount(condition, "%", match.start())
    over = _OVER_HALF.search(bare)
    if over is None:
        return None
    return ClaimedAmount(Condition(">", Decimal("0.5"), None, over.group()), "%", over.start())


def claimed_multiple(bare: str) -> ClaimedAmount | None:
    """Return how many times the earlier figure the later one is said to be: 翻了一番 is 2."""
    match = _DOUBLED.search(bare)
    if match is not None:
        return ClaimedAmount(Condition("=", Decimal(2), None, match.group()), "倍", match.start())
    match = _HALVED.search(bare)
    if match is None:
        return None
    half = Condition("=", Decimal("0.5"), None, match.group())
    return ClaimedAmount(half, "倍", match.start())


def _value(match: re.Match[str]) -> tuple[Decimal | None, bool]:
    """Return the share and whether it was said to the point."""
    if match["percent"]:
        return Decimal(match["percent"]) / _HUNDRED, True
    if match["han_percent"]:
        number = number_in(match["han_percent"])
        return (None if number is None else number / _HUNDRED), True
    if match["below"]:
        below, above = number_in(match["below"]), number_in(match["above"])
        return (above / below if below and above else None), False
    if match["half"]:
        return Decimal("0.5"), False
    tenths = number_in(match["tenths"])
    if tenths is None or tenths > 10:
        return None, False
    return (tenths + (Decimal("0.5") if match["half_tenth"] else 0)) / 10, False


def _condition(match: re.Match[str], value: Decimal, exact: bool) -> Condition:
    words, after = match.group(), match["after"] or ""
    if match["most"]:
        return Condition("<", value, None, words)
    if match["least"] or after in ("以上", "多"):
        from_there = after == "以上" and not match["least"]
        return Condition(">=" if from_there else ">", value, None, words)
    if after == "以下":
        return Condition("<=", value, None, words)
    near = _ROUGH
    if exact and not after:
        digits = len((match["percent"] or "").partition(".")[2])
        near = Decimal("0.005").scaleb(-digits) + Decimal("0.00001")
    return Condition(">=", value - near, value + near, words)
