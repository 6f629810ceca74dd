"""Whether a difference, a growth or a multiple is as large as a question says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.draft import Draft
from qa.evidence import Operand
from qa.question import Claim, Condition
from qa.replies.held import holds_of, in_unit, not_as_said, premise_of, too_near_to_say
from qa.replies.wording import number, percent

_ALMOST_DOUBLE = (Decimal("1.8"), Decimal("1.95"), Decimal("2.5"))


def on_change(claim: Claim, plain: Draft) -> Draft:
    """Hold the size of a difference, a growth or a multiple against what is stated."""
    known = [one for one in plain.operands if one.value is not None]
    if claim.words == "from_to":
        return _on_both_ends(claim, plain, known)
    gaps = [one for one in claim.amounts if one.gap or one.unit in ("%", "倍")]
    if len(known) != 2 or len(gaps) != 1:
        return plain
    stated = gaps[0]
    later, earlier = _later_first(known)
    gap = (later.value or Decimal(0)) - (earlier.value or Decimal(0))
    if stated.unit in ("%", "倍"):
        return _on_rate(claim, plain, later, earlier)
    wrong_way = re.match("不(?:是|对)", plain.text) is not None
    size = in_unit(abs(gap), later.unit, stated)
    if size is None or wrong_way:
        return plain
    levels = [one for one in claim.amounts if one not in gaps]
    wrong = [one for one in levels if not any(holds_of(operand, one) for operand in known)]
    if wrong:
        text = f"不对。{_bare(plain.text)}没有哪一年是{number(wrong[0].condition.bound)}件的。"
        return replace(plain, text=text, premise=premise_of(claim, False))
    holds = stated.condition.holds(size)
    rest = _bare(plain.text)
    opening = "对，" if holds else "不对，"
    tail = "" if holds else f"差数{not_as_said(stated)}"
    return replace(plain, text=f"{opening}{rest}{tail}", premise=premise_of(claim, holds))


def _on_both_ends(claim: Claim, plain: Draft, known: Sequence[Operand]) -> Draft:
    """Hold 由37件增加到57件 against the earlier figure and the later one."""
    if len(known) != 2:
        return plain
    later, earlier = _later_first(known)
    verdicts = [
        holds_of(one, said) for one, said in zip((earlier, later), claim.amounts, strict=True)
    ]
    if None in verdicts:
        return plain
    holds = all(verdicts)
    rest = re.sub(r"^(?:不?是的?|不?对)，", "", plain.text)
    opening = "对" if holds else "不对"
    return replace(plain, text=f"{opening}，{rest}", premise=premise_of(claim, holds))


def _bare(text: str) -> str:
    """Return an answer without its opening yes."""
    return re.sub(r"^(?:是的?|对)，", "", text)


def _later_first(known: Sequence[Operand]) -> tuple[Operand, Operand]:
    first, second = known
    if first.card.year < second.card.year:
        return second, first
    return first, second


def _on_rate(claim: Claim, plain: Draft, later: Operand, earlier: Operand) -> Draft:
    """Hold the rate, or the multiple, against what is stated; a near miss has no verdict."""
    if not earlier.value or later.value is None or plain.text.startswith(("不是", "不对")):
        return plain
    stated = claim.amounts[0]
    ratio = later.value / earlier.value
    rest = _bare(plain.text)
    if stated.unit == "倍":
        said = stated.condition
        open_end = said.upper is None and said.comparison == "="
        holds = _multiple_holds(ratio, said) if open_end else said.holds(ratio)
        sums = f"{number(later.value)} ÷ {number(earlier.value)} = {number(round(ratio, 2))}"
        shown = f"是{number(round(ratio, 2))}倍（{sums}）"
    else:
        rate = ratio - 1
        near = too_near_to_say(abs(rate), stated)
        holds = None if near else stated.condition.holds(abs(rate))
        base = number(earlier.value)
        sums = f"({number(later.value)} - {base}) ÷ {base} = {percent(rate)}"
        shown = f"{'增长' if rate > 0 else '下降'}{percent(abs(rate))}（{sums}）"
    if holds is None:
        return replace(plain, text=f"{shown}。{rest}")
    opening = "对" if holds else "不对"
    return replace(plain, text=f"{opening}，{shown}。{rest}", premise=premise_of(claim, holds))


def _multiple_holds(ratio: Decimal, stated: Condition) -> bool | None:
    """Whether 翻番 (or 减半) may be said; None for what is near it."""
    times = ratio if stated.bound > 1 else 1 / ratio if ratio else Decimal(100)
    times = times / stated.bound * 2 if stated.bound > 1 else times
    low, enough, most = _ALMOST_DOUBLE
    if times < low:
        return False
    return True if enough <= times <= most else None
