"""Passages that two reports share (雷同): copied wording, told by runs of characters in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.fold import fold
from ingest.report import Passage

SHINGLE = 6  # characters in a run: shorter ones occur in every report, longer ones miss edits
SHARED_ENOUGH = 0.6
_SHORTEST = 30  # below this, the set phrases of every report are alike
_NOT_WORDING = re.compile(r"[^一-鿿]")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A passage and the most similar passage of the other text.

    `share` is how much of the passage's wording stands in the other one, 0 to 1: numbers, names of
    places in digits and punctuation do not count.
    """

    passage: Passage
    other: Passage
    share: float


def repeated_passages(
    passages: Iterable[Passage], others: Iterable[Passage], least: float = SHARED_ENOUGH
) -> tuple[Repetition, ...]:
    """Return the narrative passages that largely repeat one of the `others`, in their order."""
    known = [(other, shingles(other.text)) for other in others if _counts(other)]
    index: dict[str, list[int]] = {}
    for position, (_, runs) in enumerate(known):
        for run in runs:
            index.setdefault(run, []).append(position)
    found = []
    for passage in passages:
        if not _counts(passage):
            continue
        runs = shingles(passage.text)
        hits = Counter(position for run in runs for position in index.get(run, ()))
        if not hits:
            continue
        position, count = hits.most_common(1)[0]
        if count / len(runs) >= least:
            found.append(Repetition(passage, known[position][0], count / len(runs)))
    return tuple(found)


def repeated_share(passages: Sequence[Passage], repetitions: Sequence[Repetition]) -> float:
    """Return how much of the narrative is repeated, by length, 0 to 1."""
    length = sum(len(wording(passage.text)) for passage in passages if passage.kind == "narrative")
    repeated = sum(len(wording(found.passage.text)) * found.share for found in repetitions)
    return repeated / length if length else 0.0


def shingles(text: str) -> frozenset[str]:
    """Return every run of `SHINGLE` characters of the wording.

    >>> sorted(shingles("主动公开政府信息3条"))
    ['主动公开政府', '公开政府信息', '动公开政府信', '开政府信息条']
    """
    words = wording(text)
    return frozenset(words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1))


def wording(text: str) -> str:
    """Return the Chinese characters of `text` alone, simplified."""
    return _NOT_WORDING.sub("", fold(text).text)


def _counts(passage: Passage) -> bool:
    return (
        passage.kind == "narrative"
        and passage.section != "preamble"
        and len(wording(passage.text)) >= _SHORTEST
    )
