"""The ways people write years, each a pattern and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from qa.numerals import han_number

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


def _calendar_year(words: str) -> int:
    number = han_number(words.strip()) or 0
    return number + 2000 if number < 100 else number


def _year_of(words: str, today: date) -> int:
    """Return the calendar year of 2022, 22, 二〇二二 or 前年."""
    back = _YEARS_BACK.get(words.strip().removesuffix("度"))
    return _calendar_year(words) if back is None else today.year - back


Reader = Callable[[re.Match[str], date], YearWords]


def _found(match: re.Match[str], *years: int, note: str = "", relative: bool = False) -> YearWords:
    return YearWords(match.start(), match.end(), match.group(), years, note=note, relative=relative)


def _range(match: re.Match[str], today: date) -> YearWords:
    first, last = _year_of(match["first"], today), _year_of(match["last"], today)
    if last < first or last - first > 30:
        return _found(match, first, last)
    return _found(match, *range(first, last + 1))


def _listed(match: re.Match[str], today: date) -> YearWords:
    return _found(match, *(_calendar_year(year) for year in re.findall(r"\d+", match["years"])))


def _until_now(match: re.Match[str], today: date) -> YearWords:
    # A year's report comes out in the next: nothing can be asked yet of the year it is.
    first = _year_of(match["first"] or match["since"], today)
    return _found(match, *range(first, max(today.year, first + 1)))


def _after(match: re.Match[str], today: date) -> YearWords:
    first = _calendar_year(match["first"]) + 1
    return _found(match, *range(first, max(today.year, first + 1)))


def _before(match: re.Match[str], today: date) -> YearWords:
    last = _calendar_year(match["last"]) - (1 if match["open"] else 0)
    return _found(match, *range(2008, last + 1))


def _with_previous(match: re.Match[str], today: date) -> YearWords:
    year = _calendar_year(match["year"])
    return _found(match, year - 1, year)


def _beside(offset: int) -> Reader:
    def read(match: re.Match[str], today: date) -> YearWords:
        return _found(match, _calendar_year(match["year"]) + offset)

    return read


def _nothing(match: re.Match[str], today: date) -> YearWords:
    return YearWords(match.start(), match.end(), match.group())


def _left_as_it_is(match: re.Match[str], today: date) -> YearWords:
    return YearWords(match.start(), match.start(), "")


def _published(match: re.Match[str], today: date) -> YearWords:
    year = _calendar_year(match["year"])
    note = f"{year}年发布的通常是{year - 1}年度的报告，以下按{year - 1}年度回答。"
    return _found(match, year - 1, note=note)


def _published_lately(match: re.Match[str], today: date) -> YearWords:
    published = today.year - (1 if match["when"] == "去年" else 0)
    note = f"{published}年发布的通常是{published - 1}年度的报告，以下按{published - 1}年度回答。"
    return _found(match, published - 1, note=note)


def _carried_into(match: re.Match[str], today: date) -> YearWords:
    # Only the year is used up: 结转到 names a row.
    year = _year_of(match["year"], today) - 1
    span = match.start("year"), match.end()
    return YearWords(*span, match.group(), (year,), onward=True)


def _taken_from(match: re.Match[str], today: date) -> YearWords:
    year = _year_of(match["year"], today) + 1
    return YearWords(match.start(), match.end(), match.group(), (year,), inward=True)


def _from_last(match: re.Match[str], today: date) -> YearWords:
    return YearWords(match.start(), match.end(), match.group(), inward=True)


def _from_one_to_next(match: re.Match[str], today: date) -> YearWords:
    year = _year_of(match["year"], today)
    return YearWords(match.start(), match.end(), match.group(), (year,), inward=True)


def _five_year_plan(match: re.Match[str], today: date) -> YearWords:
    first = {"十二五": 2011, "十三五": 2016, "十四五": 2021}[match["plan"]]
    return _found(match, *range(first, min(first + 5, today.year + 1)))


def _single(match: re.Match[str], today: date) -> YearWords:
    return _found(match, _calendar_year(match["year"]))


def _relative(years_back: int) -> Reader:
    def read(match: re.Match[str], today: date) -> YearWords:
        return _found(match, today.year - years_back, relative=True)

    return read


def _years_ago(match: re.Match[str], today: date) -> YearWords:
    return _found(match, today.year - (han_number(match["ago"]) or 0), relative=True)


def _newest(match: re.Match[str], today: date) -> YearWords:
    groups = match.groupdict()
    count = groups.get("count") or groups.get("of") or groups.get("issues")
    newest = (han_number(count) if count else None) or 1
    return YearWords(match.start(), match.end(), match.group(), newest=newest)


def _some_recent(match: re.Match[str], today: date) -> YearWords:
    return YearWords(match.start(), match.end(), match.group(), newest=5)


def _every(match: re.Match[str], today: date) -> YearWords:
    return YearWords(match.start(), match.end(), match.group(), all=True)


def _step(offset: int) -> Reader:
    def read(match: re.Match[str], today: date) -> YearWords:
        return YearWords(match.start(), match.end(), match.group(), offset=offset)

    return read


_A_YEAR = rf"(?:{_YEAR}|{_HAN}|{_SHORT})"
_BACK = "(?:大前年|上上年|(?<!大)前年|去年|上一?年|今年)度?"
_PUBLISH = (
    r"(?:(?:发布|公布|发出|出|挂出来|挂网|上网)(?:出来)?的(?=那[份个期]|这[份个期]|年报|报告|年度报告|最新|[里中,，?。]|$)|"
    r"(?:公开|公示)(?:出来)?的(?=那[份个期]|这份|年报|报告|年度报告))"
)
PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"(?:从|自|由){_A_YEAR}\s*年?度?[底末]?(?:结转|留|转|跨|拖|带|推|延续|顺延|挪|搬|滚)"
            rf"(?:到|至|入|进|给)了?(?P<year>{_A_YEAR})\s*年?",
            _from_one_to_next,
        ),
        (
            rf"(?:结转|留|转|跨|拖|带|推|延续|顺延|挪|搬|滚)(?:到|至|入|进|给)了?(?P<year>{_A_YEAR}|"
            r"(?:去|今|本|(?<!大)前)年)\s*年?",
            _carried_into,
        ),
        (r"(?:从|自|由)上一?年度?[底末]?(?=接|转|带|结转|留|拖|延|剩|过来)", _from_last),
        (
            rf"(?:从|自|由)(?P<year>{_A_YEAR}|(?:去|(?<!大)前|大前)年)\s*年?度?[底末]?"
            r"(?=接|转|带|结转|留|拖|搬|滚|延|剩|过来)",
            _taken_from,
        ),
        (
            rf"(?P<year>{_A_YEAR})\s*年?(?:年?初|\d+月份?(?:\d+日)?前?)?\s*"
            rf"(?:{_PUBLISH}(?!申请|信息|政府信息|件)|(?:发布|公布)$)(?:那份|那个|那期|"
            rf"这份)?(?:年报|报告)?",
            _published,
        ),
        (
            r"(?P<when>今年|去年)(?:年?初|[一二三1-3]月份?)?\s*"
            rf"{_PUBLISH}(?!申请|信息|政府信息|件)(?:那份|那个|那期|这份)?(?:年报|报告)?",
            _published_lately,
        ),
        (
            rf"(?P<first>{_YEAR}|{_HAN}|"
            rf"(?<!\d)[0-3]\d){_TO}(?P<last>{_A_YEAR})\s*(?:年(?:度|末|底)?)?",
            _range,
        ),
        (rf"(?P<first>{_A_YEAR}|{_BACK}){_TO}(?P<last>{_BACK}){_ROW_WORD_AFTER}", _range),
        (
            rf"[自从打由]?(?P<first>{_A_YEAR}|{_BACK})\s*年?度?(?:\(含[^()]{{0,6}}\))?(?:及以后|及之后|"
            rf"及其后|以来|至今|到现在|到今天|到目前|直到现在|开始(?!办)|起(?!诉|草|码)|往后)"
            rf"|[自从]?(?P<since>{_A_YEAR})\s*年?\((?:含|包括)[^()]{{0,8}}\)(?:之后|以后|后)",
            _until_now,
        ),
        (rf"(?P<first>{_A_YEAR})\s*年(?:之后|以后|后(?!续))", _after),
        (rf"(?P<first>{_YEAR})\s*(?:之后|以后)", _after),
        (
            r"(?<!\d)(?P<years>(?:20)?[0-3]\d(?:\s*年?\s*[、,和与及跟/]\s*(?:20)?[0-3]\d)+)\s*"
            r"(?:这)?[两二三四五]个?年(?!来)度?",
            _listed,
        ),
        (
            r"(?<!\d)(?P<years>[0-3]\d(?:\s*[、,和与及跟]\s*[0-3]\d)+)(?=\s*年)\s*年度?",
            _listed,
        ),
        (
            rf"(?P<last>{_A_YEAR})\s*年?(?:及以前|及之前|(?P<open>之前|以前|前(?!后|"
            rf"[一二三四五六七八九十\d])))",
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
            rf"(?<![{_HAN_DIGIT}])(?P<of>[二两三四五六七八九十]|(?<!\d)\d)年(?:来|[间里内]|(?=累计|"
            rf"合计|一共|总共|加起来|加在|加一|合在|合起|平均|共|下来|的都|[^,。年]{{1,12}}(?:各|分别|都)))|"
            r"(?:最近|最新|近)(?:的)?(?P<issues>[二两三四五六]|(?<!\d)\d)(?:期|份|个年度|个年头|次)"
            r"(?:年?报告?)?",
            _newest,
        ),
        (r"(?:近几年|这几年|近年来?|最近几年)", _some_recent),
        (
            r"(?:历年|(?:后面|之后|往后|其后|接下来|后来|后续|随后|其他|别的|其余|另外|剩下)的?那?(?:[几两二三四五]个?年|年份|各年)|各年(?!报)度?|逐年|每年|每一年|所有年份|各年度|有数据以来|一年一年|分年)",
            _every,
        ),
        (r"倒数第", _left_as_it_is),
        (
            r"(?:大前年|前年|去年)的(?:大前年|前年|去年)[,，]?\s*(?:也就是|就是|即|等于|相当于)?(?:说)?\s*(?=20\d\d)",
            _nothing,
        ),
        (r"同样的?(?:这|那)?[二两三四五]个?年|同样的?年份", _nothing),
        (
            r"(?:最新|最近|近一年|最后一年)(?:年度|一?[期份年次])?(?!早)|"
            r"(?:刚|新|刚刚|才)(?:出炉?|发布|公布|公开|挂出来?)(?:来|不久)?的?(?:那份|一期)?"
            r"(?=年报|报告|年度报告|那)|最后一[份期]",
            _newest,
        ),
        (rf"(?P<year>{_A_YEAR})\s*年?(?:左右|前后|代)", _nothing),
        (rf"(?P<year>{_A_YEAR})\s*(?:年(?:度|末|底)?)?", _single),
        (r"(?<!\d)['’](?P<year>[0-3]\d)(?!\d)", _single),
        (rf"大前年{_ROW_WORD_AFTER}", _relative(3)),
        (rf"(?:前年|上上年){_ROW_WORD_AFTER}", _relative(2)),
        (
            rf"(?:去年|上一年度|上一年|上个?年度|上年|上一?个?(?:自然|报告|统计|公历)年度?|上一?个?报告期)"
            rf"{_ROW_WORD_AFTER}",
            _relative(1),
        ),
        (r"(?<![到至入给转留拖推往于向在])明年(?!继续|接着|再|才|办|的?结转|年初)", _relative(-1)),
        (r"今年(?!就|接)", _relative(0)),
        (rf"本年度?{_OWN_YEAR_AFTER}", _relative(0)),
        (
            r"(?P<ago>[一二两三四五六七八九十]|(?<!\d)\d)年(?:以|之)?前(?!后|[一二三四五\d])",
            _years_ago,
        ),
        (r"(?:刚)?过去的?(?:这|那)?一年", _relative(1)),
        (
            r"(?:上一期|上一份|再往前一年|再前一年|再往前|往前推|往前一年|前一年度?|早一年)",
            _step(-1),
        ),
        (r"(?<![到至入给转])(?:后一年|下一年|次年|转年|往后一年)(?!度?继续|办)", _step(1)),
    )
)
