"""Slips of the pen: words typed by sound (予已公开), or in pinyin (yuyi gongkai).

Only used where a question was not understood as it stands; at least three syllables must sound
the same as a phrase of the book, and most of its characters must be right. Of words of two
syllables only those of `_KEYWORDS` are put right, where one character is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product

from qa.cell_text import Line
from qa.phrasebook import load_phrase_book

_LATIN = re.compile(r"[a-z]+")
_SHORTEST, _LONGEST = 3, 12
_FEWEST_LETTERS = 4
_EVERYDAY = frozenset("数书那的得地为与以一在再个是了人先后")
"""Characters too common to be slips of others in a short phrase: 机关数 is no 机关输."""
_LONG = 4
_KEYWORDS = frozenset(
    (
        *("申请", "复议", "诉讼", "公开", "予以", "不予", "结转", "办结", "新收"),
        *("许可", "处罚", "强制", "收费", "规章", "废止", "有效", "制发", "维持"),
        *("纠正", "审结", "机密", "秘密", "隐私", "信访", "补正", "掌握", "重复"),
        *("行政", "自然", "企业", "科研", "法律", "部分", "无法", "提供", "处理"),
        *("过程", "内部", "事务", "执法", "案卷"),
    )
)
_WORDS_OF_THEIR_OWN = frozenset(
    ("新手", "出发", "触发", "半截", "神情", "深情", "服役", "附议", "公款")
)


@dataclass(slots=True)
class _Sounds:
    """The book's literals by their sound: as syllables, and as letters run together."""

    by_syllables: dict[tuple[str, ...], str] = field(default_factory=dict)
    by_letters: dict[str, str] = field(default_factory=dict)
    keywords: dict[tuple[str, ...], str] = field(default_factory=dict)


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
        start, end, words = _with_neighbours(line.text, *found.span())
        if not words or start < last:
            continue
        pieces.append((line.text[last:start], line.places[last:start]))
        pieces.append((words, (line.span(start, end),) * len(words)))
        last = end
    pieces.append((line.text[last:], line.places[last:]))
    text = "".join(piece for piece, _ in pieces)
    return Line(text, tuple(place for _, places in pieces for place in places))


def _with_neighbours(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Return the stretch that spells words of the book: the letters, or bufen公开 as a whole."""
    alone = _spelt(text[start:end])
    if alone is not None:
        return start, end, alone
    for before, after in product(range(4), range(5)):
        first, last = start - before, end + after
        if (before or after) and first >= 0 and last <= len(text):
            heard = [_syllable(c) or (c if c.isascii() else "?") for c in text[first:last]]
            words = _sounds().by_letters.get("".join(heard))
            if words is not None:
                return first, last, words
    return start, end, ""


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
    return _keyword(
        text[start : start + 2], tuple(syllables[start : start + 2]), explained >> start
    )


def _keyword(typed: str, syllables: tuple[str, ...], explained: int) -> str | None:
    """Return the word of two characters that one wrong character hides: 申情 is 申请."""
    meant = _sounds().keywords.get(syllables)
    if meant is None or typed in _WORDS_OF_THEIR_OWN or explained & 0b11:
        return None
    return meant if sum(a != b for a, b in zip(typed, meant, strict=True)) == 1 else None


def hides_keyword(word: str) -> bool:
    """Whether a word of two characters sounds like one of the field's and differs in one of them.

    >>> hides_keyword("申情"), hides_keyword("征地")
    (True, False)
    """
    return _keyword(word, tuple(_syllable(character) for character in word), 0) is not None


def _slipped(typed: str, meant: str, explained: int) -> bool:
    """Whether `typed` may be a slip for `meant`: few characters differ, none of them a word's."""
    wrong = [place for place, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if not 0 < len(wrong) <= max(1, len(meant) // 2):
        return False
    everyday = frozenset() if len(meant) >= _LONG and len(wrong) == 1 else _EVERYDAY
    return not any(explained >> place & 1 or typed[place] in everyday for place in wrong)


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
    for word in sorted(_KEYWORDS):
        sounds.keywords[tuple(_syllable(character) for character in word)] = word
    return sounds
