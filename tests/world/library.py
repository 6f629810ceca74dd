"""The invented library: forty reports, their texts, numbers and facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tests.world.narrative import Fact, Narrative, write_narrative
from tests.world.organs import BY_ID, YEARS, Organ
from tests.world.render import print_report
from tests.world.truth import Numbered, numbers_of_all


@dataclass(frozen=True, slots=True)
class WorldReport:
    """One invented report: what is true of it and the text that prints it."""

    numbered: Numbered
    narrative: Narrative
    text: str
    file: str

    @property
    def organ(self) -> Organ:
        """Whose report it is."""
        return self.numbered.organ

    @property
    def year(self) -> int:
        """The year it reports on."""
        return self.numbered.year

    def value(self, cell: str) -> Decimal | None:
        """Return the number in a printed or derived cell, None if blank."""
        return self.numbered.value(cell)

    def fact(self, theme: str) -> Fact | None:
        """Return what the report states on a theme, None if it does not mention it."""
        return next((fact for fact in self.narrative.facts if fact.theme == theme), None)


@dataclass(frozen=True, slots=True)
class World:
    """The library's reports by organ id and year."""

    reports: dict[tuple[str, int], WorldReport]

    def report(self, organ: str, year: int) -> WorldReport:
        """Return the report of an organ for a year."""
        return self.reports[organ, year]

    def values(self, cell: str, year: int) -> dict[str, Decimal]:
        """Return the cell's number by organ id for a year, without blanks."""
        found = {organ: self.report(organ, year).value(cell) for organ in BY_ID}
        return {organ: value for organ, value in found.items() if value is not None}


@cache
def make_world() -> World:
    """Return the library; the same on every machine and every run."""
    reports: dict[tuple[str, int], WorldReport] = {}
    for number, ((organ, year), numbered) in enumerate(numbers_of_all().items()):
        narrative = write_narrative(numbered)
        text = print_report(numbered, narrative)
        file = f"{numbered.organ.name}_{year}.txt" if number % 3 else f"年报_{number:02d}.txt"
        reports[organ, year] = WorldReport(numbered, narrative, text, file)
    return World(reports)


__all__ = ["YEARS", "World", "WorldReport", "make_world"]
