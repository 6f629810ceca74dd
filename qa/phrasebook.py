"""The phrase book: everyday words for rows, columns and themes, and where they stand in a text.

The book is the TOML files in `qa/phrases`; `README.md` there explains their notation. A phrase is
one or more parts: "去年…没办完" has two, in this order and at most `cues.GAP` characters apart;
"第三方 & 不同意" has two in any order. A part is a set of literal strings: `(a|b)` is either,
`<name>` a list of `words.toml`. All literals of all phrases stand in one dictionary, so that
finding them costs a walk over the text, however long the book is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from qa.cues import Cue, Meaning, Phrase, cues_of, without_covered
from qa.phrase_notation import expand

STRENGTHS = {"sure": 0.97, "likely": 0.8, "weak": 0.4}
_PLAIN = str.maketrans("（），：；？！", "(),:;?!")  # in the book, only full-width ones are text


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
            for cue in cues_of(phrase, places, text)
        ]
        return without_covered([*others, *found])

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
