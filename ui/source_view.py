"""The stored text around a citation, line by line, with the quoted characters marked."""

from __future__ import annotations

from dataclasses import dataclass

_AROUND = 3
_MOST_LINES = 60
# Some pages put a whole report on one line.
_MOST_BESIDE = 240


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the report's text, from 1; `quoted` is the part of it that is cited."""

    number: int
    before: str
    quoted: str
    after: str


def lines_around(text: str, start: int, end: int) -> tuple[SourceLine, ...]:
    r"""Return the lines that hold `text[start:end]` and three more on each side.

    >>> lines_around("a\nbcd\ne", 3, 4)[1]
    SourceLine(number=2, before='b', quoted='c', after='d')
    """
    start, end = max(0, start), min(len(text), end)
    drawn, offset = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        first, last = max(start, offset), min(end, offset + len(line))
        if first < last or offset <= start <= offset + len(line):
            cut = (first - offset, max(first, last) - offset)
            drawn.append(SourceLine(number, line[: cut[0]], line[slice(*cut)], line[cut[1] :]))
        else:
            drawn.append(SourceLine(number, line, "", ""))
        offset += len(line) + 1
    holds = [at for at, line in enumerate(drawn) if line.quoted]
    if not holds:
        return ()
    first, last = max(0, holds[0] - _AROUND), holds[-1] + _AROUND + 1
    return tuple(map(_shortened, drawn[first : min(last, first + _MOST_LINES)]))


def _shortened(line: SourceLine) -> SourceLine:
    """Leave out what stands far from the quote on a very long line; "……" shows where."""
    before, after = line.before, line.after
    if not line.quoted and len(before) > _MOST_BESIDE:
        return SourceLine(line.number, before[:_MOST_BESIDE] + "……", "", "")
    if len(before) > _MOST_BESIDE:
        before = "……" + before[-_MOST_BESIDE:]
    if len(after) > _MOST_BESIDE:
        after = after[:_MOST_BESIDE] + "……"
    return SourceLine(line.number, before, line.quoted, after)
