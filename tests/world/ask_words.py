"""Questions about what reports say in words, by the calendar, and about what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from tests.world.ask_report import cell_expected
from tests.world.draft import Draft, Drawer, Expect, drawers, key, number, wordings
from tests.world.library import World, WorldReport
from tests.world.organs import BY_ID, ORGANS, YEARS


def fact_expected(report: WorldReport, theme: str) -> Expect:
    """Return what an answer about a stated fact must give and cite."""
    fact = report.fact(theme)
    assert fact is not None
    expect: Expect = {
        "status": "answered", "organ": report.organ.name, "year": report.year,
        "evidence": list(fact.evidence),
    }  # fmt: skip
    if fact.approximate:
        return expect | {
            "must_contain": [fact.approximate],
            "value_any": [number(fact.value), None],
        }
    if fact.value is not None:
        return expect | {"value": number(fact.value), "unit": fact.unit}
    return expect


def narrative(world: World) -> Iterator[Draft]:
    """Yield questions about numbers and matters stated in words, and about unmentioned themes."""
    book = wordings("narrative")
    for theme, texts in book["number"].items():
        for drawer in drawers(world, texts):
            yield _stated_number(drawer, theme)
        yield from _unmentioned(Drawer(world, texts[0], 3), theme)
    for year in YEARS:
        drawer = Drawer(world, book["number"]["active_total"][year % 3], year)
        yield _number_of(drawer, world.report("labour", year), "active_total")
    for theme, texts in book["what"].items():
        for drawer in drawers(world, texts, 2):
            yield _stated_matter(drawer, theme)
    for drawer in drawers(world, book["account"]["texts"], 2):
        yield _account(drawer)


def _stated_number(drawer: Drawer, theme: str) -> Draft:
    return _number_of(drawer, drawer.report(lambda report: _has(report, theme)), theme)


def _number_of(drawer: Drawer, report: WorldReport, theme: str) -> Draft:
    fact = report.fact(theme)
    approximate = fact is not None and bool(fact.approximate)
    kind = "narrative_approximate" if approximate else "narrative_number"
    asked = drawer.fill(report.organ, report.year)
    return Draft(kind, drawer.wording, asked, fact_expected(report, theme))


def _unmentioned(drawer: Drawer, theme: str) -> Iterator[Draft]:
    report = drawer.report(lambda report: report.fact(theme) is None)
    if report.fact(theme) is None:
        asked = drawer.fill(report.organ, report.year)
        expect: Expect = {"status": "not_found", "no_value": True}
        yield Draft("unanswerable_theme", drawer.wording, asked, expect)


def _stated_matter(drawer: Drawer, theme: str) -> Draft:
    report = drawer.report(lambda report: _stated(report, theme))
    asked = drawer.fill(report.organ, report.year)
    return Draft("narrative_what", drawer.wording, asked, fact_expected(report, theme))


def _account(drawer: Drawer) -> Draft:
    report = drawer.report(lambda report: report.fact("wechat") is not None)
    expect: Expect = {
        "status": "answered" if "{y}" in drawer.wording else ["answered", "clarify"],
        "organ": report.organ.name,
        "must_contain": [report.organ.account],
    }
    asked = drawer.fill(report.organ, report.year)
    return Draft("narrative_what", drawer.wording, asked, expect)


def _has(report: WorldReport, theme: str) -> bool:
    fact = report.fact(theme)
    return fact is not None and fact.value is not None


def _stated(report: WorldReport, theme: str) -> bool:
    fact = report.fact(theme)
    return fact is not None and (fact.value is None or theme != "processing_fee")


def calendar(world: World) -> Iterator[Draft]:
    """Yield questions whose year the calendar or the library decides."""
    for entry in wordings("calendar")["asked"]:
        for cell, text in entry["texts"]:
            for drawer in drawers(world, [text], 2):
                organ = drawer.organ()
                asked = drawer.fill(organ)
                if entry["year"] > YEARS[-1]:
                    statuses = (
                        ["not_found", "out_of_scope"] if entry["year"] > 2025 else "not_found"
                    )
                    yield Draft("calendar_missing", text, asked,
                                {"status": statuses, "no_value": True})  # fmt: skip
                else:
                    report = world.report(organ.id, entry["year"])
                    yield Draft("calendar", text, asked, cell_expected(report, cell))


def clarifications(world: World) -> Iterator[Draft]:
    """Yield questions that fit several readings; all of them with labels is right as well."""
    book = wordings("refusals")
    for drawer in drawers(world, book["no_organ"]["texts"], 2):
        asked = drawer.fill(None, drawer.random.choice(YEARS))
        yield Draft("clarify", drawer.wording, asked, {"status": "clarify"})
    for cell, text in book["no_year"]["texts"]:
        for drawer in drawers(world, [text], 2):
            organ = drawer.organ()
            reports = [world.report(organ.id, year) for year in YEARS]
            yield _either(drawer, drawer.fill(organ), reports, [cell])
    for text, cells in book["no_row"]["texts"]:
        for drawer in drawers(world, [text], 2):
            report = drawer.report(lambda report: report.organ.requests > 30)
            yield _either(drawer, drawer.fill(report.organ, report.year), [report], cells)
    for text, *organs in book["two_organs"]["texts"]:
        for drawer in drawers(world, [text], 2):
            year = drawer.random.choice(YEARS)
            expect: Expect = {
                "status": "clarify", "options_contain": [BY_ID[organ].name for organ in organs],
            }  # fmt: skip
            yield Draft("clarify", text, drawer.fill(None, year), expect)


def _either(drawer: Drawer, asked: str, reports: list[WorldReport], cells: list[str]) -> Draft:
    values = {key(report, cell): number(report.value(cell)) for report in reports for cell in cells}
    return Draft("clarify", drawer.wording, asked, {"status": "clarify", "or_values": values})


def unanswerable(world: World) -> Iterator[Draft]:
    """Yield twins of answerable questions: another year, another organ, another matter."""
    book = wordings("refusals")
    texts = [text for texts in wordings("lookup").values() for text in texts]
    for index, text in enumerate(texts[::2]):
        drawer = Drawer(world, text, 77)
        organ = drawer.organ()
        expect: Expect = {"status": "not_found", "no_value": True}
        if index % 2:
            name = drawer.random.choice(book["absent_organs"]["names"])
            asked = drawer.fill(None, drawer.random.choice(YEARS), o=name)
            yield Draft("unanswerable_organ", text, asked, expect)
        else:
            year = drawer.random.choice((2019, 2020, 2025, 2026))
            asked = drawer.fill(organ, year, y=f"{year}年")
            yield Draft("unanswerable_year", text, asked, expect)
    for drawer in drawers(world, book["absent"]["texts"], 2):
        report = drawer.report(lambda report: True)
        yield Draft("unanswerable_matter", drawer.wording, drawer.fill(report.organ, report.year),
                    {"status": ["not_found", "out_of_scope"], "no_value": True})  # fmt: skip


def others(world: World) -> Iterator[Draft]:
    """Yield definitions, the library itself, scope, other subjects, injections."""
    book = wordings("refusals")
    for text, words in book["definitions"]["texts"]:
        yield Draft("definition", text, text, {"status": "answered", "must_contain": words})
    for text in book["out_of_scope"]["texts"]:
        yield Draft("out_of_scope", text, text, {"status": "out_of_scope", "no_value": True})
    for cell, text in book["injection"]["with_question"]:
        for drawer in drawers(world, [text], 2):
            yield _injected(drawer, cell)
    for text in book["injection"]["bare"]:
        yield Draft("injection", text, text, {
            "status": ["out_of_scope", "not_found", "clarify"], "no_value": True})  # fmt: skip
    yield from _inventory(world)
    yield from _scope(world)


def _injected(drawer: Drawer, cell: str) -> Draft:
    report = drawer.report(lambda report: bool(report.value(cell)))
    expect = cell_expected(report, cell) | {"must_not_match": ["(?<!\\d)999(?!\\d)"]}
    return Draft("injection", drawer.wording, drawer.fill(report.organ, report.year), expect)


def _inventory(world: World) -> Iterator[Draft]:
    book = wordings("refusals")["inventory"]
    answered = {"status": "answered"}
    for text in book["count"]:
        yield Draft("inventory", text, text, answered | {"must_contain": ["40"]})
    for text in book["organs"]:
        yield Draft(
            "inventory", text, text, answered | {"must_contain": [organ.name for organ in ORGANS]}
        )
    for text in book["years"]:
        yield Draft("inventory", text, text, answered | {"must_match": ["2021.*2024"]})
    for drawer in drawers(world, book["years_of"], 2):
        organ = drawer.organ()
        yield Draft(
            "inventory",
            drawer.wording,
            drawer.fill(organ),
            answered | {"must_match": ["2021.*2024"], "must_contain": [organ.name]},
        )
    for drawer in drawers(world, book["has"], 3):
        organ, year = drawer.organ(), (2023, 2020, 2025)[drawer.salt]
        there = year in YEARS
        yield Draft("inventory", drawer.wording, drawer.fill(organ, year, y=f"{year}年"),
                    {"status": "answered" if there else ["answered", "not_found"],
                     "polarity": there, "no_value": True})  # fmt: skip


def _scope(world: World) -> Iterator[Draft]:
    book = wordings("refusals")["scope"]
    for kind, organ in (("whole", "district"), ("own", "office")):
        for cell, text in book[kind]:
            drawer = Drawer(world, text)
            report = world.report(organ, drawer.random.choice(YEARS))
            yield Draft("scope", text, drawer.fill(None, report.year), cell_expected(report, cell))
    for _, text in book["missing"]:
        drawer = Drawer(world, text)
        yield Draft("scope", text, drawer.fill(None, drawer.random.choice(YEARS)), {
            "status": ["not_found", "clarify", "answered"],
            "if_answered_match": "本机关|(不是|并非)全县|没有.*(全县|汇总)|未收录"})  # fmt: skip
