"""Ranking reports by a figure or a share, cut to what was asked, always with the coverage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.answer import Computed
from qa.draft import Draft
from qa.numerals import han_number
from qa.question import Operation
from qa.replies.asked import Asked
from qa.replies.changes import asks_who_changed_most, rank_changes
from qa.replies.measure import Measured, Measurement, measure, sum_of
from qa.replies.organ_sums import asks_for_sums, rank_sums
from qa.replies.pooled import pooled_share, pooled_sums
from qa.replies.series import series_break
from qa.replies.shares import EXACT
from qa.replies.unmeasured import nothing_measured
from qa.replies.wording import number, percent, trust_notes

_MOST_LISTED = 30
_MOST_NAMED = 10
_SHOWN_UNASKED = 10
# 垫底的两家: so many places.
_SO_MANY = re.compile(r"的(?P<count>[两二三四五六七八九十]|\d{1,2})(?:家|个|名)")
# 第一名比第二名多多少, 两家差多少: what lies between the places.
_GAP = re.compile("差(?:了|距)?(?:多少|几)|相差|[多少](?:了|出)?(?:多少|几)")
# A place in the order; 第一季度, 第三部分, 第二款 are none.
_PLACES = re.compile("第(?P<place>[一二三四五六七八九十])(?!季|部|款|条|项)")

# 前三名加起来, 前三名合计占全部的几成: their sum, and its part of all.
_ADDED = re.compile("合计|加起来|一共|总共|之和|总和|相加|加总|合起来|共占|加在一起|集中度")
_OF_ALL = re.compile("占|百分|几成|比例|比重|份额|集中度")
_FIRST_FEW = re.compile("前[两三四五六七八九十\\d]+[名家位个]?")


def rank(asked: Asked) -> Draft:
    """Order reports by a figure or a share; name the one asked for, or the first few."""
    if asks_who_changed_most(asked):
        return rank_changes(asked)
    if asks_for_sums(asked):
        return rank_sums(asked)
    taken = measure(_counted(asked))
    if not taken.measured:
        return nothing_measured(taken)
    return _ranked(replace(taken, asked=_between_places(taken.asked)))


def _counted(asked: Asked) -> Asked:
    """Read 前三名合计占全部几成 as the first by number: the share is of their sum."""
    text, operation = asked.question.text, asked.question.operation
    first_few = operation.limit and operation.limit > 1 and _FIRST_FEW.search(text)
    if not (first_few and _ADDED.search(text) and _OF_ALL.search(text)):
        return asked
    question = replace(asked.question, operation=replace(operation, relative=False), denominator=())
    return replace(asked, question=question)


def _ranked(taken: Measurement) -> Draft:
    """Answer with the places asked for; a share of no place in particular with all pooled too."""
    operation = taken.asked.question.operation
    ordered = sorted(taken.measured, key=lambda one: one.value, reverse=not operation.ascending)
    limit = operation.limit or _limit_in(taken.asked.question.text)
    shown = _shown(ordered, limit, operation.position)
    one_place = operation.limit == 1 or operation.position is not None
    text = (_placed if one_place else _table)(taken, ordered, shown)
    pooled = taken.of is not None and not operation.limit and not operation.position
    if pooled:
        text = f"{pooled_share(taken)}\n{text}"
    summed = _sum_of(taken, shown)
    every = pooled or (summed and _OF_ALL.search(taken.asked.question.text))
    operands = taken.operands(taken.measured if every else shown)
    first = shown[0] if operation.limit == 1 and len(shown) == 1 else None
    how = "；".join([_ranking_in_words(taken, shown), *(pooled_sums(taken) if pooled else ())])
    return Draft(
        "answered",
        f"{_lead_of(taken, shown)}{text}{summed}\n{taken.coverage_words}",
        first.value.quantize(EXACT) if first and taken.of else first.value if first else None,
        taken.unit if first else None,
        operands=operands,
        computed=Computed("rank", how, None, taken.coverage),
        notes=(*taken.asked.notes, *trust_notes(operands), *series_break(taken.asked, operands)),
    )


def _between_places(asked: Asked) -> Asked:
    """Read 第二名比第一名少多少 as the first places, the largest first, with what lies between."""
    places = [han_number(match["place"]) or 1 for match in _PLACES.finditer(asked.question.text)]
    if len(places) < 2:
        return asked
    operation = Operation("rank", "第", limit=max(places))
    return replace(asked, question=replace(asked.question, operation=operation))


def _limit_in(text: str) -> int | None:
    """Return how many are asked for: 垫底的两家."""
    match = _SO_MANY.search(text)
    return han_number(match["count"]) if match else None


def _shown(ordered: Sequence[Measured], limit: int | None, position: int | None) -> list[Measured]:
    """Cut the ranking, keeping everyone who ties with the last one shown."""
    if position is not None and position <= len(ordered):
        bar = ordered[position - 1].value
        return [one for one in ordered if one.value == bar][:_MOST_LISTED]
    count = min(limit or _SHOWN_UNASKED, len(ordered))
    bar = ordered[count - 1].value
    tied = [one for one in ordered[count:] if one.value == bar]
    return [*ordered[:count], *tied][: max(_MOST_LISTED, count)]


def _lead_of(taken: Measurement, shown: Sequence[Measured]) -> str:
    """Say by how much the first leads, where the question asks what lies between them."""
    if taken.of is not None or len(shown) < 2 or not _GAP.search(taken.asked.question.text):
        return ""
    first, second = shown[0].value, shown[1].value
    gap = f"{number(first)} - {number(second)} = {number(first - second)}"
    return f"第1名与第2名相差{number(abs(first - second))}{taken.unit}（{gap}）。\n"


def _sum_of(taken: Measurement, shown: Sequence[Measured]) -> str:
    """Add the first few up, and say how much of all that is, where that is asked for."""
    text = taken.asked.question.text
    if taken.of is not None or len(shown) < 2 or not _ADDED.search(text):
        return ""
    total, whole = sum_of(shown), sum_of(taken.measured)
    formula = f"{' + '.join(number(one.value) for one in shown)} = {number(total)}"
    words = f"\n这{len(shown)}名合计{number(total)}{taken.unit}（{formula}）"
    if not (_OF_ALL.search(text) and whole):
        return f"{words}。"
    share = f"{number(total)} ÷ {number(whole)} = {percent(total / whole)}"
    of_all = f"占{len(taken.measured)}份报告合计{number(whole)}{taken.unit}的"
    return f"{words}，{of_all}{percent(total / whole)}（{share}）。"


def _ends(taken: Measurement) -> tuple[str, str]:
    """Name the two ends of the order, where it begins first: 多, 少; of a share 高, 低."""
    more, less = ("高", "低") if taken.of is not None else ("多", "少")
    return (less, more) if taken.asked.question.operation.ascending else (more, less)


def _direction(taken: Measurement) -> str:
    begins, ends = _ends(taken)
    return f"由{begins}到{ends}"


def _placed(taken: Measurement, ordered: Sequence[Measured], shown: Sequence[Measured]) -> str:
    """Name who holds one place of the ranking."""
    position = taken.asked.question.operation.position
    place = f"第{position}名" if position else f"最{_ends(taken)[0]}"
    by = f"按{taken.subject}{_direction(taken)}排列。"
    if position and position > len(ordered):
        return f"只有{len(ordered)}份报告有这一项的数，没有{place}。{by}"
    same = [one for one in ordered if one.value == shown[0].value]
    if len(same) == 1:
        link = "是" if position else "的是"
        return f"{place}{link}{taken.names.of(same[0].card)}，{taken.shown(same[0])}。{by}"
    named = "、".join(taken.names.of(one.card) for one in shown[:_MOST_NAMED])
    rest = "等" if len(same) > min(len(shown), _MOST_NAMED) else ""
    amount = percent(shown[0].value) if taken.of else taken.shown(shown[0])
    return f"并列{place}的有{len(same)}个，都是{amount}：{named}{rest}。{by}"


def _table(taken: Measurement, ordered: Sequence[Measured], shown: Sequence[Measured]) -> str:
    """List the first places, a line each, and count the rest."""
    places = _places(ordered)
    lines = [
        f"第{places[one.card.id]}名 {taken.names.of(one.card)}：{taken.shown(one)}" for one in shown
    ]
    rest = len(ordered) - len(shown)
    cut = f"，前{len(shown)}名" if rest else ""
    left = [f"其余{rest}份从略。"] if rest else []
    return "\n".join([f"{taken.subject}{_direction(taken)}{cut}：", *lines, *left])


def _places(ordered: Sequence[Measured]) -> dict[str, int]:
    """Return the place of each report by its id; equal figures share the first of their places."""
    places: dict[str, int] = {}
    firsts: dict[Decimal, int] = {}
    for place, one in enumerate(ordered, 1):
        places[one.card.id] = firsts.setdefault(one.value, place)
    return places


def _ranking_in_words(taken: Measurement, shown: Sequence[Measured]) -> str:
    """Say what the ranking goes by; a share shows its division."""
    divided = [
        f"{taken.names.of(one.card)} {one.share.formula}" for one in shown if one.share is not None
    ]
    return "；".join([f"{taken.subject}，{_direction(taken)}", *divided])
