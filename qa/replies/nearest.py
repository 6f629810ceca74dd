"""Where an answer is not to be had: what may be asked instead, ready to be put as a follow-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index import ReportCard
from qa.draft import Draft
from qa.labels import sentence_label
from qa.question import Question
from qa.replies.asked import Asked

_MOST_OPTIONS = 5
_PART_OF_YEAR = re.compile(
    r"[上下]半年度?|第?[一二三四1-4]个?季度|"
    r"(?:\d{1,2}月?[、,和到至~—-])*\d{1,2}月份?(?:到|至|—|-|~)?(?:\d{1,2}月份?)?|"
    r"(?:[一二三四五六七八九十]{1,2}月?[、,和到至~—-])*[一二三四五六七八九十]{1,2}月份?"
)
_SHORT_YEAR = re.compile(r"(?<![\d.])2\d(?=年)")


def with_options(asked: Asked, draft: Draft, reply: Callable[[Asked], Draft]) -> Draft:
    """Offer the nearest there is: the cell shown, or other years that `reply` can answer for."""
    if draft.status != "not_found" or draft.options:
        return draft
    if asked.plan.own_only:
        card = asked.plan.cards[0]
        return replace(draft, options=(f"{card.organ}{card.year}年",))
    if draft.operands:
        labels = (
            sentence_label(one.cell.row, one.cell.column, one.card.form) for one in draft.operands
        )
        return replace(draft, options=tuple(dict.fromkeys(labels))[:_MOST_OPTIONS])
    years = _years_that_have_it(asked, reply)
    if not years:
        return draft
    options = tuple(f"{year}年" for year in years)
    have = f"同一机关{'、'.join(str(year) for year in reversed(years))}年的报告里有。"
    return replace(draft, text=f"{draft.text}{have}", options=options)


def whole_year(question: Question) -> tuple[str, ...]:
    """Put a question about a part of the year for the whole year."""
    asked, count = _PART_OF_YEAR.subn("全年", question.text)
    asked = re.sub(r"(?<=\d)全年", "年全年", asked)
    return (_SHORT_YEAR.sub(r"20\g<0>", asked),) if count else ()


def _years_that_have_it(asked: Asked, reply: Callable[[Asked], Draft]) -> list[int]:
    """Return the years of the same organ whose reports answer the question, newest first."""
    cards = asked.plan.cards
    organs = {(card.organ, card.region) for card in cards}
    if len(organs) != 1 or asked.question.unrecorded is not None:
        return []
    planned = {card.id for card in cards}
    others = [
        card
        for card in asked.library.cards()
        if (card.organ, card.region) in organs and card.id not in planned
    ]
    newest = sorted(others, key=lambda card: -card.year)[:_MOST_OPTIONS]
    return list(dict.fromkeys(card.year for card in newest if _answers(asked, card, reply)))


def _answers(asked: Asked, card: ReportCard, reply: Callable[[Asked], Draft]) -> bool:
    plan = replace(asked.plan, cards=(card,), lacking=(), notes=())
    return reply(replace(asked, plan=plan)).status == "answered"
