"""The one number of a report's text that a question asks for, found by searching.

A number answers only if what it counts is what is asked: most of the question has to stand in the
words the number belongs to, nothing that says it counts something else may, and no other number
may do nearly as well. Otherwise nothing is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Hit, ReportCard, Sought, asks_number, counts_alike, measure_asked
from ingest.segment import segment
from qa.keywords import bare_text, is_common
from qa.replies.asked import Asked
from qa.sentences import Mentioned, Sentence, numbers_in, sentences, speaks_of_other_year
from qa.themes import Theme, find_theme, themes

ENOUGH, CLEARLY = 0.4, 0.05
"""Of all that a question looks for, how much has to stand with the number, and how much more than
with any other number; set on the dev half of tests/bench/retrieval, where nothing unanswerable
may be answered."""

_PASSAGES = 5
_LEAST = 1.2  # what has to be found at least: 公开了几件 names nothing
_OF_EVERY_REPORT = 2.0  # what a word tells that stands in one passage of eight
_NEAR, _BEFORE = 0.6, 0.4  # the words counted, and all words back to the number before
_ABOVE = 0.5  # what stands only in the heading
_OF_ALL = 0.06  # 各类信息共…条, before a number of some kind of them
_ASKED_MEASURE = 0.03  # a number in the very measure asked for, before one that counts alike
_ASKED_THING = 0.2  # 24个单位, where 多少个单位 is asked
_BESIDE, _MOST_BESIDE = 0.02, 0.1  # against it, for each thing with it that was not asked for
# What is counted: 几件[官司], [粉丝]有多少.
_COUNTED_AFTER = re.compile(
    r"(?:多少|几)(?:个|[条场次期件份篇项家部封起名位处宗批])?([一-鿿]{2,6})"
)
_COUNTED_FIRST = re.compile(r"([一-鿿]{2,3})(?:一?共)?有?(?:多少|几)$")
_ENDS = re.compile("[。；;]")
_BREAKS = re.compile("[，,：:、（(]")
_CLAUSES = re.compile("[，,。；;]")
_TOPIC = 15  # characters of a clause that is nothing but the topic of the next
_TAIL = re.compile(r"[^，。；,;]{0,30}")
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with its sentence; `share` is how much of the question it answers, 0 to 1."""

    card: ReportCard
    sentence: Sentence
    number: Mentioned
    share: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question for a number asks: its words, what it looks for, what is to be counted."""

    text: str
    sought: tuple[Sought, ...]
    measure: str | None
    thing: str
    theme: Theme | None


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number, the words it counts, all words of its clause or back to the number before."""

    number: Mentioned
    near: str
    before: str
    clause: str


def read_number(asked: Asked, card: ReportCard, enough: float = ENOUGH) -> Reading | None:
    """Return the number that a report's text gives, None if it gives none or it is not clear."""
    text = bare_text(asked.question)
    if not asks_number(text):
        return None
    hits = asked.library.search(text, [card.id], limit=_PASSAGES)
    wanted = _wanted(text, asked.library.sought(text), find_theme(asked.question.theme or ""))
    found = readings_of(hits, card, wanted)
    readings = sorted(found, key=lambda one: -one.share)
    if not readings or readings[0].share < enough:
        return None
    best = readings[0]
    others = (one for one in readings if one.number.words != best.number.words)
    second = next(others, None)
    return best if second is None or best.share - second.share >= CLEARLY else None


def content(sought: Sequence[Sought]) -> tuple[Sought, ...]:
    """Return what a question is about, without the words that only ask."""
    return tuple(one for one in sought if _is_content(one))


def covered(sought: Sequence[Sought], text: str) -> float:
    """Return how much of what is sought a text without white space has, 0 to 1."""
    total = sum(one.weight for one in sought)
    return sum(one.found_in(text) for one in sought) / total if total else 0.0


def _is_content(one: Sought) -> bool:
    """Return whether it is a thing; words of every report are, and weigh little."""
    if len(one.said) < 2 and len(one.words) == 1:
        return False
    if one.weight < _OF_EVERY_REPORT or not all(map(is_common, one.words)):
        return True
    return any(theme.anchor and theme.anchor.search(one.said) for theme in themes().values())


def readings_of(hits: Sequence[Hit], card: ReportCard, wanted: _Wanted) -> Iterator[Reading]:
    """Yield the numbers of these passages that may be meant, each with how well it fits."""
    for hit in hits:
        above = "".join(hit.passage.headings[-1:])
        for sentence in sentences([hit.passage]):
            flat = sentence.flat
            for one in _counted(flat):
                if speaks_of_other_year(flat, card.year, one.number.start):
                    continue
                if not _may_answer(wanted, one, above):
                    continue
                follows = flat[one.number.end :]
                yield Reading(card, sentence, one.number, _share(wanted, one, above, follows))


def _wanted(text: str, sought: Sequence[Sought], theme: Theme | None) -> _Wanted:
    asked = text.strip().rstrip("?？。的呢")
    after = _COUNTED_AFTER.search(asked)
    first = _COUNTED_FIRST.search(asked)
    thing = (after[1] if after else "") or (first[1] if first else "")
    return _Wanted(asked, content(sought), measure_asked(asked), thing, theme)


def _share(wanted: _Wanted, one: _Counted, above: str, follows: str) -> float:
    near = covered(wanted.sought, one.near)
    if not near:
        return 0.0
    share = _NEAR * near + _BEFORE * covered(wanted.sought, one.before)
    share += _ABOVE * (covered(wanted.sought, above + one.near) - near)
    share += _OF_ALL * bool(_ALL.search(one.near))
    share += _ASKED_MEASURE * (one.number.unit == wanted.measure)
    share += _ASKED_THING * (bool(wanted.thing) and follows.startswith(wanted.thing[:2]))
    return share - _beside(wanted.sought, one.near)


def _beside(sought: Sequence[Sought], near: str) -> float:
    """Return what speaks against a number: things with it that were not asked for."""
    asked = "".join(word for one in sought for word in one.words)
    others = {word for word in segment(near) if len(word) > 1 and word not in asked}
    count = sum(not is_common(word) and not word.isascii() for word in others)
    return min(_MOST_BESIDE, _BESIDE * count)


def _may_answer(wanted: _Wanted, one: _Counted, above: str) -> bool:
    """Return whether a number, in the words it belongs to, counts what is asked."""
    if not _is_of_measure(wanted, one.number.unit) or not _on_theme(wanted, above + one.before):
        return False
    if _OFTEN.search(one.before) and not _OFTEN.search(wanted.text):
        return False
    if any(_narrows_apart(narrow, wanted, one.clause) for narrow in _NARROWING):
        return False
    return _has_what_is_told_apart(wanted, one, above)


def _narrows_apart(narrow: re.Pattern[str], wanted: _Wanted, clause: str) -> bool:
    """Return whether a clause counts a part or a change that was not asked for, or not the one."""
    if not narrow.search(clause):
        return narrow.search(wanted.text) is not None
    asked = "".join(word for one in wanted.sought for word in one.words if word in clause)
    return narrow.search(wanted.text + asked) is None


def _is_of_measure(wanted: _Wanted, unit: str) -> bool:
    """Return whether a number is of the measure asked for, else of one that the theme has."""
    if wanted.measure is None and wanted.theme is not None and wanted.theme.units:
        return unit in wanted.theme.units
    return counts_alike(wanted.measure, unit)


def _on_theme(wanted: _Wanted, words: str) -> bool:
    """Return whether enough is there that is not in every sentence, and the theme, if any."""
    if sum(one.found_in(words) for one in wanted.sought) < _LEAST:
        return False
    theme = wanted.theme
    return theme is None or theme.anchor is None or theme.anchor.search(words) is not None


def _has_what_is_told_apart(wanted: _Wanted, one: _Counted, above: str) -> bool:
    """Return whether the thing counted, and each thing that themes tell apart, stand there.

    公众号有多少粉丝 is not answered with a number of 稿件, 动态类信息 not with one of 概况类.
    """
    if _counts_a_class(wanted, one.near) or _counts_together(wanted, one.near):
        return False
    there = "".join(each.said for each in wanted.sought if each.found_in(one.near))
    for focus in (focus for theme in themes().values() for focus in theme.focus):
        named = focus.search(wanted.text)
        if named and named.group() not in there and not focus.search(one.near):
            return False
    words = above + one.before
    needed = (each for each in wanted.sought if len(each.said) > 1 and each.said in wanted.thing)
    return all(each.found_in(words) for each in needed)


def _counts_a_class(wanted: _Wanted, near: str) -> bool:
    """Return whether a number counts one class of things where another or all are asked for."""
    asked = wanted.text + "".join(word for one in wanted.sought for word in one.words)
    return any(name not in asked for name in _CLASS.findall(near) if name != "信息")


def _counts_together(wanted: _Wanted, near: str) -> bool:
    """Return whether a number counts two things together of which one is asked for."""
    for theme in themes().values():
        asked = [bool(focus.search(wanted.text)) for focus in theme.focus]
        if sum(asked) != 1:
            continue
        there = [bool(focus.search(near)) for focus in theme.focus]
        if sum(there) > 1 and _TOGETHER.search(near):
            return True
    return False


def _counted(flat: str) -> Iterator[_Counted]:
    """Yield each number with the words it counts and those back to the last number.

    Of 开展民意征集53期、网上调查51期 the second number counts 网上调查.
    """
    last = 0
    numbers = numbers_in(flat)
    starts = [*(number.start for number in numbers[1:]), len(flat) + 1]
    for number, following in zip(numbers, starts[: len(numbers)], strict=True):
        tail = _tail(flat, number.end, following)
        begin = _last(_ENDS, flat, last, number.start)
        close = _last(_BREAKS, flat, begin, number.start)
        clause = _last(_CLAUSES, flat, 0, number.start)
        if close == clause and clause - _last(_CLAUSES, flat, 0, max(clause - 1, 0)) <= _TOPIC:
            close = max(begin, _last(_CLAUSES, flat, 0, max(clause - 1, 0)))  # 公众号，推文192篇
        near, before = flat[close : number.end] + tail, flat[min(begin, clause) : number.end] + tail
        yield _Counted(number, near, before, flat[clause : number.end] + tail)
        last = number.end


def _tail(flat: str, start: int, following: int) -> str:
    """Return the words after a number that are still its own: 对5个[…新媒体予以关停].

    In a list of numbers the words before the next one are that one's.
    """
    match = _TAIL.match(flat, start)
    tail = match.group() if match else ""
    if start + len(tail) < following:
        return tail
    return tail.partition("、")[0] if "、" in tail else ""


def _last(border: re.Pattern[str], flat: str, start: int, end: int) -> int:
    """Return where the last border before `end` ends, `start` if there is none after it."""
    return max((match.end() for match in border.finditer(flat, start, end)), default=start)
