"""Which years of one organ meet a condition, or stand out: 哪几年没有用过国家秘密这条."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qa.conditions import any_or_none
from qa.draft import Draft
from qa.plan import WHICH_YEARS
from qa.question import Condition
from qa.replies.asked import Asked
from qa.replies.listing import list_reports
from qa.replies.over_years import trend

# The highest or lowest year is sought, not those that meet a condition.
_EXTREME = re.compile("最|更|峰值|[高顶]峰|谷|垫底|居首|榜首|见顶|触底|探底|顶点")
_NONE = re.compile("没|未|零")


def asks_which_years(asked: Asked) -> bool:
    """Whether the years of one organ are to be told that meet a condition, or the extreme one."""
    cards = asked.plan.cards
    one_organ = len({(card.organ, card.region) for card in cards}) == 1
    return one_organ and len(cards) > 1 and WHICH_YEARS.search(asked.question.text) is not None


def tell_years(asked: Asked) -> Draft:
    """Name the extreme year, or list the years that meet the condition."""
    return trend(asked) if _EXTREME.search(asked.question.text) else _list_years(asked)


def _list_years(asked: Asked) -> Draft:
    """List the years that meet the condition; 没有用过 asks for those with none."""
    question = asked.question
    if question.operation.condition is not None or not _asks_for_none(asked):
        return list_reports(asked)
    none = replace(question.operation, condition=Condition("=", Decimal(0)))
    return list_reports(replace(asked, question=replace(question, operation=none)))


def _asks_for_none(asked: Asked) -> bool:
    """Whether the years with none are asked for, beside the words that name the cells."""
    text = asked.question.text
    named = "".join(cell.words for cell in asked.question.cells)
    beside = text.replace(named, " ") if named else text
    return any_or_none(beside, text).words == "没有" or _NONE.search(beside) is not None
