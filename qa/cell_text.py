"""The question as the phrase book sees it: without spaces, quotes and what is used already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.normalise import Normalised

BLANK = "\N{BLACK SQUARE}"
_RELATIVE_YEARS = (
    *("去年", "上年", "上一年", "今年", "本年", "明年", "当年", "前一年", "下年", "年底", "年末"),
    *("年初", "来年", "次年", "往年", "年度", "全年", "下一年", "第二年", "翌年", "隔年", "头年"),
)


_CLAUSE = re.compile(r"[^,。;!?:]+")
_STORY = re.compile(
    r"[我俺咱](?:家|们?[村厂店队班]|去年|前年|上次|当时|那年|跟|和)[^,。]{3,}|[表堂][弟哥姐妹]|"
    r"[我俺咱](?![想要就问查看只需]|关心)[^,。]{1,8}(?:被|挨|遭)(?![拒诉告复])|姐夫|妹夫|邻居|亲戚|"
    r"老[王李张乡板伴][^,。]{2,}|[叔舅姑姨爷奶][^,。]{2,}|律师说|群里|新闻|听说|据说|人家说"
)
_ASKS = re.compile(r"几|多少|占|比例|率|哪|[吗么呢]|是不是|有没有|是否|对不对")
_GOES_ON = ("的", "和", "与", "、")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters to match; `places[i]` is the span of the normalised text that became text[i].

    `breaks` are positions in `text` before which the person left a space.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    breaks: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the normalised text behind `text[start:end]`."""
        return self.places[start][0], self.places[end - 1][1]


def visible_line(normalised: Normalised, original: str, masked: Sequence[tuple[int, int]]) -> Line:
    """Return `normalised` without spaces and quotes, each masked stretch one blank.

    `masked` are spans of `original`; those with words such as 去年 stay, for 去年没办完的申请
    names a row.
    """
    hidden = {
        offset
        for start, end in masked
        if not any(word in original[start:end] for word in _RELATIVE_YEARS)
        for offset in range(start, end)
    }
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    breaks: set[int] = set()
    for place, character in enumerate(normalised.text):
        if normalised.offsets[place] in hidden:
            if characters and characters[-1] == BLANK:
                continue
            character = BLANK
        elif character == " ":
            breaks.add(len(characters))
            continue
        elif character == '"':
            continue
        characters.append(character)
        places.append((place, place + 1))
    return Line("".join(characters), tuple(places), frozenset(breaks))


def without_story(line: Line) -> Line:
    """Return `line` with the clauses blank that only tell how the question came about.

    In 我表弟跟厂里打官司,…拿执法案卷当理由不公开的到底几件 the lawsuit is none of the table's.
    """
    characters = list(line.text)
    for clause in _CLAUSE.finditer(line.text):
        words = clause.group()
        if _STORY.search(words) and not _ASKS.search(words) and not words.endswith(_GOES_ON):
            characters[slice(*clause.span())] = BLANK * len(words)
    return Line("".join(characters), line.places, line.breaks)
