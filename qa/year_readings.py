"""What a match of a way to write years means: each pattern of `year_patterns` has one of these."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from qa.numerals import han_number
from qa.year_words import YearWords, calendar_year, found, year_of

Reader = Callable[[re.Match[str], date], YearWords]


def from_first_to_last(match: re.Match[str], today: date) -> YearWords:
    """Read 2021年到2023年 as all the years between; the wrong way round it names two."""
    first, last = year_of(match["first"], today), year_of(match["last"], today)
    if last < first or last - first > 30:
        return found(match, first, last)
    return found(match, *range(first, last + 1))


def side_by_side(match: re.Match[str], today: date) -> YearWords:
    """Read 21、22、23年 as the years listed."""
    return found(match, *(calendar_year(year) for year in re.findall(r"\d+", match["years"])))


def until_now(match: re.Match[str], today: date) -> YearWords:
    """Read 2021年以来 as the years up to the last that has reports."""
    # A year's report comes out in the next: nothing can be asked yet of the year it is.
    first = year_of(match["first"] or match["since"], today)
    return found(match, *range(first, max(today.year, first + 1)))


def after(match: re.Match[str], today: date) -> YearWords:
    """Read 2021年之后 as the years that follow."""
    first = calendar_year(match["first"]) + 1
    return found(match, *range(first, max(today.year, first + 1)))


def up_to(match: re.Match[str], today: date) -> YearWords:
    """Read 2022年及以前, or 之前 without that year, as all since the reports began."""
    last = calendar_year(match["last"]) - (1 if match["open"] else 0)
    return found(match, *range(2008, last + 1))


def with_previous(match: re.Match[str], today: date) -> YearWords:
    """Read 2023年与上年 as the two years."""
    year = calendar_year(match["year"])
    return found(match, year - 1, year)


def beside(offset: int) -> Reader:
    """Return a reader of 2023年的前一年: so many years from the one named."""

    def read(match: re.Match[str], today: date) -> YearWords:
        return found(match, calendar_year(match["year"]) + offset)

    return read


def no_year(match: re.Match[str], today: date) -> YearWords:
    """Take up words that look like a year and name none: 2020年左右, 十四五开局."""
    return YearWords(match.start(), match.end(), match.group())


def left_as_it_is(match: re.Match[str], today: date) -> YearWords:
    """Take up nothing and keep other readers off: 倒数第二年."""
    return YearWords(match.start(), match.start(), "")


def published_in(match: re.Match[str], today: date) -> YearWords:
    """Read 2024年发布的年报 as the report on the year before, and say so."""
    return _report_published(match, calendar_year(match["year"]))


def published_lately(match: re.Match[str], today: date) -> YearWords:
    """Read 今年发布的年报 as the report on the year before, and say so."""
    return _report_published(match, today.year - (1 if match["when"] == "去年" else 0))


def _report_published(match: re.Match[str], year: int) -> YearWords:
    note = f"{year}年发布的通常是{year - 1}年度的报告，以下按{year - 1}年度回答。"
    return found(match, year - 1, note=note)


def carried_into(match: re.Match[str], today: date) -> YearWords:
    """Read 结转到2024年 as what the year before handed on."""
    # Only the year is used up: 结转到 names a row.
    year = year_of(match["year"], today) - 1
    span = match.start("year"), match.end()
    return YearWords(*span, match.group(), (year,), onward=True)


def taken_from(match: re.Match[str], today: date) -> YearWords:
    """Read 从2022年接过来的 as what the next year took over."""
    year = year_of(match["year"], today) + 1
    return YearWords(match.start(), match.end(), match.group(), (year,), inward=True)


def taken_from_last(match: re.Match[str], today: date) -> YearWords:
    """Read 从上年接过来的 as what a year took over, whichever is asked about."""
    return YearWords(match.start(), match.end(), match.group(), inward=True)


def from_one_to_next(match: re.Match[str], today: date) -> YearWords:
    """Read 从2022年转到2023年的 as what the second took over."""
    year = year_of(match["year"], today)
    return YearWords(match.start(), match.end(), match.group(), (year,), inward=True)


def five_year_plan(match: re.Match[str], today: date) -> YearWords:
    """Read 十四五期间 as the years of the plan, up to this one."""
    first = {"十二五": 2011, "十三五": 2016, "十四五": 2021}[match["plan"]]
    return found(match, *range(first, min(first + 5, today.year + 1)))


def single(match: re.Match[str], today: date) -> YearWords:
    """Read 2022年, 22年 or 二〇二二年 as that year."""
    return found(match, calendar_year(match["year"]))


def relative_to_today(years_back: int) -> Reader:
    """Return a reader of 去年: so many years before today."""

    def read(match: re.Match[str], today: date) -> YearWords:
        return found(match, today.year - years_back, relative=True)

    return read


def years_ago(match: re.Match[str], today: date) -> YearWords:
    """Read 三年前 as that one year."""
    return found(match, today.year - (han_number(match["ago"]) or 0), relative=True)


def newest(match: re.Match[str], today: date) -> YearWords:
    """Read 近三年 or 最新一期 as the newest reports."""
    groups = match.groupdict()
    count = groups.get("count") or groups.get("of") or groups.get("issues")
    newest = (han_number(count) if count else None) or 1
    return YearWords(match.start(), match.end(), match.group(), newest=newest)


def some_recent(match: re.Match[str], today: date) -> YearWords:
    """Read 近几年 as the five newest reports."""
    return YearWords(match.start(), match.end(), match.group(), newest=5)


def every(match: re.Match[str], today: date) -> YearWords:
    """Read 历年 as every year."""
    return YearWords(match.start(), match.end(), match.group(), all=True)


def step(offset: int) -> Reader:
    """Return a reader of 前一年: so many years from the year spoken of."""

    def read(match: re.Match[str], today: date) -> YearWords:
        return YearWords(match.start(), match.end(), match.group(), offset=offset)

    return read
