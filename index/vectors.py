"""Where vectors are kept: Chroma behind one small interface."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import LibraryDamaged

if TYPE_CHECKING:
    from index.embedder import Vectors

_BATCH = 5000  # Chroma takes 5461 rows at once at most


class VectorStore(Protocol):
    """Vectors by passage kind and id.

    `stamp` is the revision of the database that the vectors were last made equal to.
    """

    def stamp(self) -> str:
        """Return the revision the vectors stand at, "" if unknown."""
        ...

    def put_stamp(self, revision: str) -> None:
        """Say that the vectors now stand at this revision."""
        ...

    def ids(self, kind: str) -> set[str]:
        """Return the ids of all vectors of this kind."""
        ...

    def put(self, kind: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors under ids."""
        ...

    def remove(self, kind: str, ids: Sequence[str]) -> None:
        """Forget the vectors with these ids."""
        ...

    def get(self, kind: str, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """Return those of the ids that are there, with their vectors in the same order."""
        ...

    def nearest(self, kind: str, vector: Vectors, limit: int) -> list[str]:
        """Return the ids of the (approximately) nearest vectors, nearest first."""
        ...

    def clear(self) -> None:
        """Forget all vectors of this model."""
        ...

    def forget_other_models(self) -> None:
        """Forget all vectors of every other model."""
        ...

    def reopen(self) -> None:
        """See what another process has written since."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class ChromaVectors:
    """One collection a kind, named after the model, so that two models never mix.

    Vectors come precomputed: no embedding function is set, as the default one would try to
    download a model. Chroma 1.5 does not see another process's vectors until it is reopened.
    """

    def __init__(self, folder: Path, fingerprint: str, kinds: Sequence[str]) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._kinds = tuple(kinds)
        self._open()

    def stamp(self) -> str:
        """Return the revision the vectors stand at, "" if unknown."""
        stamps = {
            self._client.get_collection(self._name(kind), embedding_function=None).metadata[
                "revision"
            ]
            for kind in self._kinds
        }
        return str(stamps.pop()) if len(stamps) == 1 else ""

    def put_stamp(self, revision: str) -> None:
        """Say that the vectors now stand at this revision."""
        for collection in self._collections.values():
            collection.modify(metadata={"revision": revision})

    def ids(self, kind: str) -> set[str]:
        """Return the ids of all vectors of this kind."""
        return set(self._collections[kind].get(include=[])["ids"])

    def put(self, kind: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors under ids."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._collections[kind].upsert(ids=list(ids[part]), embeddings=vectors[part])

    def remove(self, kind: str, ids: Sequence[str]) -> None:
        """Forget the vectors with these ids."""
        for start in range(0, len(ids), _BATCH):
            self._collections[kind].delete(ids=list(ids[start : start + _BATCH]))

    def get(self, kind: str, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """Return those of the ids that are there, with their vectors in the same order."""
        import numpy as np

        if not ids:  # Chroma refuses an empty list
            return [], np.zeros((0, 0), dtype=np.float32)
        found = self._collections[kind].get(ids=list(ids), include=["embeddings"])
        return found["ids"], np.asarray(found["embeddings"], dtype=np.float32)

    def nearest(self, kind: str, vector: Vectors, limit: int) -> list[str]:
        """Return the ids of the (approximately) nearest vectors, nearest first."""
        count = self._collections[kind].count()
        if count == 0:
            return []
        found = self._collections[kind].query(
            query_embeddings=[vector], n_results=min(limit, count), include=[]
        )
        return list(found["ids"][0])

    def clear(self) -> None:
        """Forget all vectors of this model."""
        for kind in self._kinds:
            self._client.delete_collection(self._name(kind))
        self._collections = {kind: self._collection(kind) for kind in self._kinds}

    def forget_other_models(self) -> None:
        """Forget all vectors of every other model."""
        kept = {self._name(kind) for kind in self._kinds}
        for collection in self._client.list_collections():
            if collection.name not in kept:
                self._client.delete_collection(collection.name)

    def reopen(self) -> None:
        """See what another process has written since."""
        self.close()
        self._open()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def _open(self) -> None:
        import chromadb
        from chromadb.config import Settings

        try:
            self._client: Any = chromadb.PersistentClient(
                str(self._folder), settings=Settings(anonymized_telemetry=False)
            )
            self._collections = {kind: self._collection(kind) for kind in self._kinds}
        except Exception as error:  # Chroma's Rust core raises kinds of its own
            raise LibraryDamaged(
                f"打不开向量库 {self._folder}（{error}）。"
                "删掉这个文件夹即可，下次检索时会从数据库重建。"
            ) from error

    def _collection(self, kind: str) -> Any:
        return self._client.get_or_create_collection(
            self._name(kind),
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"revision": ""},
        )

    def _name(self, kind: str) -> str:
        return f"{kind}-{self._fingerprint}"
