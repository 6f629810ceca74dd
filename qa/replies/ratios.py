"""How many times one figure is another: 是……的几倍, 多出几倍, 是……的百分之几."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, clarify
from qa.evidence import Operand
from qa.replies.asked import Asked
from qa.replies.calculate import against, nothing_to_compare
from qa.replies.series import series_break
from qa.replies.shares import EXACT
from qa.replies.wording import number, percent, trust_notes

_TIMES = re.compile("几倍|多少倍|倍数")
_PERCENT_OF = re.compile(r"(?:是|为|相当于)[^,，。]{0,24}的(?:百分之(?:多少|几)|几成)")
_MORE_BY = re.compile("(?:多|高|大|增加?|涨)(?:出|了)?(?:几|多少)倍")
_BASE_YEAR = re.compile(r"(?:是|为|比|相当于|较)\D{0,16}?(?P<year>(?:20)?\d\d)\s*年?")
_FOUR_PLACES = Decimal("0.0001")


def asks_for_ratio(asked: Asked) -> bool:
    """Whether one figure is asked for in terms of another, in two reports or two cells."""
    text = asked.question.text
    two_reports = len(asked.plan.cards) > 1 and len(asked.question.cells) == 1
    two_cells = len(asked.plan.cards) == 1 and len(asked.question.cells) == 2
    if _TIMES.search(text):
        return two_reports or two_cells
    return bool(_PERCENT_OF.search(text)) and two_reports


def ratio(asked: Asked) -> Draft:
    """Divide the figure named first by the one it is set against."""
    table = asked.operands(asked.question.cells)
    sides = table[0] if len(table) == 1 else [row[0] for row in table]
    if len(sides) != 2:
        return clarify("求倍数要有两个数，请问是哪两个相比？", ())
    first, base = _in_order(asked, sides)
    if first.value is None or not base.value or first.unit != base.unit:
        return nothing_to_compare(asked, sides)
    more = bool(_MORE_BY.search(asked.question.text))
    above = f"({number(first.value)} - {number(base.value)})" if more else number(first.value)
    exact = (first.value - base.value if more else first.value) / base.value
    in_percent = not _TIMES.search(asked.question.text)
    shown = percent(exact) if in_percent else number(exact.quantize(_FOUR_PLACES))
    formula = f"{above} ÷ {number(base.value)} = {shown}"
    size = shown if in_percent else f"{shown}倍"
    both = (first, base)
    value = exact.quantize(EXACT if in_percent else _FOUR_PLACES)
    beside = against(first, base, same_report=len(table) == 1)
    return Draft(
        "answered",
        f"{'多' if more else ''}{size}。{beside}（{formula}）。",
        value,
        "比例" if in_percent else "倍",
        operands=both,
        computed=Computed("ratio", formula, value, Coverage(2, 2)),
        notes=(*asked.notes, *trust_notes(both), *series_break(asked, both)),
    )


def _in_order(asked: Asked, sides: list[Operand]) -> tuple[Operand, Operand]:
    """Put what is set against something first; of two years the one after 是 or 比 is the base."""
    first, second = sides
    if first.card.year == second.card.year:
        return first, second
    match = _BASE_YEAR.search(asked.question.text)
    earlier = min(first.card.year, second.card.year)
    year = int(match["year"]) % 100 + 2000 if match else earlier
    return (second, first) if first.card.year == year else (first, second)
