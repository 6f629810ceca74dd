"""Which years a question asks about, in all the ways people write them.

Relative years go by the calendar: 去年 is the year before `today`, whatever the library holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from qa.question import YearSpan

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_YEAR = r"(?<!\d)(?:20\d\d|19\d\d)(?!\d)"
_SHORT = r"(?<![\d.])[0-3]\d(?=\s*年(?!内|来|以?前))"
_HAN_DIGIT = "〇零○一二三四五六七八九"
_HAN = (
    rf"[二两][〇零○千][{_HAN_DIGIT}十]{{1,4}}|(?<![近{_HAN_DIGIT}])[〇零一二][{_HAN_DIGIT}](?=年)"
)
_TO = r"\s*(?:年(?:度)?)?\s*(?:到|至|—+|-+|~+|～|–)\s*"
# A year word inside the name of a row is no year: 上年结转, 本年新收, 结转下年度.
_ROW_WORD_AFTER = (
    r"(?!度?(?:政府信息公开)?"
    r"(?:结转|转|带|剩|留|遗留|未办结|没办|没处理|没有?答复|的?(?:老|旧)申请|积压|欠|余))"
)
_OWN_YEAR_AFTER = r"(?!度?(?:新|制发|废止|收费|处理决定|办理结果|的?增|里|内|就|接|末|底))"


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


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    words: str
    years: tuple[int, ...] = ()
    newest: int | None = None
    all: bool = False
    offset: int | None = None
    relative: bool = False
    note: str = ""


def han_number(words: str) -> int | None:
    """Return a small Chinese or Arabic number, None if it is not one.

    >>> han_number("十二"), han_number("两"), han_number("30"), han_number("二〇二四")
    (12, 2, 30, 2024)
    """
    if words.isdigit():
        return int(words)
    if words in ("十", "拾"):
        return 10
    if "千" in words:
        head, _, rest = words.partition("千")
        below = han_number(rest.lstrip("零〇○")) if rest.strip("零〇○") else 0
        return None if below is None else _DIGITS[head] * 1000 + below
    if "百" in words:
        head, _, rest = words.partition("百")
        below = han_number(rest.lstrip("零〇○")) if rest.strip("零〇○") else 0
        return None if below is None or head not in _DIGITS else _DIGITS[head] * 100 + below
    if "十" in words:
        tens, _, ones = words.partition("十")
        if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    if words and all(character in _DIGITS for character in words):
        return int("".join(str(_DIGITS[character]) for character in words))
    return None


def _calendar_year(words: str) -> int:
    number = han_number(words.strip()) or 0
    return number + 2000 if number < 100 else number


_PART_OF_YEAR = re.compile(
    r"上半年|下半年|第[一二三四1-4]季度|(?<![—\-至到])(?<!\d)[1-9]\d?月份?(?![—\-至到~\d])(?!31|1日)"
)
_AGAINST_PREVIOUS = re.compile(
    "同比|增长率|增幅|降幅|增速|(?:比|较|相比)(?:于)?(?:上年|去年|前一年|上一年)(?!度?(?:结转|转|带|留|剩))"
    "|(?:和|与|跟|同)(?:上年|去年|前一年|上一年)(?:相?比|差)"
)

Reader = Callable[[re.Match[str], date], _Found]


def _found(match: re.Match[str], *years: int, note: str = "", relative: bool = False) -> _Found:
    return _Found(match.start(), match.end(), match.group(), years, note=note, relative=relative)


def _range(match: re.Match[str], today: date) -> _Found:
    first, last = _calendar_year(match["first"]), _calendar_year(match["last"])
    if last < first or last - first > 30:
        return _found(match, first, last)
    return _found(match, *range(first, last + 1))


def _range_to_relative(match: re.Match[str], today: date) -> _Found:
    last = today.year - {"去年": 1, "上年": 1, "前年": 2, "今年": 0}[match["last"]]
    return _found(match, *range(_calendar_year(match["first"]), last + 1))


def _until_now(match: re.Match[str], today: date) -> _Found:
    return _found(match, *range(_calendar_year(match["first"]), today.year + 1))


def _after(match: re.Match[str], today: date) -> _Found:
    return _found(match, *range(_calendar_year(match["first"]) + 1, today.year + 1))


def _before(match: re.Match[str], today: date) -> _Found:
    last = _calendar_year(match["last"]) - (1 if match["open"] else 0)
    return _found(match, *range(2008, last + 1))


def _with_previous(match: re.Match[str], today: date) -> _Found:
    year = _calendar_year(match["year"])
    return _found(match, year - 1, year)


def _beside(offset: int) -> Reader:
    def read(match: re.Match[str], today: date) -> _Found:
        return _found(match, _calendar_year(match["year"]) + offset)

    return read


def _nothing(match: re.Match[str], today: date) -> _Found:
    return _Found(match.start(), match.end(), match.group())


def _published(match: re.Match[str], today: date) -> _Found:
    year = _calendar_year(match["year"])
    note = f"{year}年发布的通常是{year - 1}年度的报告，以下按{year - 1}年度回答。"
    return _found(match, year - 1, note=note)


def _published_lately(match: re.Match[str], today: date) -> _Found:
    published = today.year - (1 if match["when"] == "去年" else 0)
    note = f"{published}年发布的通常是{published - 1}年度的报告，以下按{published - 1}年度回答。"
    return _found(match, published - 1, note=note)


def _carried_into(match: re.Match[str], today: date) -> _Found:
    # Only the year is used up: 结转到 names a row.
    year = _calendar_year(match["year"]) - 1
    return _Found(match.start("year"), match.end(), match.group(), (year,))


def _five_year_plan(match: re.Match[str], today: date) -> _Found:
    first = {"十二五": 2011, "十三五": 2016, "十四五": 2021}[match["plan"]]
    return _found(match, *range(first, min(first + 5, today.year + 1)))


def _single(match: re.Match[str], today: date) -> _Found:
    return _found(match, _calendar_year(match["year"]))


def _relative(years_back: int) -> Reader:
    def read(match: re.Match[str], today: date) -> _Found:
        return _found(match, today.year - years_back, relative=True)

    return read


def _years_ago(match: re.Match[str], today: date) -> _Found:
    return _found(match, today.year - (han_number(match["ago"]) or 0), relative=True)


def _newest(match: re.Match[str], today: date) -> _Found:
    groups = match.groupdict()
    count = groups.get("count") or groups.get("of")
    newest = (han_number(count) if count else None) or 1
    return _Found(match.start(), match.end(), match.group(), newest=newest)


def _some_recent(match: re.Match[str], today: date) -> _Found:
    return _Found(match.start(), match.end(), match.group(), newest=5)


def _every(match: re.Match[str], today: date) -> _Found:
    return _Found(match.start(), match.end(), match.group(), all=True)


def _step(offset: int) -> Reader:
    def read(match: re.Match[str], today: date) -> _Found:
        return _Found(match.start(), match.end(), match.group(), offset=offset)

    return read


_A_YEAR = rf"(?:{_YEAR}|{_HAN}|{_SHORT})"
_PUBLISH = r"(?:发布|公布|公开|公示|发出|出|挂出来|挂网|上网)(?:出来)?的"
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?:结转|留|转|跨|拖)(?:到|至|入|进)(?P<year>{_A_YEAR})\s*年?", _carried_into),
        (
            rf"(?P<year>{_A_YEAR})\s*年?(?:年?初|\d+月份?(?:\d+日)?前?)?\s*"
            rf"(?:{_PUBLISH}(?!申请|信息|政府信息|件)|(?:发布|公布)$)(?:那份|那个|那期|这份)?(?:年报|报告)?",
            _published,
        ),
        (
            r"(?P<when>今年|去年)(?:年?初|[一二三1-3]月份?)?\s*"
            rf"{_PUBLISH}(?!申请|信息|政府信息|件)(?:那份|那个|那期|这份)?(?:年报|报告)?",
            _published_lately,
        ),
        (
            rf"(?P<first>{_YEAR}|{_HAN}|(?<!\d)[0-3]\d){_TO}(?P<last>{_A_YEAR})\s*(?:年(?:度|末|底)?)?",
            _range,
        ),
        (rf"(?P<first>{_A_YEAR}){_TO}(?P<last>去年|上年|前年|今年)", _range_to_relative),
        (
            rf"[自从]?(?P<first>{_A_YEAR})\s*年?(?:及以后|及之后|以来|至今|到现在|到今天|开始|起(?!诉))",
            _until_now,
        ),
        (rf"(?P<first>{_A_YEAR})\s*年(?:之后|以后|后(?!续))", _after),
        (
            rf"(?P<last>{_A_YEAR})\s*年?(?:及以前|及之前|(?P<open>之前|以前|前(?!后|[一二三四五六七八九十\d])))",
            _before,
        ),
        (
            rf"(?P<year>{_A_YEAR})\s*年?度?(?:与|和|跟|及其?|比)(?:前一年|上年|上一年|去年)",
            _with_previous,
        ),
        (rf"(?P<year>{_A_YEAR})\s*年?的?(?:前一年|上一年)(?!度?结转)", _beside(-1)),
        (rf"(?P<year>{_A_YEAR})\s*年?的?(?:后一年|下一年)", _beside(1)),
        (rf"(?P<year>{_A_YEAR})\s*年?的前年", _beside(-2)),
        (r"十[二三四]五(?:前|头|开局|第|末|收官|最后|中期|起步)[^ ,，]{0,3}", _nothing),
        (r"(?P<plan>十[二三四]五)(?:期间|时期|以来)?", _five_year_plan),
        (
            r"(?:最近|近|过去|前|这)(?P<count>[二两三四五六七八九十]|\d+)个?年(?!度?报)|"
            rf"(?<![{_HAN_DIGIT}])(?P<of>[二两三四五六七八九十]|(?<!\d)\d)年(?:来|(?=累计|合计|一共|总共|加起来|平均|共|下来|的都))",
            _newest,
        ),
        (r"(?:近几年|这几年|近年来?|最近几年)", _some_recent),
        (
            r"(?:历年|各年(?!报)|逐年|每年|每一年|所有年份|各年度|有数据以来|一年一年|分年)",
            _every,
        ),
        (r"倒数第", _nothing),
        (r"(?:最新|最近|近一年|最后一年)(?:年度|一?[期份年次])?(?!早)", _newest),
        (rf"(?P<year>{_A_YEAR})\s*年?(?:左右|前后|代)", _nothing),
        (rf"(?P<year>{_A_YEAR})\s*(?:年(?:度|末|底)?)?", _single),
        (r"(?<!\d)['’](?P<year>[0-3]\d)(?!\d)", _single),
        (rf"大前年{_ROW_WORD_AFTER}", _relative(3)),
        (rf"(?:前年|上上年){_ROW_WORD_AFTER}", _relative(2)),
        (rf"(?:去年|上一年度|上一年|上个?年度|上年){_ROW_WORD_AFTER}", _relative(1)),
        (r"今年(?!就|接)", _relative(0)),
        (rf"本年度?{_OWN_YEAR_AFTER}", _relative(0)),
        (r"(?P<ago>[一二两三四五六七八九十])年(?:以)?前(?!后)", _years_ago),
        (r"(?:刚)?过去的?(?:这|那)?一年", _relative(1)),
        (
            r"(?:上一期|上一份|再往前一年|再前一年|再往前|往前推|往前一年|前一年度?|早一年)",
            _step(-1),
        ),
        (r"(?<![到至入给转])(?:后一年|下一年|次年|转年|往后一年)(?!度?继续|办)", _step(1)),
    )
)


def _matches(text: str, today: date) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for pattern, reader in _PATTERNS:
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


def _joined(text: str, one: _Found, fixed: list[_Found]) -> bool:
    """Whether a relative year is listed side by side with a named one: 2023年和去年."""
    return any(
        re.fullmatch(r"年?\s*[、和与跟及,，]\s*", text[first.end : second.start])
        for other in fixed
        for first, second in ((other, one), (one, other))
    )


def _merge(found: list[_Found], text: str) -> YearSpan:
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
