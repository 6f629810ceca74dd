"""Verdicts: whether what a question states is so, with the figures it is held against.

The figure is worked out as if it had simply been asked for; the claim is held against that one.
Where it is not certain which figure is meant, the figures stand there without a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.draft import Draft
from qa.evidence import Operand
from qa.question import Claim, ClaimedAmount
from qa.replies.asked import Asked
from qa.replies.claimed_changes import on_change
from qa.replies.held import holds_of, in_unit, not_as_said, premise_of, too_near_to_say
from qa.replies.placed import place_verdict
from qa.replies.wording import amount, number, percent, row_in_words, subject

_WHY = re.compile("为什么|为何|为啥|怎么|缘何|何以|咋|凭|原因|理由")
_CONTENT = re.compile(
    r"什么(?:内容|信息|案子|事|材料|主题)|申请的是什么|叫什么|什么名|谁(?:提|申请)的"
)
_EACH = re.compile("都|各(?!是)|均|每")
_IN_TURN = re.compile("分别|依次|各是|各为|先后")
_YEAR = re.compile(r"(?:20)?(?P<year>\d\d)\s*年")
# 2023、2024年: the first of a list of years stands without 年.
_YEAR_LISTED = re.compile(
    r"(?<!\d)(?:20)?(?P<year>\d\d)\s*(?:年|(?=[、,和与及跟比/]\s*(?:20)?\d\d\s*(?:年|[、,和与及跟/])))"
)

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
        return on_change(claim, plain)
    if plain.value is not None and len(claim.amounts) == 1:
        return _on_one(asked, claim, plain)
    return _on_each(asked, claim, plain)


def _on_one(asked: Asked, claim: Claim, plain: Draft) -> Draft:
    """Hold the one number that was worked out against the one that is stated."""
    stated = claim.amounts[0]
    value = in_unit(plain.value, plain.unit, stated)
    if value is None or plain.value is None or too_near_to_say(value, stated):
        return plain
    holds = stated.condition.holds(value)
    shown = percent(plain.value) if plain.unit == "比例" else f"{number(plain.value)}{plain.unit}"
    rest = plain.text.removeprefix(f"{shown}。")
    none = not stated.condition.bound and stated.condition.comparison == "="
    if holds and _CONTENT.search(asked.question.text):
        text = f"确有{shown}，但报告只给出数目，没有写明具体内容。{rest}"
        return replace(plain, status="not_found", text=text, value=None, premise="holds")
    if stated.unit == "%" and stated.condition.bound == 1:
        opening = "对，是全部。" if holds else f"不对，不是全部，占{shown}。"
    elif not claim.certain:
        opening = f"{'是' if holds else '不是'}，{shown}。"
    elif none:
        opening = f"对，没有（{shown}）。" if holds else f"不对，有{shown}。"
    else:
        opening = f"{'对' if holds else '不对'}，是{shown}。"
    why = "报告只给出数目，没有写明原因。" if _WHY.search(asked.question.text) else ""
    quiet = holds or not claim.certain or opening.startswith("不对，不是")
    wrong = "" if quiet else not_as_said(stated)
    first, *others = rest.split("\n")
    text = "\n".join([f"{opening}{first}{wrong}{why}", *others])
    return replace(plain, text=text, premise=premise_of(claim, holds))


def _in_brackets(stated: ClaimedAmount) -> str:
    return f"（{not_as_said(stated).removesuffix('。')}）"


def _on_each(asked: Asked, claim: Claim, plain: Draft) -> Draft:
    """Hold each of several numbers against the figure it stands beside."""
    table = asked.operands(asked.question.cells)
    flat = [operand for row in table for operand in row]
    pairs = _pairs(asked, claim, flat)
    if not pairs or any(operand.value is None for operand, _ in pairs):
        return plain
    verdicts = [holds_of(operand, stated) for operand, stated in pairs]
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
    return replace(plain, text=text, premise=premise_of(claim, holds))


def _pairs(
    asked: Asked, claim: Claim, flat: Sequence[Operand]
) -> list[tuple[Operand, ClaimedAmount]]:
    """Pair the numbers with the figures they are said of, [] where that is not certain."""
    every = _is_nought(claim.amounts[0]) or _EACH.search(asked.question.text)
    if len(claim.amounts) == 1 and every:
        return [(operand, claim.amounts[0]) for operand in flat]
    if _IN_TURN.search(asked.question.text) and len(flat) == len(claim.amounts):
        return list(zip(_as_named(asked, flat), claim.amounts, strict=True))
    if len({operand.card.id for operand in flat}) > 1 and len(claim.amounts) < len(flat):
        return []
    one_report = len({operand.card.id for operand in flat}) == 1
    if one_report and len(flat) == len(claim.amounts):
        return list(zip(flat, claim.amounts, strict=True))  # both stand as they are named
    pairs = []
    for stated in claim.amounts:
        fitting = _said_of(asked, stated, flat)
        if len(fitting) != 1:
            return []
        pairs.append((fitting[0], stated))
    return pairs if len({id(operand) for operand, _ in pairs}) == len(pairs) else []


def _is_nought(stated: ClaimedAmount) -> bool:
    """Whether none, or some, is stated of all that is asked about: 从没被起诉过."""
    return not stated.condition.bound and stated.condition.comparison in ("=", ">")


def _as_named(asked: Asked, flat: Sequence[Operand]) -> list[Operand]:
    """Put figures in the order in which their years, or their organs, are named."""
    text = asked.question.text
    organs = {pair: one.span[0] for one in asked.question.organs for pair in one.reports_of}
    years: dict[int, int] = {}
    for match in _YEAR_LISTED.finditer(text):
        years.setdefault(2000 + int(match["year"]), match.start())
    told = all(operand.card.year in years for operand in flat)

    def place(operand: Operand) -> tuple[int, int]:
        owner = (operand.card.organ, operand.card.region)
        return organs.get(owner, 0), years[operand.card.year] if told else operand.card.year

    return sorted(flat, key=place)


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
