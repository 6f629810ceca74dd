"""Comparisons: who has more, and whether one has more than another; the verdict comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.answer import Computed, Coverage, Premise
from qa.claimed_directions import level
from qa.claims import is_open
from qa.draft import Draft
from qa.evidence import Operand
from qa.naming import naming
from qa.plan import name_of
from qa.question import Operation
from qa.replies.asked import Asked
from qa.replies.calculate import against, nothing_to_compare
from qa.replies.over_years import figures_over_years
from qa.replies.ranking import rank
from qa.replies.series import series_break
from qa.replies.shares import OF_SHARES, share, share_of
from qa.replies.together import side_by_side
from qa.replies.wording import amount, cell_name, in_words, number, trust_notes

_WHY = re.compile("为什么|为何|为啥|咋|怎么|缘何|何以|原因|凭")
_FEWER_ASKED = re.compile("少|低|最小|更小")
_MORE_ASKED = re.compile("多|高|最大|更大")


def compare(asked: Asked) -> Draft:
    """Say which of two or more is larger, with each figure."""
    if asked.plan.lacking and len(asked.plan.cards) < 2:
        return nothing_to_compare(
            asked, [row[0] for row in asked.operands(asked.question.cells[:1])]
        )
    if _of_shares(asked):
        return _largest_share(asked)
    organs = {(card.organ, card.region) for card in asked.plan.cards}
    if len(asked.plan.cards) > len(organs) > 1:
        return figures_over_years(asked)
    table = asked.operands(asked.question.cells)
    if len(table) == 1:
        return _largest(asked, table[0], same_report=True)
    columns = [[row[index] for row in table] for index in range(len(table[0]))]
    return side_by_side(_largest(asked, column) for column in columns)


def _largest(asked: Asked, column: Sequence[Operand], *, same_report: bool = False) -> Draft:
    """Name the largest first (or the smallest, where that is asked), then the others."""
    known = [operand for operand in column if operand.value is not None]
    if len(known) < 2 or len({operand.unit for operand in known}) > 1:
        return nothing_to_compare(asked, column)
    fewer = _asks_fewer(asked)
    known.sort(key=lambda one: one.value or Decimal(0), reverse=not fewer)
    names = naming([operand.card for operand in column])

    def name(operand: Operand) -> str:
        return f"“{cell_name(operand)}”" if same_report else names.of(operand.card)

    if known[0].value == known[-1].value:
        verdict = f"一样多，都是{amount(known[0])}"
    else:
        word = f"{'更' if len(known) == 2 else '最'}{'少' if fewer else '多'}"
        verdict = f"{name(known[0])}{word}，{amount(known[0])}"
    what = name_of(known[0].card) if same_report else f"{names.common}“{cell_name(known[0])}”"
    each = "，".join(f"{name(one)}{amount(one)}" for one in known)
    unknown = [operand for operand in column if operand.value is None]
    left = "".join(f"{in_words(one)}，没有参加比较。" for one in unknown)
    notes = (*asked.notes, *trust_notes(column), *series_break(asked, column))
    text = f"{verdict}。{what}：{each}。{left}"
    return Draft("answered", text, operands=tuple(column), notes=notes)


def _asks_fewer(asked: Asked) -> bool:
    """Whether the smallest is asked for, not the largest."""
    bare = asked.question.text.replace("多少", "")
    return bool(_FEWER_ASKED.search(bare)) and not _MORE_ASKED.search(bare)


_MORE = re.compile("多|高|大|增|升|涨|超过")
_BASE_YEAR = re.compile(r"(?:比|超过|高于|低于|不如)(?:于)?\s*(?P<year>(?:20)?\d\d)\s*年?")


def compare_yes_no(asked: Asked) -> Draft:
    """Say whether one is more (or less) than another, and correct a 为什么 that takes it so."""
    if len(asked.plan.cards) > 2 and _base_year(asked) is None:
        return figures_over_years(asked)  # two of many would be a guess
    if _of_shares(asked):
        return _share_verdict(asked)
    column = _sides(asked)
    known = [operand for operand in column if operand.value is not None]
    if len(known) < 2:
        return nothing_to_compare(asked, column)
    first, second = known[0], known[1]
    gap = (first.value or Decimal(0)) - (second.value or Decimal(0))
    holds = _holds(asked, gap)
    word = "少" if gap < 0 else "多"
    left, right = number(first.value or Decimal(0)), number(second.value or Decimal(0))
    sums = f"{left} - {right} = {number(gap)}"
    taken = not is_open(asked.question.text)
    yes, no = ("对", "不对") if taken else ("是", "不是")
    opening = yes if holds else no
    size = f"{number(abs(gap))}{first.unit}"
    relation = f"{word}{size}" if gap else "一样多"
    same_report = first.card.id == second.card.id
    why = "报告没有写明原因。" if _WHY.search(asked.question.text) else ""
    wrong = "与问题所说不符。" if taken and not holds else ""
    beside = against(first, second, same_report=same_report)
    text = f"{opening}，{relation}。{beside}（{sums}）。{wrong}{why}"
    premise: Premise | None = ("holds" if holds else "contradicted") if taken else None
    return Draft(
        "answered",
        text,
        premise=premise,
        operands=(first, second),
        computed=Computed("difference", sums, gap, Coverage(2, 2)),
        notes=(*asked.notes, *trust_notes(known), *series_break(asked, known)),
    )


def _holds(asked: Asked, gap: Decimal) -> bool:
    """Whether the first is more than the second by `gap`, or less where that is asked."""
    if level(asked.question.operation.words):
        return not gap
    claim = asked.question.operation.words.split("比", 1)[-1]
    less = asked.question.operation.ascending and not _MORE.search(claim)
    return gap < 0 if less else gap > 0


def _base_year(asked: Asked) -> int | None:
    """Return the year that is named after 比, None if there is none."""
    base = _BASE_YEAR.search(asked.question.text)
    return int(base["year"]) % 100 + 2000 if base else None


def _sides(asked: Asked) -> list[Operand]:
    """Return the thing compared first, then what it is compared with."""
    table = asked.operands(asked.question.cells)
    if len(table) == 1:
        return table[0]
    column = [row[0] for row in table]
    if len({operand.card.organ for operand in column}) > 1:
        return column
    year = _base_year(asked) or min(operand.card.year for operand in column)
    return sorted(column, key=lambda operand: operand.card.year == year)


def _of_shares(asked: Asked) -> bool:
    """Whether shares are compared, not the figures themselves."""
    several = len(asked.plan.cards) > 1 and share_of(asked.question) is not None
    return several and OF_SHARES.search(asked.question.text) is not None


def _largest_share(asked: Asked) -> Draft:
    by_share = Operation("rank", "占比", limit=1, ascending=_asks_fewer(asked), relative=True)
    return rank(replace(asked, question=replace(asked.question, operation=by_share)))


def _share_verdict(asked: Asked) -> Draft:
    """Say whether one share is higher (or lower) than another, with both divisions."""
    draft = share(asked)
    if draft.value is None or len(asked.plan.cards) != 2:
        return draft
    years = {card.year for card in asked.plan.cards}
    turned = len(years) > 1 and _base_year(asked) == max(years)
    holds = _holds(asked, -draft.value if turned else draft.value)
    return replace(draft, text=f"{'是' if holds else '不是'}，{draft.text}")
