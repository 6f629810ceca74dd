"""A span of narrative text to pieces worth quoting: cut at sentences and items, never in a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.segment import tokenize

SHORTEST, LONGEST = 40, 180

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’」』\"'）)》]*")
_CLAUSE_END = re.compile(r"(?:[，、：]|[,:](?!\d))[”’」』\"'）)》]*")
_ITEM = re.compile(
    r"(?:(?<=[。；：，;:,.])|(?<=^)|(?<=\n))[ \t\u3000]*"
    r"(?P<item>[一二三四五六七八九十]{1,2}(?:是|要|方面)|首先|其次|再次|最后"
    r"|第[一二三四五六七八九十][，、,]|[①-⑳])"
)
# A line that starts like an item, or that follows a line which ends a sentence.
_PARAGRAPH = re.compile(
    r"(?:(?<=[。！？；!?;])|(?<=[。！？；!?;][”』]))[ \t\r\u3000]*\n"
    r"|\n[ \t\u3000]*(?=[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[*•●]|-[^\d\n]{4})"
)
_PAGE_NUMBER = r"[-—–―][ \t]*\d{1,3}[ \t]*[-—–―]"
_PAGE_NUMBER_BEFORE = re.compile(rf"{_PAGE_NUMBER}[ \t]*(?=[\n\f])")
_PAGE_NUMBER_AFTER = re.compile(rf"(?<=[\n\f]){_PAGE_NUMBER}$")
_PAGE_NUMBER_LENGTH = 16


def span_to_pieces(text: str, start: int, end: int) -> list[Span]:
    """Return the half-open spans of the pieces of `text[start:end]`, in order, without overlap.

    `text` has plain characters (`fold.plain_characters`).

    A piece is about 40 to 180 characters: sentences are joined until there is enough to read, an
    item of a list (一是 …) or a paragraph stays by itself, a lead before a list stays with its
    first item, and a sentence that is too long is cut at a clause.
    """
    pieces: list[Span] = []
    for item_start, item_end in _items(text, start, end):
        sentences = [
            part
            for sentence in _split(text, item_start, item_end, _SENTENCE_END)
            for part in _shortened(text, *sentence)
        ]
        pieces.extend(_joined(text, sentences))
    return [span for piece in pieces if (span := _trimmed(text, *piece))]


def length(text: str, start: int, end: int) -> int:
    """Return how many characters a reader sees in the span: white space is not counted."""
    return len("".join(text[start:end].split()))


def _items(text: str, start: int, end: int) -> list[Span]:
    """Cut a span before each item of a list; what leads to a list stays with its first item."""
    cuts = {match.start("item") for match in _ITEM.finditer(text, start, end)}
    cuts |= {match.end() for match in _PARAGRAPH.finditer(text, start, end)}
    borders = [start, *sorted(cut for cut in cuts if cut > start), end]
    spans: list[Span] = []
    pending = start
    for border in borders[1:]:
        lead = text[pending:border].rstrip()
        is_lead = lead.endswith(("：", ":", "，", ",")) and border != end
        if is_lead and length(text, pending, border) <= SHORTEST:
            continue
        spans.append((pending, border))
        pending = border
    if pending < end:
        spans.append((pending, end))
    return spans


def _split(text: str, start: int, end: int, border: re.Pattern[str]) -> Iterator[Span]:
    position = start
    for match in border.finditer(text, start, end):
        if match.end() > position:
            yield position, match.end()
            position = match.end()
    if text[position:end].strip():
        yield position, end


def _shortened(text: str, start: int, end: int) -> list[Span]:
    """Cut a sentence that is too long at clauses, and a clause that is too long between words."""
    if length(text, start, end) <= LONGEST:
        return [(start, end)]
    clauses = [
        part
        for clause in _split(text, start, end, _CLAUSE_END)
        for part in (
            [clause] if length(text, *clause) <= LONGEST else _between_words(text, *clause)
        )
    ]
    return _joined(text, clauses)


def _between_words(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    position = start
    for _, _, word_end in tokenize(text[start:end]):
        if length(text, position, start + word_end) > LONGEST // 2:
            spans.append((position, start + word_end))
            position = start + word_end
    if position < end:
        spans.append((position, end))
    return spans


def _joined(text: str, parts: list[Span]) -> list[Span]:
    """Join parts that follow each other until there is enough to read, but never too much."""
    joined: list[Span] = []
    for start, end in parts:
        if joined and (
            length(text, *joined[-1]) < SHORTEST or length(text, start, end) < SHORTEST // 2
        ):
            previous = joined[-1][0]
            if length(text, previous, end) <= LONGEST:
                joined[-1] = (previous, end)
                continue
        joined.append((start, end))
    return joined


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space and page numbers at its ends; None if nothing is left."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        first = _PAGE_NUMBER_BEFORE.match(text, start, min(end, start + _PAGE_NUMBER_LENGTH))
        last = _PAGE_NUMBER_AFTER.search(text, max(start, end - _PAGE_NUMBER_LENGTH), end)
        if re.fullmatch(_PAGE_NUMBER, text[start : min(end, start + _PAGE_NUMBER_LENGTH)]):
            return None
        if first is None and last is None:
            return (start, end) if start < end else None
        start = first.end() if first else start
        end = last.start() if last else end
