"""An answer with its evidence: the object of the command-line contract."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

Status = Literal["answered", "clarify", "not_found", "out_of_scope"]
Premise = Literal["holds", "contradicted"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a citation stands: span into the stored text, line and page from 1."""

    file: str
    sha256: str
    page: int | None
    line: int | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """One cited cell. `quote` is the verbatim row, re-read from the stored text."""

    report: str
    organ: str
    region: str | None
    year: int
    row: str
    row_label: str
    column: str
    column_label: str
    value: Decimal | None
    unit: str
    printed: str
    state: str
    trust: str
    quote: str
    source: Source


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """One cited narrative passage; `highlights` are half-open spans into `text`."""

    report: str
    organ: str
    year: int
    section: str
    text: str
    highlights: tuple[tuple[int, int], ...]
    score: float
    source: Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the reports that could count were used."""

    used: int
    known: int


@dataclass(frozen=True, slots=True)
class Computed:
    """A number worked out from cited ones, with the formula as shown to the reader."""

    operation: str
    formula: str
    value: Decimal | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person is told, and what stands behind it.

    `value` is the one number asked for, if it is one: a share is 0..1 with unit 比例, a
    difference later minus earlier. `understood` says, in Chinese, what each slot of the question
    was taken to be and which words decided it, as (slot, reading, words).
    """

    question: str
    status: Status
    text: str
    value: Decimal | None = None
    unit: str | None = None
    premise: Premise | None = None
    figures: tuple[CitedFigure, ...] = ()
    computed: Computed | None = None
    passages: tuple[CitedPassage, ...] = ()
    options: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    understood: tuple[tuple[str, str, str], ...] = ()
    seconds: float = 0.0
    id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object: plain numbers, null where there is nothing."""
        fields = asdict(self, dict_factory=_json_object)
        fields["understood"] = [
            {"slot": slot, "reading": reading, "words": words}
            for slot, reading, words in self.understood
        ]
        ordered = {"id": fields.pop("id"), **fields}
        ordered["seconds"] = round(self.seconds, 4)
        return ordered


def plain_number(value: Decimal) -> int | float:
    """Return a JSON number: an int where the value is whole.

    >>> plain_number(Decimal("82")), plain_number(Decimal("18.8710"))
    (82, 18.871)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def _json_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {
        name: plain_number(value) if isinstance(value, Decimal) else value for name, value in pairs
    }
