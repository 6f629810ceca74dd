"""A second look at what is to be done, once it is known how many reports are in question.

The words decide first (`qa.operations`); here a reading gives way that cannot be meant, such as
looking up two figures side by side where the question asks by how much they differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.draft import Draft, not_found
from qa.replies.asked import Asked
from qa.replies.asked_back import (
    ask_to_list_first,
    ask_what_to_compare,
    ask_which_kind,
    ask_who_is_left,
    asks_who,
    compares_with_nothing,
    is_total_a_guess,
    leaves_out,
    ranks_the_listed,
)
from qa.replies.calculate import difference
from qa.replies.consistency import consistency
from qa.replies.every_year import asks_over_the_years, list_over_the_years
from qa.replies.joined import asks_a_table
from qa.replies.listing import list_reports
from qa.replies.lookup import look_up
from qa.replies.ranked_otherwise import (
    asks_both_ends,
    asks_for_the_last,
    both_ends,
    rank_each,
    rank_last,
    ranks_several,
)
from qa.replies.ratios import asks_for_ratio, ratio
from qa.replies.set_off import (
    asks_by_how_much,
    asks_for_growth,
    asks_whether_more,
    growth,
    takes_a_part_off,
    what_is_left,
    whether_more,
)
from qa.replies.together import side_by_side
from qa.replies.totals import average, middle, total
from qa.replies.two_sided import asks_for_two_sides, list_two_sided
from qa.replies.years_told import asks_which_years, tell_years

_AGREE = re.compile("一样|相同|相等|一致|对应|吻合|接得上|衔接|等于")
_HANDED_ON = {"carried_in", "carried_out"}
_OVER_REPORTS = ("list", "count", "rank", "average", "median")
# 两家一共收了多少: one sum, not a figure each; 共享 and 总数 are no sums.
_TOGETHER = re.compile(
    r"(?:[两三几]|\d)(?:个|家|年)[^,，。]{0,16}[共总](?!享|识|同|量|数)|共(?:有|收|办|制|计)?(?:几|多少)|合起来|"
    r"共(?:收到?|办结?|制发|受理|公开)"
)
_COMPARES = re.compile("比一比|相比|对比")
_LISTS_WHO = re.compile("都是谁|有谁|的(?:都)?是(?:谁|哪些)")


def another_reply(asked: Asked) -> Callable[[Asked], Draft] | None:
    """Return the reply that fits better than the operation read, None where that one stands."""
    return next((reply for fits, reply in _SECOND_LOOKS if fits(asked)), None)


def _is_carried_over(asked: Asked) -> bool:
    """Whether what one year hands on is to agree with what the next takes over."""
    rows = {cell.row for cell in asked.question.cells}
    return rows >= _HANDED_ON and _AGREE.search(asked.question.text) is not None


def _lists_who(asked: Asked) -> bool:
    return is_total_a_guess(asked) and _LISTS_WHO.search(asked.question.text) is not None


def _is_together(asked: Asked) -> bool:
    """Whether one figure of several reports was looked up though their sum is asked for."""
    question = asked.question
    several = len(asked.plan.cards) > 1 and len(question.cells) == 1 and question.group is None
    looked_up = question.operation.name == "look_up"
    return several and looked_up and _TOGETHER.search(question.text) is not None


def _asks_mean_and_median(asked: Asked) -> bool:
    text = asked.question.text
    over = asked.question.operation.name in ("average", "median")
    return over and "中位" in text and ("平均" in text or "均值" in text)


def _mean_and_median(asked: Asked) -> Draft:
    return side_by_side((average(asked), middle(asked)))


def _is_of_one_report(asked: Asked) -> bool:
    """Whether there is but one report to rank, list or average."""
    question = asked.question
    compares = bool(question.organs) or _COMPARES.search(question.text) is not None
    named = compares or question.group is None
    return named and question.operation.name in _OVER_REPORTS and len(asked.plan.cards) == 1


def _of_one_report(asked: Asked) -> Draft:
    """There is nothing to rank, list or average with one report; its figure is given as such."""
    plain = look_up(asked)
    if asked.question.operation.name in ("list", "count") and not asks_who(asked):
        return plain
    text = f"只有一份报告，没有可以比较或平均的。{plain.text}"
    return not_found(text, *plain.notes, operands=plain.operands)


# The first that fits is taken: the narrower readings stand before the wider.
_SECOND_LOOKS: tuple[tuple[Callable[[Asked], bool], Callable[[Asked], Draft]], ...] = (
    (lambda asked: asks_a_table(asked.question), look_up),
    (asks_which_years, tell_years),
    (ranks_the_listed, ask_to_list_first),
    (asks_over_the_years, list_over_the_years),
    (ranks_several, rank_each),
    (leaves_out, ask_who_is_left),
    (asks_for_ratio, ratio),
    (_is_carried_over, consistency),
    (asks_for_two_sides, list_two_sided),
    (asks_for_the_last, rank_last),
    (takes_a_part_off, what_is_left),
    (compares_with_nothing, ask_what_to_compare),
    (_lists_who, list_reports),
    (asks_both_ends, both_ends),
    (_asks_mean_and_median, _mean_and_median),
    (is_total_a_guess, ask_which_kind),
    (_is_of_one_report, _of_one_report),
    (asks_by_how_much, difference),
    (asks_whether_more, whether_more),
    (asks_for_growth, growth),
    (_is_together, total),
)
