"""Comparable cases: reports whose applications went most alike, with the figures that say so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index import ReportCard
from qa.answer import Computed, Coverage
from qa.draft import Draft, not_found
from qa.evidence import Evidence, Operand
from qa.labels import sentence_label
from qa.plan import name_of
from qa.question import CellRef
from qa.replies.asked import Asked
from qa.replies.wording import amount, percent, trust_notes

_RESULTS = ("granted", "partial", "denied", "unavailable", "not_processed", "other_result")
_VOLUME = CellRef("received_new", "total")
_DONE = CellRef("processed_total", "total")
_CELLS = (_VOLUME, _DONE, *(CellRef(row, "total") for row in _RESULTS))
# Twice as many applications weigh as much as a tenth of the results going another way.
_VOLUME_WEIGHT = 0.1
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Profile:
    """How a report's applications went: the share of each result, and the volume."""

    operands: tuple[Operand, ...]
    shares: tuple[Decimal, ...]
    volume: Decimal

    @property
    def card(self) -> ReportCard:
        return self.operands[0].card

    def distance(self, other: _Profile) -> float:
        """Half the sum of the differences of shares (0..1), plus the ratio of volumes."""
        apart = sum(abs(a - b) for a, b in zip(self.shares, other.shares, strict=True)) / 2
        ratio = abs(math.log2((float(self.volume) + 1) / (float(other.volume) + 1)))
        return float(apart) + _VOLUME_WEIGHT * ratio


def similar(asked: Asked) -> Draft:
    """Name the reports of other organs whose profile of table three is nearest."""
    base_card = asked.plan.cards[0]
    cards = asked.library.cards()
    found = Evidence(asked.library).operands(cards, _CELLS)
    rows = [[found[card.id, cell.address] for cell in _CELLS] for card in cards]
    profiles = [profile for row in rows if (profile := _profile(row)) is not None]
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
    lines = [f"{name_of(one.card)}：{_alike(base, one)}" for one in nearest]
    text = f"与{name_of(base.card)}办理情况最相近的报告：\n" + "\n".join(lines)
    operands = tuple(o for one in (base, *nearest) for o in one.operands)
    coverage = Coverage(len(profiles), len(cards))
    formula = "；".join(_shares_in_words(one) for one in (base, *nearest))
    return Draft(
        "answered",
        text,
        operands=operands,
        computed=Computed("similar", formula, None, coverage),
        notes=(*asked.notes, *trust_notes(operands)),
    )


def _profile(row: Sequence[Operand]) -> _Profile | None:
    volume, done, *results = row
    if volume.value is None or not done.value or any(one.value is None for one in results):
        return None
    shares = tuple((one.value or Decimal(0)) / done.value for one in results)
    return _Profile((volume, done, *results), shares, volume.value)


def _alike(base: _Profile, other: _Profile) -> str:
    """Say in words what is alike: the volume, and the largest result of the two."""
    row = max(range(len(_RESULTS)), key=lambda index: base.shares[index])
    name = sentence_label(_RESULTS[row], "total")
    both = f"{percent(base.shares[row])}与{percent(other.shares[row])}"
    return f"新收{amount(other.operands[0])}（对{amount(base.operands[0])}），“{name}”占比{both}"


def _shares_in_words(one: _Profile) -> str:
    done = one.operands[1].value
    parts = (
        f"{sentence_label(row, 'total')} {operand.value:f} ÷ {done:f} = {percent(share)}"
        for row, operand, share in zip(_RESULTS, one.operands[2:], one.shares, strict=True)
    )
    return f"{name_of(one.card)}：{'，'.join(parts)}"
