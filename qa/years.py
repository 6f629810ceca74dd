"""Which years a question asks about, in all the ways people write them.

Relative years go by the calendar: 去年 is the year before `today`, whatever the library holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qa.normalise import blanked
from qa.numerals import han_number
from qa.question import YearSpan
from qa.short_years import FIRST, LAST
from qa.year_patterns import PATTERNS
from qa.year_words import YearWords
from qa.years_meant import held_against, of_the_report, without_story


def read_years(text: str, today: date) -> YearSpan:
    """Return the years named in a normalised question.

    >>> read_years("2021到2023年平潭的申请", date(2025, 6, 1)).years
    (2021, 2022, 2023)
    >>> read_years("去年收到多少", date(2025, 6, 1)).years
    (2024,)
    """
    found = list(_matches(text, today))
    if not found:
        return YearSpan(
            compare_previous=bool(_AGAINST_PREVIOUS.search(text)),
            part_of_year=_part_of_year(text),
        )
    return _merge(found, text)


_MONTH = r"(?:1[0-2]|[1-9]|元|十[一二]|[一二三四五六七八九十])"
_PART_OF_YEAR = re.compile(
    r"[上下前后]半年|(?<![两\d])半年|(?:第?[一二三四1-4]|首|前[两二三23]?|每|各|哪个?)季度?|按季|q[1-4]|"
    r"(?:上|中|下)旬|(?:哪|每|各|逐|分|按|几|多少)个?月|前\w{1,2}个月|月均|单月|当月|哪一?天|几号|哪一?周|[每日]天|日均|每周|"
    r"(?:国庆|春节|元旦|五一|清明|端午|中秋|重阳|双十一|年关|开学|高考|暑假|寒假|汛期|两会)(?:节|假期?|长假)?(?:之?[前后]|以[前后]|期间|当天|那)|"
    rf"(?<![—\-至到~\d]){_MONTH}月份?(?![—\-至到~\d]|底|末)(?!31|1日)"
)
_MONTHS = re.compile(
    rf"(?<!\d)(?P<first>{_MONTH})月?份?(?:[1-9]\d?[日号])?(?:—|-|至|到|~)(?P<last>{_MONTH})月份?"
)


def _part_of_year(text: str) -> bool:
    """Whether a half, a quarter or months are asked about; 1月1日至12月31日 is the whole year."""
    spans = list(_MONTHS.finditer(text))
    if any(_month(one["first"]) != 1 or _month(one["last"]) != 12 for one in spans):
        return True
    return bool(_PART_OF_YEAR.search(_MONTHS.sub(" ", text)))


def _month(words: str) -> int | None:
    return 1 if words == "元" else han_number(words)


_AGAINST_PREVIOUS = re.compile(
    "同比|增长率|增幅|降幅|增速|(?:比|较|相比)(?:于)?(?:上年|去年|前一年|上一年)(?!度?(?:结转|转|带|留|剩))"
    "|(?:和|与|跟|同)(?:上年|去年|前一年|上一年)(?:相?比|差)"
)


def _matches(text: str, today: date) -> Iterator[YearWords]:
    taken: list[tuple[int, int]] = []
    for pattern, reader in (*FIRST, *PATTERNS, *LAST):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if _counts_something(text, match):
                continue
            words = reader(match, today)
            if words is not None:
                taken.append(match.span())
                yield words


def _counts_something(text: str, match: re.Match[str]) -> bool:
    """2024件 and 第2024号 are no years, nor is a four-digit figure after 超过."""
    return match.group().isdigit() and bool(
        re.match(r"\s*[件个条篇项次号万元起宗]", text[match.end() :])
    )


def _joined(text: str, one: YearWords, fixed: list[YearWords]) -> bool:
    """Whether a relative year is listed side by side with a named one: 2023年和去年."""
    return any(
        re.fullmatch(r"年?\s*[、和与跟及,，]\s*", text[first.end : second.start])
        for other in fixed
        for first, second in ((other, one), (one, other))
    )


def _merge(found: list[YearWords], text: str) -> YearSpan:
    found.sort(key=lambda one: one.start)
    spoken = found
    found = without_story(found, text)
    fixed = of_the_report([one for one in found if one.years and not one.relative], text)
    relative = [one for one in found if one.relative]
    against = _AGAINST_PREVIOUS.search(text)
    previous = against is not None
    if fixed:
        # Beside a named year, 上年 and 今年 belong to the words of a row (上年带过来的).
        relative = [
            one for one in relative if _joined(text, one, fixed) or held_against(one, fixed, text)
        ]
    if against is not None:
        # 比上一年变化多少 names the year to compare with, not the one asked about.
        relative = [one for one in relative if not against.start() < one.start < against.end()]
    onward = any(one.onward for one in found)
    if any(one.inward for one in found) and len(fixed) > 1:
        fixed = [one for one in fixed if not one.inward]  # 2021年从2020年接过来的
    if onward:
        relative = []  # 去年没办完转到今年的: the year that handed on is told already
    years = sorted({year for one in [*fixed, *relative] for year in one.years})
    return YearSpan(
        years=tuple(years),
        newest=next((one.newest for one in found if one.newest), None) if not years else None,
        oldest=next((one.oldest for one in found if one.oldest), None) if not years else None,
        all=any(one.all for one in found) and not years,
        offset=next((one.offset for one in found if one.offset), None) if not years else None,
        compare_previous=previous and len(years) <= 1,
        # 去年1月发布的年报 asks for no month.
        part_of_year=_part_of_year(blanked(text, [(one.start, one.end) for one in found])),
        onward=onward,
        inward=any(one.inward for one in found),
        words="、".join(one.words.strip() for one in found),
        spans=tuple((one.start, one.end) for one in spoken),
        notes=tuple(one.note for one in found if one.note),
    )
