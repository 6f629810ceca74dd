"""Which organs' figure rose, fell or stayed from one year to another: 新收比2023年少的单位."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from index import ReportCard
from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.naming import owner
from qa.question import Question
from qa.replies.asked import Asked
from qa.replies.measure import Measured, Measurement, by_owner, measure
from qa.replies.series import series_break
from qa.replies.wording import number, trust_notes

_MOST_LISTED = 30
_UP = "增加|增长|增多|上升|上涨|提高|升高|攀升|走高|变多|涨|递增|多于上年|超过上年|超过去年"
_DOWN = "减少|下降|下滑|回落|降低|走低|变少|跌|递减|缩减|少于上年|低于上年|低于去年"
_MOVED = re.compile(
    rf"(?P<down>{_DOWN}|[比较].{{1,14}}(?:少|低|减|降)(?!于)了?)|"
    rf"(?P<up>{_UP}|[比较].{{1,14}}(?:多|高|增|升)(?!少)了?)|(?P<level>持平|没有?变化|不变|没变|相同)"
)
# 没有增加的单位: all the others.
_DENIED = re.compile(rf"(?<!有)(?:没有?|未|不)(?:有所|见|曾|再|怎么)?(?:{_UP}|{_DOWN})")
_STEADILY = re.compile("逐年|连年|一直|持续|年年|每年|连续|不断|一路")
_ORDERS = re.compile(
    "最|排|第[一二三四五六七八九十]|幅|率|百分|多少件|几件|[多增减少降](?:了|出)?几"
)
_WHO = re.compile("谁|哪|几[个家]|多少(?:个|家)|(?:单位|机关|部门|街道|局)")


@dataclass(frozen=True, slots=True)
class _Course:
    """One organ's figures, oldest first."""

    years: tuple[Measured, ...]

    @property
    def told(self) -> str:
        first, last = self.years[0].value, self.years[-1].value
        if len(self.years) > 2:
            return " → ".join(number(one.value) for one in self.years)
        return f"{number(last)} - {number(first)} = {number(last - first)}"

    def goes(self, way: str, *, steadily: bool) -> bool:
        values = [one.value for one in self.years]
        steps = pairwise(values) if steadily else [(values[0], values[-1])]
        compare = {"up": Decimal.__gt__, "down": Decimal.__lt__, "level": Decimal.__eq__}[way]
        return all(compare(later, earlier) for earlier, later in steps)


def asks_who_moved(question: Question) -> bool:
    """Whether a list or count is of the organs whose figure rose or fell over the years."""
    named = question.operation.name in ("list", "count", "trend", "difference", "compare_yes_no")
    guessed = question.operation.name in ("total", "look_up", "rank")
    if question.group is None or question.organs or len(question.cells) != 1:
        return False
    if not (named or guessed) or not _WHO.search(question.text) or _ORDERS.search(question.text):
        return False
    years = question.years
    dated = bool(years.years) or years.compare_previous or bool(years.newest) or years.all
    return dated and _MOVED.search(question.text) is not None and not question.denominator


def only_moves(words: str) -> bool:
    """Whether words left unexplained are those of the rise or fall: 比2023年少的单位."""
    return _MOVED.search(words) is not None


def list_moved(asked: Asked) -> Draft:
    """List, or count, the organs whose figure went the way that is asked about."""
    match = _MOVED.search(asked.question.text)
    way = "down" if match and match["down"] else "level" if match and match["level"] else "up"
    cards = _with_the_year_before(asked)
    taken = measure(replace(asked, plan=replace(asked.plan, cards=cards)))
    courses = [_Course(tuple(sorted(ones, key=_year))) for ones in by_owner(taken.measured)]
    years = sorted({card.year for card in cards})
    whole = [one for one in courses if len(one.years) == len(years) > 1]
    if not whole:
        return not_found(f"没有机关两年都有{taken.name}的数，比不出变化。", *asked.notes)
    steadily = _STEADILY.search(asked.question.text) is not None
    denied = _DENIED.search(asked.question.text) is not None
    fitting = [one for one in whole if one.goes(way, steadily=steadily) != denied]
    what = _in_words(way, years, steadily=steadily)
    return _told(
        asked,
        taken,
        whole,
        fitting,
        re.sub("(增加|减少|不变)", r"没有\1", what) if denied else what,
    )


def _year(one: Measured) -> int:
    return one.card.year


def _with_the_year_before(asked: Asked) -> tuple[ReportCard, ...]:
    """Return the reports planned; those of the year before too, where only one year is named."""
    cards = asked.plan.cards
    if len({card.year for card in cards}) > 1:
        return cards
    owners = {owner(card) for card in cards}
    before = cards[0].year - 1
    earlier = [c for c in asked.library.cards() if c.year == before and owner(c) in owners]
    return (*earlier, *cards)


def _in_words(way: str, years: Sequence[int], *, steadily: bool) -> str:
    word = {"up": "增加", "down": "减少", "level": "不变"}[way]
    each = "逐年" if steadily and len(years) > 2 else ""
    return (
        f"{years[-1]}年比{years[0]}年{word}" if not each else f"{years[0]}—{years[-1]}年逐年{word}"
    )


def _told(
    asked: Asked,
    taken: Measurement,
    whole: Sequence[_Course],
    fitting: Sequence[_Course],
    what: str,
) -> Draft:
    shown = sorted(fitting, key=lambda one: -abs(one.years[-1].value - one.years[0].value))
    shown = shown[:_MOST_LISTED]
    cited = shown or whole[:1]
    operands = taken.operands([one for course in cited for one in course.years])
    counted = asked.question.operation.name == "count"
    head = f"{len(fitting)}个机关。{taken.name}{what}的有：" if fitting else "没有。"
    lines = [f"{taken.names.organ_of(one.years[-1].card)}：{one.told}" for one in shown]
    if not fitting:
        lines = [f"{taken.name}没有{what}的机关。"]
    tail = f"统计范围：{len(whole)}个机关，各年都有这一项的数。"
    value = Decimal(len(fitting)) if counted else None
    return Draft(
        "answered",
        "\n".join([head, *lines, tail]),
        value,
        "个" if counted else None,
        operands=operands,
        computed=Computed(
            "count" if counted else "list",
            f"{taken.name}{what}，共{len(fitting)}个",
            value,
            Coverage(len(whole), len(whole)),
        ),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )
