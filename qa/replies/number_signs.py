"""What tells that a number of the text counts what a question asks for.

Some things rule a number out: it counts a part that was not asked for, another class, two things
together, or in another measure. All else are signs; how much each counts was fitted on the dev
half of tests/bench/retrieval (`python tests/bench/fit_ranking.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from index import Sought, counts_alike, measure_asked
from ingest.segment import segment
from qa.keywords import is_common
from qa.replies.number_words import Counted
from qa.sought import content, covered
from qa.themes import Theme, themes

# What is counted: 几件[官司], [粉丝]有多少.
_COUNTED_AFTER = re.compile(
    r"(?:多少|几)(?:个(?!丑)|[条场次期件份篇项家部封起名位处宗批])?([一-鿿]{2,6})"
)
_COUNTED_FIRST = re.compile(r"([一-鿿]{2,3})(?:一?共)?有?(?:多少|几)$")
# Words that make a number count a part, or a change, and not the whole: 关停2个, 其他1053条.
_NARROWING = tuple(
    map(
        re.compile,
        (
            "其他(?!组织)|其它", "关停|注销|关闭|撤销|停用|下线|归并", "新增|新开|新设|新建|新上线",
            "废止|失效|作废", "修改|修订", "清理", "现行有效", "制发|出台|印发|制定", "结转|转入",
            "(?<!有)没(?!有)|未(?!来)", "超期|逾期|延期", "减免|免除", "退回|删除|下架",
        ),
    )
)  # fmt: skip

# 概况类信息10条 is not all that a site publishes.
_CLASS = re.compile(r"([一-鿿](?![各多几])[一-鿿])类(?!型)")
_ALL = re.compile(r"各类|共计?|总计|累计|合计|总数|全年")
_TOGETHER = re.compile("和|与|及|、|建议提案|预决算|专兼职")
_OFTEN = re.compile(r"每[一二两三半]?个?(?:日|天|周|星期|月|季|年|半年)")
_MOST_BESIDE = 6
_ANYTHING = "个"  # 几个 may be answered in any measure


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question for a number asks: its words, what it looks for, what is to be counted."""

    text: str
    sought: tuple[Sought, ...]
    measure: str | None
    thing: str
    theme: Theme | None


class Signs(NamedTuple):
    """What tells that a number is the one.

    How much of the question stands with the number (`near`), back to the number before, in its
    clause, and only in the heading `above`, 0 to 1; how far its passage is `behind` the first;
    whether it counts all, in the measure asked for or one alike; whether its words are `off` the
    theme; how many other things stand `beside` it; whether the thing asked for follows, whether one
    that is told apart is missing; how rare the characters are that it shares; whether it has
    nothing of the question at all.
    """

    near: float
    before: float
    clause: float
    above: float
    behind: float
    all: float
    measure: float
    alike: float
    off: float
    beside: float
    thing: float
    untold: float
    characters: float
    nothing: float


WEIGHTS = Signs(
    near=1.885, before=1.742, clause=1.960, above=1.186, behind=0.471, all=-0.118, measure=0.575,
    alike=-0.634, off=-0.844, beside=-0.243, thing=3.150, untold=-0.083, characters=0.599,
    nothing=-1.604,
)  # fmt: skip


def standing(signs: Signs, weights: Signs = WEIGHTS) -> float:
    """Return how well a number answers."""
    return float(sum(map(mul, signs, weights)))


def wanted_of(text: str, sought: tuple[Sought, ...], theme: Theme | None) -> Wanted:
    """Return what a question for a number asks."""
    asked = text.strip().rstrip("?？。的呢呀啊")
    after = _COUNTED_AFTER.search(asked)
    first = _COUNTED_FIRST.search(asked)
    thing = (after[1] if after else "") or (first[1] if first else "")
    return Wanted(asked, content(sought), measure_asked(asked), thing, theme)


def is_ruled_out(wanted: Wanted, one: Counted, above: str) -> bool:
    """Return whether a number counts something else than what is asked."""
    named = wanted.measure not in (None, _ANYTHING)
    if named and not counts_alike(wanted.measure, one.number.unit):
        return True
    if any(
        each.said == wanted.thing and not each.found_in(above + one.before)
        for each in wanted.sought
    ):
        return True  # 有多少粉丝 is not told by a number of 稿件
    if _OFTEN.search(one.before) and not _OFTEN.search(wanted.text):
        return True
    if _counts_a_class(wanted, one.near) or _counts_together(wanted, one.near):
        return True
    if _is_told_apart(wanted, one):
        return True
    return any(_narrows_apart(narrow, wanted, one.clause) for narrow in _NARROWING)


def signs_of(
    wanted: Wanted, one: Counted, above: str, follows: str, behind: float, rare: Mapping[str, float]
) -> Signs:
    """Return the signs of a number; `rare` tells how rare each of the question's characters is."""
    near, unit, theme = covered(wanted.sought, one.near), one.number.unit, wanted.theme
    off = theme is not None and theme.anchor is not None
    return Signs(
        near=near,
        before=covered(wanted.sought, one.before),
        clause=covered(wanted.sought, one.clause),
        above=covered(wanted.sought, above + one.near) - near,
        behind=behind,
        all=float(bool(_ALL.search(one.near))),
        measure=float(unit == wanted.measure),
        alike=float(wanted.measure is not None and unit != wanted.measure),
        off=float(off and not theme.anchor.search(above + one.before)),  # type: ignore[union-attr]
        beside=float(_things_beside(wanted.sought, one.near)),
        thing=float(
            bool(wanted.thing)
            and (follows.startswith(wanted.thing[:2]) or wanted.thing in one.near)
        ),
        untold=float(_lacks_the_thing(wanted, above + one.before)),
        characters=sum(worth for character, worth in rare.items() if character in one.near),
        nothing=float(near == 0),
    )


def _things_beside(sought: tuple[Sought, ...], near: str) -> int:
    """Return how many things stand with a number that were not asked for."""
    asked = "".join(word for one in sought for word in one.words)
    others = {word for word in segment(near) if len(word) > 1 and word not in asked}
    count = sum(not is_common(word) and not word.isascii() for word in others)
    return min(_MOST_BESIDE, count)


def _narrows_apart(narrow: re.Pattern[str], wanted: Wanted, clause: str) -> bool:
    """Return whether a clause counts a part or a change that was not asked for, or not the one."""
    if not narrow.search(clause):
        return narrow.search(wanted.text) is not None
    asked = "".join(word for one in wanted.sought for word in one.words if word in clause)
    return narrow.search(wanted.text + asked) is None


def _is_told_apart(wanted: Wanted, one: Counted) -> bool:
    """Return whether a thing that themes tell apart was asked for and does not stand there.

    动态类信息 is not answered with a number of 概况类, 视频解读 not with one of all 解读.
    """
    there = "".join(each.said for each in wanted.sought if each.found_in(one.near))
    for focus in (focus for theme in themes().values() for focus in theme.focus):
        named = focus.search(wanted.text)
        if named and named.group() not in there and not focus.search(one.near):
            return True
    return False


def _lacks_the_thing(wanted: Wanted, words: str) -> bool:
    """Return whether a part of the thing to be counted does not stand in the words."""
    needed = (each for each in wanted.sought if len(each.said) > 1 and each.said in wanted.thing)
    return not all(each.found_in(words) for each in needed)


def _counts_a_class(wanted: Wanted, near: str) -> bool:
    """Return whether a number counts one class of things where another or all are asked for."""
    asked = wanted.text + "".join(word for one in wanted.sought for word in one.words)
    return any(name not in asked for name in _CLASS.findall(near) if name != "信息")


def _counts_together(wanted: Wanted, near: str) -> bool:
    """Return whether a number counts two things together of which one is asked for."""
    for theme in themes().values():
        asked = [bool(focus.search(wanted.text)) for focus in theme.focus]
        if sum(asked) != 1:
            continue
        there = [bool(focus.search(near)) for focus in theme.focus]
        if sum(there) > 1 and _TOGETHER.search(near):
            return True
    return False
