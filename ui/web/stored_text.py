"""A report's stored text line by line, with the places of its figures and sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.report import Figure, Place, Section, line_starts, number_at


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line: `cell` if they are a figure's own, `marked` if asked for."""

    text: str
    cell: str = ""
    marked: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text, from 1; `marked` if the cell asked for stands on it.

    `page` is the number of the page that starts on the line, None where none does.
    """

    number: int
    pieces: tuple[Piece, ...]
    marked: bool = False
    page: int | None = None


@dataclass(slots=True)
class _Cuts:
    """Where the text is cut, and what starts or lies there."""

    figures: dict[int, tuple[int, str]] = field(default_factory=dict)
    anchors: dict[int, str] = field(default_factory=dict)
    marked: tuple[int, int] = (0, 0)

    def offsets(self) -> list[int]:
        ends = {end for end, _ in self.figures.values()}
        return sorted({*self.figures, *ends, *self.anchors, *self.marked})


def text_lines(
    text: str,
    figures: Iterable[Figure],
    sections: Sequence[Section],
    marked: Place | None,
    page_starts: Sequence[int] = (),
) -> tuple[TextLine, ...]:
    """Return every line; together their pieces are the text without its line ends.

    The place `marked` is marked; each section starts a piece whose anchor is `section_anchor`.
    """
    cuts = _cuts(figures, sections, marked)
    offsets = cuts.offsets()
    lines, starts = [], line_starts(text)
    pages = {number_at(at, starts): page for page, at in enumerate(page_starts, 1)}
    for number, start in enumerate(starts, 1):
        end = starts[number] - 1 if number < len(starts) else len(text)
        pieces = tuple(_pieces(text, start, end, cuts, offsets))
        marks = any(piece.marked for piece in pieces)
        lines.append(TextLine(number, pieces, marks, pages.get(number)))
    return tuple(lines)


def section_anchor(at: int) -> str:
    """Return the anchor of the section at this place of the report's sections."""
    return f"s{at + 1}"


def _cuts(figures: Iterable[Figure], sections: Sequence[Section], marked: Place | None) -> _Cuts:
    cuts = _Cuts()
    if marked is not None:
        cuts.marked = (marked.start, marked.end)
    reached = 0
    places = [(figure.place, figure.cell) for figure in figures if figure.place is not None]
    for place, cell in sorted(places, key=lambda one: (one[0].start, one[0].end)):
        if reached <= place.start < place.end:  # two readings of the same characters: the first
            cuts.figures[place.start] = (place.end, cell)
            reached = place.end
    for at, section in enumerate(sections):
        cuts.anchors.setdefault(section.place.start, section_anchor(at))
    return cuts


def _pieces(text: str, start: int, end: int, cuts: _Cuts, offsets: Sequence[int]) -> list[Piece]:
    inside = offsets[bisect_right(offsets, start) : bisect_right(offsets, end - 1)]
    bounds = [start, *inside, end]
    pieces, cell, cell_end = [], "", 0
    for first, last in pairwise(bounds):
        if first in cuts.figures:
            cell_end, cell = cuts.figures[first]
        pieces.append(
            Piece(
                text=text[first:last],
                cell=cell if first < cell_end else "",
                marked=cuts.marked[0] <= first < cuts.marked[1],
                anchor=cuts.anchors.get(first, ""),
            )
        )
    return pieces
