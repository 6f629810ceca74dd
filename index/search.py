"""Finding passages: scope first, then vectors and words together, then what the question wants."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from index.batch import Batch, PassageRow, make_batch
from index.cards import Hit
from index.embedded import EmbeddedPassages
from index.everyday import Sought, Term, everyday_terms, own_terms, things_sought
from index.memory import KeptReport
from index.ranking import fused, heading_scores, rarity, spread, weigh, word_scores
from index.reranking import Likely, Signs, signs_of, standing
from index.store import candidates, lexical, pending, reading
from index.store.database import Database
from index.store.identifiers import report_numbers

if TYPE_CHECKING:
    from index.embedder import Vectors

Way = Literal["words", "everyday", "dense", "fused", "reranked"]
"""By the question's own words (BM25) · with everyday words · by vectors · both · and reranked."""

Ranked = tuple[PassageRow, float]

_LIKELY = 100  # passages that words and vectors each propose, where there are too many for all
_RERANKED = 60
_OF_ONE_REPORT = 2  # hits of a report before those of others, where many reports are searched
_MANY_REPORTS = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: `reports` are numbers, None for the whole library."""

    question: str
    reports: Sequence[int] | None
    kind: str
    way: Way
    limit: int

    @property
    def terms(self) -> Sequence[Term]:
        """What the question looks for."""
        return own_terms(self.question) if self.way == "words" else everyday_terms(self.question)


def search_passages(
    database: Database,
    embedded: EmbeddedPassages,
    question: str,
    report_ids: Sequence[str] | None,
    kind: str,
    limit: int,
    way: Way = "reranked",
) -> list[Hit]:
    """Return the passages that answer best, best first."""
    with database.reading() as connection:
        reports = None if report_ids is None else list(report_numbers(connection, report_ids))
        wanted = Wanted(question, reports, kind, way, limit)
        ranked = _ranked(connection, embedded, wanted)
        if reports is None or len(reports) > _MANY_REPORTS:
            ranked = _diverse(ranked, limit)
        best = ranked[:limit]
        known = reading.passages_by_number(connection, [row.number for row, _ in best])
    return [Hit(*known[row.number], score) for row, score in best if row.number in known]


def sought_things(database: Database, question: str, kind: str) -> tuple[Sought, ...]:
    """Return what a question looks for, weighed by how rare it is in the library."""
    with database.reading() as connection:
        return _sought(connection, question, kind)


def _sought(connection: sqlite3.Connection, question: str, kind: str) -> tuple[Sought, ...]:
    things = list(things_sought(question))
    counts = lexical.known_words(connection, kind, chain(*(words for _, words in things)))
    passages = lexical.count_passages(connection, kind)
    found = []
    for said, words in things:
        told = [rarity(counts[word], passages) for word in words if word in counts]
        weight = sum(told) / len(told) if told else rarity(0, passages)
        found.append(Sought(said, words, weight, bool(told)))
    return tuple(found)


def signs_of_likely(
    database: Database,
    embedded: EmbeddedPassages,
    question: str,
    report_ids: Sequence[str] | None,
) -> list[tuple[Hit, Signs]]:
    """Return the likely passages of the narrative with the signs that they are ordered by."""
    with database.reading() as connection:
        reports = None if report_ids is None else list(report_numbers(connection, report_ids))
        wanted = Wanted(question, reports, "narrative", "reranked", _RERANKED)
        likely = _likely_ones(wanted, _compared(connection, embedded, wanted))
        signs = _signs(connection, wanted, likely)
        known = reading.passages_by_number(connection, [one.row.number for one in likely])
    return [
        (Hit(*known[one.row.number], standing(each)), each)
        for one, each in zip(likely, signs, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Compared:
    """Passages with how well their words, headings and vectors fit; no vectors where unasked."""

    rows: Sequence[PassageRow]
    words: Sequence[float]
    headings: Sequence[float]
    cosines: Vectors | None


def _ranked(
    connection: sqlite3.Connection, embedded: EmbeddedPassages, wanted: Wanted
) -> list[Ranked]:
    """Return passages with their scores, best first."""
    compared = _compared(connection, embedded, wanted)
    if not compared.rows:
        return []
    if compared.cosines is None:
        return _in_order(compared.rows, compared.words, least=0.0)
    if wanted.way == "dense":
        return _in_order(compared.rows, compared.cosines.tolist())
    if wanted.way == "fused" or wanted.kind != "narrative":
        together = fused(compared.cosines, compared.words, compared.headings)
        return _in_order(compared.rows, together.tolist())
    likely = _likely_ones(wanted, compared)
    scores = [standing(each) for each in _signs(connection, wanted, likely)]
    return _in_order([one.row for one in likely], scores)


def _compared(
    connection: sqlite3.Connection, embedded: EmbeddedPassages, wanted: Wanted
) -> _Compared:
    if (kept := _all_in_scope(connection, embedded, wanted)) is not None:
        batches = [one.batch for one in kept]
    else:
        kept, batches = [], [make_batch(_likely(connection, embedded, wanted))]
    rows = [row for batch in batches for row in batch.rows]
    if not rows:
        return _Compared((), (), (), None)
    words, headings = _by_words(connection, batches, wanted)
    if wanted.way in ("words", "everyday"):
        return _Compared(rows, words, headings, None)
    vectors = _vectors(embedded, kept, batches, wanted.kind)
    cosines = vectors @ embedded.embedder().encode_query(wanted.question)
    return _Compared(rows, words, headings, cosines)


def _likely_ones(wanted: Wanted, compared: _Compared) -> list[Likely]:
    """Return the passages that words and vectors together put first, the best first."""
    if compared.cosines is None:
        return []
    together = fused(compared.cosines, compared.words, compared.headings).tolist()
    rows = compared.rows
    best = sorted(range(len(rows)), key=lambda at: (-together[at], rows[at].number))
    apart = spread(compared.cosines).tolist()
    first = best[: max(_RERANKED, wanted.limit)]
    return [Likely(rows[at], compared.words[at], apart[at]) for at in first]


def _signs(connection: sqlite3.Connection, wanted: Wanted, likely: Sequence[Likely]) -> list[Signs]:
    sought = [one for one in _sought(connection, wanted.question, wanted.kind) if one.known]
    return signs_of(wanted.question, sought, likely)


def _all_in_scope(
    connection: sqlite3.Connection, embedded: EmbeddedPassages, wanted: Wanted
) -> list[KeptReport] | None:
    """Return every report in scope with its passages, None where these are too many."""
    if (
        wanted.reports is None
        and lexical.count_passages(connection, wanted.kind) > embedded.every_one
    ):
        return None
    found = candidates.readings(connection, wanted.reports)
    if sum(passages for _, _, passages in found) > embedded.every_one:
        return None
    readings = [(number, digest) for number, digest, _ in found]
    return embedded.memory.reports(connection, wanted.kind, readings)


def _likely(
    connection: sqlite3.Connection, embedded: EmbeddedPassages, wanted: Wanted
) -> list[PassageRow]:
    """Return the passages that words or vectors propose."""
    numbers: list[int] = []
    if wanted.way != "dense":
        words = chain.from_iterable(wanted.terms)
        known = lexical.known_words(connection, wanted.kind, words)
        numbers += lexical.found_anywhere(connection, known, wanted.kind, _LIKELY, wanted.reports)
    if wanted.way not in ("words", "everyday"):
        numbers += _nearest(connection, embedded, wanted)
    return list(candidates.rows_of_passages(connection, list(dict.fromkeys(numbers))))


def _nearest(
    connection: sqlite3.Connection, embedded: EmbeddedPassages, wanted: Wanted
) -> list[int]:
    """Return the numbers of the passages nearest by vector, in scope."""
    vector = embedded.embedder().encode_query(wanted.question)
    store = embedded.vectors()
    if wanted.reports is None:
        found = store.nearest(wanted.kind, vector, _LIKELY)
    else:
        within = set(pending.vector_ids(connection, wanted.kind, wanted.reports))
        found = [one for one in store.nearest(wanted.kind, vector, _LIKELY * 20) if one in within]
    return [pending.passage_number(one) for one in found[:_LIKELY]]


def _by_words(
    connection: sqlite3.Connection, batches: Sequence[Batch], wanted: Wanted
) -> tuple[list[float], list[float]]:
    """Return how well words fit, in each passage and above it."""
    terms = wanted.terms
    counts = lexical.known_words(connection, wanted.kind, chain.from_iterable(terms))
    weights = weigh(terms, counts, lexical.count_passages(connection, wanted.kind))
    lengths = [length for batch in batches for length in batch.lengths]
    usual = sum(lengths) / len(lengths) or 1.0
    words = [score for batch in batches for score in word_scores(batch, weights, usual)]
    headings = [score for batch in batches for score in heading_scores(batch, weights)]
    return words, headings


def _vectors(
    embedded: EmbeddedPassages, kept: Sequence[KeptReport], batches: Sequence[Batch], kind: str
) -> Vectors:
    dim = embedded.embedder().dim
    if kept:
        return embedded.memory.vectors_of(embedded.vectors(), kind, kept, dim)
    return embedded.memory.vectors_by_id(embedded.vectors(), kind, batches[0].ids, dim)


def _in_order(
    rows: Sequence[PassageRow], scores: Sequence[float], least: float | None = None
) -> list[Ranked]:
    """Return rows with scores, best first, the earlier passage first of equals."""
    found = zip(rows, scores, strict=True)
    over = [one for one in found if least is None or one[1] > least]
    return sorted(over, key=lambda one: (-one[1], one[0].number))


def _diverse(ranked: Sequence[Ranked], limit: int) -> list[Ranked]:
    """Return the ranking with at most two passages of a report before those of others."""
    seen: dict[int, int] = {}
    first: list[Ranked] = []
    later: list[Ranked] = []
    for row, score in ranked:
        seen[row.report] = seen.get(row.report, 0) + 1
        (first if seen[row.report] <= _OF_ONE_REPORT else later).append((row, score))
        if len(first) >= limit:
            break
    return [*first, *later]
