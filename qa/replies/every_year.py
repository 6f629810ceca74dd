"""Organs that meet a condition in every year, or in any: 四年从没有过复议的, 哪家有一年没收费."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index import ReportCard
from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.evidence import Operand
from qa.labels import sentence_label, unit_of
from qa.naming import naming, owner, years_in_words
from qa.question import Condition
from qa.replies.asked import Asked
from qa.replies.bounds import condition_in_words
from qa.replies.series import series_break
from qa.replies.wording import amount, trust_notes

EVERY_YEAR = re.compile(
    "从来|从未|从没|从不|一直|始终|向来|历来|(?<![几些])年年(?![底末初])|每一?年|各年|连续[两二三四五六七八九十\\d]?年?|"
    "[两二三四五六七八九十\\d]个?年(?:里|来|间|内)?(?:都|全|均|一直|始终)|没有?过|没.{1,4}过|一[件起次]都没"
)
_ANY_YEAR = re.compile(
    "任何?一年|任意一年|某一?年|有一年|有哪一?年|曾经|曾有|至少.{0,2}一年|哪怕一年|其中一年|有过"
)
_NONE = re.compile("没|未|无(?!法|正当|理由)|零|不(?!予|公开|掌握)")
_MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class _Course:
    """An organ's figure over the years, oldest first."""

    cards: tuple[ReportCard, ...]
    operands: tuple[Operand, ...]

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        return tuple(operand.value for operand in self.operands)


def asks_over_the_years(asked: Asked) -> bool:
    """Whether organs are listed by what holds in every one of several years, or in any."""
    question = asked.question
    if question.operation.name not in ("list", "count") or len(question.cells) != 1:
        return False
    organs = {owner(card) for card in asked.plan.cards}
    years = {card.year for card in asked.plan.cards}
    several = len(organs) > 1 and len(years) > 1
    return several and bool(EVERY_YEAR.search(question.text) or _ANY_YEAR.search(question.text))


def list_over_the_years(asked: Asked) -> Draft:
    """List the organs whose figure meets the condition in every year, or in one at least."""
    question = asked.question
    condition = _condition(asked)
    every = not _ANY_YEAR.search(question.text) or EVERY_YEAR.search(question.text) is not None
    courses = _courses(asked)
    known = [one for one in courses if None not in one.values]
    if not known:
        return not_found("范围内没有机关各年都写明这一项的数。", *asked.notes)
    meets = all if every else any
    fitting = [one for one in known if meets(condition.holds(v or Decimal(0)) for v in one.values)]
    cell = question.cells[0]
    years = years_in_words(sorted({card.year for card in asked.plan.cards}))
    how = "每年都" if every else "至少有一年"
    name = sentence_label(cell.row, cell.column)
    what = f"{years}“{name}”{how}{condition_in_words(condition, unit_of(cell.row, cell.column))}"
    shown = fitting[:_MOST_LISTED]
    operands = tuple(operand for one in shown or known[:1] for operand in one.operands)
    counts = question.operation.name == "count"
    value = Decimal(len(fitting)) if counts else None
    return Draft(
        "answered",
        "\n".join(_lines(asked, what, fitting, shown, len(courses), len(known))),
        value,
        "个" if counts else None,
        operands=operands,
        computed=Computed(
            "list", f"{what}，共{len(fitting)}个", value, Coverage(len(known), len(courses))
        ),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )


def _condition(asked: Asked) -> Condition:
    """Return the condition asked for; none, or any, where no number is given."""
    found = asked.question.operation.condition
    if found is not None and found.words not in ("有", "没有"):
        return found
    words = asked.question.cells[0].words
    none = _NONE.search(asked.question.text.replace(words, " ") if words else asked.question.text)
    return Condition("=" if none else ">", Decimal(0), words="没有" if none else "有")


def _courses(asked: Asked) -> list[_Course]:
    """Return each organ that has a report of every year asked about, with its figures."""
    years = {card.year for card in asked.plan.cards}
    table = asked.operands(asked.question.cells)
    of: dict[tuple[str, str | None, str], list[tuple[ReportCard, Operand]]] = {}
    for row in table:
        of.setdefault(owner(row[0].card), []).append((row[0].card, row[0]))
    courses = []
    for pairs in of.values():
        pairs.sort(key=lambda pair: pair[0].year)
        if {card.year for card, _ in pairs} == years and len(pairs) == len(years):
            cards, operands = zip(*pairs, strict=True)
            courses.append(_Course(cards, operands))
    return courses


def _lines(
    asked: Asked,
    what: str,
    fitting: Sequence[_Course],
    shown: Sequence[_Course],
    looked: int,
    known: int,
) -> list[str]:
    names = naming(asked.plan.cards)
    organs = len({owner(card) for card in asked.plan.cards})
    tail = (
        f"统计范围：{organs}个机关，其中{looked}个机关各年都有报告，"
        f"{known}个机关各年都有这一项的数。"
    )
    if not fitting:
        return [f"没有。没有机关{what}。", tail]
    head = f"{len(fitting)}个机关。{what}的有："
    lines = [
        f"{names.organ_of(one.cards[0])}："
        + "，".join(f"{card.year}年{amount(operand)}" for card, operand in _pairs(one))
        for one in shown
    ]
    left_out = len(fitting) - len(shown)
    return [head, *lines, *([f"另有{left_out}个，从略。"] if left_out else []), tail]


def _pairs(one: _Course) -> list[tuple[ReportCard, Operand]]:
    return list(zip(one.cards, one.operands, strict=True))
