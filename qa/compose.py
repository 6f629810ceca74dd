"""Composing: from a planned question to a draft, one reply for each operation."""

from __future__ import annotations

from collections.abc import Callable

from index import Library
from qa.draft import Draft, clarify, not_found
from qa.keywords import keywords
from qa.labels import sentence_label
from qa.plan import Plan
from qa.question import Question
from qa.replies.asked import Asked
from qa.replies.calculate import difference
from qa.replies.claimed import claimed
from qa.replies.comparing import compare, compare_yes_no
from qa.replies.consistency import consistency
from qa.replies.joined import joins_conditions, list_joined, only_joins
from qa.replies.knowledge import define, inventory
from qa.replies.listing import count, list_reports
from qa.replies.lookup import look_up, yes_no
from qa.replies.measure import adds_up
from qa.replies.moved import asks_who_moved, list_moved, only_moves
from qa.replies.narrative import narrate, not_recorded
from qa.replies.nearest import whole_year, with_options
from qa.replies.one_of import one_of_two
from qa.replies.over_years import trend
from qa.replies.ranking import rank
from qa.replies.searching import search_text
from qa.replies.second_look import another_reply
from qa.replies.shares import share
from qa.replies.similar import similar
from qa.replies.text_or_table import text_before_table
from qa.replies.totals import average, middle, total
from qa.replies.within import list_within, rank_within

_REPLIES: dict[str, Callable[[Asked], Draft]] = {
    "look_up": look_up,
    "describe": look_up,
    "share": share,
    "difference": difference,
    "trend": trend,
    "rank": rank,
    "rank_within": rank_within,
    "total": total,
    "average": average,
    "median": middle,
    "count": count,
    "list": list_reports,
    "list_within": list_within,
    "compare": compare,
    "compare_yes_no": compare_yes_no,
    "yes_no": yes_no,
}
_ABOUT = (
    "我回答政府信息公开工作年度报告里的问题，比如某机关某年收到多少申请、为什么不予公开、"
    "复议诉讼几件、存在哪些问题。"
)


def refuse(question: Question, library: Library) -> Draft | None:
    """Answer what needs no report: out of scope, a definition, what the library holds."""
    if question.refusal is not None:
        return Draft("out_of_scope", f"{question.refusal}{_ABOUT}")
    if question.years.part_of_year and not question.theme:
        text = "年度报告只有全年的数，没有半年、季度或月份的数。可以改问全年。"
        return not_found(text, options=whole_year(question))
    if question.operation.name == "definition":
        return define(question, library)
    if question.operation.name == "inventory" and not question.organs:
        return inventory(question, library, None)
    return None


def unclear(question: Question) -> Draft | None:
    """Ask back, or decline, where the question names nothing a report could answer."""
    if question.operation.name in ("consistency", "inventory"):
        return None
    if question.operation.name == "similar" and not question.cells:
        return None if question.organs else clarify("请问要和哪个机关、哪一年的报告比？", ())
    if question.unrecorded:
        return None
    joined = joins_conditions(question)
    if question.alternatives and not question.cells and not joined:
        options = tuple(
            dict.fromkeys(sentence_label(c.row, c.column) for c in question.alternatives)
        )[:8]
        words = question.alternatives[0].words
        return clarify(f"“{words}”在报告里可能指好几项，请问是哪一项？", options)
    unexplained = _unexplained(question)
    if unexplained and not _is_claimed(question):
        words = "、".join(f"“{word}”" for word in unexplained)
        options = tuple(sentence_label(cell.row, cell.column) for cell in question.cells)
        return clarify(f"{words}在表格里没有单列。您要问的是不是下面这一项的全部？", options)
    if question.cells or question.theme or joined:
        return None
    named = question.organs or question.group or question.years.named
    if question.organs and keywords(question, None):
        return None  # wording that the phrase book does not have: look for it in the text
    if named and question.operation.name in ("look_up", "trend", "difference", "total"):
        options = (
            "本年新收政府信息公开申请数量",
            "本年度办理结果总计",
            "不予公开",
            "行政复议·总计",
            "行政诉讼·总计",
        )
        return clarify("请问您想问哪一项？比如：", options)
    return Draft("out_of_scope", f"没有听懂这个问题。{_ABOUT}")


def _is_claimed(question: Question) -> bool:
    """Whether a figure is held against what the question says of it."""
    return question.premise is not None or question.claim is not None


def _unexplained(question: Question) -> tuple[str, ...]:
    """Return the words nothing accounts for; what joins two conditions is accounted for."""
    if asks_who_moved(question):
        return tuple(word for word in question.unexplained if not only_moves(word))
    if not joins_conditions(question):
        return question.unexplained
    return tuple(word for word in question.unexplained if not only_joins(word))


def compose(question: Question, plan: Plan, library: Library) -> Draft:
    """Write the draft answer to a planned question; where there is none, what to ask instead."""
    asked = Asked(question, plan, library)
    return with_options(asked, _reply(asked), _reply)


def _reply(asked: Asked) -> Draft:
    question, library = asked.question, asked.library
    name = question.operation.name
    if name == "consistency":
        return consistency(asked)
    if name == "similar" and not question.cells:
        return similar(asked)
    if name == "inventory":
        return inventory(question, library, asked)
    if question.unrecorded is not None and not _is_claimed(question):
        return not_recorded(asked)
    if asks_who_moved(question):
        return list_moved(asked)
    if joins_conditions(question) and not adds_up(question):
        return list_joined(asked)
    if question.theme and not question.cells:
        return narrate(asked)
    if not question.cells:
        return search_text(asked)
    verdict = one_of_two(asked, _from_tables) or claimed(asked, _from_tables)
    if verdict is not None:
        return verdict
    return text_before_table(asked) or _from_tables(asked)


def _from_tables(asked: Asked) -> Draft:
    reply = another_reply(asked) or _REPLIES.get(asked.question.operation.name, look_up)
    return reply(asked)
