"""Whose figures a report gives: the organ's own, or those of the whole area under it.

The title decides first: a department, town or street reports on itself; a government reports on its
area where the text says so; the office of a government reports on itself unless its text counts the
applications of the whole area (as 攸县人民政府办公室 2023 does).
"""

from __future__ import annotations

import re

from ingest.fold import Folded
from ingest.identity_organ import is_government, is_government_office, level_of_organ
from ingest.report import Scope

_AREA = re.compile(
    r"(?:全(?:省|市|县|区|州|旗|盟|实验区|开发区|新区)(?!覆盖)|各级行政机关|各级各部门|各部门|各镇街"
    r"|[省市县区]直各?(?:部门|单位)|各(?:有关)?单位|汇总)"
)
_AREA_APPLICATIONS = re.compile(
    r"全(?:省|市|县|区|州|旗|系统)(?:各级|各单位|各部门|行政机关|政府系统|公安机关|机关|共|累计|共计)*[^。;]{0,16}?"
    r"(?:收到|受理|接收|办理|新收)[^。;]{0,16}?申请"
)
_GOVERNMENT_AND_OFFICE = re.compile(
    r"人民政府[(、和及](?:[一-鿿]{0,8}人民)?政府办公[室厅]|[省市县区]政府(?:及|和|、)[省市县区]?政?府办(?:公[室厅])?"
    r"(?=[^。]{0,12}(?:收到|受理|申请))"
)


def find_scope(organ: str | None, title: str, body: Folded) -> tuple[Scope, str]:
    """Return the scope and the words that show it ("" where nothing does)."""
    if organ is None:
        return "unknown", ""
    both = _GOVERNMENT_AND_OFFICE.search(title) or _GOVERNMENT_AND_OFFICE.search(body.text)
    if both and (is_government(organ) or is_government_office(organ)):
        return "gov+office", both[0]
    counted = _AREA_APPLICATIONS.search(body.text)
    if counted:
        return "consolidated", _clause(body, counted)
    if is_government(organ) and level_of_organ(organ) != "township":
        area = _AREA.search(body.text)
        return ("consolidated", _clause(body, area)) if area else ("unknown", "")
    return "own", organ


def _clause(body: Folded, match: re.Match[str]) -> str:
    """Return the clause around `match`, from its line's start at most, without line breaks."""
    start = max(body.text.rfind(mark, 0, match.start()) for mark in "。;,:") + 1
    lines = (at for at in range(match.start(), start, -1) if body.starts_line(at))
    start = next(lines, start)
    ends = [end for mark in "。;," if (end := body.text.find(mark, match.end())) >= 0]
    first, last = body.span(start, min(min(ends, default=len(body.text)), start + 60))
    return "".join(body.source[first:last].split())
