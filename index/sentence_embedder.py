"""Models of sentence-transformers: any by name or folder, and the making of our own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ModelUnusable

if TYPE_CHECKING:
    from index.embedder import Vectors

UNKNOWN = "[UNK]"

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


def save_word_model(weights: Vectors, tokens: Sequence[str], folder: Path) -> None:
    """Write a static model over words that `SentenceTransformer(folder)` loads.

    `weights` is (tokens, dim). Only stock modules are used: a custom one would ask its readers to
    trust remote code. So texts must come with a space between their tokens.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    numbers = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(WordLevel(numbers, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    static = StaticEmbedding(tokenizer, embedding_weights=weights)
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    model.save(str(folder), create_model_card=False)
    (folder / "model.safetensors").chmod(0o644)
