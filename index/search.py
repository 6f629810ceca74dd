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
_WORDS_WEIGHT = 0.2
_EXACT_PASSAGES = 5000  # up to here every vector in question is fetched and ranked exactly
_REACH = 5  # candidates drawn from each side for every hit wanted

Scores = dict[int, float]  # by passage number


def search_words(
    database: Database, query: str, report_ids: Sequence[str] | None, kind: str, limit: int
) -> list[Hit]:
    """Return the passages that share words with the query, best first."""
    with database.reading() as connection:
        scores = _word_scores(connection, query, _numbers(connection, report_ids), kind, limit)
    return _hits(database, scores, limit)


def search_meaning(
    database: Database,
    embedded: EmbeddedPassages,
    query: str,
    report_ids: Sequence[str] | None,
    kind: str,
    limit: int,
) -> list[Hit]:
    """Return the passages nearest the query by vectors and words together, best first."""
    with database.reading() as connection:
        numbers = _numbers(connection, report_ids)
        words = _word_scores(connection, query, numbers, kind, limit * _REACH)
        scope = None if numbers is None else pending.vector_ids(connection, kind, numbers)
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
    ids, vectors = embedded.recent.get(store, kind, list({*near, *wanted.also}))
    if not ids:
        return {}
    cosines = vectors @ vector
    also = set(wanted.also)
    best = {*cosines.argsort()[-wanted.reach :].tolist()}
    chosen = best.union(at for at, one in enumerate(ids) if one in also)
    return {pending.passage_number(ids[at]): float(cosines[at]) for at in chosen}


def _nearest_within(
    store: VectorStore, kind: str, vector: Vectors, scope: list[str], reach: int
) -> list[str]:
    """Return the nearest in a large scope: from the nearest of all, or all where those miss it."""
    within = set(scope)
    found = [one for one in store.nearest(kind, vector, reach * 20) if one in within]
    return found[:reach] if len(found) >= reach else scope


def _numbers(connection: sqlite3.Connection, report_ids: Sequence[str] | None) -> list[int] | None:
    return None if report_ids is None else list(report_numbers(connection, report_ids))


def _word_scores(
    connection: sqlite3.Connection,
    query: str,
    reports: Sequence[int] | None,
    kind: str,
    limit: int,
) -> Scores:
    return dict(lexical.best_passages(connection, words_of(query), kind, limit, reports))


def _hits(database: Database, scores: Scores, limit: int) -> list[Hit]:
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
    with database.reading() as connection:
        known = reading.passages_by_number(connection, [number for number, _ in best])
    return [Hit(*known[number], score) for number, score in best if number in known]
