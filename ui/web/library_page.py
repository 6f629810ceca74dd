"""The library's page: every report, to be searched, filtered, seen by years and compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import QueryParams

from index.cards import ReportCard
from ui.web.shelf_view import (
    MOST_COMPARED,
    SORTS,
    STATES,
    Listed,
    OrganYears,
    Wish,
    by_years,
    chosen,
    paged,
    years_of,
)
from ui.web.site import Site

_LONGEST = 200  # characters of a filter
_MOST_TICKED = 12  # ids carried from page to page; only six can be compared
_MOST_OPTIONS = 400  # organs in a list; beyond that the search finds them faster


def router(site: Site) -> APIRouter:
    """Return the library's page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/library")
    def library(request: Request) -> HTMLResponse:
        wish = _wish(request.query_params)
        return site.page(request, "library.html", **_shown(site, wish, request.query_params))

    return routes


def _wish(asked: QueryParams) -> Wish:
    """Return what the address asks for; what cannot be meant is left out."""
    text = {name: asked.get(name, "")[:_LONGEST] for name in ("q", "region", "organ", "year")}
    page = asked.get("page", "")
    return Wish(
        **text,
        state=asked.get("state", "") if asked.get("state") in STATES else "",
        sort=asked.get("sort", "") if asked.get("sort") in SORTS else "",
        view="matrix" if asked.get("view") == "matrix" else "",
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )


def _shown(site: Site, wish: Wish, asked: QueryParams) -> dict[str, Any]:
    """Return all that the template shows."""
    cards, standings = site.library.cards(), site.library.standings()
    found = chosen(cards, standings, wish)
    years = years_of(found)
    rows: Sequence[Listed] | Sequence[OrganYears] = found
    if wish.view == "matrix":
        rows = by_years(found, years)
    page = paged(rows, wish.page)
    by_id = {card.id: card for card in cards}
    ticked = [by_id[one] for one in dict.fromkeys(asked.getlist("id")) if one in by_id]
    here = _ids_on(page.rows)
    return {
        "wish": wish,
        "page": page,
        "found": len(found),
        "total": len(cards),
        "organs": len({(one.card.organ, one.card.region) for one in found}),
        "unbalanced": sum(one.standing.failed > 0 for one in found),
        "years": years,
        "ticked": {card.id for card in ticked[:_MOST_TICKED]},
        "elsewhere": [card for card in ticked[:_MOST_TICKED] if card.id not in here],
        "most_compared": MOST_COMPARED,
        "states": STATES,
        "sorts": SORTS,
        **_options(cards, wish),
    }


def _ids_on(rows: Iterable[Listed | OrganYears]) -> set[str]:
    ids = set()
    for row in rows:
        if isinstance(row, Listed):
            ids.add(row.card.id)
        else:
            ids.update(listed.card.id for year in row.years for listed in year)
    return ids


def _options(cards: Sequence[ReportCard], wish: Wish) -> dict[str, Any]:
    """Return what the filters offer; organs are those of the region asked for."""
    organs = {card.organ for card in cards if not wish.region or card.region == wish.region}
    named = {wish.organ} if wish.organ else set()
    return {
        "region_options": sorted({card.region for card in cards if card.region}),
        "organ_options": sorted(organs | named) if len(organs) <= _MOST_OPTIONS else sorted(named),
        "year_options": sorted({card.year for card in cards}, reverse=True),
    }
