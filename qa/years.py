"""Which years a question asks about, in all the ways people write them.

Relative years go by the calendar: 去年 is the year before `today`, whatever the library holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qa.question import YearSpan
from qa.year_patterns import PATTERNS, YearWords


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
            part_of_year=bool(_PART_OF_YEAR.search(text)),
        )
    return _merge(found, text)


_PART_OF_YEAR = re.compile(
    r"上半年|下半年|第[一二三四1-4]季度|"
    r"(?<![—\-至到])(?<!\d)[1-9]\d?月份?(?![—\-至到~\d])(?!31|1日)"
)
_AGAINST_PREVIOUS = re.compile(
    "同比|增长率|增幅|降幅|增速|(?:比|较|相比)(?:于)?(?:上年|去年|前一年|上一年)(?!度?(?:结转|转|带|留|剩))"
    "|(?:和|与|跟|同)(?:上年|去年|前一年|上一年)(?:相?比|差)"
)


def _matches(text: str, today: date) -> Iterator[YearWords]:
    taken: list[tuple[int, int]] = []
    for pattern, reader in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if _counts_something(text, match):
                continue
            taken.append(match.span())
            yield reader(match, today)


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
    fixed = [one for one in found if one.years and not one.relative]
    relative = [one for one in found if one.relative]
    against = _AGAINST_PREVIOUS.search(text)
    previous = against is not None
    if fixed:
        # Beside a named year, 上年 and 今年 belong to the words of a row (上年带过来的).
        relative = [one for one in relative if _joined(text, one, fixed)]
    if against is not None:
        # 比上一年变化多少 names the year to compare with, not the one asked about.
        relative = [one for one in relative if not against.start() < one.start < against.end()]
    years = sorted({year for one in [*fixed, *relative] for year in one.years})
    return YearSpan(
        years=tuple(years),
        newest=next((one.newest for one in found if one.newest), None) if not years else None,
        all=any(one.all for one in found) and not years,
        offset=next((one.offset for one in found if one.offset), None) if not years else None,
        compare_previous=previous and len(years) <= 1,
        part_of_year=bool(_PART_OF_YEAR.search(text)),
        words="、".join(one.words.strip() for one in found),
        spans=tuple((one.start, one.end) for one in found),
        notes=tuple(one.note for one in found if one.note),
    )
