"""Plain text: bytes to characters, characters to lines with their places."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Line
from ingest.readers.pipes import lines_to_rows
from ingest.report import Place

# Characters that stand in every such report, simplified and traditional: enough of them tell a
# right decoding from one that merely raises no error (almost all Big5 is also valid GB18030).
_FAMILIAR = frozenset("的年度政府信息公开開工作报報告一二三和行数數第其他申请請条條本机機关關")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDENED = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, and what was lost on the way."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> str:
    """Return the characters of `data`; see `decode_bytes`."""
    return decode_bytes(data, declared).text


def decode_bytes(data: bytes, declared: str = "") -> Decoded:
    """Decode by byte order mark, then strict UTF-8, then whichever encoding reads as Chinese.

    `declared` is what the file says of itself; it is tried, never believed: pages that declare
    utf-8 or gb2312 are often GB18030.

    >>> decode_bytes("政府信息公开".encode("gb18030"), "utf-8").encoding
    'gb18030'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _without_nul(text, encoding, _lost(text))
    try:
        return _without_nul(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    names = dict.fromkeys((_widened(declared), "gb18030", "big5hkscs"))
    readings = [reading for name in names if (reading := _strict(data, name))]
    readings += [_replacing(data, name) for name in ("utf-8", "gb18030", "big5hkscs")]
    best = max(readings, key=lambda reading: _familiarity(reading.text))
    return _without_nul(best.text, best.encoding, best.warnings)


def text_to_document(text: str, format: str = "txt") -> Document:
    r"""Return the lines of `text` with their places.

    Only "\n" ends a line ("\r" before it is not part of the line); "\f" starts a page. Blank lines
    are not rows; lines of cells between pipes are table rows.

    >>> [line.text for line in text_to_document("甲\r\n\n乙").rows]
    ['甲', '乙']
    """
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")  # as old Macintosh editors wrote it
    return Document(
        format=format,
        text=text,
        rows=tuple(lines_to_rows(text_to_lines(text))),
        page_starts=text_to_page_starts(text),
    )


def text_to_lines(text: str) -> Iterator[Line]:
    """Yield each line that is not blank, without the spaces around it."""
    paged = "\f" in text
    start, page = 0, 1
    for number, raw in enumerate(text.split("\n"), start=1):
        piece_start = start
        for index, piece in enumerate(raw.split("\f")):
            page += index > 0
            if stripped := piece.strip():
                at = piece_start + piece.index(stripped)
                place = Place(at, at + len(stripped), number, page if paged else None)
                yield Line(stripped, place)
            piece_start += len(piece) + 1
        start += len(raw) + 1


def text_to_page_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each page starts; () where the text marks no pages."""
    if "\f" not in text:
        return ()
    return (0, *(index + 1 for index, character in enumerate(text) if character == "\f"))


def _widened(declared: str) -> str:
    name = declared.strip().lower().replace("_", "-")
    return _WIDENED.get(name, name)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, _lost(text))


def _lost(text: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    return (f"有 {lost} 处字节无法解码，已用“\ufffd”代替。",) if lost else ()


def _familiarity(text: str) -> int:
    sample = text[:100_000]
    return sum(character in _FAMILIAR for character in sample) - sample.count("\ufffd")


def _without_nul(text: str, encoding: str, warnings: tuple[str, ...] = ()) -> Decoded:
    """Drop NUL characters: no database and no XML parser takes them, and they print nothing."""
    if "\0" not in text:
        return Decoded(text, encoding, warnings)
    dropped = f"文中有 {text.count(chr(0))} 个空字符（NUL），已略去。"
    return Decoded(text.replace("\0", ""), encoding, (*warnings, dropped))
