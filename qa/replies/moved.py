"""Which organs' figure rose, fell or stayed from one year to another: 新收比2023年少的单位."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index import ReportCard
from qa.answer import Computed, Coverage
from qa.draft import Draft
from qa.naming import owner
from qa.question import Question
from qa.replies.asked import Asked
from qa.replies.courses import Course, Way, courses, nothing_compares
from qa.replies.measure import Measurement, measure
from qa.replies.series import series_break
from qa.replies.wording import trust_notes

_MOST_LISTED = 30
_WAYS: dict[Way, str] = {"up": "增加", "down": "减少", "level": "不变"}
# In every step, not only from the first year to the last.
_STEADY = "逐年|连年|一直|持续|年年|每年|连续|不断|一路|一年比一年"
_STEADILY = re.compile(_STEADY)
# A bare 多 or 少 says so only after 比 or 一直: 比上年少, 一直在降.
_UP = "增加|增长|增多|上升|上涨|提高|升高|攀升|走高|变多|涨|递增|多于上年|超过上年|超过去年"
_DOWN = "减少|下降|下滑|回落|降低|走低|变少|跌|递减|缩减|少于上年|低于上年|低于去年"
_MOVED = re.compile(
    rf"(?P<down>{_DOWN}|[比较].{{1,14}}(?:少|低|减|降)(?!于)了?|(?:{_STEADY})(?:都|地)?在?(?:降|减|跌|少|低|缩))|"
    rf"(?P<up>{_UP}|[比较].{{1,14}}(?:多|高|增|升)(?!少)了?|(?:{_STEADY})(?:都|地)?在?(?:涨|增|升|多|高))|(?P<level>持平|没有?变化|不变|没变|相同)"
)
# 没有增加的单位: all the others.
_DENIED = re.compile(rf"(?<!有)(?:没有?|未|不)(?:有所|见|曾|再|怎么)?(?:{_UP}|{_DOWN})")
# What is asked for is an order or by how much, not who.
_ORDERS = re.compile(
    "最|排|第[一二三四五六七八九十]|幅|率|百分|多少件|几件|[多增减少降](?:了|出)?几"
)
_WHO = re.compile("谁|哪|几[个家]|多少(?:个|家)|(?:单位|机关|部门|街道|局)")


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
    dated = dated or _STEADILY.search(question.text) is not None
    return dated and _MOVED.search(question.text) is not None and not question.denominator


def only_moves(words: str) -> bool:
    """Whether words left unexplained are those of the rise or fall: 比2023年少的单位."""
    return _MOVED.search(words) is not None


def list_moved(asked: Asked) -> Draft:
    """List, or count, the organs whose figure went the way that is asked about."""
    text = asked.question.text
    cards = _with_the_year_before(asked)
    taken = measure(replace(asked, plan=replace(asked.plan, cards=cards)))
    years = sorted({card.year for card in cards})
    whole = courses(taken, len(years))
    if not whole:
        return nothing_compares(taken)
    way = _way_in(text)
    steadily = _STEADILY.search(text) is not None
    denied = _DENIED.search(text) is not None
    fitting = [one for one in whole if one.goes(way, steadily=steadily) != denied]
    what = f"{_span(years, steadily=steadily)}{'没有' if denied else ''}{_WAYS[way]}"
    return _told(taken, whole, fitting, what)


def _way_in(text: str) -> Way:
    """Return which way is asked about; up where the words leave it open."""
    match = _MOVED.search(text)
    if match and match["down"]:
        return "down"
    return "level" if match and match["level"] else "up"


def _with_the_year_before(asked: Asked) -> tuple[ReportCard, ...]:
    """Return the reports planned; those of the year before too, where only one year is named."""
    cards = asked.plan.cards
    if len({card.year for card in cards}) > 1:
        return cards
    owners = {owner(card) for card in cards}
    before = cards[0].year - 1
    earlier = [c for c in asked.library.cards() if c.year == before and owner(c) in owners]
    return (*earlier, *cards)


def _span(years: Sequence[int], *, steadily: bool) -> str:
    """Write from when to when: 2023年比2022年, 2021—2023年逐年."""
    if steadily and len(years) > 2:
        return f"{years[0]}—{years[-1]}年逐年"
    return f"{years[-1]}年比{years[0]}年"


def _told(
    taken: Measurement, whole: Sequence[Course], fitting: Sequence[Course], what: str
) -> Draft:
    """Name those that fit, the largest difference first; a none cites the first it looked at."""
    asked = taken.asked
    shown = sorted(fitting, key=lambda one: -abs(one.gap))[:_MOST_LISTED]
    operands = taken.operands([one for course in shown or whole[:1] for one in course.years])
    counted = asked.question.operation.name == "count"
    value = Decimal(len(fitting)) if counted else None
    if fitting:
        head = f"{len(fitting)}个机关。{taken.name}{what}的有："
        lines = [f"{taken.names.organ_of(one.years[-1].card)}：{one.told}" for one in shown]
    else:
        head, lines = "没有。", [f"{taken.name}没有{what}的机关。"]
    tail = f"统计范围：{len(whole)}个机关，各年都有这一项的数。"
    how = f"{taken.name}{what}，共{len(fitting)}个"
    coverage = Coverage(len(whole), len(whole))
    return Draft(
        "answered",
        "\n".join([head, *lines, tail]),
        value,
        "个" if counted else None,
        operands=operands,
        computed=Computed("count" if counted else "list", how, value, coverage),
        notes=(*asked.notes, *trust_notes(operands), *series_break(asked, operands)),
    )
