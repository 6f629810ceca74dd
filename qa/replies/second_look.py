"""A second look at what is to be done, once it is known how many reports are in question.

The words decide first (`qa.operations`); here a reading gives way that cannot be meant, such as
looking up two figures side by side where the question asks by how much they differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from qa.draft import Draft, clarify
from qa.question import Operation
from qa.replies.asked import Asked
from qa.replies.calculate import difference
from qa.replies.over_reports import rank
from qa.replies.ratios import asks_for_ratio, ratio
from qa.replies.totals import total
from qa.replies.two_sided import asks_for_two_sides, list_two_sided

_BY_HOW_MUCH = re.compile(r"[比较].{0,30}(?:多|少|高|低|增|减)[^,，。]{0,8}(?:多少|几)")
_TOGETHER = re.compile(
    r"(?:[两三几]|\d)(?:个|家|年)[^,，。]{0,16}[共总](?!享|识|同|量|数)|共(?:有|收|办|制|计)?(?:几|多少)|合起来|"
    r"共(?:收到?|办结?|制发|受理|公开)"
)
_LAST = re.compile("排?最后|最末|垫底|倒数第?一")
_EXCEPT = re.compile(r"除(?:了|去|开)?(?P<left_out>.{2,20}?)(?:之外|以外|外|[,，])")


def another_reply(asked: Asked) -> Callable[[Asked], Draft] | None:
    """Return the reply that fits better than the operation read, None where that one stands."""
    question, text = asked.question, asked.question.text
    name = question.operation.name
    if _leaves_out(asked):
        return _ask_who_is_left
    if asks_for_ratio(asked):
        return ratio
    if asks_for_two_sides(asked):
        return list_two_sided
    if name in ("list", "count") and not question.years.all and _LAST.search(text):
        return _rank_last
    several = len(asked.plan.cards) > 1 and len(question.cells) == 1
    if name == "look_up" and several and question.group is None:
        if len(asked.plan.cards) == 2 and _BY_HOW_MUCH.search(text):
            return difference
        if _TOGETHER.search(text):
            return total
    return None


def _rank_last(asked: Asked) -> Draft:
    last = Operation("rank", "最后", limit=1, ascending=True)
    return rank(replace(asked, question=replace(asked.question, operation=last)))


def _leaves_out(asked: Asked) -> bool:
    """Whether the one organ named is named to be left out: 除了鹿鸣区政府，谁最多."""
    match = _EXCEPT.search(asked.question.text)
    organs = asked.question.organs
    asks_who = re.search("谁|哪[个家些几]", asked.question.text)
    return bool(match and asks_who and organs and organs[0].words in match["left_out"])


def _ask_who_is_left(asked: Asked) -> Draft:
    match = _EXCEPT.search(asked.question.text)
    rest = _EXCEPT.sub("", asked.question.text, count=1)
    left_out = match["left_out"] if match else ""
    return clarify(f"还不会把{left_out}除开来比较，可以改问全部单位：", (rest,))
