"""Totals, means and medians of a figure over reports, with every operand cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from qa.answer import Computed, Coverage
from qa.denominators import is_part
from qa.draft import Draft
from qa.replies.asked import Asked
from qa.replies.measure import Measured, Measurement, measure, sum_of
from qa.replies.series import series_break
from qa.replies.shares import EXACT
from qa.replies.together import side_by_side
from qa.replies.unmeasured import nothing_measured
from qa.replies.wording import number, percent, trust_notes

_MOST_TERMS = 12
_MOST_NAMED = 12
_LARGEST_NAMED = 3
_EXACT_PLACES = 8
_FOUR_PLACES = Decimal("0.0001")


# 各多少, 分别一共: each row by itself.
_ONE_BY_ONE = re.compile("各|分别|每[一个项样]|逐[项个一]")
# 公开和部分公开的总共, 复议诉讼加起来: the rows are taken together.
_OF_ROWS = re.compile(
    "(?:和|与|跟|及|加|、|连同|以及|[两三四几](?:项|样|种|类|者)).{1,24}(?:总共|一共|合计|加起来|之和|总和|总计|共计|合起来|相加|加总|加在一起|求和|拢共|统共)"
)


@dataclass(frozen=True, slots=True)
class _Worked:
    """What came out, how it was worked out, and the formula short enough for a sentence."""

    value: Decimal
    formula: str


def total(asked: Asked) -> Draft:
    """Add a figure up over the reports."""
    return _aggregate(asked, "total", "合计", _added)


def average(asked: Asked) -> Draft:
    """Take the mean of a figure over the reports that have it."""
    return _aggregate(asked, "average", "平均", _mean)


def middle(asked: Asked) -> Draft:
    """Take the median of a figure over the reports that have it."""
    return _aggregate(asked, "median", "的中位数是", _middle)


def _aggregate(
    asked: Asked, operation: str, word: str, work_out: Callable[[Sequence[Decimal]], _Worked]
) -> Draft:
    cells = asked.question.cells
    if len(cells) > 1 and not asked.question.denominator and not asked.question.operation.relative:
        each = [
            _aggregate(_of_cell(asked, index), operation, word, work_out)
            for index in range(len(cells))
        ]
        return _all_together(asked, each) if operation == "total" else side_by_side(each)
    taken = measure(asked)
    if not taken.measured:
        return nothing_measured(taken)
    worked = work_out([one.value for one in taken.measured])
    operands = taken.operands(taken.measured)
    value = _rounded(worked.value) if taken.of is None else worked.value.quantize(EXACT)
    shown = percent(value) if taken.of is not None else f"{number(value)}{taken.unit}"
    sentence = f"{taken.subject}{word}{shown}" + _bracketed(worked.formula, taken)
    many = f"{len(taken.measured)}份报告" if not taken.names.one_organ else ""
    text = f"{shown}。{many}{sentence}。\n{_each(taken)}\n{taken.coverage_words}"
    return Draft(
        "answered",
        text,
        value,
        taken.unit,
        operands=operands,
        computed=Computed(operation, worked.formula, value, taken.coverage),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def _all_together(asked: Asked, each: Sequence[Draft]) -> Draft:
    """Add the sums of several rows up where one number is asked for: 公开和部分公开总共多少."""
    told = side_by_side(each)
    cells, text = asked.question.cells, asked.question.text
    overlap = any(is_part(one, other) for one in cells for other in cells if one != other)
    values = [one.value for one in each if one.value is not None]
    alike = len({one.unit for one in each}) == 1 and len(values) == len(each)
    if overlap or not alike or _ONE_BY_ONE.search(text) or not _OF_ROWS.search(text):
        return told
    worked = _added(values)
    unit = each[0].unit
    words = (
        f"{number(worked.value)}{unit}。几项合计{number(worked.value)}{unit}（{worked.formula}）。"
    )
    formula = "；".join(one.computed.formula for one in each if one.computed is not None)
    whole = Computed(
        "total",
        f"{formula}；{worked.formula}",
        worked.value,
        told.computed.coverage if told.computed is not None else Coverage(len(each), len(each)),
    )
    return replace(
        told, text=f"{words}\n{told.text}", value=worked.value, unit=unit, computed=whole
    )


def _of_cell(asked: Asked, index: int) -> Asked:
    question = replace(asked.question, cells=(asked.question.cells[index],))
    return replace(asked, question=question)


def _bracketed(formula: str, taken: Measurement) -> str:
    """Show a formula in the sentence where it is short; a long one stands beside the answer."""
    short = len(taken.measured) <= _MOST_TERMS and len(taken.measured) > 1
    return f"（{formula}）" if short and taken.of is None else ""


def _each(taken: Measurement) -> str:
    """Name the reports with their numbers, or the largest of many."""
    if len(taken.measured) <= _MOST_NAMED:
        return "、".join(taken.line(one) for one in taken.measured) + "。"
    largest = sorted(taken.measured, key=lambda one: -one.value)[:_LARGEST_NAMED]
    return f"其中最多的{len(largest)}份：{'、'.join(taken.line(one) for one in largest)}。"


def _rounded(value: Decimal) -> Decimal:
    """Cut a mean to four places; a sum of printed numbers stays as exact as they are."""
    places = -int(value.as_tuple().exponent)
    return value if places <= _EXACT_PLACES else value.quantize(_FOUR_PLACES)


def _terms(values: Sequence[Decimal]) -> str:
    return " + ".join(number(value) for value in values)


def _added(values: Sequence[Decimal]) -> _Worked:
    value = sum(values, Decimal(0))
    return _Worked(value, f"{_terms(values)} = {number(value)}")


def _mean(values: Sequence[Decimal]) -> _Worked:
    whole = sum(values, Decimal(0))
    value = whole / len(values)
    result = number(value.quantize(_FOUR_PLACES))
    return _Worked(value, f"({_terms(values)}) ÷ {len(values)} = {result}")


def _middle(values: Sequence[Decimal]) -> _Worked:
    """Show the middle of the ordered numbers: its value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    value = Decimal(median(ordered))
    if len(ordered) % 2:
        return _Worked(value, f"{len(ordered)}个数由小到大，第{half + 1}个是 {number(value)}")
    left, right = ordered[half - 1], ordered[half]
    return _Worked(
        value,
        f"{len(ordered)}个数由小到大，中间两个的平均：({number(left)} + {number(right)}) ÷ 2"
        f" = {number(value)}",
    )


def yearly_totals(asked: Asked) -> Draft:
    """Add a figure up year by year over many organs."""
    taken = measure(asked)
    if not taken.measured:
        return nothing_measured(taken)
    years: dict[int, list[Measured]] = {}
    for one in sorted(taken.measured, key=lambda one: one.card.year):
        years.setdefault(one.card.year, []).append(one)
    parts = [f"{year}年{_amount(ones, taken)}（{len(ones)}份）" for year, ones in years.items()]
    operands = taken.operands(taken.measured)
    notes = [*asked.notes, *trust_notes(operands), *series_break(asked, operands)]
    if len({len(ones) for ones in years.values()}) > 1:
        notes.append("各年的报告份数不同，合计数不能直接看作增减。")
    formula = "；".join(
        f"{year}年 {_terms([one.value for one in ones])} = {number(sum_of(ones))}"
        for year, ones in years.items()
    )
    organs = len({(one.card.organ, one.card.region) for one in taken.measured})
    text = f"{organs}个机关{taken.name}合计：{'，'.join(parts)}。\n{taken.coverage_words}"
    computed = Computed("trend", formula, None, Coverage(len(taken.measured), taken.coverage.known))
    return Draft("answered", text, operands=operands, computed=computed, notes=tuple(notes))


def _amount(ones: Sequence[Measured], taken: Measurement) -> str:
    return f"{number(sum_of(ones))}{taken.unit}"
