"""Which organs' figure rose or fell: each organ's figures over the years, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from qa.draft import Draft, not_found
from qa.replies.measure import Measured, Measurement, by_owner
from qa.replies.wording import number, percent

Way = Literal["up", "down", "level"]
_GOES = {"up": Decimal.__gt__, "down": Decimal.__lt__, "level": Decimal.__eq__}


@dataclass(frozen=True, slots=True)
class Course:
    """One organ's figures, oldest first."""

    years: tuple[Measured, ...]

    @property
    def first(self) -> Decimal:
        """The oldest figure."""
        return self.years[0].value

    @property
    def last(self) -> Decimal:
        """The newest figure."""
        return self.years[-1].value

    @property
    def gap(self) -> Decimal:
        """The newest figure less the oldest."""
        return self.last - self.first

    @property
    def rate(self) -> Decimal:
        """The difference as a share of the oldest figure, which must not be nought."""
        return self.gap / self.first

    @property
    def formula(self) -> str:
        """The subtraction with what comes out."""
        return f"{number(self.last)} - {number(self.first)} = {number(self.gap)}"

    @property
    def rate_formula(self) -> str:
        """The growth with what comes out."""
        subtraction = f"{number(self.last)} - {number(self.first)}"
        return f"({subtraction}) ÷ {number(self.first)} = {percent(self.rate)}"

    @property
    def told(self) -> str:
        """The subtraction of two years; of more, each figure after the other."""
        if len(self.years) > 2:
            return " → ".join(number(one.value) for one in self.years)
        return self.formula

    def goes(self, way: Way, *, steadily: bool) -> bool:
        """Whether the figure goes one way from the first year to the last, or in every step."""
        values = [one.value for one in self.years]
        steps = pairwise(values) if steadily else [(self.first, self.last)]
        return all(_GOES[way](later, earlier) for earlier, later in steps)


def courses(taken: Measurement, years: int) -> list[Course]:
    """Return the course of each organ that has the figure in all of so many years, from two on."""
    oldest_first = sorted(taken.measured, key=lambda one: one.card.year)
    owned = by_owner(oldest_first)
    return [Course(tuple(ones)) for ones in owned if len(ones) == years > 1]


def nothing_compares(taken: Measurement) -> Draft:
    """Say that no organ has the figure in both years."""
    return not_found(f"没有机关两年都有{taken.name}的数，比不出变化。", *taken.asked.notes)
