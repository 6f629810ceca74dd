"""Whether an organ, or a year, holds the place among all that a question says it does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from index import ReportCard
from qa.answer import Computed, Premise
from qa.draft import Draft, not_found
from qa.naming import naming, owner
from qa.question import Claim
from qa.replies.asked import Asked
from qa.replies.measure import Measured, Measurement, measure
from qa.replies.wording import trust_notes

_SHOWN = 3


def place_verdict(asked: Asked, claim: Claim) -> Draft:
    """Say whether the report asked about holds the place stated, among its year or its organ's."""
    card = asked.plan.cards[0]
    among_years = claim.words == "years"
    others = [one for one in asked.library.cards() if _beside(one, card, years=among_years)]
    wider = replace(asked, plan=replace(asked.plan, cards=tuple(others)))
    taken = measure(wider)
    own = next((one for one in taken.measured if one.card.id == card.id), None)
    if own is None or claim.place is None:
        return not_found(f"{taken.name}在这份报告里没有数，排不出名次。", *asked.notes)
    last = claim.place < 0
    ordered = sorted(taken.measured, key=lambda one: one.value, reverse=not last)
    place = 1 + sum((one.value < own.value) if last else (one.value > own.value) for one in ordered)
    holds = place == abs(claim.place)
    return _told(taken, ordered, own, place, holds=holds, last=last)


def _beside(one: ReportCard, card: ReportCard, *, years: bool) -> bool:
    return owner(one) == owner(card) if years else one.year == card.year


def _told(
    taken: Measurement,
    ordered: list[Measured],
    own: Measured,
    place: int,
    *,
    holds: bool,
    last: bool,
) -> Draft:
    shown = ordered[:_SHOWN]
    if own not in shown:
        shown = [*shown, own]
    operands = taken.operands(shown)
    names = naming([one.card for one in ordered])
    end = "少" if last else "多"
    nth = f"最{end}" if place == 1 else f"由{end}排第{place}"
    same = sum(one.value == own.value for one in ordered)
    tied = f"（并列，共{same}个）" if same > 1 else ""
    opening = "对" if holds else "不对"
    lines = "，".join(f"{names.of(one.card)}{taken.shown(one)}" for one in shown)
    text = (
        f"{opening}，{names.of(own.card)}{nth}{tied}，{taken.shown(own)}。"
        f"{taken.subject}：{lines}。\n{taken.coverage_words}"
    )
    premise: Premise = "holds" if holds else "contradicted"
    return Draft(
        "answered",
        text,
        own.value if own.value is not None else Decimal(0),
        taken.unit,
        premise,
        operands,
        computed=Computed("rank", f"{taken.subject}，第{place}名", None, taken.coverage),
        notes=(*taken.asked.notes, *trust_notes(operands)),
    )
