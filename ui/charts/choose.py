"""Which picture suits an answer: built from what the answer cites and works out, nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from index import Library, ReportCard
from qa.answer import Answer
from ui.charts.fold import Items, item_name, items_of
from ui.charts.model import (
    Bar,
    BarChart,
    Break,
    Chart,
    Datum,
    LineChart,
    Point,
    Series,
)
from ui.charts.results import composition_of_items
from ui.charts.siblings import siblings_of

_MOST_LINES = 6
_MOST_BARS = 30
_ITEMS_AT_LEAST = 3
_YEARS_AT_LEAST = 3
# Answers whose figures are means to an end that no picture of them would show.
_NOT_DRAWN = frozenset({"similar"})
_SIDE = r"(?:[\d.]+|\([\d.+ ]+\))"
_DIVISION = re.compile(rf"(?P<top>{_SIDE}) ÷ (?P<whole>{_SIDE})")


def chart_of(answer: Answer, library: Library) -> Chart | None:
    """Return the picture that suits an answer, None where a sentence says it better.

    Years of an organ become lines, organs beside one another bars, the items of one report bars,
    or one bar of a hundred per cent where they are all its results.
    """
    operation = answer.computed.operation if answer.computed is not None else ""
    if answer.status != "answered" or not answer.figures or operation in _NOT_DRAWN:
        return None
    ranked = operation == "rank"
    items = items_of(answer, library.cards())
    shares = _shares(answer, items)
    if shares:
        return _of_one_item(_share_title(shares, items), shares, "比例", ranked=ranked)
    if not items or not any(one.data for one in items):
        return None
    composed = composition_of_items(items)
    if composed is not None:
        return composed
    addresses = tuple(dict.fromkeys(address for one in items for address in one.data))
    units = {datum.unit for one in items for datum in one.data.values()}
    if len(units) > 1:
        return None
    if len(items) == 1:
        return _of_one_report(items[0])
    if len(addresses) == 1:
        column, name = _column(items, addresses[0]), item_name(addresses[0])
        return _of_one_item(name, column, units.pop(), ranked=ranked)
    return _of_several_items(items, addresses, units.pop())


_Named = tuple[tuple[ReportCard, Datum], ...]


def _column(items: Sequence[Items], address: str) -> _Named:
    return tuple((one.card, one.data[address]) for one in items if address in one.data)


def _of_one_item(title: str, column: _Named, unit: str, *, ranked: bool) -> Chart | None:
    """Draw lines where there are years to follow, else bars."""
    organs = {(card.organ, card.region) for card, _ in column}
    years = {card.year for card, _ in column}
    if len(organs) <= _MOST_LINES and len(years) >= _YEARS_AT_LEAST and not ranked:
        chart = _lines(title, column, unit)
        if chart is not None:
            return chart
    if not 2 <= len(column) <= _MOST_BARS:
        return None
    if not ranked:
        column = _largest_first(column) if len(organs) > 1 else _oldest_first(column)
    several_years = len(years) > 1
    whose = f"{column[0][0].organ}" if len(organs) == 1 else f"{min(years)}年"
    named = [(_bar_name(card, len(organs) > 1, several_years), datum) for card, datum in column]
    title = f"{whose}{title}" if len(organs) == 1 or not several_years else title
    return _bars(title, tuple(Bar(name, datum) for name, datum in named))


def _largest_first(column: _Named) -> _Named:
    nothing = Decimal("-Infinity")
    return tuple(sorted(column, key=lambda one: _value(one[1], nothing), reverse=True))


def _oldest_first(column: _Named) -> _Named:
    return tuple(sorted(column, key=lambda one: one[0].year))


def _value(datum: Datum, otherwise: Decimal) -> Decimal:
    return otherwise if datum.value is None else datum.value


def _bar_name(card: ReportCard, several_organs: bool, several_years: bool) -> str:
    organ = card.organ if several_organs else ""
    return f"{organ}{card.year}年" if several_years or not organ else organ


def _lines(title: str, column: _Named, unit: str) -> LineChart | None:
    """Return one line for each organ; None if a year has two reports of the same organ."""
    by_organ: dict[tuple[str, str | None], list[tuple[ReportCard, Datum]]] = {}
    for card, datum in column:
        by_organ.setdefault((card.organ, card.region), []).append((card, datum))
    series = []
    for (organ, _), reports in by_organ.items():
        reports.sort(key=lambda one: one[0].year)
        if len({card.year for card, _ in reports}) < len(reports):
            return None
        series.append(Series(organ, tuple(Point(card.year, datum) for card, datum in reports)))
    if not any(len(one.points) >= _YEARS_AT_LEAST for one in series):
        return None
    head = f"{series[0].name}历年{title}" if len(series) == 1 else f"历年{title}"
    return LineChart(head, unit, tuple(series), _breaks(list(by_organ.values())))


def _breaks(reports: Sequence[Sequence[tuple[ReportCard, Datum]]]) -> tuple[Break, ...]:
    """Return where a line goes over from one form, or one 口径, to another."""
    found: dict[int, list[str]] = {}
    for line in reports:
        for (before, _), (after, _) in pairwise(line):
            labels = found.setdefault(after.year, [])
            if before.form != after.form:
                labels.append("换用新格式")
            if "unknown" not in (before.scope, after.scope) and before.scope != after.scope:
                labels.append("口径改变")
    return tuple(
        Break(year, "、".join(dict.fromkeys(labels)))
        for year, labels in sorted(found.items())
        if labels
    )


def _of_one_report(items: Items) -> Chart | None:
    """Draw the items of one report as bars if they are of one kind, and not all nothing."""
    if not _ITEMS_AT_LEAST <= len(items.data) <= _MOST_BARS:
        return None
    together = siblings_of(tuple(items.data), items.card.form)
    if together is None:
        return None
    bars = tuple(map(Bar, together.names, items.data.values()))
    return _bars(f"{items.name}{together.title}", bars)


def _bars(title: str, bars: tuple[Bar, ...]) -> BarChart | None:
    """Return the chart, None if there is no length to be seen."""
    if not any(bar.datum.value for bar in bars):
        return None
    return BarChart(title, bars[0].datum.unit, bars)


def _of_several_items(items: Sequence[Items], addresses: Sequence[str], unit: str) -> Chart | None:
    """Draw several items of one organ as lines over the years, of few reports as bars."""
    organs = {(one.card.organ, one.card.region) for one in items}
    years = [one.card.year for one in items]
    distinct = len(set(years)) == len(years)
    if len(organs) == 1 and distinct and len(years) >= _YEARS_AT_LEAST:
        if len(addresses) > _MOST_LINES:
            return None
        ordered = sorted(items, key=lambda one: one.card.year)
        series = tuple(
            Series(item_name(address), tuple(_points(ordered, address))) for address in addresses
        )
        breaks = _breaks([[(one.card, next(iter(one.data.values()))) for one in ordered]])
        return LineChart(f"{items[0].card.organ}历年数字", unit, series, breaks)
    complete = all(address in one.data for one in items for address in addresses)
    if not complete or len(items) * len(addresses) > _MOST_BARS // 2:
        return None
    bars = tuple(
        Bar(f"{item_name(address)}　{one.name}", one.data[address])
        for address in addresses
        for one in items
    )
    return _bars("各报告对照", bars)


def _points(items: Sequence[Items], address: str) -> list[Point]:
    return [Point(one.card.year, one.data[address]) for one in items if address in one.data]


def _shares(answer: Answer, items: Sequence[Items]) -> _Named:
    """Return the shares that an answer works out for several reports, with what it divides.

    A division belongs to the report whose numbers it divides; () if that leaves a doubt.
    """
    if answer.computed is None or any(len(one.data) < 2 for one in items):
        return ()
    divisions = {
        (match["top"], match["whole"]) for match in _DIVISION.finditer(answer.computed.formula)
    }
    found = []
    for one in items:
        values = [datum.value for datum in one.data.values() if datum.value is not None]
        own = [sides for sides in divisions if _divides(values, *sides)]
        if len(own) != 1:
            continue
        top, whole = own[0]
        cited = tuple(cell for datum in one.data.values() for cell in datum.cited)
        share = _sum_of(top) / _sum_of(whole)
        found.append((one.card, Datum(share, "比例", cited, f"{top} ÷ {whole}")))
    return tuple(found) if len(found) > 1 and len(found) >= len(items) - 1 else ()


def _divides(values: Sequence[Decimal], top: str, whole: str) -> bool:
    """Tell whether both sides are made of a report's numbers; the whole may be several of them."""
    upper, lower = _terms(top), _terms(whole)
    if not all(term in values for term in upper) or not sum(lower):
        return False
    return all(term in values for term in lower) or sum(lower) == sum(values) - sum(upper)


def _terms(side: str) -> list[Decimal]:
    return [Decimal(term) for term in re.findall(r"\d+(?:\.\d+)?", side)]


def _sum_of(side: str) -> Decimal:
    return sum(_terms(side), Decimal(0))


def _share_title(shares: _Named, items: Sequence[Items]) -> str:
    """Name what the shares are of, by the items of the report that the first of them divides."""
    card, share = shares[0]
    data = next(one.data for one in items if one.card is card)
    upper = _terms(share.formula.split(" ÷ ")[0])
    named: list[str] = []
    for value in upper:
        fitting = (address for address, datum in data.items() if datum.value == value)
        named += [name for name in map(item_name, fitting) if name not in named][:1]
    return f"“{'与'.join(named)}”的占比"
