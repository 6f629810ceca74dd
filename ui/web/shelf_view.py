"""The library as its page shows it: which reports a person asked for, as a list or by years."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.cards import ReportCard, Standing
from ui.web.wording import balance, missing

PAGE_ROWS = 100
MOST_COMPARED = 6

SORTS = {
    "organ": "机关、年度",
    "newest": "年度（新的在前）",
    "region": "地区、机关、年度",
    "doubt": "不平和未核验的在前",
}
STATES = {
    "balanced": "勾稽全部成立",
    "unbalanced": "有不平之处",
    "unassessable": "无法核对",
    "unverified": "有未核验的数字",
    "lacking": "有缺漏",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to see of the library; "" is no wish. `page` counts from 1."""

    q: str = ""
    region: str = ""
    organ: str = ""
    year: str = ""
    state: str = ""
    sort: str = ""
    view: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether any report could be left out."""
        return bool(self.q.strip()) or any((self.region, self.organ, self.year, self.state))

    @property
    def filtered(self) -> bool:
        """Whether more is asked for than a search: then a phone shows all fields at once."""
        return any((self.region, self.organ, self.year, self.state, self.sort, self.view))


@dataclass(frozen=True, slots=True)
class Listed:
    """A report of the list, with how it stands."""

    card: ReportCard
    standing: Standing

    @property
    def balance(self) -> tuple[str, str]:
        """The badge of its arithmetic: kind and words."""
        return balance(self.standing)

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not found in it, in words."""
        return missing(self.card, self.standing)

    @property
    def unverified(self) -> int:
        """How many of its figures are not verified."""
        return self.standing.unverified + self.standing.conflicting


@dataclass(frozen=True, slots=True)
class OrganYears:
    """An organ's reports by year, in the order of the years asked for; () is a gap."""

    organ: str
    region: str | None
    years: tuple[tuple[Listed, ...], ...]

    @property
    def latest(self) -> tuple[str, ...]:
        """The ids of its latest reports, oldest first, as many as can be compared."""
        ids = [listed.card.id for year in self.years for listed in year]
        return tuple(ids[-MOST_COMPARED:])


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows: those shown, the number of all, and which page of how many it is."""

    number: int
    pages: int
    first: int
    rows: tuple[Listed, ...] | tuple[OrganYears, ...]


def chosen(
    cards: Iterable[ReportCard], standings: Mapping[str, Standing], wish: Wish
) -> list[Listed]:
    """Return the reports that fit the wish, in its order."""
    words = folded(wish.q).split()
    fits = _FITS.get(wish.state)
    found = []
    for card in cards:
        standing = standings.get(card.id)
        if standing is None or not _wanted(card, wish, words):
            continue
        listed = Listed(card, standing)
        if fits is None or fits(listed):
            found.append(listed)
    return sorted(found, key=_ORDERS.get(wish.sort, _ORDERS["organ"]))


def folded(text: str) -> str:
    """Return text as it is compared: width and case do not matter.

    >>> folded("２０２４年 ABC")
    '2024年 abc'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def by_years(found: Sequence[Listed], years: Sequence[int]) -> list[OrganYears]:
    """Return the reports as one row an organ, a place for each of the years."""
    places = {year: at for at, year in enumerate(years)}
    organs: dict[tuple[str, str | None], list[list[Listed]]] = {}
    for listed in found:
        key = (listed.card.organ, listed.card.region)
        row = organs.setdefault(key, [[] for _ in years])
        row[places[listed.card.year]].append(listed)
    return [
        OrganYears(organ, region, tuple(map(tuple, row))) for (organ, region), row in organs.items()
    ]


def years_of(found: Iterable[Listed]) -> list[int]:
    """Return all years from the first report to the last, so that a gap is a gap."""
    years = {listed.card.year for listed in found}
    return list(range(min(years), max(years) + 1)) if years else []


def paged(rows: Sequence[Listed] | Sequence[OrganYears], number: int) -> Page:
    """Return the page with this number, or the nearest there is."""
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    number = min(max(1, number), pages)
    first = (number - 1) * PAGE_ROWS
    return Page(number, pages, first + 1, tuple(rows[first : first + PAGE_ROWS]))  # type: ignore[arg-type]


def _wanted(card: ReportCard, wish: Wish, words: Sequence[str]) -> bool:
    if wish.region and card.region != wish.region:
        return False
    if wish.organ and card.organ != wish.organ:
        return False
    if wish.year and str(card.year) != wish.year:
        return False
    if not words:
        return True
    written = folded(f"{card.organ} {card.region or ''} {card.title or ''} {card.year}年 {card.id}")
    return all(word in written for word in words)


_FITS: dict[str, Callable[[Listed], bool]] = {
    "balanced": lambda one: one.standing.passed > 0 and not one.standing.failed,
    "unbalanced": lambda one: one.standing.failed > 0,
    "unassessable": lambda one: not one.standing.passed and not one.standing.failed,
    "unverified": lambda one: one.unverified > 0,
    "lacking": lambda one: bool(one.missing),
}
_ORDERS: dict[str, Callable[[Listed], tuple[str | int, ...]]] = {
    "organ": lambda one: (one.card.organ, one.card.region or "", one.card.year, one.card.id),
    "newest": lambda one: (-one.card.year, one.card.organ, one.card.id),
    "region": lambda one: (one.card.region or "", one.card.organ, one.card.year, one.card.id),
    "doubt": lambda one: (
        -one.standing.failed,
        -one.unverified,
        one.card.organ,
        one.card.year,
        one.card.id,
    ),
}
