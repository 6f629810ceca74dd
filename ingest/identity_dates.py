"""Which year a report is about, and when it was published: two different things.

The year is the statistic period, which the title and the preamble name; a report is published in
the year after. Addresses and folders of web pages lie about both and are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ingest.fold import Folded
from ingest.identity_title import year_in

_PERIOD = re.compile(
    r"((?:19|20)\d\d)年0?1月0?1日(?:起)?(?:至|到|-|—|~|―|－)(?:(?:19|20)\d\d年)?12月31日"
)
_COLUMN_YEAR = re.compile(r"本年[(]((?:19|20)\d\d)[)](?:制发|新制作)")
_OPENING_YEAR = re.compile(r"^((?:19|20)\d\d)年(?:度|来|以来|,|全|我|[一-鿿]{2,30})")
_PUBLISHED_LABEL = re.compile(
    r"(?:发布|公开|发文|成文|生成|公布|印发|更新)(?:时间|日期)|(?:^|[^一-鿿])(?:时间|日期)"
)
_DATE = re.compile(r"((?:20)\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")
_SIGNED_DATE = re.compile(r"((?:20)\d\d)年(\d{1,2})月(\d{1,2})日[。]?$")
_META_NAMES = ("pubdate", "publishdate", "publishtime", "createdate", "发布时间", "发布日期")


def find_year(
    title_year: int | None, preamble: Folded, opening: str, file_name: str
) -> tuple[int | None, str]:
    """Return the year of the report and the words that name it.

    The title and the statistic period must agree; where they do not, the year that the first
    sentence of the overview or the file name confirms is taken, and none if neither does.
    """
    period = _PERIOD.search(preamble.text) or _COLUMN_YEAR.search(preamble.text)
    period_year = int(period[1]) if period else None
    opening_match = _OPENING_YEAR.match(opening)
    opening_year = int(opening_match[1]) if opening_match else None
    file_year = year_in(re.sub(r"\d{5,}", "", file_name))
    named = [year for year in (title_year, period_year) if year is not None]
    if not named:
        named = [year for year in (opening_year, file_year) if year is not None]
        named = named if len(set(named)) == 1 else []
    witnesses = Counter(named)
    if len(witnesses) > 1:
        witnesses.update(year for year in (opening_year, file_year) if year in named)
    ranked = witnesses.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None, ""
    year = ranked[0][0]
    if year == period_year and period and year != title_year:
        return year, period[0]
    return year, f"{year}年"


def find_published(
    preamble: Folded, ending: str, metadata: tuple[tuple[str, str], ...]
) -> tuple[str | None, str]:
    """Return the ISO date of publication and the words that give it.

    Taken from a labelled date above the text, then the page's metadata, then the date under the
    signature.
    """
    for label in _PUBLISHED_LABEL.finditer(preamble.text):
        found = _DATE.search(preamble.text, label.end(), label.end() + 16)
        if found and (iso := _iso(found)):
            return iso, preamble.text[label.start() : found.end()]
    for name, value in metadata:
        if name.lower().replace("-", "") in _META_NAMES:
            found = _DATE.search(value)
            if found and (iso := _iso(found)):
                return iso, value
    signed = _SIGNED_DATE.search(ending)
    if signed and (iso := _iso(signed)):
        return iso, signed[0]
    return None, ""


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
