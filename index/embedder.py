"""Embedding models: the one shipped with the project and any other of sentence-transformers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import ModelUnusable
from index.tokens import tokens_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SHIPPED_MODEL = "nianbao-static"

# What a model's own card asks to be put before a question, where the model does not carry it
# itself. Matched as a part of the model's name, in lower case; the first match counts.
QUERY_PROMPTS = (
    ("bge-m3", ""),
    ("bge-small-zh", "为这个句子生成表示以用于检索相关文章："),
    ("bge-base-zh", "为这个句子生成表示以用于检索相关文章："),
    ("bge-large-zh", "为这个句子生成表示以用于检索相关文章："),
    ("stella-base-zh", "为这个句子生成表示以用于检索相关文章："),
    ("multilingual-e5-large-instruct", "Instruct: 根据问题检索报告中的相关段落\nQuery: "),
    ("e5-", "query: "),
)
PASSAGE_PROMPTS = (("multilingual-e5-large-instruct", ""), ("e5-", "passage: "))


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
    folder = shipped_folder() if name == SHIPPED_MODEL else Path(name)
    if is_word_model(folder):
        return WordEmbedder(name, folder)
    return SentenceEmbedder(name)


def shipped_folder() -> Path:
    """Return the folder of the model that comes with the project."""
    return Path(str(files("index").joinpath("model")))


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

        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        """Return the question's vector, shape (dim,)."""
        import numpy as np

        rows = [self._token_rows.get(token, self._unknown) for token in tokens_of(text)]
        if not rows:
            return np.zeros(self.dim, dtype=np.float32)
        mean = self._weights[rows].mean(axis=0)
        unit: Vectors = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return unit


class SentenceEmbedder:
    """Any model of sentence-transformers, with the prompts it wants."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = _load_sentence_transformer(name)
        self.query_prompt = _prompt(self._model, name, ("query",), QUERY_PROMPTS)
        self.passage_prompt = _prompt(
            self._model, name, ("passage", "document", "corpus"), PASSAGE_PROMPTS
        )
        self.fingerprint = _fingerprint(self._model, self.passage_prompt)
        self.dim = len(self.encode_query("维度"))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a vector a passage."""
        return self._encode([self.passage_prompt + text for text in texts])

    def encode_query(self, text: str) -> Vectors:
        """Return the question's vector, shape (dim,)."""
        vector: Vectors = self._encode([self.query_prompt + text])[0]
        return vector

    def _encode(self, texts: list[str]) -> Vectors:
        import numpy as np

        # an empty prompt, so that a default prompt of the model's own is not put before ours
        vectors = self._model.encode(
            texts, prompt="", normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _load_sentence_transformer(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name)
    except Exception as error:  # the library raises a dozen unrelated kinds of error here
        raise ModelUnusable(
            f"装不上向量模型 {name}（{type(error).__name__}）。"
            "请给出本机上的模型文件夹，或在能上网时先下载；不设 NIANBAO_MODEL 就用自带的模型。"
        ) from error


def _prompt(model: Any, name: str, keys: Sequence[str], known: Sequence[tuple[str, str]]) -> str:
    """Return the prompt the model carries, else the one known for a model of this name."""
    carried = next((model.prompts[key] for key in keys if model.prompts.get(key)), None)
    if carried is not None:
        return str(carried)
    short = Path(name).name.lower()
    return next((prompt for part, prompt in known if part in short), "")


def _fingerprint(model: Any, passage_prompt: str) -> str:
    """Return a digest of every weight's name, shape and first values."""
    digest = hashlib.sha256(passage_prompt.encode())
    for name, weight in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(weight.shape)}".encode())
        digest.update(weight.flatten()[:256].float().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]
