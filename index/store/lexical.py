"""The word index: BM25 over jieba words.

Inside a few reports every passage is scored in Python, which is exact and takes a millisecond or
two. Across the library FTS5 finds the passages; there the words that stand in very many passages
are left out, as they cost the most and tell the least.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from index.store.identifiers import listed

_K1, _B = 1.2, 0.75
_MOST_POSTINGS = 5_000
_MOST_REPORTS = 10
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


def best_passages(
    connection: sqlite3.Connection,
    words: Sequence[str],
    kind: str,
    limit: int,
    reports: Sequence[int] | None = None,
) -> list[tuple[int, float]]:
    """Return (passage number, score) of the best passages, of these reports or of all."""
    known = _known_words(connection, kind, words)
    if not known:
        return []
    if reports is None or len(reports) > _MOST_REPORTS:
        return _from_index(connection, known, kind, limit, reports)
    return _from_reports(connection, known, kind, limit, reports)


def _from_index(
    connection: sqlite3.Connection,
    known: dict[str, int],
    kind: str,
    limit: int,
    reports: Sequence[int] | None,
) -> list[tuple[int, float]]:
    query = " OR ".join(f'"{word}"' for word in _rarest(known))
    within = "" if reports is None else f" and passage.report in ({listed(reports)})"
    rows = connection.execute(
        "select passage.number, -lexical.rank from lexical"
        " join passage on passage.number = lexical.rowid"
        f" where lexical match ? and passage.kind = ?{within} order by lexical.rank limit ?",
        (query, kind, limit),
    )
    return rows.fetchall()


def _from_reports(
    connection: sqlite3.Connection,
    known: dict[str, int],
    kind: str,
    limit: int,
    reports: Sequence[int],
) -> list[tuple[int, float]]:
    rows = connection.execute(
        f"select number, words from passage where report in ({listed(reports)}) and kind = ?",
        (kind,),
    )
    passages = [(number, text.split()) for number, text in rows]
    scored = _bm25(passages, known, _count_passages(connection, kind))
    return sorted(scored, key=lambda item: (-item[1], item[0]))[:limit]


def _bm25(
    passages: list[tuple[int, list[str]]], known: dict[str, int], total: int
) -> list[tuple[int, float]]:
    weight = {
        word: math.log(1 + (total - count + 0.5) / (count + 0.5)) for word, count in known.items()
    }
    mean = sum(len(words) for _, words in passages) / max(1, len(passages)) or 1.0
    scored = []
    for number, words in passages:
        times = Counter(word for word in words if word in weight)
        damping = _K1 * (1 - _B + _B * len(words) / mean)
        score = sum(weight[w] * n * (_K1 + 1) / (n + damping) for w, n in times.items())
        if score > 0:
            scored.append((number, score))
    return scored


def _rarest(known: dict[str, int]) -> list[str]:
    chosen: list[str] = []
    postings = 0
    for word, count in sorted(known.items(), key=lambda item: item[1]):
        postings += count
        if chosen and postings > _MOST_POSTINGS:
            break
        chosen.append(word)
    return chosen


def _known_words(connection: sqlite3.Connection, kind: str, words: Sequence[str]) -> dict[str, int]:
    distinct = list(dict.fromkeys(words))
    marks = ",".join("?" for _ in distinct)
    rows = connection.execute(
        f"select word, passages from word where kind = ? and word in ({marks})", (kind, *distinct)
    )
    return dict(rows.fetchall())


def _count_passages(connection: sqlite3.Connection, kind: str) -> int:
    return _known_words(connection, kind, [_ANY_WORD])[_ANY_WORD]


def _passages_by_word(
    connection: sqlite3.Connection, report: int
) -> list[tuple[tuple[str, str], int]]:
    counts: Counter[tuple[str, str]] = Counter()
    rows = connection.execute("select kind, words from passage where report = ?", (report,))
    for kind, words in rows:
        counts.update((kind, word) for word in {_ANY_WORD, *words.split()})
    return list(counts.items())
