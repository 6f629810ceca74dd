"""Slips of the pen: words typed by sound (予已公开), or in pinyin (yuyi gongkai).

Only used where a question was not understood as it stands; at least three syllables must sound
the same as a phrase of the book, and most of its characters must be right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from qa.cell_text import Line
from qa.phrasebook import load_phrase_book

_LATIN = re.compile(r"[a-z]+")
_SHORTEST, _LONGEST = 3, 12
_FEWEST_LETTERS = 4
_EVERYDAY = frozenset("数书那的得地为与以一在再个是了人先后")
"""Characters too common to be slips of others: 机关数 is no 机关输."""


@dataclass(slots=True)
class _Sounds:
    """The book's literals by their sound: as syllables, and as letters run together."""

    by_syllables: dict[tuple[str, ...], str] = field(default_factory=dict)
    by_letters: dict[str, str] = field(default_factory=dict)


def respell(line: Line, explained: int) -> Line | None:
    """Return `line` with slips put right, or None if there is nothing to put right.

    `explained` has a bit for each character that is part of a word of the book: such characters
    are never changed, or 全部公开 would become 全不公开. 予已公开几件 becomes 予以公开几件,
    lvsuo申请 becomes 律所申请.
    """
    respelled = _from_letters(_from_syllables(line, explained))
    return respelled if respelled.text != line.text else None


def _from_letters(line: Line) -> Line:
    """Replace stretches of Latin letters that spell words of the book."""
    pieces: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    last = 0
    for found in _LATIN.finditer(line.text):
        words = _spelt(found[0])
        if words is None:
            continue
        start, end = found.span()
        pieces.append((line.text[last:start], line.places[last:start]))
        pieces.append((words, (line.span(start, end),) * len(words)))
        last = end
    pieces.append((line.text[last:], line.places[last:]))
    text = "".join(piece for piece, _ in pieces)
    return Line(text, tuple(place for _, places in pieces for place in places))


def _spelt(letters: str) -> str | None:
    """Return the words that `letters` spell, or None if any of them spells nothing."""
    known = _sounds().by_letters
    words: list[str] = []
    start = 0
    while start < len(letters):
        ends = range(len(letters), start + _FEWEST_LETTERS - 1, -1)
        end = next((end for end in ends if letters[start:end] in known), None)
        if end is None:
            return None
        words.append(known[letters[start:end]])
        start = end
    return "".join(words)


def _from_syllables(line: Line, explained: int) -> Line:
    text = line.text
    syllables = [_syllable(character) for character in text]
    pieces: list[str] = []
    start = 0
    while start < len(text):
        meant = _meant(text, syllables, start, explained)
        pieces.append(meant or text[start])
        start += len(meant) if meant else 1
    return Line("".join(pieces), line.places, line.breaks)


def _meant(text: str, syllables: list[str], start: int, explained: int) -> str | None:
    """Return the longest phrase that sounds like the text from `start`, but is spelt otherwise."""
    known = _sounds().by_syllables
    for end in range(min(len(text), start + _LONGEST), start + _SHORTEST - 1, -1):
        meant = known.get(tuple(syllables[start:end]))
        if meant is not None and _slipped(text[start:end], meant, explained >> start):
            return meant
    return None


def _slipped(typed: str, meant: str, explained: int) -> bool:
    """Whether `typed` may be a slip for `meant`: few characters differ, none of them a word's."""
    wrong = [place for place, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if not 0 < len(wrong) <= max(1, len(meant) // 2):
        return False
    return not any(explained >> place & 1 or typed[place] in _EVERYDAY for place in wrong)


def _syllable(character: str) -> str:
    return _syllables().get(character, "")


@cache
def _syllables() -> dict[str, str]:
    lines = files("qa.phrases").joinpath("pinyin.txt").read_text(encoding="utf-8").splitlines()
    table: dict[str, str] = {}
    for line in lines:
        if not line.startswith("#"):
            syllable, _, characters = line.partition(" ")
            table.update(dict.fromkeys(characters, syllable))
    return table


@cache
def _sounds() -> _Sounds:
    """Return the book's sure words by their sound; the first of the book wins."""
    sounds = _Sounds()
    for literal in load_phrase_book().words_for_spelling():
        syllables = tuple(_syllable(character) for character in literal)
        if "" in syllables or len(syllables) < 2:
            continue
        sounds.by_letters.setdefault("".join(syllables), literal)
        if len(syllables) >= _SHORTEST:
            sounds.by_syllables.setdefault(syllables, literal)
    return sounds
