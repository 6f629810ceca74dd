"""What stands behind an answer, gathered from the library for drawing: one exhibit a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from qa.answer import Answer, CitedFigure, CitedPassage, Source
from ui.labels import PARTS
from ui.source_view import SourceLine, lines_around
from ui.table_view import TableView, form_table, table_views

if TYPE_CHECKING:
    from index import Library, ReportCard

_MOST_EXHIBITS = 40
_MOST_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One table of one report, or passages of one part of it, with the lines of their source.

    `title` is the report's own; `part` the statutory part; `place` page and line in words.
    """

    card: ReportCard
    title: str
    organ: str
    year: int
    part: str
    place: str
    file: str
    figures: tuple[CitedFigure, ...] = ()
    tables: tuple[TableView, ...] = ()
    passages: tuple[CitedPassage, ...] = ()
    lines: tuple[SourceLine, ...] = ()


def gather(library: Library, answer: Answer) -> tuple[Exhibit, ...]:
    """Return the exhibits in the order in which the answer cites them."""
    cards = {card.id: card for card in library.cards()}
    exhibits: list[Exhibit] = []
    for report, figures in _by_report(answer.figures).items():
        if report in cards and len(exhibits) < _MOST_EXHIBITS:
            exhibits += _of_figures(library, cards[report], figures)
    together = groupby(answer.passages, key=lambda passage: (passage.report, passage.section))
    for (report, _), passages in together:
        if report in cards and len(exhibits) < _MOST_EXHIBITS:
            exhibits.append(_of_passages(library, cards[report], tuple(passages)))
    return tuple(exhibits)


def place_in_words(source: Source) -> str:
    """Return page and line, as far as they are known.

    >>> place_in_words(Source("a.pdf", "", 2, 31, 0, 1))
    '第 2 页 · 第 31 行'
    """
    page = f"第 {source.page} 页" if source.page else ""
    line = f"第 {source.line} 行" if source.line else ""
    return " · ".join(filter(None, (page, line)))


def _places_in_words(sources: list[Source]) -> str:
    """Return the pages and lines of several citations of one report, each once."""
    pages = sorted({source.page for source in sources if source.page})
    lines = sorted({source.line for source in sources if source.line})
    named = [(pages, "页"), (lines, "行")]
    return " · ".join(f"第 {_series(numbers)} {unit}" for numbers, unit in named if numbers)


def _series(numbers: list[int]) -> str:
    if len(numbers) > _MOST_NUMBERS:
        return f"{numbers[0]}–{numbers[-1]}"
    return "、".join(map(str, numbers))


def _by_report(figures: Iterable[CitedFigure]) -> dict[str, list[CitedFigure]]:
    grouped: dict[str, list[CitedFigure]] = {}
    for figure in figures:
        grouped.setdefault(figure.report, []).append(figure)
    return grouped


def _of_figures(library: Library, card: ReportCard, figures: list[CitedFigure]) -> list[Exhibit]:
    """Return one exhibit for each statutory table that holds some of the figures."""
    text = library.text(card.id)
    stored = {figure.cell: figure for _, figure in library.figures([card.id])}
    by_table: dict[str, list[CitedFigure]] = {}
    for figure in figures:
        found = form_table(card.form, [_cell(figure)])
        by_table.setdefault(found[1].id if found else "", []).append(figure)
    exhibits = []
    for cited in by_table.values():
        cells = frozenset(map(_cell, cited))
        found = form_table(card.form, cells)
        tables = table_views(found[1], stored, text, cells) if found else ()
        exhibits.append(
            Exhibit(
                card=card,
                title=title_of(card),
                organ=card.organ,
                year=card.year,
                part=PARTS.get(found[1].section, "") if found else "",
                place=_places_in_words([figure.source for figure in cited]),
                file=card.file,
                figures=tuple(cited),
                tables=tables,
                lines=_lines(text, [figure.source for figure in cited]),
            )
        )
    return exhibits


def _of_passages(library: Library, card: ReportCard, passages: tuple[CitedPassage, ...]) -> Exhibit:
    sources = [passage.source for passage in passages]
    return Exhibit(
        card=card,
        title=title_of(card),
        organ=card.organ,
        year=card.year,
        part=PARTS.get(passages[0].section, passages[0].section),
        place=_places_in_words(sources),
        file=card.file,
        passages=passages,
        lines=_lines(library.text(card.id), sources),
    )


def _lines(text: str, sources: list[Source]) -> tuple[SourceLine, ...]:
    """Return the source lines of all citations, each line once, in order."""
    merged: dict[int, SourceLine] = {}
    for source in sources:
        if source.start is None or source.end is None:
            continue
        for line in lines_around(text, source.start, source.end):
            if line.quoted or line.number not in merged:
                merged[line.number] = line
    return tuple(merged[number] for number in sorted(merged))


def title_of(card: ReportCard) -> str:
    """Return the report's own title on one line, or what it would be called."""
    title = "".join((card.title or "").split())
    return title or f"{card.organ}{card.year}年政府信息公开工作年度报告"


def _cell(figure: CitedFigure) -> str:
    return f"{figure.row}:{figure.column}"
