"""Naming reports that are spoken of together: what all share is said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index import ReportCard
from qa.organ_names import region_units


@dataclass(frozen=True, slots=True)
class Naming:
    """Names for the reports of one answer.

    Of one year, a report goes by its organ; of one organ, by its year. Organs that share a name
    are told apart by their region.
    """

    common: str
    one_organ: bool
    one_year: bool
    namesakes: frozenset[str]

    @property
    def counted(self) -> str:
        """What one of the reports counts as: an organ within one year, else a report."""
        return "个机关" if self.one_year else "份报告"

    def of(self, card: ReportCard) -> str:
        """Name one of the reports, without what they all share."""
        if self.one_organ and not self.one_year:
            return f"{card.year}年"
        organ = self.organ_of(card)
        return organ if self.one_year else f"{organ}{card.year}年"

    def organ_of(self, card: ReportCard) -> str:
        """Name the organ, with its region where another organ has the same name."""
        return f"{card.organ}（{card.region}）" if card.organ in self.namesakes else card.organ


def owner(card: ReportCard) -> tuple[str, str | None, str]:
    """Return whose figures a report gives: its organ, the region and what is counted (口径)."""
    return card.organ, card.region, card.scope


def naming(cards: Sequence[ReportCard]) -> Naming:
    """Find out what the reports share, and which organs are namesakes."""
    organs = {(card.organ, card.region) for card in cards}
    years = sorted({card.year for card in cards})
    namesakes = {name for name, count in Counter(name for name, _ in organs).items() if count > 1}
    one_organ, one_year = len(organs) == 1, len(years) == 1
    organ = cards[0].organ if one_organ else ""
    return Naming(organ + years_in_words(years), one_organ, one_year, frozenset(namesakes))


def years_in_words(years: Sequence[int]) -> str:
    """Write years, a run of them from first to last.

    >>> years_in_words([2021, 2022, 2023]), years_in_words([2021, 2024])
    ('2021—2023年', '2021、2024年')
    """
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}—{years[-1]}年"
    return "、".join(str(year) for year in years) + "年"


def full_names(pairs: Sequence[tuple[str, str | None]]) -> list[str]:
    """Name organs, with their region where the name alone would fit another of them."""
    shared = Counter(organ for organ, _ in pairs)
    return [
        f"{region}{organ.removeprefix(_last_unit(region))}"
        if region and shared[organ] > 1
        else organ
        for organ, region in pairs
    ]


def _last_unit(region: str) -> str:
    units = region_units(region)
    return units[-1] if units else region
