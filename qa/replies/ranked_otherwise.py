"""Rankings of another kind than the one read: the last, both ends, each of several rows."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.draft import Draft
from qa.numerals import han_number
from qa.question import Operation
from qa.replies.asked import Asked
from qa.replies.asked_back import picks_by_one
from qa.replies.ranking import rank
from qa.replies.together import side_by_side

# 排最后, 倒数第二: the last, or the one so many places from the end.
_LAST = re.compile("排?最后|最末|垫底|倒数第(?P<place>[一二三四五六七八九十]|\\d+)")
_BOTH_ENDS = re.compile("最[大多高].{0,8}最[小少低]|最[小少低].{0,8}最[大多高]")
# Several rows are measured as one, or one as a share of another: not each for itself.
_ADDED = re.compile("合计|之和|合起来|加起来|加总|总和|一共|总共|相加|[和加]起来|占|率|比例")


def asks_for_the_last(asked: Asked) -> bool:
    """Whether the last of a group is asked for though a list, a count or a total was read."""
    question = asked.question
    read_as = question.operation.name in ("list", "count", "total")
    return read_as and question.group is not None and bool(_LAST.search(question.text))


def rank_last(asked: Asked) -> Draft:
    """Name the last, or the one that is so many places from the end."""
    match = _LAST.search(asked.question.text)
    place = han_number(match["place"]) if match and match["place"] else None
    limit = 1 if place is None else None
    return _rank_by(asked, Operation("rank", "最后", limit=limit, position=place, ascending=True))


def asks_both_ends(asked: Asked) -> bool:
    """Whether the most and the least are asked for in one question."""
    return asked.question.operation.name == "rank" and bool(_BOTH_ENDS.search(asked.question.text))


def both_ends(asked: Asked) -> Draft:
    """Give the most and the least where both are asked for."""
    ends = (Operation("rank", "最", limit=1, ascending=ascending) for ascending in (False, True))
    return side_by_side(_rank_by(asked, end) for end in ends)


def ranks_several(asked: Asked) -> bool:
    """Whether several rows are ranked, each for itself: 复议和诉讼最多的各是哪家."""
    question = asked.question
    ranked = question.operation.name == "rank" and not question.operation.relative
    several = len(question.cells) > 1 and not question.denominator
    return ranked and several and not picks_by_one(asked) and not _ADDED.search(question.text)


def rank_each(asked: Asked) -> Draft:
    """Rank by each of the rows, one answer below the other."""
    question = asked.question
    return side_by_side(
        rank(replace(asked, question=replace(question, cells=(cell,)))) for cell in question.cells
    )


def _rank_by(asked: Asked, operation: Operation) -> Draft:
    return rank(replace(asked, question=replace(asked.question, operation=operation)))
