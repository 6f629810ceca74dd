"""Conversations of two to four turns, written as wordings with what every turn asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.world import form
from tests.world.ask_report import cell_expected, share_expected
from tests.world.ask_words import fact_expected
from tests.world.draft import Draft, Drawer, Expect, key, number, wordings
from tests.world.library import World, WorldReport
from tests.world.organs import BY_ID, YEARS
from tests.world.truth import BLANKS, WRONG_SUM

Turns = list[list[str]]


def dialogues(world: World) -> Iterator[Draft]:
    """Yield two conversations for each of the written ones."""
    for entry in wordings("dialogues")["dialogue"]:
        for salt in range(2):
            turns: Turns = entry["turns"]
            drawer = Drawer(world, " / ".join(text for _, text in turns), salt)
            yield _dialogue(drawer, turns)


def _dialogue(drawer: Drawer, turns: Turns) -> Draft:
    report, other = _chosen(drawer, turns)
    name, second = drawer.name(report.organ), drawer.name(other.organ)
    year = drawer.year(report.year)
    slots = {"o": name, "p": second, "y": year, "Y": str(report.year)}
    asked = [text.format(**slots) for _, text in turns]
    expected = [_expected(drawer.world, what, report, other) for what, _ in turns]
    return Draft("dialogue", drawer.wording, asked, expected)


def _chosen(drawer: Drawer, turns: Turns) -> tuple[WorldReport, WorldReport]:
    """Return a report for which every turn can be asked, and another organ's of the same year."""
    needs = " ".join(what for what, _ in turns)
    years = tuple(
        year
        for year in YEARS
        if not ("@z" in needs or "difference" in needs) or year > YEARS[0]
        if "@b" not in needs or year < YEARS[-1]
    )
    world = drawer.world
    themes = re.findall(r"fact (\w+)", needs)

    def fits(report: WorldReport) -> bool:
        reports = [report]
        if "fact" in needs and "@z" in needs:
            reports.append(world.report(report.organ.id, report.year - 1))
        facts = all(each.fact(theme) for each in reports for theme in themes)
        spoiled = {WRONG_SUM, BLANKS} & {(report.organ.id, report.year)}
        busy = report.organ.requests > 10 or "share" not in needs
        return facts and not spoiled and busy and bool(report.value("denied:total"))

    report = drawer.report(fits, years)
    others = [organ for organ in BY_ID if organ not in (report.organ.id, "town")]
    return report, world.report(drawer.random.choice(others), report.year)


def _expected(world: World, what: str, report: WorldReport, other: WorldReport) -> Expect:
    """Return what one turn's answer must be."""
    words = what.split()
    marks = {word for word in words if word.startswith("@")}
    if "@p" in marks:
        report, other = other, report
    if "@z" in marks:
        report = world.report(report.organ.id, report.year - 1)
    if "@b" in marks:
        report = world.report(report.organ.id, report.year + 1)
    kind = words[0]
    if kind in ("clarify", "out_of_scope"):
        return {"status": kind, "no_value": True}
    if kind == "missing":
        return {"status": "not_found", "no_value": True}
    if kind == "share":
        return share_expected(report, words[1], [words[3]])
    if kind == "fact":
        return fact_expected(report, words[1])
    if kind in ("difference", "gap", "trend"):
        return _over_years(world, kind, words[1], report, other)
    if kind in ("top", "second"):
        return _placed(world, words[1], report.year, 0 if kind == "top" else 1)
    return cell_expected(report, kind)


def _over_years(
    world: World, kind: str, cell: str, report: WorldReport, other: WorldReport
) -> Expect:
    reports = [report, other]
    if kind == "difference":
        reports = [report, world.report(report.organ.id, report.year - 1)]
    elif kind == "trend":
        reports = [world.report(report.organ.id, year) for year in YEARS]
    expect: Expect = {
        "status": "answered",
        "values": {key(each, cell): number(each.value(cell)) for each in reports},
    }
    if kind != "trend":
        after, before = (each.value(cell) or Decimal(0) for each in reports)
        expect |= {"value": number(after - before), "unit": form.unit(cell)}
    return expect


def _placed(world: World, cell: str, year: int, place: int) -> Expect:
    values = world.values(cell, year)
    organ = sorted(values, key=lambda organ: -values[organ])[place]
    name = BY_ID[organ].name
    return {"status": "answered", "first": name,
            "values": {f"{name}|{year}|{cell}": number(values[organ])}}  # fmt: skip
