"""The words of the library: in how many passages each stands, and FTS5 to find passages by them.

FTS5 proposes passages where there are too many to score each; there the words that stand in very
many passages are left out, as they cost the most and tell the least.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from index.store.identifiers import listed

_MOST_POSTINGS = 5_000
_ANY_WORD = ""  # counted once in every passage, so that its count is the number of passages
_WORD = re.compile(r"[^\W_]+")


def index_words(words: Iterable[str]) -> list[str]:
    """Return the words worth indexing, in lower case and without punctuation.

    >>> index_words(["公开", "，", "Ai", "18.87"])
    ['公开', 'ai', '18', '87']
    """
    return [part for word in words for part in _WORD.findall(word.lower())]


def learn_words(connection: sqlite3.Connection, report: int) -> None:
    """Index the words of a report's passages, which have just been written."""
    connection.execute(
        "insert into lexical (rowid, words) select number, words from passage where report = ?",
        (report,),
    )
    connection.executemany(
        "insert into word (kind, word, passages) values (?, ?, ?)"
        " on conflict (kind, word) do update set passages = passages + excluded.passages",
        [(kind, word, count) for (kind, word), count in _passages_by_word(connection, report)],
    )


def forget_words(connection: sqlite3.Connection, report: int) -> None:
    """Take a report's words out of the index, before its passages are removed."""
    connection.execute(
        "insert into lexical (lexical, rowid, words)"
        " select 'delete', number, words from passage where report = ?",
        (report,),
    )
    connection.executemany(
        "update word set passages = passages - ? where kind = ? and word = ?",
        [(count, kind, word) for (kind, word), count in _passages_by_word(connection, report)],
    )
    connection.execute("delete from word where passages = 0")


def found_anywhere(
    connection: sqlite3.Connection,
    known: dict[str, int],
    kind: str,
    limit: int,
    reports: Sequence[int] | None = None,
) -> list[int]:
    """Return the numbers of passages with the `known` words, best first, of reports or of all."""
    query = " OR ".join(f'"{word}"' for word in _rarest(known))
    if not query:
        return []
    within = "" if reports is None else f" and passage.report in ({listed(reports)})"
    rows = connection.execute(
        "select passage.number from lexical join passage on passage.number = lexical.rowid"
        f" where lexical match ? and passage.kind = ?{within} order by lexical.rank limit ?",
        (query, kind, limit),
    )
    return [number for (number,) in rows]


def known_words(connection: sqlite3.Connection, kind: str, words: Iterable[str]) -> dict[str, int]:
    """Return in how many passages of this kind each of the words stands, if in any."""
    distinct = list(dict.fromkeys(words))
    marks = ",".join("?" for _ in distinct)
    rows = connection.execute(
        f"select word, passages from word where kind = ? and word in ({marks})", (kind, *distinct)
    )
    return dict(rows.fetchall())


def count_passages(connection: sqlite3.Connection, kind: str) -> int:
    """Return how many passages of this kind the library has."""
    return known_words(connection, kind, [_ANY_WORD]).get(_ANY_WORD, 0)


def _rarest(known: dict[str, int]) -> list[str]:
    chosen: list[str] = []
    postings = 0
    for word, count in sorted(known.items(), key=lambda item: item[1]):
        postings += count
        if chosen and postings > _MOST_POSTINGS:
            break
        chosen.append(word)
    return chosen


def _passages_by_word(
    connection: sqlite3.Connection, report: int
) -> list[tuple[tuple[str, str], int]]:
    counts: Counter[tuple[str, str]] = Counter()
    rows = connection.execute("select kind, words from passage where report = ?", (report,))
    for kind, words in rows:
        counts.update((kind, word) for word in {_ANY_WORD, *words.split()})
    return list(counts.items())
