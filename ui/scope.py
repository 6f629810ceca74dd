"""The reports a reader wants answers from: a region, an organ, years; told in every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Library, ReportCard

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter of reports; None and "" let everything through. Years are inclusive."""

    region: str = ""
    organ: str = ""
    first_year: int | None = None
    last_year: int | None = None

    @classmethod
    def of(cls, given: object) -> Scope:
        """Read what a browser or an address gives; what makes no sense is no filter.

        >>> Scope.of({"region": "云汀县", "from": "2022", "to": "x"})
        Scope(region='云汀县', organ='', first_year=2022, last_year=None)
        """
        if not isinstance(given, Mapping):
            return EVERYTHING
        region, organ = (_name(given.get(name)) for name in ("region", "organ"))
        first, last = (_year(given.get(name)) for name in ("from", "to"))
        if first and last and first > last:
            first, last = last, first
        return cls(region, organ, first, last)

    def holds(self, card: ReportCard) -> bool:
        """Whether a report is within."""
        return (
            (not self.region or card.region == self.region)
            and (not self.organ or card.organ == self.organ)
            and (self.first_year is None or card.year >= self.first_year)
            and (self.last_year is None or card.year <= self.last_year)
        )

    def words(self) -> str:
        """Say the filter in words, "" if it lets everything through.

        >>> Scope(region="云汀县", first_year=2022, last_year=2024).words()
        '云汀县、2022—2024年'
        """
        first, last = self.first_year, self.last_year
        years = ""
        if first and last:
            years = f"{first}年" if first == last else f"{first}—{last}年"
        elif first or last:
            years = f"{first}年以后" if first else f"{last}年以前"
        return "、".join(filter(None, (self.region, self.organ, years)))

    def parameters(self) -> dict[str, str]:
        """Return the filter as it stands in an address."""
        given = {
            "region": self.region,
            "organ": self.organ,
            "from": str(self.first_year or ""),
            "to": str(self.last_year or ""),
        }
        return {name: value for name, value in given.items() if value}


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class ScopeChoices:
    """What the reports of a library can be filtered by; organs as (region, organ)."""

    regions: tuple[str, ...]
    organs: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


def scope_choices(cards: Iterable[ReportCard]) -> ScopeChoices:
    """Return the regions, organs and years there are."""
    every = tuple(cards)
    return ScopeChoices(
        tuple(sorted({card.region for card in every if card.region})),
        tuple(sorted({(card.region or "", card.organ) for card in every})),
        tuple(sorted({card.year for card in every})),
    )


def within(library: Library, scope: Scope) -> Library:
    """Return the library as far as the scope goes."""
    from index.narrowed import NarrowedLibrary

    if scope == EVERYTHING:
        return library
    return NarrowedLibrary(library, [card.id for card in library.cards() if scope.holds(card)])


def _name(given: object) -> str:
    return given.strip()[:_LONGEST_NAME] if isinstance(given, str) else ""


def _year(given: object) -> int | None:
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
