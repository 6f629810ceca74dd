"""A copy of a text made easy to match, which still knows where each character came from.

Report texts are never normalised: rules match the folded copy and speak of places in the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

PAGE_NUMBER = re.compile(
    r"(?:^|(?<=\f))[ \t\u3000]*"
    r"(?:[-—–－―][ \t]*\d{1,3}[ \t]*[-—–－―]|第\s*\d{1,3}\s*页.{0,12})[ \t\r]*$",
    re.MULTILINE,
)

QUOTES = {"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "‘": "'", "’": "'"}

# Some PDF writers print radicals for the characters that look like them (⺠ for 民). Unicode's own
# table covers one block of them; of the other, those that are words of this field are listed here.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾",
        "母民虎西见角贝车长长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟户",
        strict=True,
    )
)
PLAIN_CHARACTERS = str.maketrans(
    {radical: unicodedata.normalize("NFKC", radical) for radical in map(chr, range(0x2F00, 0x2FD6))}
    | _RADICALS
)


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` without white space, half-width and simplified; `offsets[i]` is where `text[i]` stood.

    `source[offsets[i]]` is the character that `text[i]` came from; `offsets` has one more entry,
    the length of the source.
    """

    source: str
    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span in the source of the folded `text[start:end]`."""
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def starts_line(self, index: int) -> bool:
        """Tell whether nothing but white space and markup stands before `text[index]` in its line.

        >>> fold("# 一、总体情况").starts_line(1)
        True
        """
        offset = self.offsets[index]
        before = self.source[self.source.rfind("\n", 0, offset) + 1 : offset]
        return not before.strip(" \t\r\u3000\xa0#*>|-_")

    def ends_line(self, index: int) -> bool:
        """Tell whether the line of the source ends with `text[index - 1]`, but for markup."""
        offset = self.offsets[index - 1] + 1
        line_end = self.source.find("\n", offset)
        after = self.source[offset : line_end if line_end >= 0 else len(self.source)]
        return not after.strip(" \t\r\u3000\xa0#*|:：。、")

    def follows_gap(self, index: int) -> bool:
        """Tell whether white space stood before `text[index]`."""
        return index == 0 or self.offsets[index] > self.offsets[index - 1] + 1


def fold(text: str) -> Folded:
    r"""Return `text` without white space, with half-width forms and simplified characters.

    Lines that only number a page are left out: they stand in the middle of sentences.

    >>> fold("年　度\n報告（１）").text
    '年度报告(1)'
    """
    folded: list[str] = []
    offsets: list[int] = []
    numbers = (range(*found.span()) for found in PAGE_NUMBER.finditer(text))
    page_numbers = {offset for span in numbers for offset in span}
    for offset, character in enumerate(text):
        if offset in page_numbers:
            continue
        for plain in fold_character(character):
            folded.append(plain)
            offsets.append(offset)
    return Folded(text, "".join(folded), (*offsets, len(text)))


def plain_characters(text: str) -> str:
    """Return `text` with characters where a PDF printed radicals; no offset moves.

    >>> plain_characters("⼈⺠政府")
    '人民政府'
    """
    return text.translate(PLAIN_CHARACTERS)


@cache
def fold_character(character: str) -> str:
    """Return the plain form of one character: "" for white space, "a" for "ａ", "开" for "開".

    Numbers in circles stay themselves: as plain digits they would join the numbers beside them.
    """
    if character < "\x7f":
        return "" if character.isspace() or character < " " else character
    if character.isspace() or character in "\u200b\ufeff\xad":
        return ""
    if character in QUOTES:
        return QUOTES[character]
    if unicodedata.category(character) == "No":
        return character
    return _simplify(unicodedata.normalize("NFKC", plain_characters(character)))


def _simplify(characters: str) -> str:
    if not any("\u3400" <= character <= "\u9fff" for character in characters):
        return "".join(characters.split())
    return _traditional_to_simplified().convert(characters)


@cache
def _traditional_to_simplified() -> _Converter:
    from opencc import OpenCC

    return cast("_Converter", OpenCC("t2s"))
