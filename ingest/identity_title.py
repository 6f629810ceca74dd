"""The title of a report, and the organ and year that it names.

A title stands in a line of its own (or several), after a label such as 标题, in a page's metadata,
or after a gap in run-together text. The same words inside a sentence are a mention, not a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.fold import Folded, fold, plain_characters
from ingest.identity_organ import ends_like_an_organ, is_bare_body

_TAIL = re.compile(
    r"(?P<subject>(?:人民)?(?:政府|政务|党务政务))?(?P<kind>信息公开|政务公开|信息与政务公开)"
    r"(?P<report>(?:工作)?(?:的)?(?:年度|(?:19|20)\d\d年度?)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)"
    r"|(?:工作)?年报)(?P<after>[(](?:19|20)\d\d年?度?[)])?"
)
_YEAR = re.compile(r"[(]?((?:19|20)\d\d|二[〇○零Oo][〇○零Oo一二三四五六七八九]{2})年?度?[)]?")
_NO_TITLE_AFTER = re.compile(
    r"格式|编制|有关|公布|的?通知|工作的|专栏|栏目|模板|要求|填报|填写|统计|>|制度|的?规定|目录|解读|等|》"
)
_NO_ORGAN = re.compile(
    r"关于|印发|做好|根据|按照|中华人民共和国|国务院|通知|条例|《|公布|发布|编制|现将|本报告|历年|首页|专栏|法定主动"
)
_ORGAN_CHARACTER = re.compile(r"[一-鿿()、〇○]")
_LONGEST = 60  # characters of organ and year before the fixed words
_LABEL = re.compile(r"(?:标题|名称|题名|文件名称|信息名称|title)[::|]?$")
_CHINESE_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")}
_CHINESE_DIGITS |= {"○": "0", "零": "0", "O": "0", "o": "0"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed (line breaks left out), with the organ and year it names.

    `organ` is "" where the title names none. `rank` is higher the more surely it is the title.
    """

    text: str
    organ: str
    year: int | None
    rank: int


def find_title(text: str) -> Title | None:
    r"""Return the title of the report whose opening `text` is, or None.

    >>> title = find_title("乙县财政局2024年政府信息公开工作年\n度报告\n一、总体情况")
    >>> title.text, title.organ, title.year
    ('乙县财政局2024年政府信息公开工作年度报告', '乙县财政局', 2024)
    """
    return max(_titles(fold(text)), key=lambda title: title.rank, default=None)


def year_in(words: str) -> int | None:
    """Return the year written in `words`, in digits or in Chinese numerals.

    >>> year_in("二〇二四年度"), year_in("(2023)")
    (2024, 2023)
    """
    for match in _YEAR.finditer(words):
        digits = "".join(_CHINESE_DIGITS.get(character, character) for character in match[1])
        if digits.isdigit() and 1995 <= int(digits) <= 2100:
            return int(digits)
    return None


def _titles(folded: Folded) -> Iterator[Title]:
    for tail in _TAIL.finditer(folded.text):
        if _NO_TITLE_AFTER.match(folded.text, tail.end()):
            continue
        start = _title_start(folded, tail.start())
        before = folded.text[start : tail.start()]
        year = year_in(before) or year_in(tail["report"]) or year_in(tail["after"] or "")
        organ = _organ_in(before, tail["subject"] or "")
        if organ is None or (year is None and not organ):
            continue
        rank = _rank(folded, start, tail.end(), bool(organ), year is not None)
        if rank > 0:
            first, last = folded.span(start, tail.end())
            printed = plain_characters("".join(folded.source[first:last].split()))
            yield Title(printed, organ, year, rank)


def _title_start(folded: Folded, tail_start: int) -> int:
    """Walk back from the fixed words to where the title begins."""
    start = tail_start
    while start > max(0, tail_start - _LONGEST):
        taken = folded.text[start:tail_start]
        complete = ends_like_an_organ(_without_year(taken)) and not is_bare_body(
            _without_year(taken)
        )
        if complete and (folded.starts_line(start) or folded.follows_gap(start)):
            break
        if folded.starts_line(start) and not _continues(folded, start, taken):
            break
        character = folded.text[start - 1]
        if not (_ORGAN_CHARACTER.match(character) or character.isdigit()):
            break
        start -= 1
    return start


def _continues(folded: Folded, start: int, taken: str) -> bool:
    """Tell whether the line before belongs to the title: it ends like an organ that misses here."""
    organ = _without_year(taken).lstrip("年度")
    if organ and not is_bare_body(organ):
        return False
    offset = folded.offsets[start]
    before = folded.source[:offset].rstrip()
    line = before[before.rfind("\n") + 1 :].strip(" #*\u3000")
    plain = fold(line).text
    if not 2 <= len(plain) <= 30 or not all(map(_ORGAN_CHARACTER.match, plain)):
        return bool(re.search(r"(?:19|20)\d\d年?度?$", plain)) and len(plain) <= 40
    return ends_like_an_organ(plain + organ) or ends_like_an_organ(plain)


def _without_year(words: str) -> str:
    return _YEAR.sub("", words)


def _organ_in(before: str, subject: str) -> str | None:
    """Return the organ that stands before the fixed words; None if those words are no title."""
    organ = _without_year(before).strip("的、").removesuffix("关于")
    if not organ and subject.startswith("人民"):
        return None
    if subject.startswith("人民"):  # 甲区人民政府信息公开 leaves one 政府 for both
        organ += "人民政府"
    if _NO_ORGAN.search(organ):
        return None
    if organ.startswith(("年", "度")):
        organ = organ.lstrip("年度")
    return organ if not organ or ends_like_an_organ(organ) else None


def _rank(folded: Folded, start: int, end: int, organ: bool, year: bool) -> int:
    own_line = folded.starts_line(start)
    ends = end >= len(folded.text) or folded.ends_line(end) or folded.follows_gap(end)
    label = _LABEL.search(folded.text, max(0, start - 6), start)
    gap = folded.follows_gap(start) or folded.text[start - 1] in ">|/"
    if not ((own_line or label or gap) and (ends or folded.text[end] in "(-_|,本根")):
        return 0
    return 1 + 4 * organ + 2 * year + (2 if own_line and ends else 1 if label else 0)
