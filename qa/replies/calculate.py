"""Differences and comparisons of cited figures, always with the formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.answer import Computed, Coverage, Premise
from qa.draft import Draft, not_found
from qa.evidence import Operand
from qa.labels import find_row, sentence_label
from qa.plan import name_of
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.replies.series import series_break
from qa.replies.shares import EXACT
from qa.replies.wording import (
    amount,
    cell_name,
    each_in_words,
    number,
    percent,
    subject,
    trust_notes,
)


def difference(asked: Asked) -> Draft:
    """Answer with a signed difference: later minus earlier, or first named minus second."""
    table = asked.operands(asked.question.cells)
    if len(table) == 1 and len(table[0]) == 1:
        parts = members_of(asked.question.cells[0])
        if len(parts) == 2:  # 直接起诉和复议后起诉差几件: the two parts of one sum
            table = asked.operands(parts)
    if len(table) == 1 and len(table[0]) >= 2:
        return _between(asked, table[0][0], table[0][1], same_report=True)
    column = [row[0] for row in table]
    if len(column) < 2:
        return _nothing_to_compare(asked, column)
    if len({operand.card.organ for operand in column}) == 1:
        column.sort(key=lambda operand: operand.card.year)
        return _between(asked, column[-1], column[0], same_report=False)
    return _between(asked, column[0], column[1], same_report=False)


def members_of(cell: CellRef) -> tuple[CellRef, ...]:
    """Return the rows that a derived row adds up, () if it is printed itself."""
    row = find_row(cell.row)
    return tuple(CellRef(member, cell.column) for member in row.sum) if row is not None else ()


def _nothing_to_compare(asked: Asked, column: Sequence[Operand]) -> Draft:
    lacking = "".join(asked.plan.lacking) or "只找到一份报告，没有可以相减的另一个数。"
    known = each_in_words(column)
    return not_found(f"{lacking}{known}。", *asked.plan.notes, operands=tuple(column))


def _between(asked: Asked, first: Operand, second: Operand, *, same_report: bool) -> Draft:
    both = (first, second)
    notes = (*asked.notes, *trust_notes(both), *series_break(both))
    if first.value is None or second.value is None:
        return Draft("answered", f"{each_in_words(both)}，算不出差。", operands=both, notes=notes)
    gap = first.value - second.value
    sums = f"{number(first.value)} - {number(second.value)} = {number(gap)}"
    if asked.question.operation.relative and not same_report:
        return _growth(asked, first, second, notes)
    more = "多" if gap > 0 else "少" if gap < 0 else ""
    against = cell_name(second) if same_report else name_of(second.card)
    words = f"比{against}{more}{number(abs(gap))}{first.unit}" if gap else f"与{against}相同"
    text = f"{number(abs(gap))}{first.unit}。{subject(first)}{words}（{sums}）。"
    computed = Computed("difference", sums, gap, Coverage(2, 2))
    return Draft("answered", text, gap, first.unit, operands=both, computed=computed, notes=notes)


def _growth(asked: Asked, later: Operand, earlier: Operand, notes: tuple[str, ...]) -> Draft:
    assert later.value is not None and earlier.value is not None
    if not earlier.value:
        text = f"{each_in_words((earlier, later))}。前一个数是零，算不出增减的百分比。"
        return Draft("answered", text, operands=(later, earlier), notes=notes)
    rate = (later.value - earlier.value) / earlier.value
    base = number(earlier.value)
    sums = f"({number(later.value)} - {base}) ÷ {base} = {percent(rate)}"
    words = "增长" if rate > 0 else "下降" if rate < 0 else "持平"
    text = (
        f"{words}{percent(abs(rate))}。{subject(later)}比{name_of(earlier.card)}{words}（{sums}）。"
    )
    computed = Computed("growth", sums, rate.quantize(EXACT), Coverage(2, 2))
    return Draft(
        "answered",
        text,
        rate.quantize(EXACT),
        "比例",
        operands=(later, earlier),
        computed=computed,
        notes=notes,
    )


def compare(asked: Asked) -> Draft:
    """Say which of two or more is larger, with each figure."""
    if asked.plan.lacking and len(asked.plan.cards) < 2:
        return _nothing_to_compare(
            asked, [row[0] for row in asked.operands(asked.question.cells[:1])]
        )
    table = asked.operands(asked.question.cells)
    column = table[0] if len(table) == 1 else [row[0] for row in table]
    known = [operand for operand in column if operand.value is not None]
    if len(known) < 2:
        return _nothing_to_compare(asked, column)
    top = max(known, key=lambda operand: operand.value or Decimal(0))
    same = len({operand.value for operand in known}) == 1
    named = sentence_label(top.cell.row, top.cell.column) if len(table) == 1 else name_of(top.card)
    lead = "一样多" if same else f"{named}更多"
    notes = (*asked.notes, *trust_notes(column), *series_break(column))
    return Draft(
        "answered", f"{lead}。{each_in_words(column)}。", operands=tuple(column), notes=notes
    )


_MORE = re.compile("多|高|大|增|升|涨|超过")
_BASE_YEAR = re.compile(r"(?:比|超过|高于|低于|不如)(?:于)?\s*(?P<year>(?:20)?\d\d)\s*年?")


def compare_yes_no(asked: Asked) -> Draft:
    """Say whether one is more (or less) than another, and correct a 为什么 that takes it so."""
    column = _sides(asked)
    known = [operand for operand in column if operand.value is not None]
    if len(known) < 2:
        return _nothing_to_compare(asked, column)
    first, second = known[0], known[1]
    gap = (first.value or Decimal(0)) - (second.value or Decimal(0))
    less = asked.question.operation.ascending and not _MORE.search(_claim(asked))
    holds = gap < 0 if less else gap > 0
    word = "少" if gap < 0 else "多" if gap > 0 else "一样"
    left, right = number(first.value or Decimal(0)), number(second.value or Decimal(0))
    sums = f"{left} - {right} = {number(gap)}"
    taken = re.search("为什么|为何|为啥|对吧|对吗|是吧", asked.question.text)
    opening = ("是的" if holds else "前提与报告不符" if taken else "不是") + "，"
    relation = f"{_side(first, second)}比{_side(second, first)}{word}"
    amounts = f"{subject(first)}为{amount(first)}，{subject(second)}为{amount(second)}"
    why = "报告没有写明原因。" if re.search("为什么|为何|为啥", asked.question.text) else ""
    text = f"{opening}{relation}：{amounts}（{sums}）。{why}"
    premise: Premise | None = ("holds" if holds else "contradicted") if taken else None
    return Draft(
        "answered",
        text,
        premise=premise,
        operands=(first, second),
        computed=Computed("difference", sums, gap, Coverage(2, 2)),
        notes=(*asked.notes, *trust_notes(known), *series_break(known)),
    )


def _claim(asked: Asked) -> str:
    """The words after 比 that say which way the comparison goes."""
    return asked.question.operation.words.split("比", 1)[-1]


def _sides(asked: Asked) -> list[Operand]:
    """Return the thing compared first, then what it is compared with."""
    table = asked.operands(asked.question.cells)
    if len(table) == 1:
        return table[0]
    column = [row[0] for row in table]
    if len({operand.card.organ for operand in column}) > 1:
        return column
    base = _BASE_YEAR.search(asked.question.text)
    year = int(base["year"]) % 100 + 2000 if base else min(o.card.year for o in column)
    return sorted(column, key=lambda operand: operand.card.year == year)


def _side(one: Operand, other: Operand) -> str:
    same_report = one.card.id == other.card.id
    return f"“{cell_name(one)}”" if same_report else name_of(one.card)
