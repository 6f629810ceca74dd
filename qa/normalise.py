"""Question text in one spelling, with the way back to the text as it was typed.

NFKC, simplified characters, one kind of quotation mark, lower case and single spaces; Chinese
numerals stay as they are. Never used on a report's text, only on copies for matching.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_QUOTES = "“”‘’„‟「」『』《》〈〉＂＇'`´〝〞"
# 好多件, 几多份 ask how many in the south and west; the offsets stay as they are.
_HOW_MANY = re.compile("(?:好多|几多)(?=[件份宗起次回个张封桩例人万]|\\s*[?？]?$)")
_DASHES = "‐‑‒–—―−"


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text; `offsets[i]` is where character i began in the original.

    `offsets` has one entry more than `text`: the length of the original. One original character
    may become several ("①" stays one, "㈠" becomes "(一)").
    """

    text: str
    offsets: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the original that became `text[start:end]`."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        last = self.offsets[end - 1]
        after = next((offset for offset in self.offsets[end:] if offset > last), last + 1)
        return self.offsets[start], after


def normalise(text: str) -> Normalised:
    """Return `text` in one spelling.

    >>> normalise("臥龍區　２０２４年「予以公開」").text
    '卧龙区 2024年"予以公开"'
    """
    characters: list[str] = []
    offsets: list[int] = []
    for offset, original in enumerate(text):
        for character in _spell(original):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            offsets.append(offset)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    spelt = _HOW_MANY.sub("多少", "".join(characters))
    return Normalised(spelt, (*offsets, len(text)))


@cache
def _spell(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    folded = folded.translate(_simplified())
    return "".join(" " if c.isspace() else c for c in folded if unicodedata.category(c) != "Cf")


@cache
def _simplified() -> dict[int, str]:
    """Return the table of single characters; pairs stand two by two in `traditional.txt`."""
    lines = files("qa.phrases").joinpath("traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    table = {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}
    table.update({ord(quote): '"' for quote in _QUOTES})
    table.update({ord(dash): "-" for dash in _DASHES})
    return table


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Write spaces over the half-open `spans`: what is left keeps its place.

    >>> blanked("卧龙区2023年收到几件", [(0, 3)])
    '   2023年收到几件'
    """
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
