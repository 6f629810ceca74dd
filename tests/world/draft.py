"""How a question is drawn from a hand-written wording: which organ, which year, how spelled."""

from __future__ import annotations

import hashlib
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.world.library import World, WorldReport
from tests.world.organs import ORGANS, YEARS, Organ

TODAY = "2025-06-15"
WORDINGS = Path(__file__).parent / "wordings"
Expect = dict[str, Any]
_CHINESE = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with what is expected of its answer; `wording` decides the split."""

    type: str
    wording: str
    asked: str | list[str]
    expect: Expect | list[Expect]


@dataclass(slots=True)
class Drawer:
    """Draws organs and years for one wording, the same ones on every run."""

    world: World
    wording: str
    salt: int = 0
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(f"{self.wording}|{self.salt}")

    def report(self, fits: Callable[[WorldReport], bool], years: tuple[int, ...] = YEARS
               ) -> WorldReport:  # fmt: skip
        """Return a report that fits, or any report of these years if none does."""
        reports = [report for report in self.world.reports.values() if report.year in years]
        return self.random.choice([report for report in reports if fits(report)] or reports)

    def organ(self, fits: Callable[[Organ], bool] = lambda organ: True) -> Organ:
        """Return an organ that fits."""
        return self.random.choice([organ for organ in ORGANS if fits(organ)] or list(ORGANS))

    def name(self, organ: Organ) -> str:
        """Return one of the ways people write the organ."""
        return self.random.choice(organ.names)

    def year(self, year: int, slot: str = "{y}") -> str:
        """Return the year in one of the spellings that fit the wording."""
        if any(slot + tail in self.wording for tail in ("度", "底", "里", "—", "至", "到")):
            return f"{year}年"
        digits = "".join(_CHINESE[int(digit)] for digit in str(year))
        spellings = {
            f"{year}年": 60, f"{year}年度": 9, f"{year % 100}年": 10, f"{digits}年": 6,
            digits.replace("〇", "零") + "年": 3, _wide(year) + "年": 3,
        }  # fmt: skip
        calendar = {2024: "去年", 2023: "前年"}.get(year)
        if calendar:
            spellings[calendar] = 9
        return self.random.choices(list(spellings), weights=list(spellings.values()))[0]

    def fill(self, organ: Organ | None = None, year: int | None = None, **slots: str) -> str:
        """Return the wording with its slots filled."""
        if organ is not None:
            slots.setdefault("o", self.name(organ))
        if year is not None:
            slots.setdefault("y", self.year(year))
            slots.setdefault("Y", str(year))
        return self.wording.format(**slots)


def wordings(name: str) -> dict[str, Any]:
    """Return a file of hand-written wordings."""
    return tomllib.loads((WORDINGS / f"{name}.toml").read_text(encoding="utf-8"))


def drawers(world: World, texts: list[str], times: int = 1) -> Iterator[Drawer]:
    """Yield a drawer for each wording, `times` over."""
    for text in texts:
        for salt in range(times):
            yield Drawer(world, text, salt)


def number(value: Decimal | None) -> int | float | None:
    """Return a JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def key(report: WorldReport, cell: str) -> str:
    """Return the name of a cell of a report in `values`."""
    return f"{report.organ.name}|{report.year}|{cell}"


def is_held_out(wording: str) -> bool:
    """Tell whether a wording, with all its questions, is kept out of sight: a third is."""
    return int(hashlib.sha256(wording.encode()).hexdigest()[:8], 16) % 3 == 0


def _wide(year: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(year))
