"""Shares of cited figures, always with the division. Every share is worked out here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.evidence import Operand
from qa.labels import find_row
from qa.plan import name_of
from qa.question import CellRef, Question
from qa.replies.asked import Asked
from qa.replies.missing import missing
from qa.replies.together import side_by_side
from qa.replies.wording import amount, cell_name, number, percent, trust_notes

_EACH = re.compile("各|分别|(?:占比|比例|率).{1,16}(?:占比|比例|率)")
OF_SHARES = re.compile("占比|比例|比重|(?<!增长)(?<!效)率(?!先)")
_ADDED = re.compile("合计|之和|合起来|加起来|一共|总共|相加")
_WHOLES = ("processed_total", "received_new")
EXACT = Decimal("0.000001")
_POINTS = re.compile(
    "百分点|变化|相差|比(?!例|重|率)|差(?:了|多少|几)|(?:提高|上升|增加|增长|下降|降低|减少|高|低)了?(?:多少|几)"
)


@dataclass(frozen=True, slots=True)
class ShareOf:
    """What a share is of: the cells above the line and those below, each side added up."""

    tops: tuple[CellRef, ...]
    bottoms: tuple[CellRef, ...]

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """All cells, those above the line first."""
        return (*self.tops, *self.bottoms)


@dataclass(frozen=True, slots=True)
class Share:
    """A share with the numbers it was divided from; `value` is None where it cannot be told."""

    tops: tuple[Decimal | None, ...]
    bottoms: tuple[Decimal | None, ...]

    @property
    def value(self) -> Decimal | None:
        """The share, 0..1."""
        if None in self.tops or None in self.bottoms:
            return None
        below = _sum(self.bottoms)
        return _sum(self.tops) / below if below else None

    @property
    def division(self) -> str:
        """The division as shown: (32 + 7) ÷ 78."""
        return f"{_side(self.tops)} ÷ {_side(self.bottoms)}"

    @property
    def formula(self) -> str:
        """The division with what comes out: 37 ÷ 70 = 52.86%."""
        return f"{self.division} = {percent(self.value or Decimal(0))}"


def share_of(question: Question) -> ShareOf | None:
    """Return what the question divides by what, None where nothing is known to divide by."""
    tops = tuple(cell for cell in question.cells if cell not in question.denominator)
    tops = tops or question.cells[:1]
    bottoms = question.denominator or default_denominator(tops[0])
    if _wholes(tops) and bottoms and not any(cell.row in _WHOLES for cell in bottoms):
        tops, bottoms = bottoms, tops  # a total is what is divided by, in whichever order named
    return ShareOf(tops, bottoms) if bottoms else None


def _wholes(cells: Sequence[CellRef]) -> bool:
    return all(cell.row in _WHOLES and cell.column == "total" for cell in cells)


def _tied(question: Question) -> Question:
    """Take a total named beside another cell for what is divided by: 不予公开占办结总数."""
    wholes = tuple(cell for cell in question.cells if cell.row in _WHOLES)
    if question.denominator or not 0 < len(wholes) < len(question.cells):
        return question
    return replace(question, denominator=wholes)


def default_denominator(cell: CellRef) -> tuple[CellRef, ...]:
    """Return what a cell's share is of when the question does not say.

    A result's share is of all results, a column's of its row, an outcome's of its block.
    """
    row = find_row(cell.row)
    if cell.column not in ("total",) and row is not None and row.table in ("requests", "review"):
        return (CellRef(cell.row, "total"),)
    if row is not None and row.table == "requests" and cell.row != "processed_total":
        return (CellRef("processed_total", "total"),)
    if cell.row == "processed_total":
        return (CellRef("received_new", "total"), CellRef("carried_in", "total"))
    return ()


def divided(of: ShareOf, operands: Sequence[Operand]) -> Share:
    """Divide one report's operands, given in the order of `of.cells`."""
    values = tuple(operand.value for operand in operands)
    return Share(values[: len(of.tops)], values[len(of.tops) :])


def share_names(of: ShareOf, operands: Sequence[Operand]) -> tuple[str, str]:
    """Name what stands above the line and what below."""
    return _names(operands[: len(of.tops)]), _names(operands[len(of.tops) :])


def share(asked: Asked) -> Draft:
    """Answer with a share, report by report, showing the division."""
    question = _tied(asked.question)
    if _EACH.search(question.text) and not _ADDED.search(question.text):
        tops = tuple(cell for cell in question.cells if cell not in question.denominator)
        if len(tops) > 1:
            each = (replace(question, cells=(top, *question.denominator)) for top in tops)
            return side_by_side(share(replace(asked, question=one)) for one in each)
    of = share_of(question)
    if of is None:
        return not_found("这个占比要除以什么，报告里没有现成的口径，请说明“占……的比例”。")
    rows = asked.operands(of.cells)
    if not any(operand.figures for row in rows for operand in row):
        return missing(asked, [row[0] for row in rows])
    lines, shares = [], []
    for row in rows:
        one = divided(of, row)
        if one.value is None:
            lines.append(_no_share(row, one))
            continue
        shares.append(one)
        upper, lower = share_names(of, row)
        lines.append(
            f"{name_of(row[0].card)}{upper}占{lower}的{percent(one.value)}（{one.formula}）。"
        )
    return _shares_draft(asked, lines, rows, shares)


def _shares_draft(
    asked: Asked,
    lines: Sequence[str],
    rows: Sequence[Sequence[Operand]],
    shares: Sequence[Share],
) -> Draft:
    operands = tuple(operand for row in rows for operand in row if operand.figures)
    notes = (*asked.notes, *trust_notes(operands))
    text = "\n".join(lines)
    if not shares:
        return Draft("answered", text, operands=operands, notes=notes)
    value = None
    formula = "；".join(one.formula for one in shares)
    if len(rows) == 1 and shares[0].value is not None:
        value = shares[0].value.quantize(EXACT)
        text = f"{percent(shares[0].value)}。{text}"
    elif _POINTS.search(asked.question.text) and len(shares) == len(rows) == 2:
        value, formula, verdict = _gap_in_points(rows, shares)
        text = f"{verdict}\n{text}"
    return Draft(
        "answered",
        text,
        value,
        "比例" if value is not None else None,
        operands=operands,
        computed=Computed("share", formula, value, Coverage(len(shares), len(rows))),
        notes=notes,
    )


def _gap_in_points(
    rows: Sequence[Sequence[Operand]], shares: Sequence[Share]
) -> tuple[Decimal, str, str]:
    """Subtract two shares: the later less the earlier, or the first named less the second."""
    sides = list(zip((row[0].card for row in rows), shares, strict=True))
    one_organ = rows[0][0].card.organ == rows[1][0].card.organ
    if one_organ:
        sides.sort(key=lambda side: -side[0].year)
    (card, first), (other, second) = sides
    gap = ((first.value or Decimal(0)) - (second.value or Decimal(0))).quantize(EXACT)
    formula = f"{first.division} - {second.division} = {percent(gap)}"
    name, against = (
        (f"{card.year}年", f"{other.year}年") if one_organ else (card.organ, other.organ)
    )
    size = percent(abs(gap)).removesuffix("%")
    higher = f"{'高' if gap > 0 else '低'}{size}个百分点" if gap else "一样高"
    return gap, formula, f"{name}比{against}{higher}（{formula}）。"


def _no_share(row: Sequence[Operand], one: Share) -> str:
    values = "、".join(f"{cell_name(operand)}{amount(operand)}" for operand in row)
    zero = "（除数为零）" if None not in one.bottoms and not _sum(one.bottoms) else ""
    return f"{name_of(row[0].card)}：{values}，算不出占比{zero}。"


def _sum(values: Sequence[Decimal | None]) -> Decimal:
    return sum((value or Decimal(0) for value in values), Decimal(0))


def _side(values: Sequence[Decimal | None]) -> str:
    words = " + ".join(number(value or Decimal(0)) for value in values)
    return f"({words})" if len(values) > 1 else words


def _names(operands: Sequence[Operand]) -> str:
    names = "与".join(f"“{cell_name(operand)}”" for operand in operands)
    return names + ("之和" if len(operands) > 1 else "")
