"""Finding passages: by their vectors and by their words, in some reports or in all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.cards import Hit
from index.embedded import EmbeddedPassages
from index.store import lexical, pending, reading
from index.store.database import Database
from index.store.identifiers import report_numbers
from index.vectors import VectorStore
from index.words import words_of

if TYPE_CHECKING:
    from index.embedder import Vectors

# The vectors lead and the words are the lighter voice: as equals they made the first hit worse.
_WORDS_WEIGHT = 0.25
_EXACT_PASSAGES = 5000  # up to here every vector in question is fetched and ranked exactly
_REACH = 5  # candidates drawn from each side for every hit wanted

Scores = dict[int, float]  # by passage number


def search_words(
    database: Database, query: str, report_ids: Sequence[str] | None, kind: str, limit: int
) -> list[Hit]:
    """Return the passages that share words with the query, best first."""
    return _hits(database, _word_scores(database, query, report_ids, kind, limit), limit)


def search_meaning(
    database: Database,
    embedded: EmbeddedPassages,
    query: str,
    report_ids: Sequence[str] | None,
    kind: str,
    limit: int,
) -> list[Hit]:
    """Return the passages nearest the query by vectors and words together, best first."""
    words = _word_scores(database, query, report_ids, kind, limit * _REACH)
    with database.reading() as connection:
        scope = _vector_ids(connection, kind, report_ids)
        also = pending.vector_ids_of(connection, list(words))
    near = _vector_scores(embedded, query, kind, Wanted(scope, also, limit * _REACH))
    loudest = max(words.values(), default=1.0)
    scores = {
        number: near.get(number, 0.0) + _WORDS_WEIGHT * words.get(number, 0.0) / loudest
        for number in {**near, **words}
    }
    return _hits(database, scores, limit)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which vectors count: `scope` (None for all), the `reach` nearest of them, and `also`."""

    scope: list[str] | None
    also: list[str]
    reach: int


def _vector_ids(
    connection: sqlite3.Connection, kind: str, report_ids: Sequence[str] | None
) -> list[str] | None:
    if report_ids is None:
        return None
    return pending.vector_ids(connection, kind, list(report_numbers(connection, report_ids)))


def _vector_scores(embedded: EmbeddedPassages, query: str, kind: str, wanted: Wanted) -> Scores:
    """Return the cosine of the vectors wanted, by passage number."""
    store = embedded.vectors()
    vector = embedded.embedder().encode_query(query)
    if wanted.scope is None:
        near = store.nearest(kind, vector, wanted.reach)
    elif len(wanted.scope) <= _EXACT_PASSAGES:
        near = wanted.scope
    else:
        near = _nearest_within(store, kind, vector, wanted.scope, wanted.reach)
    ids, vectors = store.get(kind, list({*near, *wanted.also}))
    cosines = (vectors @ vector).tolist() if ids else []
    return {pending.passage_number(one): cosine for one, cosine in zip(ids, cosines, strict=True)}


def _nearest_within(
    store: VectorStore, kind: str, vector: Vectors, scope: list[str], reach: int
) -> list[str]:
    """Return the nearest in a large scope: from the nearest of all, or all where those miss it."""
    within = set(scope)
    found = [one for one in store.nearest(kind, vector, reach * 20) if one in within]
    return found[:reach] if len(found) >= reach else scope


def _word_scores(
    database: Database, query: str, report_ids: Sequence[str] | None, kind: str, limit: int
) -> Scores:
    words = words_of(query)
    with database.reading() as connection:
        numbers = None if report_ids is None else list(report_numbers(connection, report_ids))
        return dict(lexical.best_passages(connection, words, kind, limit, numbers))


def _hits(database: Database, scores: Scores, limit: int) -> list[Hit]:
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
    with database.reading() as connection:
        known = reading.passages_by_number(connection, [number for number, _ in best])
    return [Hit(*known[number], score) for number, score in best if number in known]
