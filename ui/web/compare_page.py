"""The page that shows two to six reports side by side, and its figures as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import QueryParams

from index.cards import ReportCard
from ui.evidence import title_of
from ui.spreadsheet import csv_bytes
from ui.web.attachment import attachment
from ui.web.compare_chart import chosen_row, drawable, picture
from ui.web.compare_lines import applicant_columns
from ui.web.compare_view import Choices, ComparedRow, Comparison, compare, csv_table
from ui.web.links import comparison_address
from ui.web.shelf_view import MOST_COMPARED
from ui.web.site import Site
from ui.web.wording import balance

AGAINST = {"previous": "与左边一份比", "first": "与第一份比", "none": "不标变化"}
_FEWEST = 2
_MOST_NAMED = 20  # ids of an address that are looked at
_CHOICES = ("column", "against", "shares", "changed", "chart")


@dataclass(frozen=True, slots=True)
class Picked:
    """The reports that an address names, and what was wrong with it."""

    cards: tuple[ReportCard, ...]
    faults: tuple[str, ...]


def router(site: Site) -> APIRouter:
    """Return the page and its file."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/compare", response_model=None)
    def page(request: Request) -> Response:
        asked = request.query_params
        cards = site.library.cards()
        picked = _with_named(_picked(asked, cards), asked, cards)
        if set(asked) - {"id", *_CHOICES} and not picked.faults:
            ids = [card.id for card in picked.cards]
            return RedirectResponse(comparison_address(ids, **_kept(asked)), 303)
        return site.page(request, "compare.html", **_shown(site, asked, picked, cards))

    @routes.get("/compare/figures.csv")
    def figures(request: Request) -> Response:
        picked = _picked(request.query_params, site.library.cards())
        if len(picked.cards) < _FEWEST:
            raise HTTPException(404, "至少要选两份库中的报告才能比较。")
        comparison = compare(site.library, picked.cards, _choices(request.query_params))
        return attachment(csv_bytes(*csv_table(comparison)), "比较.csv", "text/csv; charset=utf-8")

    return routes


def _picked(asked: QueryParams, cards: Sequence[ReportCard]) -> Picked:
    by_id = {card.id: card for card in cards}
    ids = list(dict.fromkeys(one for one in asked.getlist("id") if one))[:_MOST_NAMED]
    found = [by_id[one] for one in ids if one in by_id]
    faults = [f"库中没有报告“{one[:100]}”。" for one in ids if one not in by_id]
    if len(found) > MOST_COMPARED:
        faults.append(f"一次最多比较 {MOST_COMPARED} 份，这里只比前 {MOST_COMPARED} 份。")
    return Picked(tuple(found[:MOST_COMPARED]), tuple(faults))


def _choices(asked: QueryParams) -> Choices:
    column, against = asked.get("column", ""), asked.get("against", "")
    return Choices(
        column=column if column in applicant_columns() else "total",
        against=against if against in AGAINST else "",  # type: ignore[arg-type]
        shares=asked.get("shares") == "1",
        changed=asked.get("changed") == "1",
    )


def _with_named(picked: Picked, asked: QueryParams, cards: Sequence[ReportCard]) -> Picked:
    """Add the reports of the organ and year that were picked from the lists, the latest first."""
    organ, year = asked.get("organ", ""), asked.get("year", "")
    if not organ or "view" in asked:  # the library's filters are called so too
        return picked
    of_organ = [card for card in cards if organ_name(card) == organ]
    wanted = [card for card in of_organ if not year or str(card.year) == year]
    if not wanted:
        years = "、".join(str(card.year) for card in of_organ)
        there = f"有{years}年的。" if years else ""
        fault = f"库中没有“{organ[:100]}”{year[:4]}年的报告。{there}"
        return Picked(picked.cards, (*picked.faults, fault))
    new = [card for card in wanted if card not in picked.cards]
    free = MOST_COMPARED - len(picked.cards)
    return Picked((*picked.cards, *new[max(0, len(new) - free) :]), picked.faults)


def _kept(asked: QueryParams) -> dict[str, str]:
    return {name: asked[name] for name in _CHOICES if asked.get(name)}


def organ_name(card: ReportCard) -> str:
    """Return an organ's name with its region, which tells it from its namesakes."""
    return f"{card.organ}（{card.region}）" if card.region else card.organ


def _pictures(comparison: Comparison, row: ComparedRow) -> tuple[str, str]:
    """Return the picture of a row for a desk and for a phone, as SVG with its words escaped."""
    from ui.charts import draw

    chart = picture(comparison, row)
    return draw(chart), draw(chart, narrow=True)


def _shown(
    site: Site, asked: QueryParams, picked: Picked, cards: Sequence[ReportCard]
) -> dict[str, Any]:
    choices = _choices(asked)
    ids = [card.id for card in picked.cards]
    kept = _kept(asked)
    comparison, drawn = None, None
    rows: tuple[ComparedRow, ...] = ()
    if len(ids) >= _FEWEST:
        comparison = compare(site.library, picked.cards, choices)
        rows = drawable(comparison)
        drawn = chosen_row(rows, asked.get("chart", ""))
    return {
        "comparison": comparison,
        "choices": choices,
        "kept": kept,
        "chosen": [
            (card, comparison_address([one for one in ids if one != card.id], **kept))
            for card in picked.cards
        ],
        "ids": ids,
        "faults": picked.faults,
        "organs": sorted({organ_name(card) for card in cards}),
        "years": sorted({card.year for card in cards}, reverse=True),
        "columns": applicant_columns(),
        "bases": AGAINST,
        "most": MOST_COMPARED,
        "drawable": {row.line.cell: row.line.full_label for row in rows},
        "drawn": drawn.line.cell if drawn else "",
        "pictures": _pictures(comparison, drawn) if comparison and drawn else None,
        "balance": balance,
        "title_of": title_of,
        "csv": comparison_address(ids, "figures.csv", **kept),
    }
