"""The phrase book: everyday words for rows, columns and themes, and where they stand in a text.

The book is the TOML files in `qa/phrases`; `README.md` there explains their notation. A phrase is
one or more parts: "去年…没办完" has two, in this order and at most `GAP` characters apart;
"第三方 & 不同意" has two in any order. A part is a set of literal strings: `(a|b)` is either,
`<name>` a list of `words.toml`. All literals of all phrases stand in one dictionary, so that
finding them costs a walk over the text, however long the book is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from qa.phrase_notation import expand

Facet = Literal["row", "column", "theme", "frame", "void"]
GAP = 10
NEAR = 14
_WHOLE_WORD = 4
STRENGTHS = {"sure": 0.97, "likely": 0.8, "weak": 0.4}
_STOPS = frozenset("。?!;\n")
# In a list whose items are asked for one by one, no phrase reaches over into the next item.
_EACH_ITEM = re.compile("各[是有为]?[几多]|分别|[三四五六][项个样类]|、.{1,8}(?:几|多少).{0,8}、")
_PLAIN = str.maketrans("（），：；？！", "(),:;?!")  # in the book, only full-width ones are text


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


@dataclass(slots=True)
class PhraseBook:
    """All phrases, indexed by the literals of their parts."""

    phrases: list[Phrase] = field(default_factory=list)
    by_first: dict[int, list[Phrase]] = field(default_factory=dict)
    literals: dict[str, list[int]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def find(self, text: str, others: Iterable[Cue] = ()) -> list[Cue]:
        """Return the cues in `text` and `others`, without those that lie within a longer one."""
        places = self._places(text)
        found = [
            cue
            for part in places
            for phrase in self.by_first.get(part, ())
            for cue in _cues(phrase, places, text)
        ]
        return _without_covered([*others, *found])

    def words_for_spelling(self) -> list[str]:
        """Return the literals that mean something by themselves, the surest ones first."""
        alone: dict[int, float] = {}
        for phrase in self.phrases:
            if len(phrase.parts) == 1 and phrase.strength > 0.5:
                filler = phrase.kind == "fillers" or phrase.meaning.facet == "theme"
                strength = 0.5 if filler else phrase.strength
                alone[phrase.parts[0]] = max(strength, alone.get(phrase.parts[0], 0.0))
        ranked = {
            literal: max(alone.get(part, 0.0) for part in parts)
            for literal, parts in self.literals.items()
            if len(literal) > 1
        }
        known = [literal for literal, strength in ranked.items() if strength]
        return sorted(known, key=lambda literal: -ranked[literal])

    def _places(self, text: str) -> dict[int, list[tuple[int, int]]]:
        places: dict[int, list[tuple[int, int]]] = {}
        for start, character in enumerate(text):
            for length in self.lengths.get(character, ()):
                if start + length > len(text):
                    break
                for part in self.literals.get(text[start : start + length], ()):
                    places.setdefault(part, []).append((start, start + length))
        return places


def _cues(phrase: Phrase, places: dict[int, list[tuple[int, int]]], text: str) -> Iterator[Cue]:
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


def _without_covered(cues: list[Cue]) -> list[Cue]:
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


@cache
def load_phrase_book() -> PhraseBook:
    """Return the phrase book of the TOML files in `qa/phrases`, compiled once."""
    folder = files("qa.phrases")
    words = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))["words"]
    book = _Compiler({name: str(alternatives) for name, alternatives in words.items()})
    for name in CUE_FILES:
        data = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        book.kind = name.removesuffix(".toml")
        for entry in data["cue"]:
            book.add(entry)
    book.kind = "fillers"
    data = tomllib.loads(folder.joinpath("operations.toml").read_text(encoding="utf-8"))
    for entry in data["operation"]:
        book.add({"void": "filler", "sure": entry.get("words", ())})
    return book.finish()


CUE_FILES = ("requests.toml", "active.toml", "review.toml", "themes.toml", "fillers.toml")


class _Compiler:
    """Turns entries of the TOML files into a PhraseBook."""

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words
        self.book = PhraseBook()
        self.part_numbers: dict[str, int] = {}
        self.kind = ""

    def add(self, entry: dict[str, Any]) -> None:
        meaning = _meaning(entry)
        for name, strength in STRENGTHS.items():
            for source in entry.get(name, ()):
                self._add_phrase(source, meaning, strength)

    def _add_phrase(self, source: str, meaning: Meaning, strength: float) -> None:
        any_order = "&" in source
        pieces = source.split("&") if any_order else source.split("…")
        parts = tuple(self._part(piece.strip()) for piece in pieces)
        phrase = Phrase(source, meaning, strength, parts, any_order, self.kind)
        self.book.phrases.append(phrase)
        self.book.by_first.setdefault(parts[0], []).append(phrase)

    def _part(self, source: str) -> int:
        number = self.part_numbers.get(source)
        if number is None:
            number = self.part_numbers[source] = len(self.part_numbers)
            for literal in set(expand(source, self.words)) - {""}:
                plain = literal.translate(_PLAIN)
                self.book.literals.setdefault(plain, []).append(number)
        return number

    def finish(self) -> PhraseBook:
        lengths: dict[str, set[int]] = {}
        for literal in self.book.literals:
            lengths.setdefault(literal[0], set()).add(len(literal))
        self.book.lengths = {c: tuple(sorted(found)) for c, found in lengths.items()}
        return self.book


def _meaning(entry: dict[str, Any]) -> Meaning:
    for facet in ("row", "column", "theme", "frame", "void"):
        if facet in entry:
            ids = entry[facet]
            listed = tuple(ids) if isinstance(ids, list) else (str(ids),)
            return Meaning(facet, listed, entry.get("table", ""))
    raise ValueError(f"a cue must name a row, column, theme, frame or void: {entry}")
