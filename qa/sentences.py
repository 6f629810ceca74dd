"""Sentences of a report's narrative and the numbers in them, for exact quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from ingest.report import Passage, Place
from qa.numerals import han_number

_END = re.compile(r"[。！？；!?;]\s*")
_ITEM = re.compile(r"(?=[一二三四五六七八九十]是)")
_UNITS = (
    "篇|条|场|次|期|件|份|个|项|人次|人|名|宗|起|例|封|册|处|元|万元|万条|万人|部|则|家|批次|批"
    "|分钟|分(?!别|类|级|管|工|析|布|解)|%|天|小时|台|张|轮|笔|户|位|类(?!型)"
)
_NUMBER = re.compile(
    rf"(?P<about>约|近|逾|超过?|共计?|达|累计)?\s*(?P<digits>\d[\d,，]*(?:\.\d+)?|"
    rf"[一二两三四五六七八九十百千]+)\s*(?P<wan>万)?\s*(?P<more>余|"
    rf"多)?\s*(?P<unit>{_UNITS}|(?<=万))(?!工作日|月|小时|方面|环节|百分点|年)(?P<after>余|多)?"
)
_ORDINAL = re.compile("第[一二三四五六七八九十百]*$")
_FREQUENCY = re.compile(
    r"(?P<period>每(?:[一二两三四半]?个?)?(?:周|星期|月|季度|季|年|半年|天|日|旬)(?:度)?)"
    r"(?:[^，。；,;]{0,34}?(?P<times>[一二两三四\d]+次))?"
)
_OTHER_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年|上年|去年|同比|较上年|上一年度?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or list item) of the narrative: `text` verbatim, and the passage it is in."""

    passage: Passage
    text: str
    place: Place

    @property
    def flat(self) -> str:
        """The text without white space, for matching."""
        return "".join(self.text.split())

    def as_passage(self) -> Passage:
        """Return the sentence as a passage to quote."""
        return replace(self.passage, text=self.text, place=self.place)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A number in a sentence: as written (with 余, 近, 多), its unit and exact value.

    `value` is None where the number is approximate. `start`, `end` are offsets into
    `Sentence.flat`.
    """

    words: str
    unit: str
    value: Decimal | None
    start: int
    end: int


def sentences(passages: Iterable[Passage]) -> Iterator[Sentence]:
    """Cut narrative passages into sentences, each with its exact place."""
    for passage in passages:
        start = 0
        for end in [*(match.end() for match in _END.finditer(passage.text)), len(passage.text)]:
            yield from _items(passage, start, end)
            start = end


def _items(passage: Passage, start: int, end: int) -> Iterator[Sentence]:
    cuts = [start, *(m.start() for m in _ITEM.finditer(passage.text, start + 1, end)), end]
    for first, last in pairwise(cuts):
        text = passage.text[first:last]
        lead = len(text) - len(text.lstrip())
        body = text.strip()
        if body:
            yield Sentence(passage, body, _place(passage, first + lead, len(body)))


def _place(passage: Passage, offset: int, length: int) -> Place:
    lines = passage.text[:offset].count("\n")
    start = passage.place.start + offset
    return Place(start, start + length, passage.place.line + lines, passage.place.page)


def numbers_in(flat: str) -> list[Mentioned]:
    """Return the counted things in a sentence without white space.

    >>> [(one.words, one.value) for one in numbers_in("发布各类信息共50余条，解读11篇")]
    [('50余条', None), ('11篇', Decimal('11'))]
    """
    found = []
    for match in _NUMBER.finditer(flat):
        if _ORDINAL.search(flat, 0, match.start("digits")):
            continue
        digits = match["digits"].replace(",", "").replace("，", "")
        number = Decimal(digits) if digits[0].isdigit() else _han(digits)
        if number is None:
            continue
        about = (
            match["more"] or match["after"] or (match["about"] in ("约", "近", "逾", "超", "超过"))
        )
        times = 10000 if match["wan"] and match["unit"] else 1  # 突破550万: 万 is the unit
        value = None if about else number * times
        lead = match["about"] if match["about"] in ("约", "近", "逾", "超", "超过") else ""
        words = lead + match.group()[len(match["about"] or "") :].strip()
        found.append(
            Mentioned(words, match["unit"] or "万", value, match.start("digits"), match.end())
        )
    return found


def _han(words: str) -> Decimal | None:
    number = han_number(words)
    return None if number is None else Decimal(number)


def frequencies_in(flat: str) -> list[str]:
    """Return how often things are said to be done.

    >>> frequencies_in("每一季度开展自查"), frequencies_in("每周对网站进行一次检查")
    (['每一季度'], ['每周一次'])
    """
    return [match["period"] + (match["times"] or "") for match in _FREQUENCY.finditer(flat)]


def speaks_of_other_year(flat: str, year: int, before: int) -> bool:
    """Whether the clause that ends at `before` names a year other than the report's."""
    clause_start = max(flat.rfind(mark, 0, before) for mark in "，。；,;") + 1
    for match in _OTHER_YEAR.finditer(flat[clause_start:before]):
        if match[1] is None or int(match[1]) != year:
            return True
    return False
