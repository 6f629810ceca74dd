"""Re-working a formula as an answer shows it: `(32 + 7) ÷ 78 = 50%`.

Nothing is executed: numbers, + - ÷ and one level of brackets are all there is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import median

_NUMBER = r"-?\d+(?:\.\d+)?%?"
_BRACKETS = rf"\({_NUMBER}(?: [+-] {_NUMBER})*\)"
_SIDE = rf"(?:{_BRACKETS}|{_NUMBER})"
_EXPRESSION = rf"{_SIDE}(?: [+\-÷] {_SIDE})*"
_EQUATION = re.compile(rf"(?P<left>{_EXPRESSION})(?: = (?P<right>{_NUMBER}))?")
# A match may start only where a number does: else a long row of digits is tried from each of them.
_START = r"(?<![\d.、])"
_SHARE_BEFORE = re.compile(rf"{_START}(?P<right>\d+(?:\.\d+)?%)（(?P<left>{_EXPRESSION})）")
_MEDIAN = re.compile(rf"{_START}(?P<terms>{_NUMBER}(?:、{_NUMBER})*) 的中位数 (?P<value>{_NUMBER})")
_SERIES = re.compile(rf"{_START}{_NUMBER}(?: → {_NUMBER})+")
_PIECES = re.compile(rf"{_SIDE}|[+\-÷](?= )")
# A share is shown with two digits of per cent, a mean with four: half of the last.
_ROUNDING = Decimal("0.00005")
_MOST_ADDED = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One working: what stands on the left, what it comes to exactly, and what is shown.

    `value` is None where it cannot be worked out, `shown` where no result is given.
    """

    words: str
    operands: tuple[str, ...]
    value: Decimal | None
    shown: str | None

    @property
    def holds(self) -> bool:
        """Whether the result shown is the one worked out, as it is rounded for a reader."""
        if self.value is None:
            return False
        if self.shown is None:
            return True
        exact = "÷" not in self.words and "%" not in self.words and "中位数" not in self.words
        slack = Decimal(0) if exact else _ROUNDING
        slack += _ROUNDING * sum(operand.endswith("%") for operand in self.operands)
        return abs(self.value - number(self.shown)) <= slack


def steps_of(formula: str) -> tuple[Step, ...]:
    """Return every working that a formula shows, in order.

    >>> [(step.words, step.value) for step in steps_of("6 - 4 = 2；卧龙 50%（1 ÷ 2）")]
    [('6 - 4', Decimal('2')), ('1 ÷ 2', Decimal('0.5'))]
    """
    return tuple(_steps(formula))


def _steps(formula: str) -> Iterator[Step]:
    for match in _MEDIAN.finditer(formula):
        terms = tuple(match["terms"].split("、"))
        value = Decimal(median(map(number, terms)))
        yield Step(match.group(), terms, value, match["value"])
    for match in _SERIES.finditer(formula):
        yield Step(match.group(), tuple(match.group().split(" → ")), Decimal(0), None)
    shares = {match.span("left"): match["right"] for match in _SHARE_BEFORE.finditer(formula)}
    for match in _EQUATION.finditer(formula):
        shown = shares.get(match.span("left"), match["right"])
        left = match["left"]
        if " " in left or match["right"] is not None:
            yield Step(left, _operands(left), _worked_out(left), shown)


def number(printed: str) -> Decimal:
    """Return a number as formulas print it; per cent as 0..1."""
    return Decimal(printed[:-1]) / 100 if printed.endswith("%") else Decimal(printed)


def _operands(left: str) -> tuple[str, ...]:
    operands = tuple(re.findall(rf"(?<![\d.)]){_NUMBER}", re.sub(r" ([+\-÷]) ", "  ", left)))
    mean = re.fullmatch(rf"({_BRACKETS}|{_NUMBER}) ÷ (\d+)", left)
    if mean and len(operands) == int(mean[2]) + 1:
        return operands[:-1]  # a mean divides by how many there are
    return operands


def _worked_out(left: str) -> Decimal | None:
    """Return the value of an expression; divisions before sums. None if it divides by nothing."""
    total, sign, product = Decimal(0), 1, None
    pieces = _PIECES.findall(left)
    for operator, piece in zip(["", *pieces[1::2]], pieces[::2], strict=False):
        value = _side(piece)
        if operator == "÷" and product is not None:
            if not value:
                return None
            product /= value
            continue
        total += sign * product if product is not None else 0
        sign, product = (-1 if operator == "-" else 1), value
    return total + sign * product if product is not None else total


def _side(piece: str) -> Decimal:
    if not piece.startswith("("):
        return number(piece)
    value, sign = Decimal(0), 1
    for token in piece[1:-1].split(" "):
        if token in ("+", "-"):
            sign = -1 if token == "-" else 1
        else:
            value += sign * number(token)
    return value


class Known:
    """The numbers that a formula may start from: cited cells, sums and shares of one report's.

    Made once for an answer; then looking an operand up costs the same however much is cited.
    """

    def __init__(self, by_report: Iterable[Sequence[Decimal]]) -> None:
        cited = [tuple(values) for values in by_report]
        self._sums = frozenset(one for values in cited for one in _sums_of(values))
        self._cited = cited
        self._shares: list[Decimal] | None = None

    def supports(self, operand: str) -> bool:
        """Tell whether an operand is cited, or a sum or share of one report's cited numbers."""
        if not operand.endswith("%"):
            return number(operand) in self._sums
        if self._shares is None:
            self._shares = sorted(one for values in self._cited for one in _shares_of(values))
        value = number(operand)
        nearest = bisect_left(self._shares, value - _ROUNDING)
        return nearest < len(self._shares) and self._shares[nearest] <= value + _ROUNDING


def _sums_of(values: tuple[Decimal, ...]) -> Iterator[Decimal]:
    yield sum(values, Decimal(0))
    few = values[:_MOST_ADDED]
    yield from values
    for count in range(2, len(few)):
        yield from (sum(some, Decimal(0)) for some in combinations(few, count))


def _shares_of(values: tuple[Decimal, ...]) -> Iterator[Decimal]:
    """Yield what a report's numbers are of one another: singly, in pairs, or all but one."""
    few, total = values[:_MOST_ADDED], sum(values, Decimal(0))
    sides = {*few, *map(sum, combinations(few, 2)), *(total - one for one in few), total}
    yield from (Decimal(top) / whole for whole in sides if whole for top in sides)
