"""Where headings stand in a folded text: the six statutory parts, and the headings inside them.

Titles are matched by keyword, never by number: numbers are mistyped (一、三、三) and parts are left
out. A title counts only where a heading can stand, so that the sentence of a preamble which lists
all six titles is not taken for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.fold import Folded, fold
from ingest.form import load_form

PARTS = ("sec_overview", "sec_active", "sec_requests", "sec_review", "sec_problems", "sec_other")

_TITLES = {
    "sec_overview": r"(?:政府信息公开)?(?:工作)?(?:总体|整体)(?:工作)?(?:情况|概况)"
    r"|概述|工作概况|基本情况",
    "sec_active": r"(?:行政机关)?主动公开(?:政府)?信息(?:的)?(?:总体)?情况"
    r"|(?:政府)?信息主动公开(?:的)?情况|主动公开情况",
    "sec_requests": r"(?:行政机关)?(?:收到|受理)[和与及、]?(?:处理|办理)"
    r"(?:政府)?信息公开申请(?:的)?情况"
    r"|(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?(?:的)?(?:办理|处理)?(?:的)?情况"
    r"|(?:政府)?信息公开申请(?:的)?(?:办理|受理|处理)?(?:的)?情况",
    "sec_review": r"(?:因|涉及|有关|关于)?(?:本机关)?(?:政府)?信息公开[^。;:,0-9()]{0,12}?复议"
    r"[^。;:0-9()]{0,10}?诉讼[^。;:,0-9()]{0,14}?情况"
    r"|(?:因[^。;:,0-9()]{0,8})?(?:申请|提起|被申请)?(?:行政)?复议[、和及与,]?(?:被?提起)?(?:行政)?诉讼"
    r"[^。;:,0-9()]{0,14}?情况",
    "sec_problems": r"(?:政府)?(?:信息公开)?(?:工作)?(?:中)?(?:的)?(?:存在|主要)(?:的)?(?:主要)?"
    r"(?:困难|问题|不足)(?:和不足|与不足|、不足)?"
    r"(?:(?:以及|及|和|与|、)?(?:下一步|今后|其)?(?:的)?(?:改进|整改|工作)(?:的)?"
    r"(?:情况|措施|打算|意见|计划|思路|安排|方向|举措)?)?",
    "sec_other": r"其[他它](?:需要?|应当?)?(?:报告|说明|汇报)?(?:说明)?(?:的)?(?:有关)?"
    r"(?:事项|情况)"
    r"|需要?(?:报告|说明)的其[他它](?:有关)?(?:事项|情况)|说明(?:与|和|及)附[表件]|附[表件]",
}
_NUMBER = r"(?:第[一二三四五六七八九]部分[、:,]?|[一二三四五六七八九十]{1,2}[、.,:]|\d{1,2}[、.])"
_PART = {
    part: re.compile(rf"(?P<number>{_NUMBER})?(?P<title>{title})")
    for part, title in _TITLES.items()
}
# A heading inside a run-together line stands after one of these.
_BORDERS = frozenset("。;!?:)\"'元无0123456789")

_SUB_NUMBER = re.compile(
    r"(?P<chinese>[(][一二三四五六七八九十]{1,2}[)][、.]?)"
    r"|(?P<part>(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}、)"
    r"|(?P<arabic>(?<![\d.])\d{1,2}[.、](?!\d))"
    r"|(?P<bracket>[(]\d{1,2}[)][、.]?)"
)
_LEVELS = {"part": 2, "chinese": 2, "arabic": 3, "bracket": 4}
_NAMED_END = re.compile(r"[^。,;:0-9()]{2,24}?(?:情况|方面|措施|问题)")
_NAMED = re.compile(r"公开|管理|平台|保障|问题|改进|整改")
_CUT = re.compile(
    r"[。:;!?]|[(][一二三四五六七八九十\d]{1,2}[)]|(?<![\d.])\d{1,2}[.、](?!\d)|\d{4}年|一是|首先"
)
_LONGEST_TITLE = 30
# More headings than a report has: a text that repeats them without end must not cost hours.
_MOST_HEADINGS = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the folded span `start:end`; `part` is "" for one inside a part.

    `weight` says how surely the words are a heading and not a mention of it.
    """

    part: str
    level: int
    start: int
    end: int
    weight: float


def part_candidates(folded: Folded) -> list[Heading]:
    """Return every place where the title of a statutory part stands as a heading can, in order."""
    found = [
        Heading(part, 1, match.start(), match.end(), weight)
        for part, pattern in _PART.items()
        for match in pattern.finditer(folded.text)
        if (weight := _part_weight(folded, match, part)) > 0
    ]
    return sorted(found, key=lambda heading: heading.start)[:_MOST_HEADINGS]


def _part_weight(folded: Folded, match: re.Match[str], part: str) -> float:
    number = match["number"]
    line_start = folded.starts_line(match.start())
    if number is None:
        return 3 if line_start and folded.ends_line(match.end()) else 0
    if not line_start and not _inline_border(folded, match.start()):
        return 0
    if number[0].isdigit():
        return 2 if line_start and folded.ends_line(match.end()) else 0
    ordinal = "一二三四五六"[PARTS.index(part)]
    return (6 if line_start else 4) + (1 if ordinal in number else 0)


def sub_headings(folded: Folded, start: int, end: int) -> Iterator[Heading]:
    """Yield the headings （一）, 1. and （1） inside the folded span; rows of the form are none."""
    previous_end, count = start, 0
    for match in _SUB_NUMBER.finditer(folded.text, start, end):
        if count == _MOST_HEADINGS:
            return
        if match.start() < previous_end or not _can_stand(folded, match, previous_end):
            continue
        title_end = _title_end(folded, match.end(), end)
        title = folded.text[match.end() : title_end]
        if len(title) < 3 or is_form_label(title):
            continue
        yield Heading("", _LEVELS[match.lastgroup or ""], match.start(), title_end, 1)
        previous_end, count = title_end, count + 1


def _can_stand(folded: Folded, match: re.Match[str], previous_end: int) -> bool:
    """Tell whether a heading can start here: at a line's start, or after a sentence or heading."""
    start = match.start()
    if folded.starts_line(start):
        return True
    if match["part"] or folded.text[start - 1] in ";":  # after ; it is an item of a list
        return False
    return start == previous_end or _inline_border(folded, start)


def _inline_border(folded: Folded, index: int) -> bool:
    return index == 0 or folded.text[index - 1] in _BORDERS or folded.follows_gap(index)


def _title_end(folded: Folded, start: int, limit: int) -> int:
    """Return where the title that starts at `start` ends; `start` itself if it is no title.

    In a line of its own it ends with the line. In a run-together text it ends with 情况, 方面 … or
    before the next sentence; failing that, its first clause stands for it.
    """
    text = folded.text
    limit = min(limit, start + _LONGEST_TITLE + 1)
    named = _NAMED_END.match(text, start, limit)
    if named and _may_end(folded, named):
        return named.end()
    line_end = next((end for end in range(start + 1, limit) if folded.ends_line(end)), limit)
    cut = _CUT.search(text, start, limit)
    if cut and cut.start() < line_end and "," not in text[start : cut.start()]:
        return cut.start()
    if line_end < limit:
        return line_end
    clause = re.compile(r"[,、\"]").search(text, start, limit)
    return clause.start() if clause else start


def _may_end(folded: Folded, title: re.Match[str]) -> bool:
    end = title.end()
    if end >= len(folded.text) or folded.follows_gap(end):
        return True
    following = folded.text[end]
    if following in "。:;,(" or following.isdigit():
        return True
    return title[0].endswith(("情况", "方面")) and bool(_NAMED.search(title[0]))


@cache
def _form_labels() -> frozenset[str]:
    labels = set()
    for form_id in ("2021", "2019"):
        for table in load_form(form_id).tables:
            labels.add(table.group_label)
            for row in table.rows + table.derived_rows:
                labels.update((row.label, *row.aliases))
    plain = (re.sub(rf"^(?:{_SUB_NUMBER.pattern})", "", fold(label).text) for label in labels)
    return frozenset(label for label in plain if label)


def is_form_label(title: str) -> bool:
    """Tell whether `title` is a row of the form, whole or cut short by a line break."""
    bare = title.rstrip("0123456789")
    if not bare:
        return True
    return any(label.startswith(bare) or bare.startswith(label) for label in _form_labels())
