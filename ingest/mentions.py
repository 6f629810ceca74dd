"""Numbers of the narrative that the statutory tables give too, and whether the two agree.

Every mention is tried, the first and all later ones. Text and table may differ in 口径 (own organ
or whole area, this year or last): then nothing can be said, and the check says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.fold import Folded, fold
from ingest.form import Row, load_form
from ingest.mention_rules import Hit, hits_in
from ingest.places import PlaceFinder
from ingest.report import Check, CheckStatus, Figure, Place, Scope, Section
from ingest.stretches import PREAMBLE, stretches, without

_TABLE_NAMES = {"active": "表二", "requests": "表三", "review": "表四"}
_LITIGATION = ("litigation_direct", "litigation_after")
_CONTEXT = 300  # characters before a number in which its year and scope are looked for
_LONGEST_SENTENCE = 2000  # a longer one is a table without marks, or made to cost time
_YEAR = re.compile(
    r"(?<!结转)(?<!结转至)(?<!结转到)(?<!顺延至)(?<!顺延到)(?P<year>(?:19|20)\d\d)年|"
    r"(?P<last>上一?年度?(?!结转)(?!度结转)|去年)"
)
_ROW_EDGE = re.compile(r"^[一二三四五六七八九十]、|^（.）|^\d\.|（区分处理.*）$")
_NARROW = re.compile(
    r"(?:[一-鿿]{0,12}政府办公[室厅]|[省市县区]政?府办|我[办局委厅镇街]|本[办局级]|机关本级|代表[省市县区]政府)+"
    r"(?:代表[省市县区]政府)?"
)
_WIDE = re.compile(
    r"全(?:省|市|县|区|州|旗|系统)(?:各级行政机关)?|我[省市县区](?!政府办)|各级行政机关|各部门|各镇街"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in the narrative that speaks of the sum of `rows` in `column` of the tables.

    `words` is what the text says (verbatim but for line breaks), `place` the number itself,
    `sentence` the sentence it stands in. `year` is None where no other year is spoken of than the
    report's. `about` says that the text gives it as 约, 余, 多; a `claim` says without a number
    that there was none.
    """

    rows: tuple[str, ...]
    column: str
    value: Decimal
    about: bool
    words: str
    sentence: str
    place: Place
    narrow_scope: str = ""
    wide_scope: str = ""
    other_year: str = ""
    claim: bool = False


def find_mentions(
    sections: Sequence[Section],
    text: str,
    table_places: Sequence[Place] = (),
    year: int | None = None,
) -> tuple[Mention, ...]:
    """Return every number of the narrative that a statutory table gives too, in text order.

    Without `year`, the year that the overview speaks of most is taken for the report's.
    """
    year = year or _usual_year(sections, text)
    finder = PlaceFinder(text)
    excluded = sorted((place.start, place.end) for place in table_places)
    mentions: list[Mention] = []
    for section_id, headings, span in stretches(text, sections):
        if section_id == PREAMBLE:
            continue
        about_applications = any("申请" in heading for heading in headings)
        for start, end in without(span, excluded):
            folded = fold(text[start:end])
            for first, last in _sentences(folded.text):
                sentence = folded.text[first:last]
                for hit in hits_in(sentence, about_applications):
                    span_in = folded.span(first + hit.start, first + hit.end)
                    place = finder.at(start + span_in[0], start + span_in[1])
                    printed = _flat(folded, first, last)
                    mentions.append(_mention(hit, sentence, printed, place, text, year))
    return tuple(mentions)


def check_text_against_tables(
    sections: Sequence[Section],
    text: str,
    figures: Sequence[Figure],
    scope: Scope = "unknown",
    year: int | None = None,
) -> tuple[Check, ...]:
    """Return a check for each mention: PASS, FAIL, or NOT_ASSESSABLE with the reason.

    The formula shows both numbers, as "正文 82件 = 表三 82"; the relation is "mention". `scope` is
    the report's own.
    """
    places = [place for figure in figures if (place := figure.row_place or figure.place)]
    by_cell = {figure.cell: figure for figure in figures}
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    checks = []
    for mention in find_mentions(sections, text, places, year):
        seen[mention.rows, mention.column] += 1
        checks.append(_check(mention, by_cell, scope, seen[mention.rows, mention.column]))
    return tuple(checks)


def _mention(
    hit: Hit, sentence: str, printed: str, place: Place, text: str, year: int | None
) -> Mention:
    before = sentence[max(0, hit.start - _CONTEXT) : hit.start]
    narrow, wide = _last(_NARROW, before), _last(_WIDE, before)
    return Mention(
        hit.rows,
        hit.column,
        hit.value,
        hit.about,
        "".join(place.read(text).split()),
        printed,
        place,
        narrow,
        wide,
        _other_year(before, hit, year),
        hit.claim,
    )


def _other_year(before: str, hit: Hit, year: int | None) -> str:
    """Return the words that put the number in another year than the report's, or ""."""
    if hit.rows == ("carried_in",):
        return ""
    years = list(_YEAR.finditer(before))
    if not years:
        return ""
    last = years[-1]
    if last["last"] or (year is not None and int(last["year"]) != year):
        return last[0]
    return ""


def _check(mention: Mention, by_cell: dict[str, Figure], scope: Scope, count: int) -> Check:
    row = _row(mention.rows[0])
    table = _TABLE_NAMES.get(row.table, "表格") if row else "表格"
    cells = _cells(mention, by_cell)
    values = [by_cell[cell].value for cell in cells]
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0)) if cells and len(known) == len(values) else None
    status, reason = _judgement(mention, total, [by_cell[cell] for cell in cells], scope)
    sign = "？" if total is None else "=" if total == mention.value else "≠"
    shown = "无数字" if total is None else _sum_in_words(known, total)
    said = f"“{mention.words}”即 0" if mention.claim else mention.words
    quote = f"正文第{mention.place.line}行：“{mention.sentence}”"
    return Check(
        relation="mention",
        label=f"正文与{table}：{_label(mention)}" + (f"（第{count}处）" if count > 1 else ""),
        status=status,
        formula=f"正文 {said} {sign} {table} {shown}",
        cells=tuple(cells),
        reason=f"{reason}{quote}",
    )


def _judgement(
    mention: Mention, total: Decimal | None, figures: Sequence[Figure], scope: Scope
) -> tuple[CheckStatus, str]:
    if mention.other_year:
        return "NOT_ASSESSABLE", f"正文说的是{mention.other_year}。"
    if total is None:
        return "NOT_ASSESSABLE", "表中没有这个数字。" if not figures else "表中该格没有可比的数字。"
    if total == mention.value:
        return "PASS", ""
    if mention.about:
        return "NOT_ASSESSABLE", "正文给的是约数。"
    if mention.claim and mention.rows == ("carried_out",):
        return "NOT_ASSESSABLE", f"正文说均已答复，表三另有{total}件结转下年，请核对。"
    if words := _other_scope(mention, scope):
        return "NOT_ASSESSABLE", f"口径不同：正文说的是“{words}”。"
    if any(figure.trust != "verified" for figure in figures):
        return "NOT_ASSESSABLE", "表中的数字尚未核实，不能据此断定不一致。"
    return "FAIL", "正文与表格不一致。"


def _other_scope(mention: Mention, scope: Scope) -> str:
    """Return the words by which the text speaks of another scope than the report's table."""
    if scope == "consolidated":
        return "" if mention.wide_scope else mention.narrow_scope
    if scope == "own":
        return mention.wide_scope
    return mention.narrow_scope or mention.wide_scope


def _cells(mention: Mention, by_cell: dict[str, Figure]) -> list[str]:
    """Return the report's cells that add up to what is spoken of; [] if one of them is missing."""
    cells: list[str] = []
    for row_id in mention.rows:
        own = next((c for c in _names(row_id, mention.column) if c in by_cell), None)
        row = _row(row_id)
        parts = [own] if own else [f"{part}:{mention.column}" for part in (row.sum if row else ())]
        if not parts or any(cell not in by_cell for cell in parts):
            return []
        cells.extend(parts)
    return cells


def _names(row: str, column: str) -> tuple[str, ...]:
    """Return the cell's names in the forms: what 2021 calls 制发 is 新制作 in 2019."""
    return (f"{row}:{column}", f"{row}:new_made") if column == "made" else (f"{row}:{column}",)


def _row(row_id: str) -> Row | None:
    return load_form("2021").row(row_id)


def _label(mention: Mention) -> str:
    """Return the row (and column) as a person names it, without number and gloss."""
    rows = ("litigation",) if mention.rows == _LITIGATION else mention.rows
    labels = [_ROW_EDGE.sub("", row.label) if (row := _row(row_id)) else row_id for row_id in rows]
    row = _row(mention.rows[0])
    column = row.column(mention.column) if row else None
    column_label = "" if column is None or column.id == "total" else f"·{column.label}"
    name = " + ".join(labels).replace("litigation", "行政诉讼")
    return ("办理结果总计" if name == "总计" else name) + column_label


def _sum_in_words(values: Sequence[Decimal], total: Decimal) -> str:
    shown = [value for value in values if value]
    if len(shown) < 2:
        return f"{total}"
    return " + ".join(map(str, shown)) + (f"（合计 {total}）")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(rf"[^。!?]{{0,{_LONGEST_SENTENCE}}}[。!?]?", text):
        if match.end() > start:
            yield start, match.end()
        start = match.end()


def _flat(folded: Folded, start: int, end: int) -> str:
    first, last = folded.span(start, end)
    return "".join(folded.source[first:last].split())


def _last(pattern: re.Pattern[str], text: str) -> str:
    return next((match[0] for match in reversed(list(pattern.finditer(text)))), "")


def _usual_year(sections: Sequence[Section], text: str) -> int | None:
    overview = next((section for section in sections if section.id == "sec_overview"), None)
    if overview is None:
        return None
    years = re.findall(r"((?:19|20)\d\d)年", fold(overview.place.read(text)).text)
    return int(Counter(years).most_common(1)[0][0]) if years else None
