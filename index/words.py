"""The words by which passages are indexed and questions asked: one function for both."""

from __future__ import annotations

from index.store.lexical import index_words


def words_of(text: str) -> list[str]:
    """Return the words of a text and the words inside them, lower case, without punctuation."""
    from ingest.segment import segment_finely

    return index_words(segment_finely(text))
