"""Questions to start with, made from what the library really holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import ReportCard

_MOST = 6


def example_questions(cards: Sequence[ReportCard]) -> tuple[str, ...]:
    """Return up to six questions of different kinds that these reports can answer.

    The report asked about is the newest of the organ with the most reports.
    """
    if not cards:
        return ()
    reports = Counter(card.organ for card in cards)
    card = max(cards, key=lambda card: (reports[card.organ], card.year, card.id))
    questions = [
        f"{card.organ}{card.year}年收到多少件政府信息公开申请？",
        f"{card.organ}{card.year}年不予公开的有哪些情形，各几件？",
        f"{card.organ}{card.year}年予以公开占办理结果的比例是多少？",
        f"{card.organ}{card.year}年信息公开存在哪些问题？",
    ]
    years = sorted({other.year for other in cards if other.organ == card.organ})
    if len(years) > 1:
        questions.insert(1, f"{card.organ}{years[0]}年到{years[-1]}年新收申请数量怎么变化？")
    year, organs = _fullest_year(cards)
    if len(organs) > 1:
        questions.insert(2, f"{year}年哪个单位收到的申请最多？")
    return tuple(questions[:_MOST])


def holdings(cards: Sequence[ReportCard]) -> str:
    """Say in one line what the library holds.

    >>> holdings(())
    '库中还没有报告'
    """
    if not cards:
        return "库中还没有报告"
    organs = {(card.region, card.organ) for card in cards}
    first, last = min(card.year for card in cards), max(card.year for card in cards)
    years = f"{first} 年" if first == last else f"{first}–{last} 年"
    return f"{len(cards)} 份报告 · {len(organs)} 个机关 · {years}"


def _fullest_year(cards: Sequence[ReportCard]) -> tuple[int, set[str]]:
    organs: dict[int, set[str]] = {}
    for card in cards:
        organs.setdefault(card.year, set()).add(card.organ)
    year = max(organs, key=lambda year: (len(organs[year]), year))
    return year, organs[year]
