"""Vectors fetched lately, kept in memory: Chroma takes a tenth of a millisecond for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.vectors import VectorStore

if TYPE_CHECKING:
    from index.embedder import Vectors

_AT_MOST = 50_000  # some 60 MB with vectors of 256 numbers


class RecentVectors:
    """Reads vectors through a memory.

    An id stands for one text and one model for ever, so what is kept can never be out of date.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Vectors] = {}

    def get(self, store: VectorStore, kind: str, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """Return those of the ids that are there, with their vectors in the same order."""
        import numpy as np

        kept = self._kept
        found = {one: kept[one] for one in ids if one in kept}
        missing = [one for one in ids if one not in found]
        if missing:
            found.update(zip(*store.get(kind, missing), strict=True))
            if len(kept) + len(missing) > _AT_MOST:
                self._kept = {}
            self._kept.update(found)
        there = [one for one in ids if one in found]
        return there, np.array([found[one] for one in there], dtype=np.float32)
