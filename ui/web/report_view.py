"""All that a report's page shows, gathered from the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.cards import ReportCard, Standing
from ingest.report import Check, Figure, Place
from qa.labels import column_label, row_label
from ui.beside import Subject, report_before
from ui.labels import STATE, TRUST
from ui.web.report_tables import PrintedTable, printed_tables
from ui.web.shelf_view import MOST_COMPARED
from ui.web.stored_text import TextLine, section_anchor, text_lines

if TYPE_CHECKING:
    from index import Library

CSV_HEADER = (
    "报告",
    "机关",
    "年度",
    "项目",
    "栏目",
    "数值",
    "单位",
    "原文",
    "状态",
    "核验",
    "页",
    "行",
    "说明",
    "文件",
    "项目代码",
    "栏目代码",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report: what it says, how deep it stands, where its text starts."""

    title: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A relation with the line of its first printed cell, None where there is none."""

    check: Check
    line: int | None


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A table row that fits no row of the form, verbatim."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report's page.

    `siblings` are all reports of the organ, oldest first; `before` and `after` the nearest years;
    `compared` the ids to compare it with its organ's other years. `across` are the relations to the
    report of the year before, `asked` the cell that the address marks, in words.
    """

    card: ReportCard
    standing: Standing
    tables: tuple[PrintedTable, ...]
    lines: tuple[TextLine, ...]
    checks: tuple[ShownCheck, ...]
    across: tuple[ShownCheck, ...]
    headings: tuple[Heading, ...]
    unrecognised: tuple[Unrecognised, ...]
    siblings: tuple[ReportCard, ...]
    before: ReportCard | None
    after: ReportCard | None
    compared: tuple[str, ...]
    asked: str = ""
    asked_cell: str = ""


def find_card(library: Library, report_id: str) -> ReportCard | None:
    """Return the card of a report of the library."""
    return next((card for card in library.cards() if card.id == report_id), None)


def report_view(library: Library, card: ReportCard, row: str, column: str) -> ReportView:
    """Return the page of a report; the cell row × column is marked if the report has it."""
    text = library.text(card.id)
    figures = [figure for _, figure in library.figures([card.id])]
    by_cell = {figure.cell: figure for figure in figures}
    asked = by_cell.get(f"{row}:{column}")
    sections = library.sections(card.id)
    cards = library.cards()
    siblings = [one for one in cards if (one.organ, one.region) == (card.organ, card.region)]
    siblings.sort(key=lambda one: (one.year, one.id))
    return ReportView(
        card=card,
        standing=library.standings()[card.id],
        tables=printed_tables(card.form, figures, text, asked.cell if asked else ""),
        lines=text_lines(
            text,
            figures,
            sections,
            _place(asked) if asked else None,
            library.page_starts(card.id),
        ),
        checks=tuple(_shown(check, by_cell) for check in library.checks(card.id)),
        across=tuple(
            _shown(check, by_cell) for check in _across_years(library, card, figures, cards)
        ),
        headings=tuple(
            Heading(section.title, section.level, section_anchor(at))
            for at, section in enumerate(sections)
        ),
        unrecognised=tuple(
            Unrecognised(" ".join(place.read(text).split()), place.line)
            for place in library.unrecognised_rows(card.id)
        ),
        siblings=tuple(siblings),
        before=_nearest(siblings, card, -1),
        after=_nearest(siblings, card, 1),
        compared=_compared(siblings, card),
        asked=_in_words(asked, card) if asked else "",
        asked_cell=asked.cell if asked else "",
    )


def csv_rows(library: Library, card: ReportCard) -> Iterator[tuple[str, ...]]:
    """Yield a row of the CSV file for each figure of the report, in its order."""
    for _, figure in library.figures([card.id]):
        place = figure.nearest_place
        yield (
            card.id,
            card.organ,
            str(card.year),
            row_label(figure.row, card.form),
            column_label(figure.row, figure.column, card.form),
            "" if figure.value is None else f"{figure.value:f}",
            figure.unit,
            figure.printed,
            STATE.get(figure.state, "") or "印出",
            TRUST[figure.trust],
            str(place.page) if place and place.page else "",
            str(place.line) if place else "",
            "；".join(figure.reasons),
            card.file,
            figure.row,
            figure.column,
        )


def _place(figure: Figure) -> Place | None:
    own = figure.place
    return own if own is not None and own.start < own.end else figure.row_place


def _in_words(figure: Figure, card: ReportCard) -> str:
    row = row_label(figure.row, card.form)
    return f"{row} × {column_label(figure.row, figure.column, card.form)}"


def _shown(check: Check, figures: dict[str, Figure]) -> ShownCheck:
    there = (figures[cell] for cell in reversed(check.cells) if cell in figures)
    places = [place for figure in there if (place := figure.nearest_place)]
    return ShownCheck(check, places[0].line if places else None)


def _across_years(
    library: Library, card: ReportCard, figures: Sequence[Figure], cards: Sequence[ReportCard]
) -> tuple[Check, ...]:
    from ingest.cross_year import check_across_years

    subject = Subject(card.organ, card.region, card.year, card.scope, tuple(figures), ())
    before = report_before(subject, cards)
    if before is None:
        return ()
    earlier = [figure for _, figure in library.figures([before.id])]
    return check_across_years(card.year, figures, earlier)


def _nearest(siblings: Sequence[ReportCard], card: ReportCard, way: int) -> ReportCard | None:
    """Return the organ's report of the nearest year before (-1) or after (1), its scope first."""
    others = [one for one in siblings if (one.year - card.year) * way > 0]
    return min(
        others,
        key=lambda one: (abs(one.year - card.year), one.scope != card.scope),
        default=None,
    )


def _compared(siblings: Sequence[ReportCard], card: ReportCard) -> tuple[str, ...]:
    """Return this report and the organ's nearest others, as many as can be compared, by year."""
    near = sorted(siblings, key=lambda one: (one.id != card.id, abs(one.year - card.year)))
    chosen = sorted(near[:MOST_COMPARED], key=lambda one: (one.year, one.id))
    return tuple(one.id for one in chosen) if len(chosen) > 1 else ()
