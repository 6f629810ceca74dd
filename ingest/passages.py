"""What is searched and quoted of a report: narrative passages, and the rows of its tables in words.

A narrative passage is verbatim, line breaks included; it never holds a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, GridRow
from ingest.fold import fold, plain_characters
from ingest.form import Form, Row, all_forms
from ingest.headings import is_form_label
from ingest.places import PlaceFinder
from ingest.report import Figure, Passage, Place, Section
from ingest.sentences import Span, span_to_pieces
from ingest.stretches import PREAMBLE, stretches, without

_HAN = re.compile(r"[一-鿿]")
_LABEL_EDGE = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,2}[).、]+|[\d\s.]+$")
_SIGNATURE = re.compile(
    r"(?:(?<=[。；])|(?<=\n)|(?<=\s))[ \t\u3000]*[一-鿿（）()、]{3,40}\s*"
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[\s。]*$"
)


def narrative_passages(
    document: Document, sections: Sequence[Section], table_places: Sequence[Place]
) -> tuple[Passage, ...]:
    """Return the narrative of a report in passages, each with the headings it stands under.

    `table_places` are the spans of the statutory tables. Before the first part, only the sentences
    of the preamble are taken (section "preamble"), not the title or what a page prints above it.
    """
    text = document.text
    plain = plain_characters(text)  # moves no offset
    places = PlaceFinder(text, document.page_starts)
    tables = [(place.start, place.end) for place in table_places]
    excluded = sorted([*tables, *_table_rows(document), *_signature(text, sections)])
    passages = []
    for section, headings, span in stretches(text, sections):
        for start, end in without(span, excluded):
            for piece in span_to_pieces(plain, start, end):
                if _is_narrative(text[slice(*piece)], section):
                    place = places.at(*piece)
                    words = text[slice(*piece)]
                    passages.append(Passage("narrative", section, headings, words, place))
    return tuple(passages)


def table_row_passages(form: str, figures: Sequence[Figure], text: str) -> tuple[Passage, ...]:
    """Return one passage a row of the statutory tables, the row in words.

    As "不予公开：1.属于国家秘密　自然人 1　…　总计 1"; a blank cell reads 空白. `form` is the id of
    the report's form; rows that a hybrid takes from the other form are found there. A row of which
    nothing is printed anywhere has no passage.
    """
    rows: dict[str, list[Figure]] = {}
    for figure in figures:
        rows.setdefault(figure.row, []).append(figure)
    forms = all_forms(form)
    passages = (_row_passage(forms, row_id, cells, text) for row_id, cells in rows.items())
    return tuple(passage for passage in passages if passage)


def unrecognised_row_passages(
    rows: Sequence[Place], sections: Sequence[Section], text: str
) -> tuple[Passage, ...]:
    """Return the rows that a report adds to the form, verbatim, so that they can be found."""
    passages = []
    for place in rows:
        within = [section for section in sections if _holds(section.place, place.start)]
        headings = tuple(section.title for section in within if section.title)
        section_id = within[-1].id if within else PREAMBLE
        passages.append(Passage("table_row", section_id, headings, place.read(text), place))
    return tuple(passages)


def _table_rows(document: Document) -> Iterator[Span]:
    """Yield the grid rows of several cells; a row of one cell is a box around running text."""
    for row in document.rows:
        if isinstance(row, GridRow) and sum(bool(cell.text.strip()) for cell in row.cells) > 1:
            yield row.place.start, row.place.end


def _signature(text: str, sections: Sequence[Section]) -> Iterator[Span]:
    """Yield the span of organ and date under the last part."""
    if sections:
        end = max(section.place.end for section in sections)
        if signed := _SIGNATURE.search(text, max(0, end - 120), end):
            yield signed.span()


def _is_narrative(words: str, section: str) -> bool:
    """Tell whether a piece is running text and not a page number or a piece of a table."""
    han = len(_HAN.findall(words))
    if section in ("sec_active", "sec_requests", "sec_review") and _looks_like_table(words):
        return False
    return han > 0 and (section == "sec_other" or han >= 8 or words.endswith(("。", "；")))


def _looks_like_table(words: str) -> bool:
    plain = fold(words).text
    if plain.startswith("(本列数据") or re.search(
        r"信息内容|本年(?:制发|新制作|收费|处理)|结果维持结果|申请人情况|\d{7}", plain
    ):
        return True
    lines = [line for line in re.split(r"[\n|]", words) if line.strip()]
    labels = sum(is_form_label(_LABEL_EDGE.sub("", fold(line).text)) for line in lines)
    return labels * 2 >= len(lines) or (len(lines) > 2 and not re.search("[。，]", words))


def _row_passage(
    forms: Sequence[Form], row_id: str, cells: Sequence[Figure], text: str
) -> Passage | None:
    place = next(
        (cell.row_place or cell.place for cell in cells if cell.row_place or cell.place), None
    )
    known = _known_row(forms, row_id, cells)
    if place is None or known is None:
        return None
    form, row = known
    table = form.table(row.table)
    group = form.row(row.parent) if row.parent else None
    labels = {column.id: column.label for column in row.columns}
    group_label = re.sub(r"^[（(].+?[)）]", "", group.label) if group else ""
    lead = f"{group_label}：{row.label}" if group else row.label
    values = (f"{labels[cell.column]} {_in_words(cell)}" for cell in cells if cell.column in labels)
    words = "\u3000".join((lead, *values))
    headings = (table.title, *((group.label,) if group else ()))
    return Passage("table_row", table.section, headings, words, place, row_id)


def _known_row(
    forms: Sequence[Form], row_id: str, cells: Sequence[Figure]
) -> tuple[Form, Row] | None:
    """Return the row in the form that has most of the cells' columns."""
    found = [(form, row) for form in forms if (row := form.row(row_id))]
    columns = {cell.column for cell in cells}
    return max(
        found,
        key=lambda known: len(columns & {column.id for column in known[1].columns}),
        default=None,
    )


def _in_words(cell: Figure) -> str:
    if cell.state == "inferred":
        return f"{cell.value}（推算）"
    return cell.printed.strip() or "空白"


def _holds(place: Place, offset: int) -> bool:
    return place.start <= offset < place.end
