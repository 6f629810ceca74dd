"""Slips of the pen in names: 卧龙去, 沃龙区, wolong区, 政俯办 sound like what was meant.

A slip is read only where the written characters are no real place of their own: 苏州 is never
taken for 宿州.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

_TOKEN = re.compile(r"[a-zA-Z]+|[一-鿿]")
_ALONE = re.compile(r"(?:^|[\s、,和与跟及比的])[省市区县]?$")
_AFTER_NAME = re.compile(r"$|[\s\d的和跟与、,，在去前今上呢收办]")
_LONG_ENOUGH = 3
_ENDINGS = "省市区县旗镇乡道"


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that sound like `name`, at `start:end`."""

    start: int
    end: int
    words: str
    name: str


class SlipReader:
    """Finds region names and bodies by their sound (toneless pinyin)."""

    def __init__(self, regions: Sequence[str], bodies: Sequence[str]) -> None:
        self._region_names = tuple(regions)
        self._body_names = tuple(bodies)
        self._region_sounds: dict[str, str] | None = None
        self._body_sounds: dict[str, str] | None = None
        self._patterns: dict[str, list[str]] | None = None

    def regions(self, text: str, taken: Sequence[bool]) -> Iterator[Slip]:
        """Yield regions that the text names with a slip, outside the `taken` characters."""
        if self._region_sounds is None:
            self._region_sounds = {sound(name): name for name in self._region_names}
        for slip in _heard(text, taken, self._region_sounds):
            latin = bool(re.search("[a-z]", slip.words))
            named = slip.name[-1] in _ENDINGS
            if (latin or named) and slip.words not in real_places():
                yield slip

    def lookalikes(self, text: str, taken: Sequence[bool]) -> Iterator[Slip]:
        """Yield regions written with one character that only looks right: 鹿呜区 for 鹿鸣区."""
        if self._patterns is None:
            self._patterns = _patterns(self._region_names)
        lengths = {len(pattern) for pattern in self._patterns}
        for start in range(len(text)):
            for length in lengths:
                words = text[start : start + length]
                if len(words) == length and not any(taken[start : start + length]):
                    name = self._meant(words)
                    if name is not None and words not in real_places():
                        yield Slip(start, start + length, words, name)

    def _meant(self, words: str) -> str | None:
        assert self._patterns is not None
        for place, character in enumerate(words):
            for name in self._patterns.get(_gap(words, place), ()):
                if name[place] in lookalikes().get(character, ""):
                    return name
        return None

    def bodies(self, text: str, taken: Sequence[bool], starts: set[int]) -> Iterator[Slip]:
        """Yield bodies with a slip, at one of `starts` (right after a region) or by themselves."""
        if self._body_sounds is None:
            self._body_sounds = {sound(name): name for name in self._body_names}
        for slip in _heard(text, taken, self._body_sounds):
            alone = _ALONE.search(text[: slip.start]) and len(slip.words) >= _LONG_ENOUGH
            after = _AFTER_NAME.match(text[slip.end :]) and slip.name[-1] in "局办委厅院"
            whole = alone and after and _differ(slip.words, slip.name) == 1
            if slip.start in starts or slip.start - 1 in starts or whole:
                yield slip


@cache
def sound(words: str) -> str:
    """Return the toneless pinyin of words, run together.

    >>> sound("卧龙区")
    'wolongqu'
    """
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(words))


@cache
def real_places() -> frozenset[str]:
    """Return the place names in jieba's dictionary (tag ns)."""
    from importlib.resources import files

    text = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    lines = (line.split(" ") for line in text.splitlines() if line.endswith(" ns"))
    return frozenset(parts[0] for parts in lines)


@cache
def lookalikes() -> dict[str, str]:
    """Return for each character those that are drawn alike (`lookalikes.txt`)."""
    from importlib.resources import files

    text = files("qa.phrases").joinpath("lookalikes.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            character, _, like = line.partition(" ")
            found[character] = found.get(character, "") + like
            for other in like:
                found[other] = found.get(other, "") + character
    return found


def _patterns(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the names by each of their ways to be written with one character left out."""
    patterns: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= _LONG_ENOUGH and name[-1] in _ENDINGS:
            for place in range(len(name) - 1):
                patterns.setdefault(_gap(name, place), []).append(name)
    return patterns


def _gap(words: str, place: int) -> str:
    return f"{words[:place]}?{words[place + 1 :]}"


def _differ(typed: str, meant: str) -> int:
    """Return in how many characters two words differ, all of them if in length."""
    if len(typed) != len(meant):
        return len(meant)
    return sum(a != b for a, b in zip(typed, meant, strict=True))


def _heard(text: str, taken: Sequence[bool], sounds: dict[str, str]) -> Iterator[Slip]:
    tokens = [
        match for match in _TOKEN.finditer(text) if not any(taken[match.start() : match.end()])
    ]
    longest = max((len(key) for key in sounds), default=0)
    for first, token in enumerate(tokens):
        heard, end = "", token.start()
        for following in tokens[first:]:
            if following.start() != end:
                break
            end = following.end()
            heard += sound(following.group().lower())
            if len(heard) > longest:
                break
            if heard in sounds:
                yield Slip(token.start(), end, text[token.start() : end], sounds[heard])
