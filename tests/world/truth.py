"""The numbers of the invented reports: drawn from a fixed seed, true to the form's arithmetic."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from tests.world import form
from tests.world.organs import ORGANS, YEARS, Organ

Numbers = dict[str, Decimal | None]
"""Every printed cell of a report; None where the cell is blank."""

WRONG_SUM = ("market", 2022)
"""The report that prints three more granted requests than its own totals account for."""
BLANKS = ("town", 2023)
"""The report that leaves the five columns of organizations blank."""

_MIX = {"natural_person": 84, "business": 11, "legal_service": 3, "research": 1, "ngo": 1}


@dataclass(frozen=True, slots=True)
class Numbered:
    """One organ's numbers for one year."""

    organ: Organ
    year: int
    numbers: Numbers

    def value(self, cell: str) -> Decimal | None:
        """Return the value of a printed or derived cell; None if a part of it is blank."""
        values = [self.numbers[part] for part in form.parts(cell)]
        if any(value is None for value in values):
            return None
        return sum((value for value in values if value is not None), Decimal(0))


def numbers_of_all(seed: int = 20250615) -> dict[tuple[str, int], Numbered]:
    """Return the numbers of ten organs in four years, keyed by organ id and year."""
    reports: dict[tuple[str, int], Numbered] = {}
    for organ in ORGANS:
        generator = random.Random(f"{seed}:{organ.id}")
        carried = dict.fromkeys(form.APPLICANTS, 0)
        carried["natural_person"] = generator.randint(0, max(1, organ.requests // 12))
        in_force = organ.documents[2]
        for year in YEARS:
            numbers, carried = _requests(organ, generator, carried)
            in_force = _documents(organ, generator, in_force, numbers)
            _reviews(organ, generator, numbers)
            reports[organ.id, year] = Numbered(organ, year, numbers)
    _spoil(reports)
    return reports


def _requests(
    organ: Organ, generator: random.Random, carried: dict[str, int]
) -> tuple[Numbers, dict[str, int]]:
    """Draw table three; return it with what is carried into the next year."""
    new = dict.fromkeys(form.APPLICANTS, 0)
    count = round(organ.requests * generator.uniform(0.7, 1.35)) + generator.randint(-1, 1)
    if organ.requests < 5:  # a quiet town: some years nobody asks for anything
        count = generator.choice((0, 0, 1, 3))
    mix = _MIX if organ.requests > 5 else {"natural_person": 1}
    for column in generator.choices(list(mix), weights=list(mix.values()), k=count):
        new[column] += 1
    left = dict.fromkeys(form.APPLICANTS, 0)
    rows: dict[str, dict[str, int]] = {
        row: dict.fromkeys(form.APPLICANTS, 0) for row in form.RESULT_ROWS
    }
    for column in form.APPLICANTS:
        at_hand = new[column] + carried[column]
        left[column] = sum(generator.random() < 0.07 for _ in range(at_hand))
        outcomes = generator.choices(
            list(organ.flow), weights=list(organ.flow.values()), k=at_hand - left[column]
        )
        for row in outcomes:
            rows[row][column] += 1
    done = {column: sum(row[column] for row in rows.values()) for column in form.APPLICANTS}
    table = {
        "received_new": new, "carried_in": carried, **rows,
        "processed_total": done, "carried_out": left,
    }  # fmt: skip
    numbers: Numbers = {}
    for row, columns in table.items():
        numbers |= {f"{row}:{column}": Decimal(value) for column, value in columns.items()}
        numbers[f"{row}:total"] = Decimal(sum(columns.values()))
    return numbers, left


def _documents(organ: Organ, generator: random.Random, in_force: int, numbers: Numbers) -> int:
    """Draw table two into `numbers`; return how many documents are in force at year's end."""
    made = round(organ.documents[0] * generator.uniform(0.4, 1.8))
    repealed = min(in_force, round(organ.documents[1] * generator.uniform(0.2, 2.2)))
    in_force += made - repealed
    values = [0, 0, 1 if organ.id == "district" else 0, made, repealed, in_force]
    cells = form.CELLS[:6]
    numbers |= {cell: Decimal(value) for cell, value in zip(cells, values, strict=True)}
    for row, usual in zip(("licensing", "penalty", "compulsion"), organ.decisions, strict=True):
        numbers[f"{row}:decisions"] = Decimal(round(usual * generator.uniform(0.75, 1.3)))
    fee = Decimal(organ.fee) * Decimal(generator.randint(80, 125)) / 100
    numbers["fees:amount"] = fee.normalize() if fee else Decimal(0)
    return in_force


def _reviews(organ: Organ, generator: random.Random, numbers: Numbers) -> None:
    """Draw table four into `numbers`."""
    for row, rate in zip(form.REVIEW_ROWS, (0.03, 0.012, 0.018), strict=True):
        count = sum(generator.random() < rate for _ in range(organ.requests))
        drawn = generator.choices(form.OUTCOMES[:4], weights=(55, 20, 15, 10), k=count)
        for outcome in form.OUTCOMES[:4]:
            numbers[f"{row}:{outcome}"] = Decimal(drawn.count(outcome))
        numbers[f"{row}:total"] = Decimal(count)


def _spoil(reports: dict[tuple[str, int], Numbered]) -> None:
    """Make one report's sums fail and leave one report's columns blank, as both do happen."""
    wrong = reports[WRONG_SUM].numbers
    for cell in ("granted:natural_person", "granted:total"):
        value = wrong[cell]
        wrong[cell] = (value or Decimal(0)) + 3
    blank = reports[BLANKS].numbers
    for row in form.REQUEST_ROWS:
        for column in form.ORGANIZATIONS:
            blank[f"{row}:{column}"] = None
