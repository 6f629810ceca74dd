"""A figure or a share over the years of one or several organs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from qa.answer import Computed, Coverage
from qa.claims import is_open
from qa.draft import Draft
from qa.evidence import Operand
from qa.replies.asked import Asked
from qa.replies.calculate import difference
from qa.replies.missing import missing
from qa.replies.series import series_break
from qa.replies.shares import Share, ShareOf, divided, share_names, share_of
from qa.replies.totals import yearly_totals
from qa.replies.wording import amount, cell_name, number, percent, trust_notes

_WHICH_YEAR = r"(?:哪|那|什么|啥子?|何)(?:一)?个?(?:年份?|年头|年度)"
_PEAK = re.compile(
    rf"{_WHICH_YEAR}.{{0,14}}最|最(?:多|少|高|低|大|小|好|差)的?(?:时候|一次|数)?(?:一年|年份|(?:出现|发生|落)?"
    rf"(?:是|在|算|属|要数)*{_WHICH_YEAR})|{_WHICH_YEAR}(?:算|是|的)?(?:更|最)?(?:多|少|高|低)|"
    r"(?:[高顶]峰|峰值|低谷|谷底|最高点|最低点|垫底|居首|榜首|见顶|触底|探底|顶点)"
)
STEADILY = re.compile(
    "越来越[多少高低大小]|(?:逐年|逐步|一直|持续|不断|年年|连年|一路|稳步|节节|是在|都在|在|"
    "连续.{0,4}年?(?:都)?|连.{1,2}年)(?:在|都|地)?(?:上升|增加|增长|增多|减少|下降|下滑|走低|走高|攀升|涨|降|升|增|减|跌)|"
    "一年比一年[多少高低]|没有?变化|不变|持平|没变|没动"
)
_WHETHER = re.compile(
    r"吗|嘛|是不是|是否|有没有|对吧|对不对?|是吧|是不|属实|核[对实验]|验证|如此|吧\s*[?？]?$|么\s*[?？]?$"
)
_LEAST = re.compile("最少|最低|最小|(?:更|年)(?:少|低)|低谷|谷底|垫底|触底|探底|最低点")
_MOST_SERIES = 12


def trend(asked: Asked) -> Draft:
    """Set the years side by side, oldest first; name the peak where the question asks for it."""
    if asked.question.operation.relative or asked.question.denominator:
        of = share_of(asked.question)
        return _shares_over_years(asked, of) if of is not None else difference(asked)
    organs = {(card.organ, card.region) for card in asked.plan.cards}
    if asked.question.group is not None and len(organs) > 1:
        totals = yearly_totals(asked)
        return totals if len(organs) > _MOST_SERIES else _with_each_organ(asked, totals)
    return figures_over_years(asked)


def _with_each_organ(asked: Asked, totals: Draft) -> Draft:
    """Name the series of every organ below the totals."""
    if totals.status != "answered":
        return totals
    each = figures_over_years(asked)
    return replace(totals, text=f"{totals.text}\n{each.text}", operands=each.operands)


def figures_over_years(asked: Asked) -> Draft:
    """Give the series of every organ and cell asked for."""
    table = asked.operands(asked.question.cells)
    flat = [operand for row in table for operand in row]
    if all(operand.state == "missing" for operand in flat):
        return missing(asked, flat)
    if len(table) == 1:
        return _only_one_year(asked, flat)
    series = [_told(asked, organ, column) for organ, column in _series(table)]
    known = [operand for operand in flat if operand.value is not None]
    formulas = [formula for one in series for formula in one.formulas]
    peak = series[0].peak if len(series) == 1 else None
    gap = _gap(known) if len(series) == 1 and len(flat) == 2 and peak is None else None
    if len(series) == 1:  # the verdict opens the answer
        lines = [line for line in (series[0].verdict, series[0].years) if line]
    else:
        lines = [f"{one.years}{one.verdict}" for one in series]
    coverage = Coverage(len(known), len(flat))
    formula = "；".join(filter(None, formulas))
    return Draft(
        "answered",
        "\n".join([*lines, *asked.plan.lacking]),
        peak.value if peak else gap,
        peak.unit if peak else known[0].unit if gap is not None else None,
        operands=tuple(operand for operand in flat if operand.figures),
        computed=Computed("trend", formula, None, coverage),
        notes=_notes(asked, flat),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """One series in words: what it comes to, its years, and how that was worked out."""

    verdict: str
    years: str
    formulas: tuple[str, ...]
    peak: Operand | None


def _told(asked: Asked, organ: str, column: Sequence[Operand]) -> _Told:
    known = [operand for operand in column if operand.value is not None]
    years = "，".join(f"{operand.card.year}年{amount(operand)}" for operand in column)
    line = f"{organ}“{cell_name(column[-1])}”：{years}。"
    course = " → ".join(number(o.value) for o in known if o.value is not None)
    peak = _peak(asked, known)
    if peak is not None:
        same = [f"{one.card.year}年" for one in known if one.value == peak.value]
        both = "都是" if len(same) > 1 else ""
        verdict = f"最{_extreme(asked)}的是{'、'.join(same)}，{both}{amount(peak)}。"
        return _Told(verdict, line, (course,), peak)
    if not known:
        return _Told("这几年都没有能确定的数。", line, (), None)
    steadily = _steadily(asked, known)
    change, formula = _from_first_to_last(known) if len(known) > 1 else ("", "")
    bracket = f"（{formula}）" if formula else ""
    return _Told(
        steadily or change, f"{line.removesuffix('。')}{bracket}。", (course, formula), None
    )


def _notes(asked: Asked, operands: Sequence[Operand]) -> tuple[str, ...]:
    """The notes without what is lacking, which stands in the text."""
    own = (*asked.plan.notes, *asked.question.years.notes)
    return (*own, *trust_notes(operands), *series_break(asked, operands))


def _steadily(asked: Asked, known: Sequence[Operand]) -> str:
    """Say whether the figure goes one way all the time, where the question asks that."""
    claimed = STEADILY.search(asked.question.text)
    if claimed is None or not _WHETHER.search(asked.question.text) or len(known) < 2:
        return ""
    values = [operand.value or Decimal(0) for operand in known]
    up = all(later > earlier for earlier, later in pairwise(values))
    down = all(later < earlier for earlier, later in pairwise(values))
    falling = bool(re.search("少|低|小|降|减|滑|跌", claimed.group()))
    flat = bool(re.search("变|平|动", claimed.group()))
    course = "逐年增加" if up else "逐年减少" if down else "有增有减"
    if values[0] == values[-1] and len(set(values)) == 1:
        course = "没有变化"
    same = len(set(values)) == 1
    holds = same if flat else down if falling else up
    yes, no = ("是", "不是") if is_open(asked.question.text) else ("对", "不对")
    return f"{yes if holds else no}，{course}。"


def _gap(known: Sequence[Operand]) -> Decimal | None:
    """Between two years the change is the one number asked for: later less earlier."""
    if len(known) != 2 or known[0].unit != known[1].unit:
        return None
    first, last = sorted(known, key=lambda operand: operand.card.year)
    return (last.value or Decimal(0)) - (first.value or Decimal(0))


def _from_first_to_last(known: Sequence[Operand]) -> tuple[str, str]:
    """Say what changed between the first year and the last, with the subtraction."""
    first, last = known[0], known[-1]
    gap = (last.value or Decimal(0)) - (first.value or Decimal(0))
    below, above = number(first.value or Decimal(0)), number(last.value or Decimal(0))
    formula = f"{above} - {below} = {number(gap)}"
    if first.unit != last.unit:
        return "", ""
    if not gap:
        return f"{last.card.year}年与{first.card.year}年相同，都是{amount(last)}。", formula
    word = "增加" if gap > 0 else "减少"
    years = f"{last.card.year}年比{first.card.year}年"
    return f"{years}{word}{number(abs(gap))}{last.unit}。", formula


def _series(table: Sequence[Sequence[Operand]]) -> list[tuple[str, list[Operand]]]:
    """Return one series for each organ and cell asked for, oldest year first."""
    series: dict[tuple[str, str | None, int], list[Operand]] = {}
    for row in table:
        for index, operand in enumerate(row):
            key = (operand.card.organ, operand.card.region, index)
            series.setdefault(key, []).append(operand)
    return [(organ, sorted(c, key=lambda o: o.card.year)) for (organ, *_), c in series.items()]


def _only_one_year(asked: Asked, operands: Sequence[Operand]) -> Draft:
    values = "；".join(f"“{cell_name(operand)}”为{amount(operand)}" for operand in operands)
    card = operands[0].card
    lacking = "".join(asked.plan.lacking)
    text = f"库里只有{card.organ}{card.year}年一年的报告，看不出变化：{values}。{lacking}"
    present = tuple(operand for operand in operands if operand.figures)
    return Draft("answered", text, operands=present, notes=trust_notes(operands))


def _extreme(asked: Asked) -> str:
    least = asked.question.operation.ascending or _LEAST.search(asked.question.text)
    return "少" if least else "多"


def _peak(asked: Asked, known: Sequence[Operand]) -> Operand | None:
    """Return the year that the question asks for, None if it asks for none."""
    if not known or not _PEAK.search(asked.question.text):
        return None
    choose = min if _extreme(asked) == "少" else max
    return choose(known, key=lambda operand: operand.value or Decimal(0))


def _shares_over_years(asked: Asked, of: ShareOf) -> Draft:
    table = sorted(asked.operands(of.cells), key=lambda row: row[0].card.year)
    operands = tuple(operand for row in table for operand in row if operand.figures)
    if not operands:
        return missing(asked, [table[0][0]])
    series: dict[tuple[str, str | None], list[tuple[Sequence[Operand], Share]]] = {}
    for row in table:
        card = row[0].card
        series.setdefault((card.organ, card.region), []).append((row, divided(of, row)))
    lines = [
        line
        for years in series.values()
        for line in (*_peak_share(asked, years), _share_line(of, years))
    ]
    shares = [(row[0].card, one) for years in series.values() for row, one in years]
    told = [f"{card.year}年 {one.formula}" for card, one in shares if one.value is not None]
    return Draft(
        "answered",
        "\n".join([*lines, *asked.plan.lacking]),
        operands=operands,
        computed=Computed("share", "；".join(told), None, Coverage(len(told), len(table))),
        notes=_notes(asked, operands),
    )


def _peak_share(asked: Asked, years: Sequence[tuple[Sequence[Operand], Share]]) -> list[str]:
    """Name the year with the highest share (or lowest), where the question asks for it."""
    told = [(row[0].card.year, one) for row, one in years if one.value is not None]
    if not told or not _PEAK.search(asked.question.text):
        return []
    least = _extreme(asked) == "少"
    year, one = (min if least else max)(told, key=lambda pair: pair[1].value or Decimal(0))
    return [f"最{'低' if least else '高'}的是{year}年，{percent(one.value or Decimal(0))}。"]


def _share_line(of: ShareOf, years: Sequence[tuple[Sequence[Operand], Share]]) -> str:
    """Write one organ's shares, year by year."""
    parts = []
    for row, one in years:
        year = f"{row[0].card.year}年"
        if one.value is not None:
            parts.append(f"{year}{percent(one.value)}（{one.division}）")
        else:
            numbers = "、".join(f"{cell_name(operand)}{amount(operand)}" for operand in row)
            parts.append(f"{year}算不出（{numbers}）")
    row = years[0][0]
    upper, lower = share_names(of, row)
    return f"{row[0].card.organ}{upper}占{lower}：{'，'.join(parts)}。"
