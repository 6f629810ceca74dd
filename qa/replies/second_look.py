"""A second look at what is to be done, once it is known how many reports are in question.

The words decide first (`qa.operations`); here a reading gives way that cannot be meant, such as
looking up two figures side by side where the question asks by how much they differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from qa.conditions import any_or_none
from qa.denominators import is_part
from qa.draft import Draft, clarify, not_found
from qa.numerals import han_number
from qa.plan import WHICH_YEARS
from qa.question import Condition, Operation
from qa.replies.asked import Asked
from qa.replies.calculate import difference
from qa.replies.comparing import compare_yes_no
from qa.replies.consistency import consistency
from qa.replies.every_year import asks_over_the_years, list_over_the_years
from qa.replies.lookup import beside_cells, look_up
from qa.replies.over_reports import list_reports, rank
from qa.replies.over_years import trend
from qa.replies.ratios import asks_for_ratio, ratio
from qa.replies.together import side_by_side
from qa.replies.totals import average, middle, total
from qa.replies.two_sided import asks_for_two_sides, list_two_sided

_BY_HOW_MUCH = re.compile(
    r"[比较].{0,30}(?:(?:多|少|高|低|增|减)[^,，。]{0,8}(?:多少|几)|增减|变化|变动|差(?:多少|几|额))"
)
_WHETHER_MORE = re.compile(
    r"(?:多于|高于|超过|大于|少于|低于|小于|不及|不如)[^,，。]{2,24}(?:吗|么|没有|不成?)\s*[?？]?$"
)
_TAKEN_SO = re.compile("[比较][^,，。]{2,24}(?:涨|增|升|多|降|减|少|跌)了")
_GROWTH = re.compile("增减幅|[增降涨跌]幅|增长率|增速|同比")
_LESS = re.compile("少于|低于|小于|不及|不如|[降减少跌]了")
_AGREE = re.compile("一样|相同|相等|一致|对应|吻合|接得上|衔接|等于")
_HANDED_ON = {"carried_in", "carried_out"}
_OVER_REPORTS = ("list", "count", "rank", "average", "median")
_TOGETHER = re.compile(
    r"(?:[两三几]|\d)(?:个|家|年)[^,，。]{0,16}[共总](?!享|识|同|量|数)|共(?:有|收|办|制|计)?(?:几|多少)|合起来|"
    r"共(?:收到?|办结?|制发|受理|公开)"
)
_EXTREME = re.compile("最|更|峰值|[高顶]峰|谷|垫底|居首|榜首|见顶|触底|探底|顶点")
_ASKS_WHO = re.compile(
    "谁|哪|排|第[一二三四五六七八九十]|老[大二三四]|(?:没|未|不).{0,20}(?:单位|机关)$"
)
_NONE = re.compile("没|未|零")
_COMPARES = re.compile("比一比|相比|对比")
_BOTH_ENDS = re.compile("最[大多高].{0,8}最[小少低]|最[小少低].{0,8}最[大多高]")
_LAST = re.compile("排?最后|最末|垫底|倒数第(?P<place>[一二三四五六七八九十]|\\d+)")
_ADDED = re.compile("合计|之和|合起来|加起来|加总|总和|一共|总共|相加|[和加]起来|占|率|比例")
_OF_THOSE = re.compile(
    "的(?:单位|机关|部门|街道)(?:里面?|里头|中|当中|之中)[,，]?(?=.{0,16}(?:最|多少|几|谁|哪))"
)
_LESS_A_PART = re.compile("刨去|刨掉|除去|除掉|去掉|减去|扣除|扣掉|剔除")
_MORE_THAN_WHAT = re.compile(r"(?:多|少|高|低)(?:吗|么)\s*[?？]?$")
_LISTS_WHO = re.compile("都是谁|有谁|的(?:都)?是(?:谁|哪些)")
_EXCEPT = re.compile(r"除(?:了|去|开)?(?P<left_out>.{2,20}?)(?:之外|以外|外|[,，])")


def another_reply(asked: Asked) -> Callable[[Asked], Draft] | None:
    """Return the reply that fits better than the operation read, None where that one stands."""
    return next((reply for fits, reply in _SECOND_LOOKS if fits(asked)), None)


def _is_carried_over(asked: Asked) -> bool:
    rows = {cell.row for cell in asked.question.cells}
    return rows >= _HANDED_ON and _AGREE.search(asked.question.text) is not None


def _is_last(asked: Asked) -> bool:
    question = asked.question
    read_as = question.operation.name in ("list", "count", "total")
    return read_as and question.group is not None and bool(_LAST.search(question.text))


def _is_of_one_report(asked: Asked) -> bool:
    question = asked.question
    compares = bool(question.organs) or _COMPARES.search(question.text) is not None
    named = compares or question.group is None
    return named and question.operation.name in _OVER_REPORTS and len(asked.plan.cards) == 1


def _sets_two_side_by_side(asked: Asked, wording: re.Pattern[str]) -> bool:
    """Whether one cell of two reports was looked up though the words ask to set them off."""
    question = asked.question
    plain = question.operation.name in ("look_up", "yes_no") and question.group is None
    two = len(asked.plan.cards) == 2 and len(question.cells) == 1
    return plain and two and wording.search(question.text) is not None


def _is_together(asked: Asked) -> bool:
    question = asked.question
    several = len(asked.plan.cards) > 1 and len(question.cells) == 1 and question.group is None
    return (
        several and question.operation.name == "look_up" and bool(_TOGETHER.search(question.text))
    )


def _ranks_several(asked: Asked) -> bool:
    """Whether several rows are ranked, each for itself: 复议和诉讼最多的各是哪家."""
    question = asked.question
    ranked = question.operation.name == "rank" and not question.operation.relative
    several = len(question.cells) > 1 and not question.denominator
    return (
        ranked
        and several
        and not _OF_THOSE.search(question.text)
        and not _ADDED.search(question.text)
    )


def _ranks_the_listed(asked: Asked) -> bool:
    """Whether one row picks the organs that another ranks: 新收比上年多的单位里处罚最多的."""
    several = len(asked.question.cells) > 1 and asked.question.group is not None
    return several and _OF_THOSE.search(asked.question.text) is not None


def _ask_to_list_first(asked: Asked) -> Draft:
    match = _OF_THOSE.search(asked.question.text)
    first = asked.question.text[: match.start()] if match else asked.question.text
    return clarify("请分两步问，先看符合前一个条件的有哪些：", (f"{first}的单位有哪些",))


def _rank_each(asked: Asked) -> Draft:
    question = asked.question
    return side_by_side(
        rank(replace(asked, question=replace(question, cells=(cell,)))) for cell in question.cells
    )


def _rank_last(asked: Asked) -> Draft:
    """Name the last, or the one that is so many places from the end."""
    match = _LAST.search(asked.question.text)
    place = han_number(match["place"]) if match and match["place"] else None
    limit = 1 if place is None else None
    last = Operation("rank", "最后", limit=limit, position=place, ascending=True)
    return rank(replace(asked, question=replace(asked.question, operation=last)))


def _compares_with_nothing(asked: Asked) -> bool:
    """Whether more or fewer is asked of one figure alone: 那是去年多吗."""
    one = len(asked.plan.cards) == 1 and len(asked.question.cells) == 1
    operation = asked.question.operation
    plain = operation.name == "yes_no" and operation.condition is None
    return one and plain and _MORE_THAN_WHAT.search(asked.question.text) is not None


def _ask_what_to_compare(asked: Asked) -> Draft:
    card = asked.plan.cards[0]
    others = sorted(
        {
            other.year
            for other in asked.library.cards()
            if (other.organ, other.region) == (card.organ, card.region) and other.year != card.year
        },
        reverse=True,
    )
    options = tuple(f"{card.year}年比{year}年多吗" for year in others[:3])
    return clarify("请问要和哪一年、哪个机关相比？", options)


def _is_less_a_part(asked: Asked) -> bool:
    two = len(asked.plan.cards) == 1 and len(asked.question.cells) == 2
    return two and _LESS_A_PART.search(asked.question.text) is not None


def _what_is_left(asked: Asked) -> Draft:
    """Subtract the part from the whole: 办结里刨去予以公开的还剩多少."""
    turned = is_part(asked.question.cells[0], asked.question.cells[1])
    cells = tuple(reversed(asked.question.cells)) if turned else asked.question.cells
    return difference(replace(asked, question=replace(asked.question, cells=cells)))


def _lists_who(asked: Asked) -> bool:
    return _is_total_a_guess(asked) and _LISTS_WHO.search(asked.question.text) is not None


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


def _which_years(asked: Asked) -> bool:
    """Whether the years of one organ are to be told that meet a condition, or the extreme one."""
    cards = asked.plan.cards
    one_organ = len({(card.organ, card.region) for card in cards}) == 1
    return one_organ and len(cards) > 1 and WHICH_YEARS.search(asked.question.text) is not None


def _is_total_a_guess(asked: Asked) -> bool:
    """Whether a total was taken for want of anything better though the question asks who."""
    question = asked.question
    guessed = question.operation.name == "total" and not question.operation.words
    return guessed and question.group is not None and bool(_ASKS_WHO.search(question.text))


def _list_years(asked: Asked) -> Draft:
    """List the years that meet the condition; 没有用过 asks for those with none."""
    question = asked.question
    said = any_or_none(beside_cells(asked), question.text)
    if question.operation.condition is None and (
        said.words == "没有" or _NONE.search(beside_cells(asked))
    ):
        none = replace(question.operation, condition=Condition("=", Decimal(0)))
        return list_reports(replace(asked, question=replace(question, operation=none)))
    return list_reports(asked)


def _tell_years(asked: Asked) -> Draft:
    """Name the extreme year, or list the years that meet the condition."""
    return trend(asked) if _EXTREME.search(asked.question.text) else _list_years(asked)


def _ask_which_kind(asked: Asked) -> Draft:
    return clarify("请问要看哪一种？", ("哪个单位最多", "合计是多少", "各单位平均多少"))


def _is_growth(asked: Asked) -> bool:
    """Whether a share was read where a rate of growth between two years is asked for."""
    question = asked.question
    years = {card.year for card in asked.plan.cards}
    share = question.operation.name == "share" and len(question.cells) == 1
    return share and len(years) == 2 and _GROWTH.search(question.text) is not None


def _growth(asked: Asked) -> Draft:
    grown = Operation("difference", "增幅", relative=True)
    question = replace(asked.question, operation=grown, denominator=())
    return difference(replace(asked, question=question))


def _asks_both_ends(asked: Asked) -> bool:
    return asked.question.operation.name == "rank" and bool(_BOTH_ENDS.search(asked.question.text))


def _both_ends(asked: Asked) -> Draft:
    """Give the most and the least where both are asked for."""
    ends = (Operation("rank", "最", limit=1, ascending=ascending) for ascending in (False, True))
    return side_by_side(
        rank(replace(asked, question=replace(asked.question, operation=end))) for end in ends
    )


def _asks_mean_and_median(asked: Asked) -> bool:
    text = asked.question.text
    over = asked.question.operation.name in ("average", "median")
    return over and "中位" in text and ("平均" in text or "均值" in text)


def _mean_and_median(asked: Asked) -> Draft:
    return side_by_side((average(asked), middle(asked)))


def _whether_more(asked: Asked) -> Draft:
    """Say whether the first is more (or less) than the second: 甲少于乙吗."""
    less = bool(_LESS.search(asked.question.text))
    claimed = Operation("compare_yes_no", "少" if less else "多", ascending=less)
    return compare_yes_no(replace(asked, question=replace(asked.question, operation=claimed)))


def _of_one_report(asked: Asked) -> Draft:
    """There is nothing to rank, list or average with one report; its figure is given as such."""
    plain = look_up(asked)
    if asked.question.operation.name in ("list", "count") and not _ASKS_WHO.search(
        asked.question.text
    ):
        return plain
    text = f"只有一份报告，没有可以比较或平均的。{plain.text}"
    return not_found(text, *plain.notes, operands=plain.operands)


_SECOND_LOOKS: tuple[tuple[Callable[[Asked], bool], Callable[[Asked], Draft]], ...] = (
    (_which_years, _tell_years),
    (_ranks_the_listed, _ask_to_list_first),
    (asks_over_the_years, list_over_the_years),
    (_ranks_several, _rank_each),
    (_leaves_out, _ask_who_is_left),
    (asks_for_ratio, ratio),
    (_is_carried_over, consistency),
    (asks_for_two_sides, list_two_sided),
    (_is_last, _rank_last),
    (_is_less_a_part, _what_is_left),
    (_compares_with_nothing, _ask_what_to_compare),
    (_lists_who, list_reports),
    (_asks_both_ends, _both_ends),
    (_asks_mean_and_median, _mean_and_median),
    (_is_total_a_guess, _ask_which_kind),
    (_is_of_one_report, _of_one_report),
    (lambda asked: _sets_two_side_by_side(asked, _BY_HOW_MUCH), difference),
    (lambda asked: _sets_two_side_by_side(asked, _WHETHER_MORE), _whether_more),
    (lambda asked: _sets_two_side_by_side(asked, _TAKEN_SO), _whether_more),
    (_is_growth, _growth),
    (_is_together, total),
)
