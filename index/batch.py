"""Passages made ready to be ranked: where each word stands in them, and under which headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.words import words_of

Postings = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as the database keeps it; `words` are those it is indexed by."""

    number: int
    report: int
    vector_id: str
    section: str
    headings: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages that are ranked together, in a fixed order.

    `postings` gives (position, times) for each word, `above` the positions that a word stands
    above, in a heading; `lengths` are in words.
    """

    rows: tuple[PassageRow, ...]
    lengths: tuple[int, ...]
    postings: Postings
    above: dict[str, list[int]]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the passages' vectors."""
        return tuple(row.vector_id for row in self.rows)


def make_batch(rows: Iterable[PassageRow]) -> Batch:
    """Return the passages ready to be ranked."""
    kept = tuple(rows)
    postings: Postings = {}
    above: dict[str, list[int]] = {}
    lengths = []
    for position, row in enumerate(kept):
        words = row.words.split()
        lengths.append(len(words))
        for word, times in Counter(words).items():
            postings.setdefault(word, []).append((position, times))
        for word in set(words_of(row.headings)).difference(words):
            above.setdefault(word, []).append(position)
    return Batch(kept, tuple(lengths), postings, above)
