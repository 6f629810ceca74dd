"""Verdicts: whether what a question states is so, with the figures it is held against.

The figure is worked out as if it had simply been asked for; the claim is held against that one.
Where it is not certain which figure is meant, the figures stand there without a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.answer import Premise
from qa.draft import Draft
from qa.evidence import Operand
from qa.question import Claim, ClaimedAmount, Condition
from qa.replies.asked import Asked
from qa.replies.placed import place_verdict
from qa.replies.wording import amount, number, percent, row_in_words, subject

_WHY = re.compile("为什么|为何|为啥|怎么|缘何|何以|咋|凭|原因|理由")
_CONTENT = re.compile(
    r"什么(?:内容|信息|案子|事|材料|主题)|申请的是什么|叫什么|什么名|谁(?:提|申请)的"
)
_EACH = re.compile("都|各|均|每")
_YEAR = re.compile(r"(?:20)?(?P<year>\d\d)\s*年")
_ALMOST_DOUBLE = (Decimal("1.8"), Decimal("1.95"), Decimal("2.5"))
_COUNTED = ("件", "元", "万元", "%", "倍")

Reply = Callable[[Asked], Draft]


def claimed(asked: Asked, reply: Reply) -> Draft | None:
    """Say whether the claim holds; None where the question states nothing of its cells."""
    claim = asked.question.claim
    if claim is None or not asked.question.cells:
        return None
    if claim.kind == "place":
        return place_verdict(asked, claim)
    plain = reply(replace(asked, question=replace(asked.question, claim=None, premise=None)))
    if plain.status != "answered" or asked.plan.own_only:
        return plain
    if claim.kind == "change" or any(one.gap for one in claim.amounts):
        return _on_change(claim, plain)
    if plain.value is not None and len(claim.amounts) == 1:
        return _on_one(asked, claim, plain)
    return _on_each(asked, claim, plain)


def _on_one(asked: Asked, claim: Claim, plain: Draft) -> Draft:
    """Hold the one number that was worked out against the one that is stated."""
    stated = claim.amounts[0]
    value = _in_unit(plain.value, plain.unit, stated)
    if value is None or plain.value is None:
        return plain
    holds = stated.condition.holds(value)
    shown = percent(plain.value) if plain.unit == "比例" else f"{number(plain.value)}{plain.unit}"
    rest = plain.text.removeprefix(f"{shown}。")
    none = not stated.condition.bound and stated.condition.comparison == "="
    if holds and _CONTENT.search(asked.question.text):
        text = f"对，是{shown}。报告只给出数目，没有写明具体内容。{rest}"
        return replace(plain, text=text, premise="holds")
    if not claim.certain:
        opening = f"{'是' if holds else '不是'}，{shown}。"
    elif none:
        opening = f"对，没有（{shown}）。" if holds else f"不对，有{shown}。"
    else:
        opening = f"{'对' if holds else '不对'}，是{shown}。"
    why = "报告只给出数目，没有写明原因。" if _WHY.search(asked.question.text) else ""
    wrong = "" if holds or not claim.certain else _not_as_said(stated)
    first, *others = rest.split("\n")
    text = "\n".join([f"{opening}{first}{wrong}{why}", *others])
    return replace(plain, text=text, premise=_premise(claim, holds))


def _in_unit(value: Decimal | None, unit: str | None, stated: ClaimedAmount) -> Decimal | None:
    """Return the value in the unit of what is stated, None where the two do not compare."""
    if value is None:
        return None
    if stated.unit == "%":
        return value if unit == "比例" else None
    if unit == "比例" or stated.unit == "倍":
        return None
    money = stated.unit in ("元", "万元")
    if money and unit == "万元":
        return value * 10_000 if stated.unit == "元" else value
    if money or (unit in ("万元", "元") and stated.unit):
        return value if unit == stated.unit else None
    return value


def _not_as_said(stated: ClaimedAmount) -> str:
    """Say that the claim does not hold, in the asker's own number."""
    if stated.condition.comparison != "=" or not stated.condition.bound:
        return "与所说不符。"
    return f"不是{number(stated.condition.bound)}{stated.unit or ''}，与所说不符。"


def _in_brackets(stated: ClaimedAmount) -> str:
    return f"（{_not_as_said(stated).removesuffix('。')}）"


def _premise(claim: Claim, holds: bool) -> Premise | None:
    if holds:
        return "holds" if claim.certain else None
    return "contradicted" if claim.certain else None


def _on_each(asked: Asked, claim: Claim, plain: Draft) -> Draft:
    """Hold each of several numbers against the figure it stands beside."""
    table = asked.operands(asked.question.cells)
    flat = [operand for row in table for operand in row]
    pairs = _pairs(asked, claim, flat)
    if not pairs or any(operand.value is None for operand, _ in pairs):
        return plain
    verdicts = [_holds(operand, stated) for operand, stated in pairs]
    if any(one is None for one in verdicts):
        return plain
    holds = all(verdicts)
    told = [
        f"{subject(operand)}为{amount(operand)}{'' if right else _in_brackets(stated)}"
        for (operand, stated), right in zip(pairs, verdicts, strict=True)
    ]
    opening = "对" if holds else "不对"
    some = "，有的相符，有的不符" if not holds and any(verdicts) else ""
    left = [operand for operand in flat if operand not in {one for one, _ in pairs}]
    beside = f"另外，{row_in_words(left)}" if left and len(table) == 1 else ""
    text = f"{opening}{some}。{'；'.join(told)}。{beside}"
    return replace(plain, text=text, premise=_premise(claim, holds))


def _holds(operand: Operand, stated: ClaimedAmount) -> bool | None:
    value = _in_unit(operand.value, operand.unit, stated)
    return None if value is None else stated.condition.holds(value)


def _pairs(
    asked: Asked, claim: Claim, flat: Sequence[Operand]
) -> list[tuple[Operand, ClaimedAmount]]:
    """Pair the numbers with the figures they are said of, [] where that is not certain."""
    if len(claim.amounts) == 1 and _EACH.search(asked.question.text):
        return [(operand, claim.amounts[0]) for operand in flat]
    pairs = []
    for stated in claim.amounts:
        fitting = _said_of(asked, stated, flat)
        if len(fitting) != 1:
            return []
        pairs.append((fitting[0], stated))
    return pairs if len({id(operand) for operand, _ in pairs}) == len(pairs) else []


def _said_of(asked: Asked, stated: ClaimedAmount, flat: Sequence[Operand]) -> list[Operand]:
    """Return the figures whose cell, year and organ are the last named before the number."""
    text = asked.question.text
    cells = {
        cell.address: _last_before(cell.words, text, stated.at)
        for cell in asked.question.cells
        if cell.words
    }
    cell = max(cells, key=lambda address: cells[address], default=None)
    if cell is None or (cells[cell] < 0 and len(cells) > 1):
        return []
    fitting = [one for one in flat if one.cell.address == cell]
    years = {one.card.year for one in fitting}
    if len(years) > 1:
        named = [m for m in _YEAR.finditer(text) if m.end() <= stated.at]
        year = 2000 + int(named[-1]["year"]) if named else None
        fitting = [one for one in fitting if one.card.year == year]
    if len({(one.card.organ, one.card.region) for one in fitting}) > 1:
        before = [one for one in asked.question.organs if one.span[0] <= stated.at]
        last = max(before, key=lambda one: one.span[0], default=None)
        pairs = last.reports_of if last is not None else ()
        fitting = [one for one in fitting if (one.card.organ, one.card.region) in pairs]
    return fitting


def _last_before(words: str, text: str, at: int) -> int:
    return text.rfind(words, 0, at)


def _on_change(claim: Claim, plain: Draft) -> Draft:
    """Hold the size of a difference, a growth or a multiple against what is stated."""
    known = [one for one in plain.operands if one.value is not None]
    if len(known) != 2 or len(claim.amounts) != 1:
        return plain
    stated = claim.amounts[0]
    later, earlier = _later_first(known)
    gap = (later.value or Decimal(0)) - (earlier.value or Decimal(0))
    if stated.unit in ("%", "倍"):
        return _on_rate(claim, plain, later, earlier)
    wrong_way = re.match("不(?:是|对)", plain.text) is not None
    size = _in_unit(abs(gap), later.unit, stated)
    if size is None or wrong_way:
        return plain
    holds = stated.condition.holds(size)
    rest = re.sub(r"^(?:是的?|对)，", "", plain.text)
    opening = "对，" if holds else "不对，"
    tail = "" if holds else f"差数{_not_as_said(stated)}"
    return replace(plain, text=f"{opening}{rest}{tail}", premise=_premise(claim, holds))


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
    sums = f"{number(later.value)} ÷ {number(earlier.value)} = {number(round(ratio, 2))}"
    rest = re.sub(r"^(?:是的?|对)，", "", plain.text)
    if stated.unit == "倍":
        holds = _multiple_holds(ratio, stated.condition)
        shown = f"是原来的{number(round(ratio, 2))}倍（{sums}）"
    else:
        rate = ratio - 1
        holds = stated.condition.holds(abs(rate))
        shown = f"{'增长' if rate > 0 else '下降'}{percent(abs(rate))}（{sums}）"
    if holds is None:
        return replace(plain, text=f"{shown}。{rest}")
    opening = "对" if holds else "不对"
    return replace(plain, text=f"{opening}，{shown}。{rest}", premise=_premise(claim, holds))


def _multiple_holds(ratio: Decimal, stated: Condition) -> bool | None:
    """Whether 翻番 (or 减半) may be said; None for what is near it."""
    times = ratio if stated.bound > 1 else 1 / ratio if ratio else Decimal(100)
    low, enough, most = _ALMOST_DOUBLE
    if times < low:
        return False
    return True if enough <= times <= most else None
