"""LangChain: its recursive splitter, and Chroma for the vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from stack import Piece, Search, Text, chunks, embedding, run


class Ours(Embeddings):
    def __init__(self) -> None:
        self._embed = embedding()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embed(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._embed([text])[0]


def build(texts: Sequence[Text], place: Path, titled: bool) -> Search:
    pieces = list(chunks(texts))
    store = Chroma("titled" if titled else "plain", Ours(), persist_directory=str(place))
    store.add_texts(
        [f"{text.title if titled else ''}{words}" for text, _, words in pieces],
        [
            {
                "report": text.report,
                "organ": text.organ,
                "year": text.year,
                "start": start,
                "end": start + len(words),
            }
            for text, start, words in pieces
        ],
    )

    def search(query: str, report: str | None, limit: int) -> list[Piece]:
        kept = None if report is None else {"report": report}
        return [
            (found.metadata["report"], found.metadata["start"], found.metadata["end"])
            for found in store.similarity_search(query, limit, filter=kept)
        ]

    return search


if __name__ == "__main__":
    run("LangChain + Chroma", build)
