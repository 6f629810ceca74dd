"""From the words of a question to the cells it asks for, `row:column`.

Rows, columns and measures are found separately and composed, so that combinations nobody has
written down are understood too. Words that fit several cells lead to `alternatives`, never to a
guess. Pure and deterministic; the phrase book (`qa/phrases`) is the only source of knowledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.cell_composition import compose
from qa.cell_evidence import weigh
from qa.normalise import normalise
from qa.cell_numbers import numbered_cues
from qa.phrasebook import load_phrase_book

_BLANK = "\N{BLACK SQUARE}"
_RELATIVE_YEARS = (
    "去年",
    "上年",
    "上一年",
    "今年",
    "本年",
    "明年",
    "当年",
    "前一年",
    "下年",
    "年底",
)


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
    """

    readings: tuple[CellReading, ...] = ()
    alternatives: tuple[CellReading, ...] = ()
    theme: ThemeReading | None = None
    doubt: float = 1.0


def match_cells(text: str, *, masked: Sequence[tuple[int, int]] = ()) -> CellMatch:
    """Return the cells that `text` asks for.

    `masked` are spans of `text` that are already used by the names of organs or by years; words
    such as 去年 stay visible, because 去年没办完的申请 names a row.

    >>> [f"{r.row}:{r.column}" for r in match_cells("律所申请只给了一部分的有几件").readings]
    ['partial:legal_service']
    """
    normalised = normalise(text)
    compact, places = _compact(normalised.text, _hidden(text, masked), normalised.offsets)
    cues = load_phrase_book().find(compact, numbered_cues(compact))
    decision = compose(weigh(cues, compact), compact)

    def reading(
        row: str, column: str | None, confidence: float, span: tuple[int, int]
    ) -> CellReading:
        start, end = places[span[0]], places[span[1] - 1] + 1
        return CellReading(row, column, confidence, normalised.text[start:end], (start, end))

    readings = tuple(reading(*found) for found in decision.readings)
    alternatives = tuple(reading(*found) for found in decision.alternatives)
    theme = None
    if decision.theme is not None:
        name, confidence, (first, last) = decision.theme
        span = places[first], places[last - 1] + 1
        theme = ThemeReading(name, confidence, normalised.text[slice(*span)], span)
    return CellMatch(readings, alternatives, theme, decision.doubt)


def _hidden(text: str, masked: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the offsets of `text` that are masked, without the words for relative years."""
    return frozenset(
        offset
        for start, end in masked
        if not any(word in text[start:end] for word in _RELATIVE_YEARS)
        for offset in range(start, end)
    )


def _compact(
    text: str, hidden: frozenset[int], offsets: tuple[int, ...]
) -> tuple[str, tuple[int, ...]]:
    """Return `text` without spaces and quotes, each masked stretch one blank, and the places."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if offsets[place] in hidden:
            if characters and characters[-1] == _BLANK:
                continue
            character = _BLANK
        elif character in ' "':
            continue
        characters.append(character)
        places.append(place)
    return "".join(characters), tuple(places)
