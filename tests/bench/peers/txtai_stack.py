"""txtai: its hybrid of BM25 and vectors, with content kept so that SQL can filter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from stack import Piece, Search, Text, chunks, embedding, run
from txtai import Embeddings

# Far more than it draws of itself, so that the filter never empties the answer.
_CANDIDATES = 500


def build(texts: Sequence[Text], place: Path, titled: bool) -> Search:
    embed = embedding()

    def transform(batch: Sequence[str]) -> Any:
        return np.asarray(embed(list(batch)), dtype=np.float32)

    pieces = list(chunks(texts))
    store = Embeddings(method="external", transform=transform, hybrid=True, content=True)
    store.index(
        (
            at,
            {
                "text": f"{text.title if titled else ''}{words}",
                "report": text.report,
                "organ": text.organ,
                "year": text.year,
            },
            None,
        )
        for at, (text, _, words) in enumerate(pieces)
    )
    store.save(str(place / "reports"))

    def search(query: str, report: str | None, limit: int) -> list[Piece]:
        if report is None:
            found = store.search(
                "select id, score from txtai where similar(:query)",
                limit,
                parameters={"query": query},
            )
        else:
            found = store.search(
                "select id, score from txtai"
                f" where similar(:query, {_CANDIDATES}) and report = :report",
                limit,
                parameters={"query": query, "report": report},
            )
        return [_piece(*pieces[int(one["id"])]) for one in found]

    return search


def _piece(text: Text, start: int, words: str) -> Piece:
    return text.report, start, start + len(words)


if __name__ == "__main__":
    run("txtai hybrid", build)
