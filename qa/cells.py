"""From the words of a question to the cells it asks for, `row:column`.

Rows, columns and measures are found separately and composed, so that combinations nobody has
written down are understood too. Words that fit several cells lead to `alternatives`, never to a
guess. Pure and deterministic; the phrase book (`qa/phrases`) is the only source of knowledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.cell_columns import Cell
from qa.cell_composition import Decision, compose
from qa.cell_evidence import weigh
from qa.cell_numbers import numbered_cues
from qa.cell_spelling import respell
from qa.cell_text import Line, visible_line, without_story
from qa.normalise import normalise
from qa.phrasebook import load_phrase_book

_CLEAR = 0.25
"""Up to this doubt a question is taken as it stands, and no slip of the pen is looked for."""
_UNEXPLAINED = 2
"""With so many characters that say nothing to the book, a slip of the pen is looked for."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell the words may mean; `span` is half-open, into the normalised text.

    `words` is the phrase that decided. `column` is None where the words leave it open.
    """

    row: str
    column: str | None
    confidence: float
    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """A narrative theme (ids of the report's themes, such as `interpretation`)."""

    theme: str
    confidence: float
    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellMatch:
    """The cells a question names.

    `readings` are the cells surely named, in order of mention; `alternatives` the competing
    readings where the words fit several. `doubt` is 0 where sure, 1 where nothing was recognised.
    `understood` are the places of the normalised text whose words the book knows.
    """

    readings: tuple[CellReading, ...] = ()
    alternatives: tuple[CellReading, ...] = ()
    theme: ThemeReading | None = None
    doubt: float = 1.0
    understood: frozenset[int] = field(default=frozenset(), compare=False)


def match_cells(text: str, *, masked: Sequence[tuple[int, int]] = ()) -> CellMatch:
    """Return the cells that `text` asks for.

    `masked` are spans of `text` that are already used by the names of organs or by years; words
    such as 去年 stay visible, because 去年没办完的申请 names a row.

    >>> [f"{r.row}:{r.column}" for r in match_cells("律所申请只给了一部分的有几件").readings]
    ['partial:legal_service']
    """
    normalised = normalise(text)
    line = visible_line(normalised, text, masked)
    decision = _decide(line)
    if decision.doubt > _CLEAR or decision.residue >= _UNEXPLAINED:
        respelled = respell(line, decision.explained)
        corrected = _decide(respelled) if respelled is not None else None
        if respelled is not None and corrected is not None and _clearer(corrected, decision):
            line, decision = respelled, corrected
    return _match(decision, line, normalised.text)


def _clearer(corrected: Decision, decision: Decision) -> bool:
    if len(corrected.readings) < len(decision.readings):
        return False
    if corrected.residue >= decision.residue:
        return corrected.doubt < decision.doubt
    return corrected.doubt <= decision.doubt + _CLEAR


def _decide(line: Line) -> Decision:
    asked = without_story(line)
    if asked.text != line.text:
        decision = _decide_as_it_stands(asked)
        if decision.readings:
            return decision
    return _decide_as_it_stands(line)


def _decide_as_it_stands(line: Line) -> Decision:
    cues = load_phrase_book().find(line.text, numbered_cues(line.text))
    return compose(weigh(cues, line), line.text)


def _match(decision: Decision, line: Line, text: str) -> CellMatch:
    def reading(cell: Cell) -> CellReading:
        row, column, confidence, found = cell
        start, end = line.span(*found)
        return CellReading(row, column, confidence, text[start:end], (start, end))

    theme = None
    if decision.theme is not None:
        name, confidence, found = decision.theme
        start, end = line.span(*found)
        theme = ThemeReading(name, confidence, text[start:end], (start, end))
    return CellMatch(
        readings=tuple(reading(cell) for cell in decision.readings),
        alternatives=tuple(reading(cell) for cell in decision.alternatives),
        theme=theme,
        doubt=decision.doubt,
        understood=frozenset(
            place
            for at, span in enumerate(line.places)
            if decision.understood >> at & 1
            for place in range(*span)
        ),
    )
