"""What a reader may want to ask next: a few questions that fit the answer and have one too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from qa.answer import Answer
from qa.labels import find_row, plain_label
from ui.chips import Understanding
from ui.choices import spoken_names
from ui.rewording import Slots, operations_for, question_of

if TYPE_CHECKING:
    from index import ReportCard

MOST = 4
_FEWEST_TO_RANK = 3
_FEWEST_FOR_A_TREND = 3
_OUTCOMES = ("维持了几件？", "纠正了几件？")
_THEMES = {
    "problems": "有哪些改进措施？",
    "improvements": "信息公开存在哪些问题？",
}


def suggestions(
    candidates: Iterable[str], asked: Sequence[str], is_answered: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the first few candidates that were not asked yet and have an answer."""
    fresh = (one for one in dict.fromkeys(candidates) if one not in asked)
    return tuple(islice(filter(is_answered, fresh), MOST))


def candidates(
    understood: Understanding, answer: Answer, cards: Sequence[ReportCard]
) -> tuple[str, ...]:
    """Return what may be asked next, the likeliest first; as follow-ups where they are shorter."""
    if answer.status != "answered":
        return ()
    slots = understood.slots
    if slots is None:
        return _after_words(understood, cards)
    asked_next = {
        "look_up": _after_a_figure,
        "share": _after_a_share,
        "difference": _after_a_difference,
        "trend": _after_a_trend,
        "rank": _after_a_ranking,
        "total": _after_a_sum,
        "average": _after_a_sum,
        "definition": _after_a_definition,
    }
    return tuple(asked_next[slots.operation](slots, cards))


def _after_a_figure(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    found = []
    row = find_row(slots.row)
    if slots.column != "total" and row is not None and row.table == "requests":
        found.append("总计呢？")
    if len(_years_of(slots, cards)) >= _FEWEST_FOR_A_TREND:
        found.append("历年怎么变化？")
    if "share" in operations_for(slots.row, slots.organ):
        found.append("占办理结果的比例是多少？")
    if row is not None and row.sum and row.table == "requests" and slots.year:
        found.append(f"{slots.organ}{slots.year}年{plain_label(row.label)}有哪些情形，各几件？")
    if slots.row == "received_new" and slots.column == "total":
        found.append("各类申请人各多少件？")
    if slots.row == "reconsideration" and slots.column == "total":
        found += _OUTCOMES
    return [*found, *_year_before(slots, cards), *_ranking(slots, cards)]


def _after_a_share(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    look_up = question_of(Slots(slots.organ, slots.year, slots.row, slots.column))
    return [*_year_before(slots, cards), look_up, *_ranking(slots, cards)]


def _after_a_difference(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    many = len(_years_of(slots, cards)) >= _FEWEST_FOR_A_TREND
    return [*(["历年怎么变化？"] if many else []), *_ranking(slots, cards)]


def _after_a_trend(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    newest = max(_years_of(slots, cards), default=None)
    latest = Slots(slots.organ, newest, slots.row, slots.column, "difference")
    return ["哪一年最多？", "哪一年最少？", question_of(latest), *_ranking(latest, cards)]


def _after_a_ranking(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    return ["哪个最少？", "平均是多少？", "合计是多少？", "中位数是多少？"]


def _after_a_sum(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    return [*_ranking(slots, cards), "中位数是多少？"]


def _after_a_definition(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    newest = max((card.year for card in cards), default=None)
    return _ranking(Slots("", newest, slots.row, slots.column), cards)


def _after_words(understood: Understanding, cards: Sequence[ReportCard]) -> tuple[str, ...]:
    organ, year = understood.organ, understood.year
    if not organ or not year:
        return ()
    other = _THEMES.get(understood.question.theme or "")
    received = f"{organ}{year}年收到多少件申请？"
    before = _year_before(Slots(organ, year, "", ""), cards)
    return (*before, *([f"{organ}{year}年{other}"] if other else []), received)


def _year_before(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    if slots.year is None:
        return []
    return ["那前一年呢？"] if slots.year - 1 in _years_of(slots, cards) else []


def _ranking(slots: Slots, cards: Sequence[ReportCard]) -> list[str]:
    organs = {(card.organ, card.region) for card in cards if card.year == slots.year}
    if len(organs) < _FEWEST_TO_RANK:
        return []
    return [question_of(Slots("", slots.year, slots.row, slots.column, "rank"))]


def _years_of(slots: Slots, cards: Sequence[ReportCard]) -> set[int]:
    """Return the years of the organ's reports."""
    names = spoken_names(cards)
    return {card.year for card in cards if names[card.organ, card.region] == slots.organ}
