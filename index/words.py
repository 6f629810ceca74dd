"""The words by which passages are indexed and questions asked: one function for both."""

from __future__ import annotations

import re
from functools import lru_cache

from index.store.lexical import index_words

_LINE_BREAK = re.compile(r"\s*\n\s*")


def words_of(text: str) -> list[str]:
    """Return the words of a text and the words inside them, lower case, without punctuation.

    A line break is no border: a report's lines break anywhere, inside words too.
    """
    parts = _LINE_BREAK.sub("", text).split()
    return [word for part in parts for word in _words_of_part(part)]


@lru_cache(maxsize=20_000)
def _words_of_part(part: str) -> tuple[str, ...]:
    """Return the words of a text without spaces, which jieba never looks across.

    Kept, as a passage is segmented for the index and soon again for its vector, and headings and
    labels come in every report.
    """
    from ingest.segment import segment_finely

    return tuple(index_words(segment_finely(part)))
