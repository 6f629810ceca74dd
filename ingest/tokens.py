"""A document as one stream of words, numbers and printed blanks, for the aligner to fit to a form.

A line of text and a row of a grid become the same kinds of token; a grid row only adds that its
borders are certain and that its empty cells are seen. Matching works on folded copies (half-width,
simplified, no punctuation); every token keeps its span in the report's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Literal

from ingest.document import Document, GridRow
from ingest.fold import fold_character
from ingest.form import all_forms

_CJK = "\u3400-\u9fff"
# Chromium embeds some characters as radicals that NFKC leaves alone.
_RADICALS = str.maketrans("⺠⻓⻔⻅⻚⻛⻋⻢⻩⻰⺟⻘⻝⼾−", "民长门见页风车马黄龙母青食户-")

_NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_UNIT = r"(?:万元|亿元|元|人次|人|件|项|个|宗|次|条|篇|万)"
_VALUE = rf"(?:[-+]|(?:增加|减少|增|减)\s?)?{_NUMBER}(?:\s?{_UNIT})?"
_DASH = "[-—–―]"
_TOKEN = re.compile(
    rf"""
      (?P<noise> ^\s*{_DASH}{{1,2}}\s*\d{{1,3}}\s*{_DASH}{{1,2}}
                   (?=\s*$|\s*[1-9]\s*[.、]|\s*[{_CJK}("])        # page number, also glued on
               | 第\s*\d+\s*页(?:\s*[,/]?\s*共\s*\d+\s*页)?
               | ^\s*\d{{1,3}}\s*/\s*\d{{1,3}}\s*$
               | ^\s*[Pp](?:age|\.)\s*\d+.*$
               | https?://\S+
               | \d{{4}}[/-]\d{{1,2}}[/-]\d{{1,2}}(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?
               | \d{{1,2}}:\d\d(?::\d\d)? )
    | (?P<glued> \d+(?=[1-9][.、]\s*["'(]?[{_CJK}]))                # 4000004|2.其他…
    | (?P<prose> (?<![\d.])\d{{1,2}}\s*[.、](?=\s*["'(]?[{_CJK}])  # the number of a label
               | (?<=\d)[1-9][.、](?=\s*["'(]?[{_CJK}])                # the same after glued digits
               | ^\s*[1-9][),](?=\s*["']?[{_CJK}])
               | ^\s*[1-8](?=["']?[属其危保没补信重要无申本])
               | {_NUMBER}(?=\s*(?:年|月|日|号|届|版|级|季度|周年|时|世纪|余|多|[%‰]))
               | \d{{3,4}}-\d{{7,8}}
               | (?<=[〔\[(])\d+(?=[〕\])])
               | {_NUMBER}\s*(?:万|亿)?{_UNIT}?(?:以上|左右)?(?<![\d\s])\s*(?=[,。;、:)!?]) )
    | (?P<value> (?<![{_CJK}])(?:增加|减少|增|减)\s?{_NUMBER}(?:\s?{_UNIT})?
               | [-+]?{_NUMBER}(?:\s?{_UNIT})? )
    | (?P<blank> (?<!\S)(?:[/\\]|{_DASH}+|不涉及)(?!\S) )
    | (?P<other> \s+ | [^\d\s/\\—–―+增减不-]+ | . )
    """,
    re.VERBOSE,
)
_CELL_VALUE = re.compile(rf"\s*{_VALUE}\s*")
_NOT_APPLICABLE = re.compile(rf"\s*(?:[/\\]|{_DASH}+|无|空|空白|不涉及|不适用|未填)\s*")
_HEADER = re.compile(
    "信息内容|第二十条|申请人情况|自然人|结果维持|直接起诉|统计指标|行政复议行政诉讼"
)
_KEPT = re.compile(rf"[{_CJK}0-9]")
_PARTS = re.compile(
    rf"(?P<sign>[-+]|增加|减少|增|减)?\s?(?P<number>{_NUMBER})\s?(?P<unit>{_UNIT})?"
)
_BLANK_LINE = re.compile(r"(?<=\n)[ \t\u3000\xa0]+[|｜]")
_OPENING, _CLOSING = "([{<（〔【《“‘\"'「", ")]}>）〕】》”’\"'」"

Kind = Literal["words", "number", "blank"]


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of one line or grid cell.

    `text` is folded: of words only Chinese characters and digits, of a number its characters as
    printed, of a blank the mark ("" for an empty cell). `start:end` is its span in the report's
    text, `row` the index of its line or grid row in `Document.rows`.
    """

    kind: Kind
    text: str
    start: int
    end: int
    row: int
    grid: bool = False


def number_of(token: Token) -> Decimal:
    """Return the value of a number token, its sign written or said.

    >>> number_of(Token("number", "减1,003", 0, 6, 0))
    Decimal('-1003')
    """
    parts = _PARTS.fullmatch(token.text)
    if parts is None:
        raise ValueError(f"not a number token: {token!r}")
    value = Decimal(parts["number"].replace(",", ""))
    return -value if parts["sign"] in ("-", "减", "减少") else value


def unit_of(token: Token) -> str:
    """Return the unit printed with a number, "" if none.

    >>> unit_of(Token("number", "160.5964万元", 0, 10, 0))
    '万元'
    """
    parts = _PARTS.fullmatch(token.text)
    return (parts["unit"] or "") if parts else ""


def squeeze(text: str) -> str:
    """Return the folded Chinese characters and digits of `text`, which is what labels match on.

    >>> squeeze("（二）部分公开（区分…")
    '二部分公开区分'
    """
    return "".join(_KEPT.findall("".join(map(_fold_one, text))))


def document_to_tokens(document: Document) -> list[Token]:
    """Return all tokens of the document in reading order."""
    found: list[Token] = []
    end = 0
    for index, row in enumerate(document.rows):
        if isinstance(row, GridRow):
            cells = [_Piece.of(cell.text, cell.place.start) for cell in row.cells]
            found.extend(_cells_to_tokens(cells, index, grid=True))
        else:
            found.extend(_blank_lines(document.text, end, row.place.start))
            line = _Piece.of(row.text, row.place.start)
            if "|" in line.text:
                found.extend(_cells_to_tokens(line.split("|"), index, grid=False))
            else:
                found.extend(_line_to_tokens(line, index, grid=False))
        end = row.place.end
    return found


def _blank_lines(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield a blank for each line between two rows that is only the room of a cell and its border.

    A border without room before it ends the cell on the line above, or begins a row.
    """
    for border in _BLANK_LINE.finditer(text, start, end):
        at = border.end() - 1
        yield Token("blank", "", at, at, -at)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Folded text with the offset of each character in the report's text."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int) -> _Piece:
        folded = [_fold_one(character) for character in text]
        offsets = (start + at for at, plain in enumerate(folded) for _ in plain)
        return cls("".join(folded), tuple(offsets))

    def __getitem__(self, span: slice) -> _Piece:
        return _Piece(self.text[span], self.offsets[span])

    def split(self, separator: str) -> list[_Piece]:
        """Split into cells; a border at either end of the line opens no further cell."""
        cells, start = [], 0
        for end in [*(at for at, c in enumerate(self.text) if c == separator), len(self.text)]:
            cells.append(self[start:end])
            start = end + 1
        if len(cells) > 1 and not cells[0].text.strip():
            cells = cells[1:]
        if len(cells) > 1 and not cells[-1].text.strip():
            cells = cells[:-1]
        return cells


@cache
def _fold_one(character: str) -> str:
    """Return the folded character; white space is a blank, for it parts numbers."""
    character = character.translate(_RADICALS)
    return " " if character.isspace() else fold_character(character)


def _cells_to_tokens(cells: list[_Piece], row: int, *, grid: bool) -> Iterator[Token]:
    """Yield the tokens of a row of cells: up to the last cell with words labels, then values."""
    labels = 1 + max((at for at, cell in enumerate(cells) if _has_words(cell.text)), default=-1)
    whole = "".join(cell.text for cell in cells)
    if not whole.strip():
        return
    header = bool(_HEADER.search(squeeze(whole))) and not any(
        _CELL_VALUE.fullmatch(cell.text) for cell in cells[labels:]
    )
    border = cells[0].offsets[0] if cells[0].offsets else None
    for at, cell in enumerate(cells):
        border = cell.offsets[0] if cell.offsets else border
        if at < labels:
            yield from _line_to_tokens(cell, row, grid=grid, words_only=grid)
        elif _NOT_APPLICABLE.fullmatch(cell.text):
            yield _blank(cell, row, grid)
        elif cell.text.strip():
            yield from _line_to_tokens(cell, row, grid=grid)
        elif not header:
            yield _blank(cell, row, grid, border)


def _has_words(text: str) -> bool:
    if _CELL_VALUE.fullmatch(text) or _NOT_APPLICABLE.fullmatch(text):
        return False
    return re.search(f"[{_CJK}]", text) is not None


def _blank(cell: _Piece, row: int, grid: bool, at: int | None = None) -> Token:
    mark = cell.text.strip()
    if not mark:
        position = cell.offsets[0] if cell.offsets else (at or 0)
        return Token("blank", "", position, position, row, grid)
    start = cell.text.index(mark)
    offsets = cell.offsets[start : start + len(mark)]
    return Token("blank", mark, offsets[0], offsets[-1] + 1, row, grid)


def _line_to_tokens(
    line: _Piece, row: int, *, grid: bool, words_only: bool = False
) -> Iterator[Token]:
    words_start = 0
    for found in _TOKEN.finditer(line.text):
        kind = found.lastgroup
        if kind in ("prose", "other") or (words_only and kind != "noise"):
            continue
        yield from _words(line[words_start : found.start()], row, grid)
        words_start = found.end()
        if kind == "noise":
            continue
        mark = found.group().strip()
        at = found.start() + found.group().index(mark)
        start, end = line.offsets[at], line.offsets[at + len(mark) - 1] + 1
        if kind == "blank":
            yield Token("blank", mark, start, end, row, grid)
        else:
            yield Token("number", mark.replace(" ", ""), start, end, row, grid)
    yield from _words(line[words_start:], row, grid)


def _words(piece: _Piece, row: int, grid: bool) -> Iterator[Token]:
    """Yield the words of a piece, cut where a label of a form begins."""
    kept = [at for at, character in enumerate(piece.text) if _KEPT.match(character)]
    text = "".join(piece.text[at] for at in kept)
    if not text:
        return
    cuts = [found.start() for found in _label_starts().finditer(text)] if len(text) > 3 else []
    borders = [0, *(cut for cut in cuts if cut > 0), len(text)]
    for start, end in pairwise(borders):
        first, last = kept[start], kept[end - 1]
        while first > 0 and piece.text[first - 1] in _OPENING:
            first -= 1
        while last + 1 < len(piece.text) and piece.text[last + 1] in _CLOSING:
            last += 1
        span = piece.offsets[first], piece.offsets[last] + 1
        yield Token("words", text[start:end], *span, row, grid)


@cache
def _label_starts() -> re.Pattern[str]:
    """Match where a label or a block's header begins, for texts whose lines are run together."""
    starts = {"第二十条第", "信息内容"}
    for form in all_forms():
        for table in form.tables:
            for row in table.rows:
                for label in (row.label, *row.aliases):
                    starts.add(_label_start(label))
    return re.compile("|".join(sorted(starts, key=len, reverse=True)))


def _label_start(label: str) -> str:
    """Return a pattern for the first characters of a label, its number optional.

    >>> _label_start("3.其他"), _label_start("2.重复申请")
    ('3其他', '2?重复申请')
    """
    squeezed = squeeze(label)
    numbered = re.match(r"(?:[(（]?[一二三四五六七八九十]+[)）、]+|\d+[.、])", label)
    number = squeeze(numbered.group()) if numbered else ""
    bare = squeezed[len(number) :]
    if len(bare) < 4:
        return number + bare
    return (f"(?:{number})?" if len(number) > 1 else f"{number}?" if number else "") + bare[:4]
