"""Questions over several years, two organs or the whole library."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from tests.world.draft import Draft, Drawer, Expect, drawers, key, number, wordings
from tests.world.form import unit
from tests.world.library import World, WorldReport
from tests.world.organs import BY_ID, ORGANS, YEARS, Organ
from tests.world.truth import WRONG_SUM

Totals = dict[str, Decimal]


def over_years(world: World) -> Iterator[Draft]:
    """Yield differences, growth, trends and extremes of one organ."""
    book = wordings("years")
    for kind in ("difference", "growth"):
        for entry in book[kind]:
            for drawer in drawers(world, entry["texts"]):
                yield _difference(drawer, entry["cell"], kind)
    for kind in ("trend", "year_total", "year_average", "year_most", "year_least"):
        for entry in book[kind]:
            for drawer in drawers(world, entry["texts"]):
                yield _series(drawer, entry, kind)


def _values(reports: list[WorldReport], cell: str) -> dict[str, int | float | None]:
    return {key(report, cell): number(report.value(cell)) for report in reports}


def _difference(drawer: Drawer, cell: str, kind: str) -> Draft:
    organ = drawer.organ(
        lambda organ: all((drawer.world.report(organ.id, year).value(cell) or 0) > 0
                          for year in YEARS))  # fmt: skip
    first, second = sorted(drawer.random.sample(YEARS, 2))
    if kind == "growth":  # 同比 is always against the year before
        first = second - 1
    earlier, later = (drawer.world.report(organ.id, year) for year in (first, second))
    before, after = earlier.value(cell) or Decimal(0), later.value(cell) or Decimal(0)
    expect: Expect = {
        "status": "answered", "organ": organ.name, "year": [first, second],
        "values": _values([earlier, later], cell),
        "value": number(after - before), "unit": unit(cell),
    }  # fmt: skip
    if kind == "growth":
        expect |= {"value": number((after - before) / before), "unit": "比例", "tolerance": 0.0006}
    asked = drawer.fill(
        organ, a=drawer.year(first, "{a}"), b=drawer.year(second, "{b}"),
        A=str(first), B=str(second),
    )  # fmt: skip
    return Draft(f"years_{kind}", drawer.wording, asked, expect)


def _series(drawer: Drawer, entry: dict[str, Any], kind: str) -> Draft:
    cell, years = entry["cell"], entry.get("years", list(YEARS))

    def reports_of(organ: Organ) -> list[WorldReport]:
        return [drawer.world.report(organ.id, year) for year in years]

    def fits(organ: Organ) -> bool:
        values = [report.value(cell) or 0 for report in reports_of(organ)]
        return len(set(values)) == len(values) and (WRONG_SUM[0] != organ.id or kind == "trend")

    organ = drawer.organ(fits)
    reports = reports_of(organ)
    values = [report.value(cell) or Decimal(0) for report in reports]
    expect: Expect = {
        "status": "answered", "organ": organ.name, "year": years, "values": _values(reports, cell),
    }  # fmt: skip
    if kind == "year_total":
        expect |= {"value": number(sum(values, Decimal(0))), "unit": unit(cell)}
    elif kind == "year_average":
        expect |= {"value": number(sum(values, Decimal(0)) / len(values)), "tolerance": 0.006}
    elif kind in ("year_most", "year_least"):
        chosen = (max if kind == "year_most" else min)(values)
        report = reports[values.index(chosen)]
        expect |= {"values": _values([report], cell), "first_year": report.year}
    return Draft("trend" if kind == "trend" else "years_" + kind.removeprefix("year_"),
                 drawer.wording, drawer.fill(organ), expect)  # fmt: skip


def pairs(world: World) -> Iterator[Draft]:
    """Yield comparisons of two organs in one year."""
    for kind, entries in wordings("pairs").items():
        for entry in entries:
            for drawer in drawers(world, entry["texts"]):
                yield _pair(drawer, entry["cell"], kind)


def _pair(drawer: Drawer, cell: str, kind: str) -> Draft:
    year = drawer.random.choice(YEARS)
    values = drawer.world.values(cell, year)
    while True:
        first, second = drawer.random.sample(ORGANS, 2)
        if values[first.id] != values[second.id] and year != WRONG_SUM[1]:
            break
        year = drawer.random.choice(YEARS)
        values = drawer.world.values(cell, year)
    reports = [drawer.world.report(organ.id, year) for organ in (first, second)]
    expect: Expect = {
        "status": "answered", "organ": [first.name, second.name], "year": year,
        "values": _values(reports, cell),
    }  # fmt: skip
    if kind == "gap":
        expect |= {"value": number(values[first.id] - values[second.id]), "unit": unit(cell)}
    elif kind == "pair_total":
        expect |= {"value": number(values[first.id] + values[second.id]), "unit": unit(cell)}
    elif kind == "more":
        winner = first if values[first.id] > values[second.id] else second
        expect["first"] = winner.name
    asked = drawer.fill(first, year, p=drawer.name(second))
    return Draft("compare_organs", drawer.wording, asked, expect)


def over_library(world: World) -> Iterator[Draft]:
    """Yield rankings, totals, averages, counts and lists over all reports of a year."""
    for kind, entries in wordings("library").items():
        for entry in entries:
            for drawer in drawers(world, entry["texts"], 2):
                draft = _over_library(drawer, entry, kind)
                if draft is not None:
                    yield draft


def _over_library(drawer: Drawer, entry: dict[str, Any], kind: str) -> Draft | None:
    years = list(YEARS)
    drawer.random.shuffle(years)
    for year in years:
        limit = drawer.random.choice((2, 3, 4))
        if kind == "share_rank":
            values = _shares(drawer.world, entry, year)
        else:
            values = drawer.world.values(entry["cell"], year)
        expect = _expected(kind, entry, values, limit, year)
        if expect is not None:
            expect |= {"status": "answered", "year": year}
            bound = str(entry.get("at", limit))
            asked = drawer.fill(None, year, n=bound)
            return Draft(_TYPES[kind], drawer.wording, asked, expect)
    return None


_TYPES = {
    "rank_top": "rank", "rank_bottom": "rank", "most": "rank", "share_rank": "rank_share",
    "total": "total", "average": "average", "median": "median", "count_over": "count",
    "count_zero": "count", "count_any": "count", "list_over": "list", "list_under": "list",
    "list_zero": "list", "list_any": "list",
}  # fmt: skip


def _expected(
    kind: str, entry: dict[str, Any], values: Totals, limit: int, year: int
) -> Expect | None:
    if kind.startswith("rank") or kind in ("most", "share_rank"):
        return _ranking(kind, entry, values, limit, year)
    name, _, condition = kind.partition("_")
    if name in ("count", "list"):
        bound = entry.get("at", 0)
        fits = {"over": lambda v: v > bound, "under": lambda v: v < bound,
                "zero": lambda v: v == 0, "any": lambda v: v > 0}[condition]  # fmt: skip
        chosen = [BY_ID[organ].name for organ, value in values.items() if fits(value)]
        if not chosen:
            return None
        return {"value": len(chosen)} if name == "count" else {"listed": chosen}
    numbers = list(values.values())
    without = [value for organ, value in values.items() if BY_ID[organ].scope == "own"]
    work = {"total": lambda v: sum(v, Decimal(0)), "average": lambda v: sum(v, Decimal(0)) / len(v),
            "median": median}[kind]  # fmt: skip
    # the district's report counts its office once more, so leaving it out is also right
    found = [number(work(numbers)), number(work(without))]
    return {"value_any": found, "unit": unit(entry["cell"]), "tolerance": 0.006}


def _ranking(
    kind: str, entry: dict[str, Any], values: Totals, limit: int, year: int
) -> Expect | None:
    limit = 1 if kind in ("most", "share_rank") else limit
    order = sorted(values.items(), key=lambda pair: pair[1], reverse=kind != "rank_bottom")
    if len(order) > limit and order[limit - 1][1] == order[limit][1]:
        return None
    if kind == "share_rank":
        return {"first": BY_ID[order[0][0]].name}
    ranking = [[BY_ID[organ].name, number(value)] for organ, value in order[:limit]]
    return {
        "ranking": ranking,
        "values": {f"{name}|{year}|{entry['cell']}": value for name, value in ranking},
    }


def _shares(world: World, entry: dict[str, Any], year: int) -> Totals:
    parts = world.values(entry["part"], year)
    return {
        organ: parts[organ] / whole
        for organ, whole in world.values(entry["whole"], year).items()
        if whole and (organ, year) != WRONG_SUM
    }
