"""What a published annual report says, and where it says it.

These frozen types are all that leaves `ingest`. Spans are half-open character offsets into
`Report.text`, which is never normalised; lines and pages count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

State = Literal["printed", "blank", "not_applicable", "inferred", "derived"]
Trust = Literal["verified", "unverified", "conflicting"]
Scope = Literal["own", "consolidated", "gov+office", "unknown"]
CheckStatus = Literal["PASS", "FAIL", "NOT_ASSESSABLE"]
PassageKind = Literal["narrative", "table_row"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `text[start:end]`, on `line`, and on `page` where pages exist."""

    start: int
    end: int
    line: int
    page: int | None = None

    def read(self, text: str) -> str:
        """Return the verbatim characters at this place."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a statutory table.

    `printed` is the characters of the cell itself ("" for a blank one); `value` is None where the
    report gives no number. `place` is the cell's own span (None if inferred: it is not printed
    anywhere); `row_place` spans the whole row, label and values, and is what an answer quotes.
    """

    row: str
    column: str
    value: Decimal | None
    unit: str
    printed: str
    state: State
    trust: Trust
    reasons: tuple[str, ...] = ()
    place: Place | None = None
    row_place: Place | None = None

    @property
    def cell(self) -> str:
        """The cell's address, as `denied.state_secret:total`."""
        return f"{self.row}:{self.column}"

    @property
    def nearest_place(self) -> Place | None:
        """The cell's own place, or its row's where the cell is not printed by itself."""
        return self.place or self.row_place


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six statutory parts, or a heading inside one.

    `id` is sec_overview, sec_active, sec_requests, sec_review, sec_problems or sec_other; a
    sub-heading carries the id of its part. `place` spans heading and body.
    """

    id: str
    title: str
    level: int
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched and quoted: a narrative passage, or one table row in words.

    For a narrative passage `text == place.read(report.text)`. For a table row `text` is the row in
    words ("不予公开：1.属于国家秘密　自然人 1 … 总计 1") and `place` the verbatim row.
    `headings` is the path of headings above it, outermost first.
    """

    kind: PassageKind
    section: str
    headings: tuple[str, ...]
    text: str
    place: Place
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One arithmetic relation of the form (勾稽) tried on a report.

    `formula` shows it with the report's numbers, as "82 + 0 = 70 + 12".
    """

    relation: str
    label: str
    status: CheckStatus
    formula: str
    cells: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report it is, for when; each fact with the words that establish it.

    `evidence` maps a field's name to the verbatim words it was taken from.
    """

    organ: str | None
    region: str | None
    level: str | None
    year: int | None
    scope: Scope
    title: str | None
    published: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One published annual report, read."""

    identity: Identity
    form: str
    file: str
    sha256: str
    text: str
    page_starts: tuple[int, ...] = ()
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    checks: tuple[Check, ...] = ()
    unrecognised_rows: tuple[Place, ...] = ()
    warnings: tuple[str, ...] = ()
    _by_cell: dict[str, Figure] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_cell.update((figure.cell, figure) for figure in self.figures)

    def figure(self, cell: str) -> Figure | None:
        """Return the figure at `row:column`, or None if the report has no such cell."""
        return self._by_cell.get(cell)


def line_starts(text: str) -> list[int]:
    r"""Return the offset at which each line starts; only "\n" ends a line.

    >>> line_starts("a\nbc\n")
    [0, 2, 5]
    """
    starts = [0]
    for index, character in enumerate(text):
        if character == "\n":
            starts.append(index + 1)
    return starts


def number_at(offset: int, starts: Sequence[int]) -> int:
    """Return the number, from 1, of the line (or page) that holds `offset`."""
    from bisect import bisect_right

    return bisect_right(starts, offset)
