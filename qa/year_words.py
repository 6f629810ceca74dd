"""Words that speak of years, and the calendar years they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qa.numerals import han_number

# From one year to another: 2021年到2023年, 21—23.
TO = r"\s*(?:年(?:度)?)?\s*(?:到|至|—+|-+|~+|～|–)\s*"
_YEARS_BACK = {
    "大前年": 3,
    "前年": 2,
    "上上年": 2,
    "去年": 1,
    "上年": 1,
    "上一年": 1,
    "今年": 0,
    "本年": 0,
}


@dataclass(frozen=True, slots=True)
class YearWords:
    """Words that speak of years, at `start:end`, and what they mean (see `YearSpan`)."""

    start: int
    end: int
    words: str
    years: tuple[int, ...] = ()
    newest: int | None = None
    oldest: int | None = None
    all: bool = False
    offset: int | None = None
    relative: bool = False
    onward: bool = False
    inward: bool = False
    note: str = ""


def calendar_year(words: str) -> int:
    """Return the calendar year of 2022, 22 or 二〇二二."""
    number = han_number(words.strip()) or 0
    return number + 2000 if number < 100 else number


def year_of(words: str, today: date) -> int:
    """Return the calendar year of 2022, 22, 二〇二二 or 前年."""
    back = _YEARS_BACK.get(words.strip().removesuffix("度"))
    return calendar_year(words) if back is None else today.year - back


def found(match: re.Match[str], *years: int, note: str = "", relative: bool = False) -> YearWords:
    """Return the words of a match as naming `years`."""
    return YearWords(match.start(), match.end(), match.group(), years, note=note, relative=relative)
