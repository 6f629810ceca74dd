"""Listing and counting the reports whose figure meets a condition, always with the coverage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa.answer import Computed
from qa.draft import Draft
from qa.naming import owner
from qa.question import Condition
from qa.replies.asked import Asked
from qa.replies.bounds import condition_of, condition_on, unclear_bounds
from qa.replies.measure import Measured, Measurement, measure
from qa.replies.unmeasured import nothing_measured
from qa.replies.wording import trust_notes

_MOST_LISTED = 30
_MOST_NAMED = 10
# An organ is listed only if it fits in every year asked about; 几年 and 年年底 say no such thing.
_EVERY_YEAR = re.compile(
    "从来|从没|从未|始终|一直|每年都|(?<![几些])年年(?![底末初])|各年都|历年都|每一年都|连续.{0,4}年都"
)
# 几份报告 are counted as reports; 年份 is no report.
_OF_REPORTS = re.compile("报告|年报|(?<!年)份")


@dataclass(frozen=True, slots=True)
class _Met:
    """The reports that meet a condition, the largest figure first."""

    taken: Measurement
    condition: Condition
    fitting: tuple[Measured, ...]

    @property
    def what(self) -> str:
        """What is measured, with the condition on it: “新收”超过50件."""
        return f"{self.taken.subject}{condition_on(self.taken, self.condition)}"

    @property
    def of_reports(self) -> bool:
        """Whether reports are counted: those of one organ, or where the question says so."""
        said = _OF_REPORTS.search(self.taken.asked.question.text) is not None
        return said or self.taken.names.one_organ

    @property
    def organs(self) -> int:
        """How many organs there are among them."""
        return len({(one.card.organ, one.card.region) for one in self.fitting})

    @property
    def size(self) -> int:
        """How many reports, or organs, they count as."""
        return len(self.fitting) if self.of_reports else self.organs

    @property
    def size_in_words(self) -> str:
        """Count the organs that fit; the years of one organ; reports where those are asked for."""
        if self.taken.names.one_organ and not self.taken.names.one_year:
            return f"{len(self.fitting)}年"
        if _OF_REPORTS.search(self.taken.asked.question.text):
            return f"{len(self.fitting)}份报告"
        reports = f"（{len(self.fitting)}份报告）" if self.organs != len(self.fitting) else ""
        return f"{self.organs}个机关{reports}"


def list_reports(asked: Asked) -> Draft:
    """List the reports whose figure meets the condition."""
    taken = measure(asked)
    if (unlisted := _why_not(taken)) is not None:
        return unlisted
    met = _meeting(taken)
    if not met.fitting:
        return _none_fits(met, None)
    shown = met.fitting[:_MOST_LISTED]
    lines = [f"{taken.names.of(one.card)}：{taken.shown(one)}" for one in shown]
    if len(met.fitting) > len(shown):
        lines.append(f"另有{len(met.fitting) - len(shown)}个，从略。")
    head = f"{met.size_in_words}。{met.what}的有："
    return _answer(met, "\n".join([head, *lines, taken.coverage_words]), shown)


def count(asked: Asked) -> Draft:
    """Count the reports whose figure meets the condition."""
    taken = measure(asked)
    if (uncounted := _why_not(taken)) is not None:
        return uncounted
    met = _meeting(taken)
    if not met.fitting:
        return _none_fits(met, Decimal(0))
    shown = met.fitting[:_MOST_NAMED]
    named = "、".join(taken.line(one) for one in shown)
    rest = "等" if len(met.fitting) > len(shown) else ""
    text = (
        f"{met.size_in_words}。{met.what}的有{met.size_in_words}："
        f"{named}{rest}。\n{taken.coverage_words}"
    )
    return _answer(met, text, met.fitting[:_MOST_LISTED], counted=True)


def _why_not(taken: Measurement) -> Draft | None:
    """Say why there is nothing to go by: no report has the figure, or the bound is unclear."""
    return unclear_bounds(taken.asked) if taken.measured else nothing_measured(taken)


def _meeting(taken: Measurement) -> _Met:
    condition = condition_of(taken.asked)
    return _Met(taken, condition, tuple(_in_every_year(taken, taken.fitting(condition))))


def _in_every_year(taken: Measurement, fitting: Sequence[Measured]) -> Sequence[Measured]:
    """Keep the organs that fit in every year, where the question asks that: 每年都超过50件."""
    years = {card.year for card in taken.asked.plan.cards}
    if len(years) < 2 or not _EVERY_YEAR.search(taken.asked.question.text):
        return fitting
    fits = Counter(owner(one.card) for one in fitting)
    return [one for one in fitting if fits[owner(one.card)] == len(years)]


def _answer(met: _Met, text: str, cited: Sequence[Measured], *, counted: bool = False) -> Draft:
    """Put the words together with the figures cited; a count has a value."""
    operands = met.taken.operands(cited)
    value = Decimal(met.size) if counted else None
    unit = "份" if met.of_reports else "个"
    words = f"{met.what}，共{met.size}个"
    return Draft(
        "answered",
        text,
        value,
        unit if counted else None,
        operands=operands,
        computed=Computed("count" if counted else "list", words, value, met.taken.coverage),
        notes=(*met.taken.asked.notes, *trust_notes(operands)),
    )


def _none_fits(met: _Met, value: Decimal | None) -> Draft:
    """Say that none meets the condition, with the one that comes nearest; a count is nought."""
    taken = met.taken
    below = met.condition.comparison in ("<", "<=", "=")
    nearest = (min if below else max)(taken.measured, key=lambda one: one.value)
    how = condition_on(taken, met.condition)
    extreme = "最低" if below else "最高"
    text = (
        f"没有。{taken.subject}没有{how}的，{extreme}的是{taken.line(nearest)}。\n"
        f"{taken.coverage_words}"
    )
    operands = taken.operands([nearest])
    operation = "list" if value is None else "count"
    return Draft(
        "answered",
        text,
        value,
        None if value is None else "个",
        operands=operands,
        computed=Computed(operation, f"{met.what}，共0个", value, taken.coverage),
        notes=(*taken.asked.notes, *trust_notes(operands)),
    )
