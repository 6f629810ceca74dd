"""Questions written by a second hand, who knew the library but not how it is understood.

wordings/second_hand.toml holds them as [what is asked of whom, words]. What is asked is written in
the short names below and worked out from the truth; a conversation is a list of such pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from tests.world.ask_report import cell_expected
from tests.world.ask_words import fact_expected
from tests.world.draft import TODAY, Expect, key, number, wordings
from tests.world.form import unit
from tests.world.library import World, WorldReport
from tests.world.organs import BY_ID, ORGANS

_ORGANS = {
    "pl": "planning", "la": "labour", "di": "district", "of": "office", "cs": "civil_shiyang",
    "cy": "civil_yunting", "st": "street", "to": "town", "ma": "market", "oy": "office_yunting",
}  # fmt: skip
_ROWS = {
    "new": "received_new", "in": "carried_in", "done": "processed_total", "out": "carried_out",
    "ok": "granted", "part": "partial", "den": "denied", "una": "unavailable",
    "not": "not_processed", "oth": "other_result", "rec": "reconsideration",
    "lit": "litigation", "litd": "litigation_direct", "lita": "litigation_after",
}  # fmt: skip
_WHOLE = {
    "made": "normative_documents:made", "repealed": "normative_documents:repealed",
    "force": "normative_documents:in_force", "lic": "licensing:decisions",
    "pen": "penalty:decisions", "com": "compulsion:decisions", "fee": "fees:amount",
}  # fmt: skip
_COLUMNS = {
    "np": "natural_person", "bu": "business", "re": "research", "ls": "legal_service",
    "org": "organization",
}  # fmt: skip
_ZERO = Decimal(0)


def _cell(short: str) -> str:
    """Return a cell's id: `ok:bu` is `granted:business`, `den` is `denied:total`."""
    if short in _WHOLE:
        return _WHOLE[short]
    row, _, column = short.partition(":")
    return f"{_ROWS.get(row, row)}:{_COLUMNS.get(column, column or 'total')}"


def _years(word: str) -> list[int]:
    first, _, last = word.partition("-")
    return list(range(int(first), int(last or first) + 1))


def _worth(report: WorldReport, sum_of: str) -> Decimal:
    """Return what `ok+part` or `new-done` comes to."""
    found = _ZERO
    for sign, group in zip((1, -1), sum_of.split("-"), strict=False):
        found += sign * sum(
            (report.value(_cell(each)) or _ZERO for each in group.split("+")), _ZERO
        )
    return found


class _Asked:
    """Works out what an answer must be; each method is a word of the first column."""

    def __init__(self, world: World) -> None:
        self.world = world

    def _report(self, organ: str, year: str) -> WorldReport:
        return self.world.report(_ORGANS[organ], int(year))

    def _several(self, organs: str, years: str) -> list[WorldReport]:
        return [self._report(o, str(y)) for o in organs.split(",") for y in _years(years)]

    def _of(self, reports: list[WorldReport], cells: list[str]) -> Expect:
        return {
            "status": "answered",
            "organ": sorted({report.organ.name for report in reports}),
            "year": sorted({report.year for report in reports}),
            "values": {key(report, cell): number(report.value(cell))
                       for report in reports for cell in cells},
        }  # fmt: skip

    def cell(self, organ: str, year: str, cell: str) -> Expect:
        """One cell."""
        return cell_expected(self._report(organ, year), _cell(cell))

    def cells(self, organs: str, years: str, *cells: str) -> Expect:
        """Several cells, organs or years side by side."""
        return self._of(self._several(organs, years), [_cell(each) for each in cells])

    def sum(self, organs: str, years: str, *cells: str) -> Expect:
        """Several cells, organs or years added up."""
        reports = self._several(organs, years)
        found = sum((_worth(report, "+".join(cells)) for report in reports), _ZERO)
        expect = self._of(reports, [_cell(each) for each in cells])
        return expect | {"value": number(found), "unit": unit(_cell(cells[0]))}

    def average(self, organ: str, years: str, cell: str) -> Expect:
        """One organ's average over years."""
        expect = self.sum(organ, years, cell)
        value = Decimal(str(expect["value"])) / len(_years(years))
        return expect | {"value": number(value), "tolerance": 0.006}

    def minus(self, organ: str, year: str, left: str, right: str) -> Expect:
        """One cell less another, in either direction where the words leave it open."""
        report = self._report(organ, year)
        gap = _worth(report, left) - _worth(report, right)
        cells = [_cell(each) for each in (*left.split("+"), *right.split("+"))]
        return self._of([report], cells) | {"value_any": [number(gap), number(-gap)]}

    def ratio(self, organ: str, year: str, *ways: str) -> Expect:
        """A share or a named rate; a rate that is defined in two ways may be either."""
        report = self._report(organ, year)
        found = []
        for way in ways:
            part, whole = way.split("/")
            found.append(number(_worth(report, part) / _worth(report, whole)))
        names = [each for way in ways[:1] for side in way.split("/") for each in side.split("+")]
        plain = len(ways) == 1 and "-" not in ways[0]
        expect = self._of([report], [_cell(each) for each in names] if plain else [])
        return expect | {"value_any": found, "unit": "比例", "tolerance": 0.0006}

    def diff(self, organ: str, years: str, cell: str) -> Expect:
        """The later year less the earlier."""
        first, last = years.split("-")
        reports = [self._report(organ, first), self._report(organ, last)]
        before, after = (report.value(_cell(cell)) or _ZERO for report in reports)
        return self._of(reports, [_cell(cell)]) | {
            "value": number(after - before), "unit": unit(_cell(cell))}  # fmt: skip

    def growth(self, organ: str, years: str, cell: str) -> Expect:
        """The difference in terms of the earlier year."""
        first, last = years.split("-")
        reports = [self._report(organ, first), self._report(organ, last)]
        before, after = (report.value(_cell(cell)) or _ZERO for report in reports)
        return self._of(reports, [_cell(cell)]) | {
            "value": number((after - before) / before), "unit": "比例", "tolerance": 0.0006,
        }  # fmt: skip

    def yoy(self, organ: str, years: str, cell: str) -> Expect:
        """The bare 同比: a percentage or a number, both say it."""
        expect = self.growth(organ, years, cell)
        del expect["unit"]
        both = [expect.pop("value"), self.diff(organ, years, cell)["value"]]
        return expect | {"value_any": both}

    def yearmost(self, organ: str, years: str, cell: str) -> Expect:
        """The year with the largest number."""
        return self._year_of(organ, years, cell, max)

    def yearleast(self, organ: str, years: str, cell: str) -> Expect:
        """The year with the smallest number."""
        return self._year_of(organ, years, cell, min)

    def _year_of(self, organ: str, years: str, cell: str, best: Callable[..., Any]) -> Expect:
        reports = self._several(organ, years)
        values = [report.value(_cell(cell)) or _ZERO for report in reports]
        assert values.count(best(values)) == 1, (organ, cell)
        report = reports[values.index(best(values))]
        return self._of([report], [_cell(cell)]) | {
            "first_year": report.year, "year": _years(years)}  # fmt: skip

    def gap(self, first: str, second: str, year: str, cell: str) -> Expect:
        """The difference of two organs, whichever way round."""
        reports = [self._report(each, year) for each in (first, second)]
        gap = _worth(reports[0], cell) - _worth(reports[1], cell)
        return self._of(reports, [_cell(cell)]) | {"value_any": [number(gap), number(-gap)]}

    def more(self, organs: str, year: str, cell: str) -> Expect:
        """Which of some organs has most: it is named first."""
        reports = self._several(organs, year)
        values = [_worth(report, cell) for report in reports]
        assert values.count(max(values)) == 1, (organs, cell)
        first = reports[values.index(max(values))]
        expect = self._of([first], [_cell(cell)]) | {"first": first.organ.name}
        return expect | {"organ": sorted(report.organ.name for report in reports)}

    def yes(self, organ: str, year: str, cell: str) -> Expect:
        """Whether there was any."""
        report = self._report(organ, year)
        return self._of([report], [_cell(cell)]) | {"polarity": _worth(report, cell) > 0}

    def than(self, organs: str, years: str, left: str, right: str = "") -> Expect:
        """Whether the first exceeds the second: two organs, two years or two cells."""
        reports = self._several(organs, years)
        pair = reports if len(reports) == 2 else reports * 2
        cells = [left, right or left]
        one, two = (_worth(report, cell) for report, cell in zip(pair, cells, strict=True))
        later = len(set(_years(years))) == 2  # "2024 more than 2023"
        return self._of(reports, [_cell(cell) for cell in dict.fromkeys(cells)]) | {
            "polarity": two > one if later else one > two
        }

    def said(self, organ: str, year: str, cell: str, said: str) -> Expect:
        """A number claimed by the asker."""
        report = self._report(organ, year)
        holds = report.value(_cell(cell)) == Decimal(said)
        expect = self._of([report], [_cell(cell)])
        if said == "0" and not holds:  # "none, right?" is answered by "yes, there are six" as well
            return expect | {"premise": ["contradicted", None], "polarity": True}
        return expect | {"premise": "holds" if holds else "contradicted"}

    def rose(self, organ: str, years: str, cell: str, said: str) -> Expect:
        """A rise or fall claimed by the asker; its size may be given as well."""
        first, last = years.split("-")
        expect = self.diff(organ, years, cell)
        del expect["value"], expect["unit"]
        rises = (self._report(organ, last).value(_cell(cell)) or _ZERO) > (
            self._report(organ, first).value(_cell(cell)) or _ZERO)  # fmt: skip
        return expect | {"premise": "holds" if rises == (said == "up") else "contradicted"}

    def place(self, year: str, cell: str, place: str) -> Expect:
        """Who stands first, second … or, with a minus, last."""
        values = self._order(int(year), cell)
        at = int(place) - 1 if int(place) > 0 else int(place)
        organ, value = values[at]
        assert [each for _, each in values].count(value) == 1, (year, cell, values)
        return {"status": "answered", "first": BY_ID[organ].name, "year": int(year),
                "values": {f"{BY_ID[organ].name}|{year}|{_cell(cell)}": number(value)}}  # fmt: skip

    def top(self, year: str, cell: str, limit: str) -> Expect:
        """The first few, in order; with a minus the last few."""
        values, size = self._order(int(year), cell), abs(int(limit))
        values = values if int(limit) > 0 else values[::-1]
        assert values[size - 1][1] != values[size][1], (year, cell, values)
        ranking = [[BY_ID[organ].name, number(value)] for organ, value in values[:size]]
        cited = {f"{name}|{year}|{_cell(cell)}": value for name, value in ranking}
        return {"status": "answered", "year": int(year), "ranking": ranking, "values": cited}

    def _order(self, year: int, cell: str) -> list[tuple[str, Decimal]]:
        return sorted(self.world.values(_cell(cell), year).items(), key=lambda pair: -pair[1])

    def sharetop(self, year: str, part: str, whole: str) -> Expect:
        """Who has the highest share."""
        reports = [self.world.report(organ, int(year)) for organ in BY_ID]
        found = {report.organ.name: _worth(report, part) / _worth(report, whole)
                 for report in reports if _worth(report, whole)}  # fmt: skip
        best = sorted(found, key=lambda name: -found[name])
        assert found[best[0]] != found[best[1]], (year, part)
        return {"status": "answered", "first": best[0], "year": int(year)}

    def all(self, year: str, cell: str, work: str) -> Expect:
        """The sum, mean or median over organs, with or without the district's own summary."""
        values = self.world.values(_cell(cell), int(year))
        own = [value for organ, value in values.items() if BY_ID[organ].scope == "own"]
        do: Callable[[list[Decimal]], Decimal] = {
            "sum": lambda v: sum(v, _ZERO), "mean": lambda v: sum(v, _ZERO) / len(v),
            "median": median,
        }[work]  # fmt: skip
        found = [number(do(list(values.values()))), number(do(own))]
        return {"status": "answered", "year": int(year), "value_any": found, "tolerance": 0.006,
                "unit": unit(_cell(cell))}  # fmt: skip

    def _fitting(self, year: str, cell: str, bound: str) -> list[str]:
        sign, limit = bound[0], Decimal(bound[1:])
        fits = {">": lambda v: v > limit, "<": lambda v: v < limit, "=": lambda v: v == limit}[sign]
        values = self.world.values(_cell(cell), int(year))
        return [BY_ID[organ].name for organ, value in values.items() if fits(value)]

    def count(self, year: str, cell: str, bound: str) -> Expect:
        """How many organs fit."""
        found = len(self._fitting(year, cell, bound))
        return {"status": "answered", "year": int(year), "value": found}

    def list(self, year: str, cell: str, bound: str) -> Expect:
        """Which organs fit."""
        return {"status": "answered", "year": int(year),
                "listed": self._fitting(year, cell, bound)}  # fmt: skip

    def fact(self, organ: str, year: str, theme: str) -> Expect:
        """What a report says in words."""
        return fact_expected(self._report(organ, year), theme)

    def none(self) -> Expect:
        """Understood, and not there."""
        return {"status": "not_found", "no_value": True}

    def silent(self, organ: str, year: str, theme: str) -> Expect:
        """A theme the report does not mention."""
        assert self._report(organ, year).fact(theme) is None, (organ, year, theme)
        return self.none()

    def absent(self) -> Expect:
        """Not a matter of these reports."""
        return {"status": ["not_found", "out_of_scope"], "no_value": True}

    def foreign(self) -> Expect:
        """No question about the reports at all."""
        return {"status": ["out_of_scope", "not_found", "clarify"], "no_value": True}

    def anything(self) -> Expect:
        """Words that ask nothing: only what comes after them counts."""
        return {"status": ["answered", "out_of_scope", "not_found", "clarify"]}

    def which(self, *names: str) -> Expect:
        """Several readings: ask back, offering these organs."""
        return {"status": "clarify",
                "options_contain": [BY_ID[_ORGANS[name]].name for name in names]}  # fmt: skip

    def either(self, organs: str, years: str, *cells: str) -> Expect:
        """Ask back, or give every reading with its label."""
        expect = self.cells(organs, years, *cells)
        return {"status": "clarify", "or_values": expect["values"]}

    def words(self, *words: str) -> Expect:
        """An answer that says these words."""
        return {"status": "answered", "must_contain": list(words)}

    def span(self) -> Expect:
        """The years the library covers."""
        return {"status": "answered", "must_match": ["2021.*2024"]}

    def organs(self) -> Expect:
        """The list of organs."""
        return {"status": "answered", "must_contain": [organ.name for organ in ORGANS]}

    def has(self, yes: str) -> Expect:
        """Whether the library has a report."""
        there = yes == "yes"
        return {"status": "answered" if there else ["answered", "not_found"], "polarity": there,
                "no_value": True}  # fmt: skip

    def sound(self, organ: str, year: str, yes: str, *cells: str) -> Expect:
        """Whether sums, or text and table, agree."""
        expect = self._of([self._report(organ, year)], [_cell(cell) for cell in cells])
        return expect | {"consistent": yes == "yes"}

    def carry(self, organ: str, years: str) -> Expect:
        """Whether what was carried out was carried in."""
        first, last = (self._report(organ, year) for year in years.split("-"))
        expect = self._of([first], ["carried_out:total"])
        expect["values"] |= self._of([last], ["carried_in:total"])["values"]
        return expect | {"year": [first.year, last.year], "consistent": True}

    def bare(self, organ: str) -> Expect:
        """A figure of a whole county, which the library does not have."""
        del organ
        return {"status": ["not_found", "clarify", "answered"],
                "if_answered_match": "本机关|(不是|并非)全县|没有.*(全县|汇总)|未收录"}  # fmt: skip


def _expected(world: World, what: str) -> Expect:
    name, *words = what.split()
    expect: Expect = getattr(_Asked(world), name)(*words)
    return expect


def second_hand(world: World) -> Iterator[dict[str, Any]]:
    """Yield the questions as they stand in the file, ids S…, all of them to learn from."""
    book = wordings("second_hand")
    single = [(kind, [tuple(each)]) for kind, asked in book["single"].items() for each in asked]
    spoken = [("dialogue", [tuple(turn) for turn in talk]) for talk in book["dialogues"]]
    for place, (kind, turns) in enumerate([*single, *spoken], start=1):
        expects = [_expected(world, what) for what, _ in turns]
        texts = [text for _, text in turns]
        talk = kind == "dialogue"
        yield {
            "id": f"S{place:04d}",
            "type": kind,
            ("turns" if talk else "question"): texts if talk else texts[0],
            "today": TODAY,
            "expect": expects if talk else expects[0],
            "split": "dev",
        }
