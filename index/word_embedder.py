"""The shipped kind of model: static vectors over words, read without torch."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.tokens import tokens_of

if TYPE_CHECKING:
    from index.embedder import Vectors

_NO_LENGTH = 1e-12


def is_word_model(folder: Path) -> bool:
    """Say whether this is a static model over words separated by spaces, as `index.train` makes."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        tokenizer = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    kinds = [module["type"].rpartition(".")[2] for module in modules]
    splitter = tokenizer.get("pre_tokenizer") or {}
    return (
        kinds == ["StaticEmbedding", "Normalize"]
        and tokenizer["model"]["type"] == "WordLevel"
        and splitter.get("type") == "WhitespaceSplit"
    )


class WordEmbedder:
    """A static model over words, read straight from its sentence-transformers folder.

    `SentenceTransformer(folder).encode(" ".join(tokens_of(text)))` gives the same vectors (a test
    holds this), but importing that library takes seconds and this takes milliseconds.
    """

    def __init__(self, name: str, folder: Path) -> None:
        import numpy as np
        from safetensors.numpy import load_file

        tokenizer = (folder / "tokenizer.json").read_bytes()
        weights = folder / "model.safetensors"
        content = json.loads(tokenizer)["model"]
        self.name = name
        self._token_rows: dict[str, int] = content["vocab"]
        self._unknown = self._token_rows[content["unk_token"]]
        self._weights: Vectors = load_file(weights)["embedding.weight"].astype(np.float32)
        self.dim = int(self._weights.shape[1])
        self.fingerprint = hashlib.sha256(tokenizer + weights.read_bytes()).hexdigest()[:16]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a passage."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for place, text in enumerate(texts):
            vectors[place] = self.encode_query(text)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """Return the question's vector, shape (dim,)."""
        import numpy as np

        known, unknown = self._token_rows, self._unknown
        rows = [known.get(token, unknown) for token in tokens_of(text)]
        # a product with ones is the fastest way to add rows up
        total: Vectors = np.ones(len(rows), dtype=np.float32) @ self._weights.take(rows, axis=0)
        length = math.sqrt(float(total @ total))
        return total / np.float32(length) if length > _NO_LENGTH else total
