"""A draft answer: what is to be said and on which figures and passages it rests, uncited yet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from index import ReportCard
from ingest.report import Passage
from qa.answer import Computed, Premise, Status
from qa.evidence import Operand


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage to quote, with the half-open spans of it to mark."""

    card: ReportCard
    passage: Passage
    highlights: tuple[tuple[int, int], ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before the gate has re-read what it rests on.

    `sure` is how surely what was found in the text answers, 0 to 1; None where it was not searched.
    """

    status: Status
    text: str
    value: Decimal | None = None
    unit: str | None = None
    premise: Premise | None = None
    operands: tuple[Operand, ...] = ()
    computed: Computed | None = None
    quotations: tuple[Quotation, ...] = ()
    options: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sure: float | None = None


def clarify(text: str, options: tuple[str, ...], *notes: str) -> Draft:
    """Ask back with the readings to choose from."""
    return Draft("clarify", text, options=options, notes=notes)


def not_found(
    text: str,
    *notes: str,
    operands: tuple[Operand, ...] = (),
    options: tuple[str, ...] = (),
) -> Draft:
    """Say what is not there; `operands` are the nearest figures there are, `options` what to ask.

    An option is put as a follow-up: it keeps what the question said besides.
    """
    return Draft("not_found", text, notes=notes, operands=operands, options=options)
