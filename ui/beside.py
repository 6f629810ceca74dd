"""What the library holds beside a report: last year's of its organ, and shared wording (雷同)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.report import Figure, Passage, Scope

if TYPE_CHECKING:
    from index import Library, ReportCard
    from ingest import Report
    from ingest.similarity import Repetition


@dataclass(frozen=True, slots=True)
class Subject:
    """The report that is looked at, kept in the library or only read."""

    organ: str | None
    region: str | None
    year: int | None
    scope: Scope
    figures: tuple[Figure, ...]
    passages: tuple[Passage, ...]

    @classmethod
    def of_report(cls, report: Report) -> Subject:
        """Look at a report that was only read."""
        who = report.identity
        narrative = tuple(one for one in report.passages if one.kind == "narrative")
        return cls(who.organ, who.region, who.year, who.scope, report.figures, narrative)

    @classmethod
    def of_card(cls, library: Library, card: ReportCard) -> Subject:
        """Look at a report of the library."""
        figures = tuple(figure for _, figure in library.figures([card.id]))
        narrative = library.passages(card.id, "narrative")
        return cls(card.organ, card.region, card.year, card.scope, figures, narrative)


@dataclass(frozen=True, slots=True)
class RepeatedPassage:
    """A passage that stands largely so in another report, and where; `share` is 0 to 1."""

    text: str
    page: int | None
    line: int
    other_text: str
    other_page: int | None
    other_line: int
    share: float


@dataclass(frozen=True, slots=True)
class Repeated:
    """What a report shares with report `report`; `share` is of its whole narrative, 0 to 1."""

    report: str
    organ: str
    year: int
    share: float
    passages: tuple[RepeatedPassage, ...]


def report_before(subject: Subject, cards: Sequence[ReportCard]) -> ReportCard | None:
    """Return the report of the same organ, region and scope of the year before.

    A region that one of the two does not name is no obstacle, if there is one such report only.
    """
    if subject.year is None:
        return None
    last = [
        card
        for card in cards
        if card.year == subject.year - 1 and card.scope == subject.scope and _same(subject, card)
    ]
    exact = [card for card in last if card.region == subject.region]
    return next((found[0] for found in (exact, last) if len(found) == 1), None)


def of_other_organs(subject: Subject, cards: Sequence[ReportCard]) -> list[ReportCard]:
    """Return the reports of other organs for the same year."""
    return [card for card in cards if card.year == subject.year and not _same(subject, card)]


def repeated_in(
    subject: Subject, library: Library, cards: Sequence[ReportCard]
) -> Iterator[Repeated]:
    """Yield those of the reports whose wording the subject repeats, in the order of `cards`."""
    from ingest.similarity import repeated_passages, repeated_share

    for card in cards:
        found = repeated_passages(subject.passages, library.passages(card.id, "narrative"))
        if found:
            share = round(repeated_share(subject.passages, found), 4)
            passages = tuple(map(_repeated_passage, found))
            yield Repeated(card.id, card.organ, card.year, share, passages)


def _same(subject: Subject, card: ReportCard) -> bool:
    known = subject.region and card.region
    return card.organ == subject.organ and (not known or card.region == subject.region)


def _repeated_passage(found: Repetition) -> RepeatedPassage:
    own, other = found.passage, found.other
    return RepeatedPassage(
        own.text,
        own.place.page,
        own.place.line,
        other.text,
        other.place.page,
        other.place.line,
        round(found.share, 4),
    )
