"""From a document to figures: its tables fitted to the statutory forms.

All formats take this one path. A table's form is the one that fits, whatever the year or the notice
the report cites; table 二 may even change forms between its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.align_active import active_figures
from ingest.align_annex import annex_figures
from ingest.align_fit import Fit, fit
from ingest.align_reading import read_rows
from ingest.align_regions import Words, find_region, stage_marks
from ingest.align_requests import request_figures
from ingest.align_review import ReviewReading, read_review, review_figures, review_place
from ingest.align_rows import TableReading
from ingest.align_slots import Stage, of_one_form, table_stages
from ingest.document import Document
from ingest.figures import TABLE_TWICE, against_witness, settle, withheld
from ingest.form import load_form
from ingest.places import PlaceFinder
from ingest.readers.text import text_to_document
from ingest.report import Figure, Place, Section
from ingest.tokens import Token, document_to_tokens

ANNEX = "annex"
_FORMS = ("2021", "2019")
# What choosing forms block by block must gain over one form for the whole table.
_MIXED_FORMS = 0.3
# What labels after their values must gain over labels before them.
_OTHER_SIDE = 0.3
# Few annexes print all rows of the model; so many of them are no accident.
_LEAST_STATISTICS = 8
_RUN_TOGETHER = re.compile(r"0\d+")


@dataclass(frozen=True, slots=True)
class Alignment:
    """The figures of a report, the form they follow, and where its tables stand.

    `form` is "2021", "2019", "hybrid" where its tables follow different forms, "annex" for the
    statistics of before 2019, "none" if no statutory table was found. `unrecognised_rows` are rows
    inside the tables that no form has.
    """

    form: str
    figures: tuple[Figure, ...] = ()
    unrecognised_rows: tuple[Place, ...] = ()
    table_places: tuple[Place, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """The document being aligned, as tokens and words."""

    text: str
    tokens: Sequence[Token]
    words: Words
    sections: Sequence[Section]
    places: PlaceFinder

    @classmethod
    def of(cls, document: Document, sections: Sequence[Section]) -> _Source:
        tokens = document_to_tokens(document)
        places = PlaceFinder(document.text, document.page_starts)
        return cls(document.text, tokens, Words.of(tokens), sections, places)


def align(document: Document, sections: Sequence[Section] = ()) -> Alignment:
    """Return the figures of all statutory tables in the document.

    `sections` only help where a table's own labels are lost. Where the file was read in a second
    way, that reading is aligned too and the two are compared.
    """
    source = _Source.of(document, sections)
    found = _align_one(source)
    if found.form == "none":
        return _align_annex(source)
    if not document.second_text:
        return found
    witness = _align_one(_Source.of(text_to_document(document.second_text), ()))
    return replace(found, figures=tuple(against_witness(found.figures, witness.figures)))


def _align_one(source: _Source) -> Alignment:
    active = _read_table("active", source)
    requests = _read_table("requests", source)
    review = _read_review(source, after=requests or active)
    figures: list[Figure] = []
    tables = [table for table in (active, requests) if table]
    places = [_table_place(table, source) for table in tables]
    if active:
        figures += _active_figures(active, requests, source)
    if requests:
        figures += _request_figures(requests, source)
    if review:
        figures += review_figures(load_form(_FORMS[0]), review, source.text, source.places)
        places.append(review_place(review, source.places))
    return Alignment(
        form=_form_of_all(tables),
        figures=tuple(figures),
        unrecognised_rows=tuple(p for table in tables for p in _other_rows(table, source)),
        table_places=tuple(places),
        warnings=tuple(f"{TABLE_TWICE}。" for table in tables if table.again),
    )


def _align_annex(source: _Source) -> Alignment:
    """Return the figures of a report of before 2019, if it has the statistics annexed."""
    table = _read_table("annex", source, (ANNEX,))
    if table is None:
        return Alignment(form="none")
    figures = annex_figures(load_form(ANNEX), table, source.text, source.places)
    return Alignment(
        form=ANNEX,
        figures=tuple(_unless_again(table, figures)),
        unrecognised_rows=tuple(_other_rows(table, source)),
        table_places=(_table_place(table, source),),
    )


def _read_table(
    table_id: str, source: _Source, forms: tuple[str, ...] = _FORMS
) -> TableReading | None:
    """Return a table of rows, fitted to the form or the mixture of forms that costs least."""
    stages = table_stages(table_id, forms)
    section = load_form(forms[0]).table(table_id).section
    region = find_region(source.tokens, source.words, stage_marks(stages), source.sections, section)
    if region is None:
        return None
    tokens = source.tokens[region.start : region.end]
    table = _best_reading(tokens, stages, sums=table_id == "requests")
    least = _LEAST_STATISTICS if table_id == ANNEX else None
    return replace(table, again=region.again) if table and _is_table(table, least) else None


def _best_reading(
    tokens: Sequence[Token], stages: tuple[Stage, ...], *, sums: bool
) -> TableReading | None:
    """Fit the table with labels before their values, and the other way where that fits badly."""
    found = _best_fit(tokens, stages, sums=sums)
    table = read_rows(tokens, found, stages)
    if table is None or table.is_complete or table.labels_lead_lines:
        return table
    turned = fit(tokens, stages, sums=sums, values_first=True)
    return read_rows(tokens, turned, stages) if turned.cost + _OTHER_SIDE < found.cost else table


def _best_fit(tokens: Sequence[Token], stages: tuple[Stage, ...], *, sums: bool) -> Fit:
    mixed = fit(tokens, stages, sums=sums)
    if sum(len(stage) > 1 for stage in stages) < 2:
        return mixed
    pure = [fit(tokens, of_one_form(stages, form), sums=sums) for form in _FORMS]
    best = min(pure, key=lambda found: found.cost)
    return mixed if mixed.cost + _MIXED_FORMS < best.cost else best


def _is_table(table: TableReading, least: int | None = None) -> bool:
    """Tell a table, even a blank one, from running text that names a few rows beside numbers."""
    rows = [slot for slot in table.slots if not slot.is_header]
    named = [row for row in table.rows.values() if row.named]
    if table.headers and any(row.numbers for row in named):
        return True
    return len(named) >= least if least else 2 * len(named) > len(rows)


def _read_review(source: _Source, after: TableReading | None) -> ReviewReading | None:
    if after is None:
        return read_review(source.tokens)
    end = after.tokens[after.span[1] - 1].end
    return read_review([token for token in source.tokens if token.start >= end])


def _active_figures(
    table: TableReading, requests: TableReading | None, source: _Source
) -> list[Figure]:
    """Return the figures of table 二, which no relation confirms."""
    rows = [row for read in (table, requests) if read for row in read.rows.values()]
    run_together = any(
        not token.grid and _RUN_TOGETHER.fullmatch(token.text)
        for row in rows
        for token in row.numbers
    )
    drafts = active_figures(table, source.text, source.places, run_together=run_together)
    return _unless_again(table, settle(drafts, ()))


def _request_figures(table: TableReading, source: _Source) -> list[Figure]:
    form = load_form(_form_of(table))
    return _unless_again(table, request_figures(form, table, source.text, source.places))


def _unless_again(table: TableReading, figures: list[Figure]) -> list[Figure]:
    """Verify no figure of a table that stands there twice: whose figures are they?"""
    return [withheld(figure, TABLE_TWICE) for figure in figures] if table.again else figures


def _form_of(table: TableReading) -> str:
    """Return the form of a table's rows; the forms share most of table 三."""
    forms = [
        form for slot, form in zip(table.slots, table.forms, strict=True) if slot.row in table.rows
    ]
    if any(slot.is_header for slot in table.slots):
        return forms[0] if len(set(forms)) == 1 else "hybrid"
    return "2019" if "2019" in forms else "2021"


def _form_of_all(tables: Sequence[TableReading]) -> str:
    forms = {_form_of(table) for table in tables}
    if not forms:
        return "none"
    return forms.pop() if len(forms) == 1 else "hybrid"


def _table_place(table: TableReading, source: _Source) -> Place:
    start, end = table.span
    return source.places.at(table.tokens[start].start, table.tokens[end - 1].end)


def _other_rows(table: TableReading, source: _Source) -> list[Place]:
    return [
        source.places.at(table.tokens[start].start, table.tokens[end - 1].end)
        for start, end in table.others
    ]
