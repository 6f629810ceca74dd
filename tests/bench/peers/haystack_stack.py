"""Haystack: its splitter, BM25 and embeddings in memory, joined by reciprocal rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from haystack import Document, Pipeline, component
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import RecursiveDocumentSplitter
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from stack import CHUNK, OVERLAP, SEPARATORS, Piece, Search, Text, embedding, run

_embed = embedding()


@component
class OurEmbedder:
    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, list[float]]:
        return {"embedding": _embed([text])[0]}


def build(texts: Sequence[Text], place: Path, titled: bool) -> Search:
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    splitter = RecursiveDocumentSplitter(
        split_length=CHUNK,
        split_overlap=OVERLAP,
        split_unit="char",
        separators=SEPARATORS[:-1],
    )
    splitter.warm_up()
    pieces = [
        _with_end(piece, texts if titled else ())
        for piece in splitter.run([_document(text) for text in texts])["documents"]
    ]
    vectors = _embed([piece.content for piece in pieces])
    store.write_documents(
        [replace(piece, embedding=vector) for piece, vector in zip(pieces, vectors, strict=True)]
    )
    store.save_to_disk(str(place / "reports.json"))
    pipeline = _hybrid(store)

    def search(query: str, report: str | None, limit: int) -> list[Piece]:
        kept = {"field": "meta.report", "operator": "==", "value": report} if report else None
        asked = {"filters": kept, "top_k": limit}
        found = pipeline.run(
            {
                "embedder": {"text": query},
                "words": {"query": query, **asked},
                "vectors": asked,
                "joiner": {"top_k": limit},
            }
        )["joiner"]["documents"]
        return [_piece(one) for one in found]

    return search


def _document(text: Text) -> Document:
    meta = {"report": text.report, "organ": text.organ, "year": text.year}
    return Document(content=text.text, meta=meta)


def _with_end(piece: Document, titles: Sequence[Text]) -> Document:
    """Return the piece with its end kept, and under its report's title where there are titles."""
    words = piece.content or ""
    title = next((one.title for one in titles if one.report == piece.meta["report"]), "")
    meta = {**piece.meta, "end": piece.meta["split_idx_start"] + len(words)}
    return replace(piece, content=title + words, meta=meta)


def _hybrid(store: InMemoryDocumentStore) -> Pipeline:
    pipeline = Pipeline()
    pipeline.add_component("embedder", OurEmbedder())
    pipeline.add_component("vectors", InMemoryEmbeddingRetriever(store))
    pipeline.add_component("words", InMemoryBM25Retriever(store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("embedder.embedding", "vectors.query_embedding")
    pipeline.connect("vectors", "joiner")
    pipeline.connect("words", "joiner")
    return pipeline


def _piece(found: Document) -> Piece:
    return found.meta["report"], found.meta["split_idx_start"], found.meta["end"]


if __name__ == "__main__":
    run("Haystack hybrid", build)
