"""Ways of ranking the passages of a library: the product's own, and what they are measured by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index import Library
from index.embedder import Embedder
from index.search import Way

CHUNK = 200  # characters of a fixed-size piece
OVERLAP = 50


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a report: `start` and `end` into its stored text."""

    report: str
    start: int
    end: int


# (query, report or None for all, how many) to pieces, best first
Ranking = Callable[[str, str | None, int], list[Piece]]


def product_ways(library: Library) -> dict[str, Ranking]:
    """Return the library's own ways of searching; the last is the one that ships."""
    return {
        "words: BM25 over jieba words": _search_by(library, "words"),
        "words, everyday ones added": _search_by(library, "everyday"),
        "vectors, last heading and text": _search_by(library, "dense"),
        "words and vectors fused": _search_by(library, "fused"),
        "fused and reranked (ships)": _search_by(library, "reranked"),
    }


def _search_by(library: Library, way: Way) -> Ranking:
    def rank(query: str, report: str | None, limit: int) -> list[Piece]:
        hits = library.search(query, None if report is None else [report], limit=limit, way=way)
        return [
            Piece(hit.report_id, hit.passage.place.start, hit.passage.place.end) for hit in hits
        ]

    return rank


def dense_way(embedder: Embedder, pieces: Sequence[Piece], texts: Sequence[str]) -> Ranking:
    """Return a ranking by the cosine of the pieces' vectors alone."""
    vectors = embedder.encode_passages(texts)
    reports = np.asarray([piece.report for piece in pieces])

    def rank(query: str, report: str | None, limit: int) -> list[Piece]:
        within = np.arange(len(pieces)) if report is None else np.flatnonzero(reports == report)
        cosines = vectors[within] @ embedder.encode_query(query)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [pieces[at] for at in within[best]]

    return rank


def passages_of(library: Library) -> tuple[list[Piece], list[str]]:
    """Return the narrative passages of all reports, and their words."""
    found = [
        (Piece(card.id, passage.place.start, passage.place.end), passage.text)
        for card in library.cards()
        for passage in library.passages(card.id, "narrative")
    ]
    return [piece for piece, _ in found], [text for _, text in found]


def fixed_chunks(library: Library) -> tuple[list[Piece], list[str]]:
    """Return pieces of CHUNK characters that touch the narrative, each OVERLAP into the next.

    Pieces of nothing but tables are left out, which is more than a plain splitter would do.
    """
    pieces, texts = [], []
    for card in library.cards():
        text = library.text(card.id)
        spans = [passage.place for passage in library.passages(card.id, "narrative")]
        for start in range(0, len(text), CHUNK - OVERLAP):
            end = min(start + CHUNK, len(text))
            if any(start < span.end and span.start < end for span in spans):
                pieces.append(Piece(card.id, start, end))
                texts.append(text[start:end])
    return pieces, texts
