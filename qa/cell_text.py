"""The question as the phrase book sees it: without spaces, quotes and what is used already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.normalise import Normalised

BLANK = "\N{BLACK SQUARE}"
_RELATIVE_YEARS = (
    *("去年", "上年", "上一年", "今年", "本年", "明年", "当年", "前一年", "下年", "年底", "年末"),
    *("年初", "来年", "次年", "往年", "年度", "全年"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """Characters to match; `places[i]` is the span of the normalised text that became text[i].

    `breaks` are positions in `text` before which the person left a space.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    breaks: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the normalised text behind `text[start:end]`."""
        return self.places[start][0], self.places[end - 1][1]


def visible_line(normalised: Normalised, original: str, masked: Sequence[tuple[int, int]]) -> Line:
    """Return `normalised` without spaces and quotes, each masked stretch one blank.

    `masked` are spans of `original`; those with words such as 去年 stay, for 去年没办完的申请
    names a row.
    """
    hidden = {
        offset
        for start, end in masked
        if not any(word in original[start:end] for word in _RELATIVE_YEARS)
        for offset in range(start, end)
    }
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    breaks: set[int] = set()
    for place, character in enumerate(normalised.text):
        if normalised.offsets[place] in hidden:
            if characters and characters[-1] == BLANK:
                continue
            character = BLANK
        elif character == " ":
            breaks.add(len(characters))
            continue
        elif character == '"':
            continue
        characters.append(character)
        places.append((place, place + 1))
    return Line("".join(characters), tuple(places), frozenset(breaks))
