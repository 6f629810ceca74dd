"""What it costs that the values of a stretch are not as many as the cells of a row."""

from __future__ import annotations

from math import inf

from ingest.tokens import Token

MISSING_VALUE = 0.5
RUN_TOGETHER = 0.3
EXTRA_VALUE = 1.1
ADDS_UP = 0.45
ADDS_UP_TO_ZERO = 0.25
# A row that adds up but lacks values has probably lost blank cells.
MISSING_BLANK = 0.13


class Values:
    """The values of a stretch as it grows, and what it costs that they are not as many as cells."""

    __slots__ = ("all", "cost", "count", "digits", "printed", "sums")

    def __init__(self, count: int, sums: bool) -> None:
        self.count = count
        self.sums = sums and count > 2
        self.all: list[float] = []
        self.printed: list[float] = []
        self.digits = 0
        self.cost = inf

    def add(self, token: Token, amount: float) -> None:
        """Take one more number or printed blank."""
        self.all.append(amount)
        if token.kind == "number":
            self.printed.append(amount)
        self.digits += len(token.text)
        self.cost = self._cost()

    @property
    def too_many(self) -> bool:
        """Tell whether there are more values than any row of this kind can have."""
        return len(self.all) > self.count + 3

    def _cost(self) -> float:
        blanks = len(self.all) - len(self.printed)
        if len(self.printed) > self.count:
            return EXTRA_VALUE * (len(self.printed) - self.count) + 0.15 * blanks
        if len(self.printed) == self.count:
            return 0.05 * blanks - self._adding_up(self.printed)
        if len(self.all) >= self.count:
            return 0.02 * blanks - self._adding_up(self.all)
        missing = self.count - len(self.all)
        cost = MISSING_VALUE * missing
        if self.sums and len(self.all) > 1 and sum(self.all[:-1]) == self.all[-1]:
            cost = MISSING_BLANK * missing
        if self.digits >= self.count:
            cost = min(cost, RUN_TOGETHER + 0.01 * missing)
        return cost

    def _adding_up(self, values: list[float]) -> float:
        if not self.sums or len(values) != self.count or sum(values[:-1]) != values[-1]:
            return 0.0
        return ADDS_UP if values[-1] else ADDS_UP_TO_ZERO
