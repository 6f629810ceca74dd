"""Passages and vectors read lately, kept in memory: reading them again is most of a search."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.batch import Batch, PassageRow, make_batch
from index.store import candidates
from index.vectors import VectorStore

if TYPE_CHECKING:
    from index.embedder import Vectors

_AT_MOST = 50_000  # passages; with their vectors some 150 MB


@dataclass(slots=True)
class KeptReport:
    """The passages of one kind of one report; `vectors` are fetched when first needed."""

    batch: Batch
    vectors: Vectors | None = None


class PassageMemory:
    """Reads passages and vectors through a memory.

    What is kept is named by the digest of the report's reading, so it can never be out of date.
    """

    def __init__(self) -> None:
        self._reports: dict[tuple[str, int, str], KeptReport] = {}
        self._vectors: dict[str, Vectors] = {}

    def reports(
        self, connection: sqlite3.Connection, kind: str, readings: Sequence[tuple[int, str]]
    ) -> list[KeptReport]:
        """Return the passages of this kind of the reports with these numbers and readings."""
        wanted = [(kind, *one) for one in readings]
        missing = [key for key in wanted if key not in self._reports]
        if missing:
            self._keep(kind, missing, connection)
        return [self._reports[key] for key in wanted]

    def vectors_of(
        self, store: VectorStore, kind: str, kept: Sequence[KeptReport], dim: int
    ) -> Vectors:
        """Return the vectors of these reports' passages, (passages, dim); zero where missing."""
        import numpy as np

        if missing := [one for one in kept if one.vectors is None]:
            ids = [vector_id for one in missing for vector_id in one.batch.ids]
            fetched = dict(zip(*store.get(kind, ids), strict=True))
            nothing = np.zeros(dim, dtype=np.float32)
            found = {
                id(one): np.array(
                    [fetched.get(vector_id, nothing) for vector_id in one.batch.ids],
                    dtype=np.float32,
                ).reshape(-1, dim)
                for one in missing
            }
            if len(fetched) < len(ids):  # another process is making them: look again next time
                return np.concatenate([found.get(id(one), one.vectors) for one in kept])
            for one in missing:
                one.vectors = found[id(one)]
        return np.concatenate([one.vectors for one in kept if one.vectors is not None])

    def vectors_by_id(self, store: VectorStore, kind: str, ids: Sequence[str], dim: int) -> Vectors:
        """Return the vectors with these ids, (ids, dim); zero where missing."""
        import numpy as np

        missing = [one for one in ids if one not in self._vectors]
        if missing:
            if len(self._vectors) + len(missing) > _AT_MOST:
                self._vectors = {}
            self._vectors.update(zip(*store.get(kind, missing), strict=True))
        nothing = np.zeros(dim, dtype=np.float32)
        return np.array([self._vectors.get(one, nothing) for one in ids], dtype=np.float32)

    def _keep(
        self, kind: str, missing: Sequence[tuple[str, int, str]], connection: sqlite3.Connection
    ) -> None:
        rows: dict[int, list[PassageRow]] = {number: [] for _, number, _ in missing}
        for row in candidates.rows_of_reports(connection, kind, list(rows)):
            rows[row.report].append(row)
        kept = sum(len(one.batch.rows) for one in self._reports.values())
        if kept + sum(map(len, rows.values())) > _AT_MOST:
            self._reports = {}
        for key in missing:
            self._reports[key] = KeptReport(make_batch(rows[key[1]]))
