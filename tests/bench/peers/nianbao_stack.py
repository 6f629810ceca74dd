"""The product: it reads organ and year off the question, then searches those reports.

It needs no title in front of its passages, so `titled` is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stack import Piece, Search, Text, run

from index import Library
from qa.organs import OrganIndex
from qa.plan import make_plan
from qa.understand import understand
from tests.bench.retrieval.asked import TODAY
from tests.bench.retrieval.shelf import build_library


def build(texts: Sequence[Text], place: Path, titled: bool) -> Search:
    library = build_library(place / "library")
    organs = OrganIndex((card.organ, card.region) for card in library.cards())

    def search(query: str, report: str | None, limit: int) -> list[Piece]:
        reports = [report] if report is not None else None
        if report is None:
            query, reports = _scoped(query, organs, library)
            if not reports:
                return []
        hits = library.search(query, reports, limit=limit)
        return [(hit.report_id, hit.passage.place.start, hit.passage.place.end) for hit in hits]

    return search


def _scoped(typed: str, organs: OrganIndex, library: Library) -> tuple[str, list[str]]:
    """Return the question without organ and year, and the reports these name."""
    question = understand(typed, organs, TODAY, None)
    plan = make_plan(question, library.cards(), organs)
    named = [organ.span for organ in question.organs] + list(question.years.spans)
    left = "".join(
        character
        for at, character in enumerate(question.text)
        if not any(start <= at < end for start, end in named)
    )
    return left, [card.id for card in plan.cards]


if __name__ == "__main__":
    run("nianbao", build)
