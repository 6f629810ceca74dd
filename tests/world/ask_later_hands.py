"""Questions by later hands, who knew the library and the form but nothing of the phrase book.

The files below hold them, an id a line: the type, then what is asked (in the second hand's short
names) and the words, turn after turn. What is held out lies in a file of its own that nobody opens
while mending. Three fifths of the third hand's and all of the fourth's were held out until they had
been measured; the changelog has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.world.ask_second_hand import _ORGANS, _Asked, _cell, _worth, _years
from tests.world.draft import TODAY, Expect, number, wordings
from tests.world.library import World
from tests.world.organs import BY_ID, ORGANS, YEARS

# The wordings by file, with the split they belong to.
_FILES = {
    "third_hand_dev": "dev",
    "third_hand_opened": "dev",
    "fourth_hand_opened": "dev",
    "fifth_hand_held_out": "held_out",
    "sixth_hand_dev": "dev",
    "seventh_hand_dev": "dev",
    "eighth_hand_dev": "dev",
    "ninth_hand_held_out": "held_out",
    "tenth_hand_held_out": "held_out",
    "eleventh_hand_dev": "dev",
    "twelfth_hand_dev": "dev",
    "thirteenth_hand_dev": "dev",
    "fourteenth_hand_held_out": "held_out",
}
_ZERO = Decimal(0)
_NO_IN_LABEL = re.compile(
    r"\b(una|unavailable|lit|litd)\b|needs_creation|overdue|excessive|pending"
)
_DENIAL = "不对|不是|没有|不符|有误|并非|并未"


class _AskedLater(_Asked):
    """More ways of asking; each method is a word of the first column."""

    def back(self) -> Expect:
        """Too little is said to answer: ask back."""
        return {"status": "clarify", "no_value": True}

    def halfyear(self) -> Expect:
        """Part of a year: the reports count whole years only."""
        return {"status": ["not_found", "out_of_scope", "clarify"], "no_value": True}

    def noyear(self, organ: str, cell: str) -> Expect:
        """No year said: ask back, or give the newest, alone or with the others."""
        newest = self._of([self._report(organ, "2024")], [_cell(cell)])
        return {"status": ["clarify", "answered"], "organ": newest["organ"],
                "values": newest["values"]}  # fmt: skip

    def merged(self, organ: str, year: str, cell: str) -> Expect:
        """Two matters that the form counts as one: say so, or give the one."""
        return self.cellor(organ, year, cell) | {"status": ["not_found", "clarify"]}

    def cellor(self, organ: str, year: str, cell: str) -> Expect:
        """A cell named so loosely that asking back does as well."""
        expect = self._of([self._report(organ, year)], [_cell(cell)])
        return {"status": "clarify", "or_values": expect["values"]}

    def fewer(self, organs: str, years: str, left: str, right: str = "") -> Expect:
        """Whether the first falls short of the second."""
        expect = self.than(organs, years, left, right)
        cells = list(expect["values"].values())
        assert len(set(cells)) == len(cells), (organs, years, left)
        return expect | {"polarity": not expect["polarity"]}

    def said(self, organ: str, year: str, cell: str, said: str) -> Expect:
        """A number claimed by the asker; to repeat a right one is to confirm it."""
        expect = super().said(organ, year, cell, said)
        return expect | {"premise": ["holds", None]} if expect["premise"] == "holds" else expect

    def rose(self, organ: str, years: str, cell: str, said: str) -> Expect:
        """A rise or fall claimed by the asker; a plain yes or no will do."""
        expect = super().rose(organ, years, cell, said)
        expect["year"] = _years(years)
        if expect["premise"] == "holds":
            return expect | {"premise": ["holds", None], "must_not_match": ["^(不|没)"]}
        truth = "减|降|少" if said == "up" else "增|升|多|涨"
        return expect | {"premise": ["contradicted", None], "must_match": [f"{_DENIAL}|{truth}"]}

    def whyfalse(self, organ: str, year: str, cell: str, said: str) -> Expect:
        """Why there were so many, when there were not."""
        expect = self.said(organ, year, cell, said)
        assert expect["premise"] == "contradicted", (organ, year, cell)
        return expect

    def whytrue(self, organ: str, year: str, cell: str, said: str) -> Expect:
        """Why there were so many, when there were: the reports need not say why."""
        expect = self.said(organ, year, cell, said)
        assert expect["premise"] == ["holds", None], (organ, year, cell)
        return {"status": ["answered", "not_found"], "premise": ["holds", None],
                "organ": expect["organ"]}  # fmt: skip

    def stated(self, organ: str, year: str, theme: str, *words: str) -> Expect:
        """One point of what a report says on a theme."""
        expect = self.fact(organ, year, theme)
        assert all(any(each in said for said in expect["evidence"]) for each in words), words
        expect.pop("value", None)
        expect.pop("unit", None)
        return expect | {"evidence": list(words)}

    def facts(self, organs: str, years: str, theme: str) -> Expect:
        """A theme in several reports: all are quoted."""
        found = [fact_of(self, report.organ.id, report.year, theme)
                 for report in self._several(organs, years)]  # fmt: skip
        return {
            "status": "answered",
            "organ": sorted({each["organ"] for each in found}),
            "evidence": [words for each in found for words in each["evidence"]],
        }

    def like(self, organ: str, year: str) -> Expect:
        """A comparable case: another organ is named beside this one."""
        others = [each.name for each in ORGANS if each.id != _ORGANS[organ]]
        return {"status": "answered", "must_match": ["|".join(others)],
                "must_contain": [self._report(organ, year).organ.name]}  # fmt: skip

    def sharegap(self, organ: str, years: str, part: str, whole: str) -> Expect:
        """By how much a share moved; as a number of 0..1 or in points."""
        first, last = (self._report(organ, year) for year in years.split("-"))
        gap = _worth(last, part) / _worth(last, whole) - _worth(first, part) / _worth(first, whole)
        cells = [_cell(part), _cell(whole)]
        return self._of([first, last], cells) | {
            "value_any": [number(gap), number(gap * 100), round(float(gap) * 100, 1)],
            "tolerance": 0.0051,
        }

    def grand(self, years: str, cell: str) -> Expect:
        """The sum over all organs and years, with or without the district's own summary."""
        reports = [self.world.report(organ, year) for organ in BY_ID for year in _years(years)]
        own = [report for report in reports if report.organ.scope == "own"]
        found = [sum((_worth(each, cell) for each in part), _ZERO) for part in (reports, own)]
        return {"status": "answered", "year": _years(years),
                "value_any": [number(value) for value in found]}  # fmt: skip

    def both(self, year: str, first: str, second: str) -> Expect:
        """Which organs fit two conditions, each written `cell>0`."""
        lists = [self._fitting(year, *_split(each)) for each in (first, second)]
        return {"status": "answered", "year": int(year),
                "listed": [name for name in lists[0] if name in lists[1]]}  # fmt: skip

    def yearsthat(self, organ: str, cell: str, bound: str) -> Expect:
        """In which years an organ fits."""
        name = BY_ID[_ORGANS[organ]].name
        years = [str(year) for year in YEARS if name in self._fitting(str(year), cell, bound)]
        return {"status": "answered", "must_contain": years, "organ": name}

    def rosemost(self, years: str, cell: str) -> Expect:
        """Whose number rose most, in numbers or in terms of the earlier year where they agree."""
        first, last = (self.world.values(_cell(cell), int(year)) for year in years.split("-"))
        best = sorted(first, key=lambda organ: first[organ] - last[organ])
        assert first[best[0]] - last[best[0]] != first[best[1]] - last[best[1]], (years, cell)
        return {"status": "answered", "first": BY_ID[best[0]].name}


def fact_of(asked: _Asked, organ: str, year: int, theme: str) -> Expect:
    """Return what one report says on a theme."""
    short = next(short for short, name in _ORGANS.items() if name == organ)
    return asked.fact(short, str(year), theme)


def _split(condition: str) -> tuple[str, str]:
    at = next(place for place, sign in enumerate(condition) if sign in "<=>")
    return condition[:at], condition[at:]


def later_hands(world: World) -> Iterator[dict[str, Any]]:
    """Yield the questions, file by file."""
    asked = _AskedLater(world)
    for file, split in _FILES.items():
        for name, (kind, *turns) in wordings(file).items():
            expects = [_expected(asked, what) for what in turns[::2]]
            texts = turns[1::2]
            talk = kind == "dialogue"
            yield {
                "id": name,
                "type": kind,
                ("turns" if talk else "question"): texts if talk else texts[0],
                "today": TODAY,
                "expect": expects if talk else expects[0],
                "split": split,
            }


def _expected(asked: _AskedLater, what: str) -> Expect:
    """Work out an expectation; with `~` before it asking back does as well."""
    name, *words = what.removeprefix("~").split()
    expect: Expect = getattr(asked, name)(*words)
    if not {"premise", "polarity", "consistent"} & expect.keys():
        expect["premise"] = [None, "holds"]  # who claims nothing is not to be contradicted
    if expect.get("polarity") and _NO_IN_LABEL.search(" ".join(words)):
        del expect["polarity"]  # the row's own name has a "no" in it
        expect["must_not_match"] = ["^(没有|不是|否|未|不多|不比|0)"]
    if what.startswith("~"):
        either = expect["status"]
        expect["status"] = [*([either] if isinstance(either, str) else either), "clarify"]
    return expect
