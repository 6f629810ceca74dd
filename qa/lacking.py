"""What is said where the library lacks an organ or a year, with the nearest there is."""

from __future__ import annotations

from collections.abc import Sequence

from index import ReportCard
from qa.draft import Draft, not_found
from qa.naming import full_names
from qa.question import OrganMention, YearSpan

MOST_OPTIONS = 8
_MOST_NAMED = 5
# The organs of a library no larger than this are all named.
_MOST_ORGANS = 6
# More years than these are not told one by one: the span was meant as a whole.
_MOST_YEARS = 6


def held(cards: Sequence[ReportCard]) -> str:
    """Say in a sentence what the library holds."""
    organs = organs_named(cards)
    years = sorted({card.year for card in cards})
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    if len(organs) <= _MOST_ORGANS:
        return f"库里现有：{'、'.join(organs)}（{span}）。"
    return f"库里现有{len(organs)}个机关、{len(cards)}份报告（{span}）。"


def no_such_organ(mention: OrganMention, cards: Sequence[ReportCard]) -> Draft:
    """Say that the library lacks an organ, with those of the same region or of the same kind."""
    region, kind = mention.region, mention.kind
    near = [card for card in cards if region and region in (card.region or "") + card.organ]
    where = "同一地区有"
    if not near:
        alike = [word for word in (kind, mention.words[-3:]) if word and len(word) > 1]
        near = [card for card in cards if any(card.organ.endswith(word) for word in alike)]
        where = "同类机关有"
    names = organs_named(near)
    lead = f"库里没有“{mention.words}”的报告。"
    if not names:
        return not_found(lead + held(cards), options=("库里有哪些机关的报告",))
    shown = "、".join(names[:_MOST_NAMED])
    rest = f"等{len(names)}个" if len(names) > _MOST_NAMED else ""
    return not_found(f"{lead}{where}：{shown}{rest}。", options=tuple(names[:MOST_OPTIONS]))


def no_such_year(own: Sequence[ReportCard], years: YearSpan) -> Draft:
    """Say that an organ has no report of the years asked about, with those it has."""
    have = "、".join(str(card.year) for card in own)
    return not_found(
        f"库里没有{own[0].organ}{years_asked(years)}的报告，有{have}年的。",
        options=year_options(own),
    )


def year_options(cards: Sequence[ReportCard]) -> tuple[str, ...]:
    """Offer the years there are, newest first."""
    years = sorted({card.year for card in cards}, reverse=True)
    return tuple(f"{year}年" for year in years[:MOST_OPTIONS])


def lacking_years(own: Sequence[ReportCard], years: YearSpan) -> tuple[str, ...]:
    """Say which of the years asked about an organ has no report of."""
    asked = years.years
    if years.newest:
        last = max(card.year for card in own)
        asked = tuple(range(last - years.newest + 1, last + 1))
    missing = [year for year in asked if year not in {card.year for card in own}]
    if not missing or len(missing) > _MOST_YEARS:
        return ()
    return (f"库里没有{own[0].organ}{'、'.join(map(str, missing))}年的报告。",)


def years_asked(years: YearSpan) -> str:
    """Write the years asked about; a span without years in the question's own words."""
    return "、".join(map(str, years.years)) + "年" if years.years else years.words


def organs_named(cards: Sequence[ReportCard]) -> list[str]:
    """Name the organs of these reports, each once, namesakes with their region."""
    return full_names(list(dict.fromkeys((card.organ, card.region) for card in cards)))
