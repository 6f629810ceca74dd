"""Measuring many reports by one figure or share: added up in SQL, cited where shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index import ReportCard
from qa.answer import Coverage
from qa.evidence import CellTotal, Evidence, FigureWithheld, Operand
from qa.labels import sentence_label, unit_of
from qa.naming import Naming, naming, owner
from qa.question import CellRef, Condition, Question
from qa.replies.asked import Asked
from qa.replies.shares import Share, ShareOf, share_of
from qa.replies.wording import number, percent

_HUNDRED = Decimal(100)
_ADDED = re.compile("加起来|合起来|相加|加总|总和|之和|合计|加在?一[起块]")


@dataclass(frozen=True, slots=True)
class Measured:
    """A report with the number it is judged by; a share keeps what it was divided from."""

    card: ReportCard
    value: Decimal
    verified: bool
    share: Share | None = None
    parts: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Measurement:
    """All reports that have the number asked for; `lacking` have none."""

    asked: Asked
    cells: tuple[CellRef, ...]
    of: ShareOf | None
    unit: str
    names: Naming
    measured: tuple[Measured, ...]
    lacking: tuple[ReportCard, ...]

    @property
    def name(self) -> str:
        """What is measured, in quotation marks."""
        if self.of is None:
            return _names(self.cells)
        return f"{_names(self.of.tops)}占{_names(self.of.bottoms)}的比例"

    @property
    def subject(self) -> str:
        """What is measured, with the organ or the years that all the reports share."""
        return f"{self.names.common}{self.name}"

    @property
    def coverage(self) -> Coverage:
        """How many of the reports have the number."""
        return Coverage(len(self.measured), len(self.measured) + len(self.lacking))

    @property
    def coverage_words(self) -> str:
        """Say how many reports stand behind the answer."""
        known, used = self.coverage.known, self.coverage.used
        have = "都有这一项的数" if used == known else f"其中{used}份有这一项的数"
        doubtful = sum(not one.verified for one in self.measured)
        return f"统计范围：{known}份报告，{have}" + (
            f"，{doubtful}份的数未核验。" if doubtful else "。"
        )

    def shown(self, one: Measured) -> str:
        """Write a report's number; a share with its division."""
        if one.share is None:
            return f"{number(one.value)}{self.unit}"
        return f"{percent(one.value)}（{one.share.division}）"

    def line(self, one: Measured) -> str:
        """Write a report's name and number side by side."""
        return f"{self.names.of(one.card)}{self.shown(one)}"

    def fitting(self, condition: Condition) -> list[Measured]:
        """Return the reports that meet a condition, the largest number first."""
        scaled = self._scaled(condition)
        found = [one for one in self.measured if scaled.holds(one.value)]
        return sorted(found, key=lambda one: -one.value)

    def _scaled(self, condition: Condition) -> Condition:
        """A share is held against 50% as 0.5."""
        if self.of is None or (condition.bound <= 1 and "%" not in condition.words):
            return condition
        upper = condition.upper / _HUNDRED if condition.upper is not None else None
        return replace(condition, bound=condition.bound / _HUNDRED, upper=upper)

    def operands(self, chosen: Sequence[Measured]) -> tuple[Operand, ...]:
        """Return what the chosen numbers are made of, to be cited.

        Raises:
            FigureWithheld: SQL added up another number than the figures give.
        """
        found = self.asked.operands(self.cells, [one.card for one in chosen])
        for one, operands in zip(chosen, found, strict=True):
            values = tuple(operand.value for operand in operands)
            if values != _numbers(one):
                raise FigureWithheld(f"{one.card.id} {self.cells[0].address}：{values[0]}")
        return tuple(operand for operands in found for operand in operands)


def measure(asked: Asked) -> Measurement:
    """Take the number of every report planned; shares where the question asks for them."""
    question = asked.question
    operation = question.operation
    in_percent = operation.condition is not None and "%" in operation.condition.words
    divide = bool(operation.relative or question.denominator or in_percent)
    of = share_of(question) if divide else None
    added = question.cells if adds_up(question) else question.cells[:1]
    cells = of.cells if of is not None else added
    evidence = Evidence(asked.library)
    totals = [evidence.totals(asked.plan.cards, cell) for cell in cells]
    measured, lacking = [], []
    for card in asked.plan.cards:
        one = _measured(card, [total[card.id] for total in totals], of)
        if one is None:
            lacking.append(card)
        else:
            measured.append(one)
    unit = "比例" if of is not None else unit_of(cells[0].row, cells[0].column)
    names = naming(asked.plan.cards)
    return Measurement(asked, cells, of, unit, names, tuple(measured), tuple(lacking))


def by_owner(measured: Iterable[Measured]) -> list[list[Measured]]:
    """Put the reports of one organ together that count the same (口径)."""
    found: dict[tuple[str, str | None, str], list[Measured]] = {}
    for one in measured:
        found.setdefault(owner(one.card), []).append(one)
    return list(found.values())


def sum_of(measured: Iterable[Measured]) -> Decimal:
    """Add the numbers of several reports up."""
    return sum((one.value for one in measured), Decimal(0))


def _measured(card: ReportCard, totals: Sequence[CellTotal], of: ShareOf | None) -> Measured | None:
    verified = all(total.verified for total in totals)
    values = tuple(total.value for total in totals)
    if of is None:
        known = tuple(value for value in values if value is not None)
        whole = len(known) == len(values)
        return Measured(card, sum(known, Decimal(0)), verified, parts=known) if whole else None
    share = Share(values[: len(of.tops)], values[len(of.tops) :])
    return None if share.value is None else Measured(card, share.value, verified, share)


def adds_up(question: Question) -> bool:
    """Whether several rows are taken together: 复议诉讼加起来最多的单位."""
    units = {unit_of(cell.row, cell.column) for cell in question.cells}
    return len(units) == 1 and _ADDED.search(question.text) is not None


def _numbers(one: Measured) -> tuple[Decimal | None, ...]:
    return one.parts if one.share is None else (*one.share.tops, *one.share.bottoms)


def _names(cells: Sequence[CellRef]) -> str:
    names = "与".join(f"“{sentence_label(cell.row, cell.column)}”" for cell in cells)
    return names + ("之和" if len(cells) > 1 else "")
