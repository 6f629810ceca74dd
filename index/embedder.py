"""Embedding models: the one shipped with the project and any other of sentence-transformers."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SHIPPED_MODEL = "nianbao-static"


class Embedder(Protocol):
    """Turns texts into (n, dim) float32 vectors of unit length.

    `fingerprint` changes whenever the vectors of a passage would.
    """

    name: str
    fingerprint: str
    dim: int

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a passage."""
        ...

    def encode_query(self, text: str) -> Vectors:
        """Return the question's vector, shape (dim,)."""
        ...


def load_embedder(name: str) -> Embedder:
    """Return the model of this name: the shipped one, one in a folder, or one by its hub name.

    Raises:
        ModelUnusable: there is no such model on this machine, and none could be fetched.
    """
    from index.sentence_embedder import SentenceEmbedder
    from index.word_embedder import WordEmbedder, is_word_model

    folder = shipped_folder() if name == SHIPPED_MODEL else Path(name)
    if is_word_model(folder):
        return WordEmbedder(name, folder)
    return SentenceEmbedder(name)


def shipped_folder() -> Path:
    """Return the folder of the model that comes with the project."""
    return Path(str(files("index").joinpath("model")))
