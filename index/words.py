"""The words by which passages are indexed and questions asked: one function for both."""

from __future__ import annotations

from index.store.lexical import index_words


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    from ingest.segment import segment

    return index_words(segment(text))
