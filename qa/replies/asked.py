"""What every reply works from: the question, the plan, and a way to read figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Library, ReportCard
from qa.evidence import Evidence, Operand
from qa.plan import Plan
from qa.question import CellRef, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A planned question."""

    question: Question
    plan: Plan
    library: Library

    def operands(
        self, cells: Sequence[CellRef], cards: Sequence[ReportCard] | None = None
    ) -> list[list[Operand]]:
        """Return the operands of each report (outer) and cell (inner)."""
        chosen = self.plan.cards if cards is None else cards
        found = Evidence(self.library).operands(chosen, cells)
        return [[found[card.id, cell.address] for cell in cells] for card in chosen]

    @property
    def notes(self) -> tuple[str, ...]:
        """What the plan and the reading of the years have to say beside the answer."""
        own_only = (self.plan.own_only,) if self.plan.own_only else ()
        return (*own_only, *self.plan.notes, *self.plan.lacking, *self.question.years.notes)
