"""Years written short or left to be counted: 21-24, (22、23), 24对23, 22收件, 四年, 头两年."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from qa.numerals import han_number
from qa.year_words import TO, YearWords, calendar_year, found

_BARE = r"(?:20)?[12]\d"
# Not inside another number: 第22, 3.22, 3月22.
_START = r"(?<![\d.第月/-])"
# Not a number of something: 22件, 22%, 22级.
_NO_COUNT = r"(?![\d.月日号/-]|\s*(?:[件个条篇项次万元起宗例场人份户部%]|年[级期前]))"
_AND = r"\s*年?\s*[、,/和与及跟\s]\s*"
# 24对23, 24年比23年.
_AGAINST = r"\s*年?\s*(?:对|比|较|vs|同|和|与|跟|相对|相比)\s*"
# 22收件, 23罚了: a number right before what an organ does is a year.
_ROW_VERB = (
    "(?:新收|收[件到取了]|收(?=几|多少)|办[结理了完]|处罚|罚[了款单]|许可|强制|公开|复议|诉讼|官司|结转|年报|报告|制发|废止|"
    "发文|不予|无法|予以|部分公开|全年|全部)"
)
_HAN_SMALL = "一二两三四五六七八九十几"
# 拖了三四年了, 等了两年: a stretch of the asker's own life, not of the reports.
_NOT_A_STRETCH = rf"(?<![{_HAN_SMALL}\d了过拖等住干第每隔满头再又才就近前过去这多])"
# 两年前, 三年级: no stretch of reports.
_STRETCH_OVER = (
    "(?!前|以前|之前|后|以后|之后|级|期|报|多|半|一[次度遇]|了|没|都没|还没|不[给办]|整)"
)

Reader = Callable[[re.Match[str], date], YearWords | None]


def _is_recent(year: int, today: date) -> bool:
    """Whether a number is a year of these reports, not a count: they began in 2008."""
    return 2008 <= year <= today.year + 1


def _range(match: re.Match[str], today: date) -> YearWords | None:
    first, last = calendar_year(match["first"]), calendar_year(match["last"])
    if not (_is_recent(first, today) and _is_recent(last, today) and first < last):
        return None
    return found(match, *range(first, last + 1))


def _listed(match: re.Match[str], today: date) -> YearWords | None:
    years = [calendar_year(year) for year in re.findall(r"\d+", match["years"])]
    recent = all(_is_recent(year, today) for year in years)
    return found(match, *years) if recent and len(set(years)) == len(years) else None


def _single(match: re.Match[str], today: date) -> YearWords | None:
    year = calendar_year(match["year"])
    return found(match, year) if _is_recent(year, today) else None


def _stretch(match: re.Match[str], today: date) -> YearWords:
    return YearWords(match.start(), match.end(), match.group(), newest=han_number(match["of"]))


def _oldest(match: re.Match[str], today: date) -> YearWords:
    count = match.groupdict().get("count")
    oldest = (han_number(count) if count else None) or 1
    return YearWords(match.start(), match.end(), match.group(), oldest=oldest)


def _of_last_year(match: re.Match[str], today: date) -> YearWords:
    back = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0}[match["back"]]
    return found(match, today.year - back, relative=True)


FIRST: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"{_START}(?P<first>{_BARE}){TO}(?P<last>{_BARE}){_NO_COUNT}\s*年?度?末?", _range),
        (rf"\(\s*(?P<years>{_BARE}(?:{_AND}{_BARE})+)\s*年?度?\s*\)", _listed),
        (rf"\(\s*(?P<year>{_BARE})\s*年?度?\s*\)", _single),
        (
            rf"{_START}(?P<years>{_BARE}(?:{_AND}{_BARE}){{1,}}){_NO_COUNT}(?=\s*(?:年|各|分别|都|[这那]|"
            rf"[四三两二五]|$|[?。]))\s*(?:年度?)?(?:[这那]?[两二三四五]个?(?:年份|年度|年头|年)(?!来))?",
            _listed,
        ),
        (rf"{_START}(?P<year>{_BARE})(?={_AGAINST}{_BARE}{_NO_COUNT})\s*年?", _single),
        (
            rf"(?:(?<=\d[对比较同和与跟])|(?<=年[对比较同和与跟]))(?P<year>{_BARE}){_NO_COUNT}\s*年?",
            _single,
        ),
        (
            r"(?P<back>大前年|前年|去年|今年)度?(?=结转(?:到|至|入|给|去)?(?:下|次|来|后)一?年)",
            _of_last_year,
        ),
        (
            r"(?:最早|最老|最初|最先|最开始|最前面?|起初)(?:的|那|有的?|有数据的?|有报告的?)*"
            r"(?:那|这)?(?:一)?(?:个)?(?:年度?|份|期|本)(?!报告里|[是到])",
            _oldest,
        ),
        (
            r"(?:最早|开头|起初|最初|最开始|起头|头(?!一))的?(?:那|这)?(?P<count>[二两三四五]|\d)(?:个)?年(?!级|度?报)",
            _oldest,
        ),
    )
)
LAST: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"{_START}(?P<year>1[5-9]|2\d)(?=\s*{_ROW_VERB})", _single),
        (
            rf"{_NOT_A_STRETCH}(?P<of>[二两三四五六七八九十]|(?<!\d)\d)\s*个?年(?:度|头)?(?:来|间|里|内)?"
            rf"{_STRETCH_OVER}",
            _stretch,
        ),
    )
)
