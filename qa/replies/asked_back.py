"""Questions that can be read, but not answered as they stand: each is asked back, and how."""

from __future__ import annotations

import re

from qa.draft import Draft, clarify
from qa.replies.asked import Asked

# 处罚过的单位里，谁最多: one row picks the organs, another orders or counts them.
_OF_THOSE = re.compile(
    "的(?:单位|机关|部门|街道)(?:里面?|里头|中|当中|之中)[,，]?(?=.{0,16}(?:最|多少|几|谁|哪))"
)
_MORE_THAN_WHAT = re.compile(r"(?:多|少|高|低)(?:吗|么)\s*[?？]?$")
_EXCEPT = re.compile(r"除(?:了|去|开)?(?P<left_out>.{2,20}?)(?:之外|以外|外|[,，])")
_WHO_IS_LEFT = re.compile("谁|哪[个家些几]")
# The question is of organs, not of a number.
_ASKS_WHO = re.compile(
    "谁|哪|排|第[一二三四五六七八九十]|老[大二三四]|(?:没|未|不).{0,20}(?:单位|机关)$"
)


def picks_by_one(asked: Asked) -> bool:
    """Whether the words pick organs by one row before they ask of another."""
    return _OF_THOSE.search(asked.question.text) is not None


def ranks_the_listed(asked: Asked) -> bool:
    """Whether one row picks the organs that another ranks: 新收比上年多的单位里处罚最多的."""
    several = len(asked.question.cells) > 1 and asked.question.group is not None
    return several and picks_by_one(asked)


def ask_to_list_first(asked: Asked) -> Draft:
    """Ask to go in two steps, the first of which is to list the organs."""
    match = _OF_THOSE.search(asked.question.text)
    first = asked.question.text[: match.start()] if match else asked.question.text
    return clarify("请分两步问，先看符合前一个条件的有哪些：", (f"{first}的单位有哪些",))


def compares_with_nothing(asked: Asked) -> bool:
    """Whether more or fewer is asked of one figure alone: 那是去年多吗."""
    one = len(asked.plan.cards) == 1 and len(asked.question.cells) == 1
    operation = asked.question.operation
    plain = operation.name == "yes_no" and operation.condition is None
    return one and plain and _MORE_THAN_WHAT.search(asked.question.text) is not None


def ask_what_to_compare(asked: Asked) -> Draft:
    """Ask which year, or which organ, one figure is to be compared with."""
    card = asked.plan.cards[0]
    own = (
        other.year
        for other in asked.library.cards()
        if (other.organ, other.region) == (card.organ, card.region)
    )
    others = sorted({year for year in own if year != card.year}, reverse=True)
    options = tuple(f"{card.year}年比{year}年多吗" for year in others[:3])
    return clarify("请问要和哪一年、哪个机关相比？", options)


def leaves_out(asked: Asked) -> bool:
    """Whether the one organ named is named to be left out: 除了鹿鸣区政府，谁最多."""
    match = _EXCEPT.search(asked.question.text)
    organs = asked.question.organs
    asks_rest = _WHO_IS_LEFT.search(asked.question.text)
    return bool(match and asks_rest and organs and organs[0].words in match["left_out"])


def ask_who_is_left(asked: Asked) -> Draft:
    """Say that no organ can be left out, and offer to ask of all."""
    match = _EXCEPT.search(asked.question.text)
    rest = _EXCEPT.sub("", asked.question.text, count=1)
    left_out = match["left_out"] if match else ""
    return clarify(f"还不会把{left_out}除开来比较，可以改问全部单位：", (rest,))


def asks_who(asked: Asked) -> bool:
    """Whether the question is of organs rather than of a number."""
    return _ASKS_WHO.search(asked.question.text) is not None


def is_total_a_guess(asked: Asked) -> bool:
    """Whether a total was taken for want of anything better though the question asks who."""
    question = asked.question
    guessed = question.operation.name == "total" and not question.operation.words
    return guessed and question.group is not None and asks_who(asked)


def ask_which_kind(asked: Asked) -> Draft:
    """Ask whether the most, the sum or the mean is meant."""
    return clarify("请问要看哪一种？", ("哪个单位最多", "合计是多少", "各单位平均多少"))
