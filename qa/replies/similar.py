"""Comparable cases: reports whose applications went most alike, with the figures that say so.

Compared are the shares of the results, who applied, what was left over at the end of the year, how
often it came to review or court, and how many applications there were.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index import ReportCard
from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.evidence import Evidence, Operand
from qa.labels import RESULTS, sentence_label
from qa.plan import name_of
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.replies.wording import amount, percent, trust_notes

_VOLUME = CellRef("received_new", "total")
_DONE = CellRef("processed_total", "total")
_PERSONS = CellRef("received_new", "natural_person")
_LEFT_OVER = CellRef("carried_out", "total")
_DISPUTED = (CellRef("reconsideration", "total"), CellRef("litigation", "total"))
_NEEDED = (_VOLUME, _DONE, *(CellRef(row, "total") for row in RESULTS))
_CELLS = (*_NEEDED, _PERSONS, _LEFT_OVER, *_DISPUTED)
# Beside the results: twice as many applications weigh as much as a tenth of the results going
# another way; a tenth more persons or left over, as much as a thirtieth.
_VOLUME_WEIGHT, _SHARE_WEIGHT, _DISPUTE_WEIGHT = 0.1, 0.3, 0.05
_SHOWN = 5

Numbers = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class _Profile:
    """How a report's applications went: the numbers of `_CELLS` by address."""

    card: ReportCard
    numbers: Numbers

    def share(self, cell: CellRef, whole: CellRef) -> Decimal | None:
        """Return what part of `whole` a cell is, None where either is not known."""
        part, all_of_it = self.numbers[cell.address], self.numbers[whole.address]
        return part / all_of_it if part is not None and all_of_it else None

    def distance(self, other: _Profile) -> float:
        """Return how unlike two profiles are; 0 where nothing known differs."""
        results = sum(_apart(self, other, CellRef(row, "total"), _DONE) for row in RESULTS) / 2
        beside = _apart(self, other, _PERSONS, _VOLUME) + _apart(self, other, _LEFT_OVER, _DONE)
        disputes = sum(self._ratio(other, cell) for cell in _DISPUTED)
        volume = self._ratio(other, _VOLUME)
        return (
            results + _SHARE_WEIGHT * beside + _VOLUME_WEIGHT * volume + _DISPUTE_WEIGHT * disputes
        )

    def _ratio(self, other: _Profile, cell: CellRef) -> float:
        """Return how many times one number doubles to become the other."""
        here, there = self.numbers[cell.address], other.numbers[cell.address]
        if here is None or there is None:
            return 0.0
        return abs(math.log2((float(here) + 1) / (float(there) + 1)))


def _apart(one: _Profile, other: _Profile, cell: CellRef, whole: CellRef) -> float:
    here, there = one.share(cell, whole), other.share(cell, whole)
    return float(abs(here - there)) if here is not None and there is not None else 0.0


def similar(asked: Asked) -> Draft:
    """Name the reports of other organs whose applications went most alike."""
    base_card = asked.plan.cards[0]
    cards = asked.library.cards()
    profiles = _profiles(Evidence(asked.library), cards)
    base = next((one for one in profiles if one.card.id == base_card.id), None)
    if base is None:
        return not_found(
            f"{name_of(base_card)}的办理结果不全，没有办法找相近的报告。", *asked.notes
        )
    others = [one for one in profiles if one.card.organ != base_card.organ]
    if not others:
        return not_found("库里没有别的机关可以比较。", *asked.notes)
    by_organ: dict[tuple[str, str | None], _Profile] = {}
    for one in sorted(others, key=base.distance):
        by_organ.setdefault((one.card.organ, one.card.region), one)
    nearest = list(by_organ.values())[:_SHOWN]
    return _draft(asked, base, nearest, Coverage(len(profiles), len(cards)))


def _profiles(evidence: Evidence, cards: Sequence[ReportCard]) -> list[_Profile]:
    """Return the profile of every report that has its results whole, in a query a cell."""
    totals = {cell.address: evidence.totals(cards, cell) for cell in _CELLS}
    found = []
    for card in cards:
        numbers = {address: of_cell[card.id].value for address, of_cell in totals.items()}
        known = all(numbers[cell.address] is not None for cell in _NEEDED)
        if known and numbers[_DONE.address]:
            found.append(_Profile(card, numbers))
    return found


def _draft(asked: Asked, base: _Profile, nearest: Sequence[_Profile], coverage: Coverage) -> Draft:
    shown = (base, *nearest)
    rows = asked.operands(_CELLS, [one.card for one in shown])
    lines = [
        f"{name_of(one.card)}：{_alike(base, one, rows[0], row)}"
        for one, row in zip(nearest, rows[1:], strict=True)
    ]
    text = f"与{name_of(base.card)}办理情况最相近的报告：\n" + "\n".join(lines)
    operands = tuple(operand for row in rows for operand in row if operand.value is not None)
    formula = "；".join(_shares_in_words(one, row) for one, row in zip(shown, rows, strict=True))
    return Draft(
        "answered",
        text,
        operands=operands,
        computed=Computed("similar", formula, None, coverage),
        notes=(*asked.notes, *trust_notes(operands)),
    )


def _alike(
    base: _Profile, other: _Profile, base_row: Sequence[Operand], row: Sequence[Operand]
) -> str:
    """Say in words what is alike: the volume, the largest result, who applied."""
    most = max(RESULTS, key=lambda name: base.numbers[f"{name}:total"] or 0)
    cell = CellRef(most, "total")
    said = [f"新收{amount(row[0])}（对{amount(base_row[0])}）"]
    name = f"“{sentence_label(most, 'total')}”占比"
    said.append(name + _both(other.share(cell, _DONE), base.share(cell, _DONE)))
    persons = other.share(_PERSONS, _VOLUME), base.share(_PERSONS, _VOLUME)
    if None not in persons:
        said.append("自然人占" + _both(*persons))
    return "，".join(said)


def _both(there: Decimal | None, here: Decimal | None) -> str:
    return f"{percent(there or Decimal(0))}（对{percent(here or Decimal(0))}）"


def _shares_in_words(one: _Profile, row: Sequence[Operand]) -> str:
    done, new = one.numbers[_DONE.address], one.numbers[_VOLUME.address]
    parts = [
        f"{sentence_label(cell.row, cell.column)} {operand.value:f} ÷ {whole:f}"
        f" = {percent(operand.value / whole)}"
        for cell, operand in zip(_CELLS, row, strict=True)
        for whole in (new if cell == _PERSONS else done,)
        if cell.row in RESULTS or cell == _PERSONS
        if operand.value is not None and whole
    ]
    return f"{name_of(one.card)}：{'，'.join(parts)}"
