"""Which of two numbers a question names is the figure: 新收是275件还是207件."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from qa.claimed_numbers import amount_of, numbers
from qa.draft import Draft
from qa.question import ClaimedAmount
from qa.replies.asked import Asked
from qa.replies.held import in_unit
from qa.replies.wording import number

_OR = re.compile(r"[^\d一二三四五六七八九十百千]{0,4}(?:还是|抑或|或者?)(?:说|是)?[^\d]{0,6}")
_ONE_OF_THEM = re.compile("[多少高低增减升降]")


def one_of_two(asked: Asked, reply: Callable[[Asked], Draft]) -> Draft | None:
    """Say which of two numbers it is, or neither; None where the question offers no two."""
    offered = _offered(asked.question.text)
    if len(offered) != 2 or len(asked.question.cells) != 1 or asked.question.group is not None:
        return None
    plain = reply(asked)
    if plain.status != "answered" or plain.value is None or asked.plan.own_only:
        return None
    said = [in_unit(plain.value, plain.unit, one) for one in offered]
    right = [
        value is not None and one.condition.holds(value)
        for value, one in zip(said, offered, strict=True)
    ]
    if None in said or all(right) or plain.unit == "比例":
        return None
    shown = f"{number(plain.value)}{plain.unit}"
    others = [one for one, fits in zip(offered, right, strict=True) if not fits]
    not_so = "、".join(f"不是{number(one.said or Decimal(0))}{plain.unit}" for one in others)
    opening = f"是{shown}，{not_so}。" if any(right) else f"都不是，是{shown}。"
    text = opening + plain.text.removeprefix(f"{shown}。")
    return replace(plain, text=text, premise="holds" if any(right) else "contradicted")


def _offered(text: str) -> list[ClaimedAmount]:
    """Return the two exact numbers that 还是 or 或 stands between."""
    found = sorted(numbers(text), key=lambda match: match.start("number"))
    for first, second in pairwise(found):
        between = text[first.end() : second.start("number")]
        amounts = [amount_of(first), amount_of(second)]
        exact = [one for one in amounts if one is not None and one.said is not None]
        if len(exact) == 2 and _OR.fullmatch(between) and not _ONE_OF_THEM.search(between):
            return exact
    return []
