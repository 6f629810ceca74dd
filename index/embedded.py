"""The vectors of a library, made to follow its database."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.embedder import Embedder, load_embedder
from index.errors import LibraryBusy, ModelMismatch
from index.folder import Folder, Model
from index.memory import PassageMemory
from index.store import pending
from index.store.database import Database
from index.vectors import ChromaVectors, VectorStore

Progress = Callable[[int, int], None]

KINDS = ("narrative", "table_row")
_BATCH = 1000


def open_chroma(folder: Path, fingerprint: str) -> VectorStore:
    """Open the library's vectors in Chroma."""
    return ChromaVectors(folder, fingerprint, KINDS)


@dataclass(frozen=True, slots=True)
class Machinery:
    """How the model and the vectors are come by, and how many are ranked; tests put fakes here.

    Up to `every_one` passages in scope each is ranked, beyond only those that are likely.
    """

    load_embedder: Callable[[str], Embedder] = load_embedder
    open_vectors: Callable[[Path, str], VectorStore] = open_chroma
    every_one: int = 10_000


@dataclass(frozen=True, slots=True)
class _Work:
    """Vectors of one kind to be removed and to be made, by id."""

    kind: str
    gone: list[str]
    come: list[str]


class EmbeddedPassages:
    """The model and the vectors, both opened when first needed."""

    def __init__(
        self, folder: Folder, database: Database, model: Model, machinery: Machinery
    ) -> None:
        self._folder = folder
        self._database = database
        self._model = model
        self._machinery = machinery
        self._guard = threading.RLock()
        self._embedder: Embedder | None = None
        self._vectors: VectorStore | None = None
        self._seen: pending.State | None = None
        self.memory = PassageMemory()
        self.every_one = machinery.every_one

    def embedder(self) -> Embedder:
        """Return the library's model.

        Raises:
            ModelMismatch: the model is no longer the one the vectors were made with.
            ModelUnusable: it cannot be loaded.
        """
        with self._guard:
            if self._embedder is None:
                embedder = self._machinery.load_embedder(self._model.name)
                if self._model.fingerprint not in ("", embedder.fingerprint):
                    raise ModelMismatch(
                        f"{self._folder.path} 的向量是用另一版 {self._model.name} 做的。"
                        "请运行 nianbao reindex 重做向量。"
                    )
                self._embedder = embedder
            return self._embedder

    def vectors(self) -> VectorStore:
        """Return the vectors, in step with the database unless another process is writing now."""
        with self._guard:
            vectors = self._open()
            with self._database.reading() as connection:
                now = pending.state(connection)
            if now == self._seen:
                return vectors
            if self._seen is not None:
                vectors.reopen()
            self._seen = now
            if now.pending or now.embedded != now.revision or vectors.stamp() != now.revision:
                try:
                    self.catch_up(wait_seconds=0.0)
                except LibraryBusy:
                    self._seen = None
            return vectors

    def behind(self) -> int:
        """Return how many vectors are to be made or removed, as far as the database knows."""
        with self._database.reading() as connection:
            return pending.count(connection)

    def catch_up(self, progress: Progress | None = None, wait_seconds: float = 1.0) -> None:
        """Make the vectors equal to the passages; `progress` is told how many of how many.

        Raises:
            LibraryBusy: another process is writing.
        """
        with self._folder.lock.hold(wait_seconds), self._guard:
            vectors = self._open()
            with self._database.reading() as connection:
                now = pending.state(connection)
                work = [self._work(connection, now, kind) for kind in KINDS]
            self._do(work, progress)
            vectors.put_stamp(now.revision)
            with self._database.writing() as connection:
                pending.finish(connection, now.revision)
            self._seen = pending.State(now.revision, now.revision, pending=False)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make every vector anew and forget those of other models.

        Raises:
            LibraryBusy: another process is writing.
        """
        with self._folder.lock.hold(), self._guard:
            vectors = self._open()
            vectors.clear()
            self.catch_up(progress)
            vectors.forget_other_models()

    def close(self) -> None:
        """Let go of the vectors."""
        with self._guard:
            if self._vectors is not None:
                self._vectors.close()
                self._vectors = None

    def _open(self) -> VectorStore:
        if self._vectors is None:
            embedder = self.embedder()
            self._vectors = self._machinery.open_vectors(self._folder.vectors, embedder.fingerprint)
            self._seen = None
        return self._vectors

    def _work(self, connection: sqlite3.Connection, now: pending.State, kind: str) -> _Work:
        """Return what differs: as noted down, or by comparing all where the notes do not hold."""
        vectors = self._open()
        wanted = pending.vector_ids(connection, kind)
        if now.embedded and vectors.stamp() == now.embedded:
            noted = pending.pending_ids(connection, kind)
            there = noted.difference(wanted)
            missing = noted.intersection(wanted)
        else:
            kept = vectors.ids(kind)
            there = kept.difference(wanted)
            missing = set(wanted).difference(kept)
        return _Work(kind, sorted(there), [one for one in wanted if one in missing])

    def _do(self, work: list[_Work], progress: Progress | None) -> None:
        embedder, vectors = self.embedder(), self._open()
        total = sum(len(part.come) for part in work)
        done = 0
        for part in work:
            vectors.remove(part.kind, part.gone)
            for ids in _batches(part.come):
                with self._database.reading() as connection:
                    texts = pending.texts(connection, ids)
                contexts = [text_to_embed(headings, text) for headings, text in texts.values()]
                vectors.put(part.kind, list(texts), embedder.encode_passages(contexts))
                done += len(ids)
                if progress is not None:
                    progress(done, total)
        if not self._model.fingerprint:
            self._model = Model(embedder.name, embedder.fingerprint, embedder.dim)
            self._folder.write_model(self._model)


def text_to_embed(headings: tuple[str, ...], text: str) -> str:
    """Return what is embedded for a passage: the heading it stands under, then its words."""
    return " ".join([*headings[-1:], text])


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
