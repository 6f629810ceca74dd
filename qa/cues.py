"""Cues: the phrases of the book where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Facet = Literal["row", "column", "theme", "frame", "void"]
GAP = 10
NEAR = 14
_WHOLE_WORD = 4
_STOPS = frozenset("。?!;\n")
# In a list whose items are asked for one by one, no phrase reaches over into the next item.
_EACH_ITEM = re.compile("各[是有为]?[几多]|分别|[三四五六][项个样类]|、.{1,8}(?:几|多少).{0,8}、")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase points at; with several ids it fits several and does not tell which.

    `table` is the table a column belongs to. A column may be written `row:column` where the words
    mean the whole cell.
    """

    facet: Facet
    ids: tuple[str, ...]
    table: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to put a meaning; `parts` are numbers of sets of literals, `kind` its file."""

    source: str
    meaning: Meaning
    strength: float
    parts: tuple[int, ...]
    any_order: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a text: `spans` of its parts, `mask` a bit for each character."""

    phrase: Phrase
    spans: tuple[tuple[int, int], ...]
    mask: int

    @property
    def span(self) -> tuple[int, int]:
        """The stretch from the first part to the last."""
        return min(s for s, _ in self.spans), max(e for _, e in self.spans)


def cues_of(phrase: Phrase, places: dict[int, list[tuple[int, int]]], text: str) -> Iterator[Cue]:
    """Find a phrase in a text, given the `places` of its parts."""
    if any(part not in places for part in phrase.parts[1:]):
        return
    for first in places[phrase.parts[0]]:
        spans = [first]
        for part in phrase.parts[1:]:
            follower = _next_place(spans, places[part], text, phrase.any_order)
            if follower is None:
                break
            spans.append(follower)
        else:
            yield Cue(phrase, tuple(spans), _mask(spans))


def _next_place(
    spans: list[tuple[int, int]], options: list[tuple[int, int]], text: str, any_order: bool
) -> tuple[int, int] | None:
    """Return the nearest place for the next part that does not overlap those before it."""
    best: tuple[int, tuple[int, int]] | None = None
    for start, end in options:
        if any(start < e and s < end for s, e in spans):
            continue
        if any_order:
            low, high = min(end, spans[0][1]), max(start, spans[0][0])
            limit = NEAR
        else:
            low, high = spans[-1][1], start
            limit = GAP
        distance = high - low
        if not 0 <= distance <= limit or _STOPS.intersection(text[low:high]):
            continue
        if "、" in text[low:high] and _EACH_ITEM.search(text):
            continue
        if best is None or distance < best[0]:
            best = (distance, (start, end))
    return best[1] if best else None


def _mask(spans: Iterable[tuple[int, int]]) -> int:
    mask = 0
    for start, end in spans:
        mask |= ((1 << (end - start)) - 1) << start
    return mask


def without_covered(cues: list[Cue]) -> list[Cue]:
    """Drop cues that lie within a longer one: 个人 within 个人隐私."""
    words = [cue for cue in cues if cue.phrase.kind != "fillers"]
    whole = [cue for cue in cues if not any(_breaks_into(cue, other) for other in words)]
    longer = [cue for cue in whole if cue.phrase.kind != "fillers"]
    return [cue for cue in whole if not any(_covers(other, cue) for other in longer)]


def _covers(longer: Cue, cue: Cue) -> bool:
    """Whether `longer` takes `cue` out of play.

    A phrase with gaps only outweighs cues of its own table: 年底…没结 must not hide 没结 in a
    question about lawsuits. And 复议决定未出, an outcome, must not hide 复议, the row.
    """
    if cue.mask & longer.mask != cue.mask or cue.mask == longer.mask:
        return False
    same_table = cue.phrase.kind == longer.phrase.kind
    if len(longer.spans) > 1 and not same_table:
        return False
    outcome_of_row = longer.phrase.meaning.facet == "column" and cue.phrase.meaning.facet == "row"
    return not (outcome_of_row and same_table and cue.phrase.kind in ("review", "active"))


def _breaks_into(cue: Cue, longer: Cue) -> bool:
    """Whether a cue starts from the middle of a longer word: 全…公开了 out of 三安全一稳定."""
    return any(
        last - first >= _WHOLE_WORD and first < start < end < last
        for first, last in longer.spans
        for start, end in cue.spans
        if len(cue.spans) > 1
    )
