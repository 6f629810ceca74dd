"""Questions about one report's tables: look-ups, shares, differences, yes or no, premises."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tests.world import form
from tests.world.draft import Draft, Drawer, Expect, drawers, key, number, wordings
from tests.world.library import World, WorldReport
from tests.world.narrative import CONFLICT
from tests.world.truth import BLANKS, WRONG_SUM

_SPOILED = {WRONG_SUM, BLANKS}


def cell_expected(report: WorldReport, cell: str) -> Expect:
    """Return what the answer to a look-up of a cell must be."""
    value = report.value(cell)
    expect: Expect = {
        "status": "answered",
        "organ": report.organ.name,
        "year": report.year,
        "cells": [cell],
        "value": number(value),
    }
    if value is None:
        return expect | {
            "status": ["answered", "not_found"],
            "must_match": ["空白|未填|没有填|空格"],
        }
    return expect | {"unit": form.unit(cell), "values": {key(report, cell): number(value)}}


def lookups(world: World) -> Iterator[Draft]:
    """Yield look-ups of every kind of cell, of zeros and of blanks."""
    for file, times in (("lookup", 1), ("applicants", 1), ("misspelled", 1)):
        for cell, texts in wordings(file).items():
            for drawer in drawers(world, texts, times):
                yield _lookup(drawer, cell, file)
    for cell, texts in wordings("applicants").items():
        if cell.startswith("received_new") and not cell.endswith("natural_person"):
            yield _lookup(Drawer(world, texts[0], 9), cell, "applicants", blank=True)
    for cell, texts in list(wordings("lookup").items())[::3]:
        yield _lookup(Drawer(world, texts[-1], 5), cell, "misspelled", slip=True)


def _lookup(
    drawer: Drawer, cell: str, file: str, *, blank: bool = False, slip: bool = False
) -> Draft:
    wanted = drawer.random.random() < 0.75
    report = drawer.report(lambda report: bool(report.value(cell)) == wanted)
    if blank:
        report = drawer.world.report(*BLANKS)
    name = drawer.random.choice(report.organ.typos) if slip else drawer.name(report.organ)
    value = report.value(cell)
    kinds = {"lookup": "table_lookup", "applicants": "applicant_column"}
    kind = kinds.get(file, file)
    if cell.split(":")[0] in (*form.REVIEW_ROWS, "litigation"):
        kind = "review_litigation" if kind == "table_lookup" else kind
    elif cell.split(":")[0] in form.GROUPS and kind == "table_lookup":
        kind = "group_sum"
    if value is None:
        kind = "blank_cell"
    elif value == 0 and kind == "table_lookup":
        kind = "table_zero"
    return Draft(kind, drawer.wording, drawer.fill(report.organ, report.year, o=name),
                 cell_expected(report, cell))  # fmt: skip


def derived(world: World) -> Iterator[Draft]:
    """Yield shares, differences and several cells of one report."""
    book = wordings("derived")
    for entry in book["share"]:
        for drawer in drawers(world, entry["texts"]):
            yield _share(drawer, entry["part"], entry["whole"])
    for entry in book["minus"]:
        for drawer in drawers(world, entry["texts"]):
            report = drawer.report(lambda report: _sound(report))
            left, right = entry["left"], entry["right"]
            gap = (report.value(left) or 0) - (report.value(right) or 0)
            expect = _computed(report, [left, right], gap, "件")
            if "相差" in drawer.wording:
                expect["value_any"] = [number(gap), number(-gap)]
                del expect["value"]
            yield Draft("difference_within", drawer.wording,
                        drawer.fill(report.organ, report.year), expect)  # fmt: skip
    for entry in book["several"]:
        for drawer in drawers(world, entry["texts"]):
            report = drawer.report(lambda report: _sound(report) and report.organ.requests > 10)
            expect = _computed(report, entry["cells"], None, "件")
            yield Draft("several_cells", drawer.wording,
                        drawer.fill(report.organ, report.year), expect)  # fmt: skip


def share_expected(report: WorldReport, part: str, whole: list[str]) -> Expect:
    """Return what a share must be: 0..1, exact to four places."""
    total = sum((report.value(cell) or Decimal(0) for cell in whole), Decimal(0))
    value = (report.value(part) or Decimal(0)) / total
    return _computed(report, [part, *whole], value, "比例") | {"tolerance": 0.0006}


def _share(drawer: Drawer, part: str, whole: list[str]) -> Draft:
    report = drawer.report(
        lambda report: (
            _sound(report)
            and bool(report.value(part))
            and all((report.value(cell) or 0) > 2 for cell in whole[:1])
        )
    )
    expect = share_expected(report, part, whole)
    if "每一百件" in drawer.wording:  # 13.3 of a hundred says the same as 0.133
        expect["value_any"] = [expect["value"], expect.pop("value") * 100]
        expect.pop("unit")
    return Draft("share", drawer.wording, drawer.fill(report.organ, report.year), expect)


def _computed(
    report: WorldReport, cells: list[str], value: Decimal | int | None, unit: str
) -> Expect:
    expect: Expect = {
        "status": "answered",
        "organ": report.organ.name,
        "year": report.year,
        "values": {key(report, cell): number(report.value(cell)) for cell in cells},
    }
    if value is not None:
        expect |= {"value": number(Decimal(value)), "unit": unit}
    return expect


def _sound(report: WorldReport) -> bool:
    return (report.organ.id, report.year) not in _SPOILED


def judgements(world: World) -> Iterator[Draft]:
    """Yield yes-no questions, premises and checks of sums."""
    book = wordings("judgements")
    for entry in book["yes_no"]:
        for drawer in drawers(world, entry["texts"], 2):
            yield _yes_no(drawer, entry["cell"], drawer.salt == 0)
    for entry in book["premise"]:
        for drawer in drawers(world, entry["texts"], 3):
            yield _premise(drawer, entry["cell"], drawer.salt == 0)
    for drawer in drawers(world, book["consistency"][0]["texts"], 3):
        yield _consistency(drawer, spoiled=drawer.salt == 0)
    for drawer in drawers(world, book["carry"][0]["texts"], 2):
        yield _carry(drawer)
    for drawer in drawers(world, book["text_table"][0]["texts"], 2):
        yield _text_table(drawer, conflicting=drawer.salt == 0)


def _yes_no(drawer: Drawer, cell: str, wanted: bool) -> Draft:
    report = drawer.report(
        lambda report: report.value(cell) is not None and bool(report.value(cell)) == wanted
    )
    value = report.value(cell) or Decimal(0)
    expect = _computed(report, [cell], None, "件") | {"polarity": value > 0}
    return Draft("yes_no", drawer.wording, drawer.fill(report.organ, report.year), expect)


def _premise(drawer: Drawer, cell: str, true: bool) -> Draft:
    report = drawer.report(lambda report: _sound(report) and (report.value(cell) or 0) > (
        0 if true else -1))  # fmt: skip
    value = int(report.value(cell) or 0)
    said = value if true else value + drawer.random.choice((1, 2, 3, 5, 12))
    expect = _computed(report, [cell], None, "件")
    plain = any(words in drawer.wording for words in ("对吗", "是真的吗", "是不是"))
    if not true:
        expect |= {"premise": "contradicted"}
    elif plain:
        expect |= {"premise": "holds"}
    else:
        expect |= {"premise": ["holds", None], "status": ["answered", "not_found"]}
        del expect["values"]
    return Draft("premise_true" if true else "premise_false", drawer.wording,
                 drawer.fill(report.organ, report.year, n=str(said)), expect)  # fmt: skip


def _consistency(drawer: Drawer, *, spoiled: bool) -> Draft:
    report = drawer.world.report(*WRONG_SUM) if spoiled else drawer.report(_sound)
    expect: Expect = {
        "status": "answered", "organ": report.organ.name, "year": report.year,
        "consistent": not spoiled,
    }  # fmt: skip
    return Draft("consistency", drawer.wording, drawer.fill(report.organ, report.year), expect)


def _carry(drawer: Drawer) -> Draft:
    report = drawer.report(_sound, (2021, 2022, 2023))
    later = drawer.world.report(report.organ.id, report.year + 1)
    values = {
        key(report, "carried_out:total"): number(report.value("carried_out:total")),
        key(later, "carried_in:total"): number(later.value("carried_in:total")),
    }
    expect: Expect = {
        "status": "answered", "organ": report.organ.name, "year": [report.year, later.year],
        "values": values, "consistent": True,
    }  # fmt: skip
    asked = drawer.fill(
        report.organ, a=drawer.year(report.year, "{a}"), b=drawer.year(later.year, "{b}"),
        A=str(report.year), B=str(later.year),
    )  # fmt: skip
    return Draft("consistency_years", drawer.wording, asked, expect)


def _text_table(drawer: Drawer, *, conflicting: bool) -> Draft:
    report = drawer.world.report(*CONFLICT) if conflicting else drawer.report(
        lambda report: _sound(report) and bool(report.value("received_new:total"))
        and (report.organ.id, report.year) != CONFLICT)  # fmt: skip
    table = int(report.value("received_new:total") or 0)
    expect = _computed(report, ["received_new:total"], None, "件")
    expect |= {"consistent": not conflicting}
    if conflicting:
        expect["must_contain"] = [str(table), str(table + 2)]
    return Draft("text_against_table", drawer.wording,
                 drawer.fill(report.organ, report.year), expect)  # fmt: skip
