"""The words that a number of a sentence belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.sentences import Mentioned, numbers_in

_ENDS = re.compile("[。；;]")
_BREAKS = re.compile("[，,：:、（(]")
_CLAUSES = re.compile("[，,。；;]")
_TOPIC = 15  # characters of a clause that is nothing but the topic of the next
_TAIL = re.compile(r"[^，。；,;]{0,30}")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number, the words it counts, all words back to the number before, and its clause."""

    number: Mentioned
    near: str
    before: str
    clause: str


def counted_in(flat: str) -> Iterator[Counted]:
    """Yield each number with the words it counts and those back to the last number.

    Of 开展民意征集53期、网上调查51期 the second number counts 网上调查.
    """
    last = 0
    numbers = numbers_in(flat)
    starts = [*(number.start for number in numbers[1:]), len(flat) + 1]
    for number, following in zip(numbers, starts[: len(numbers)], strict=True):
        tail = _tail(flat, number.end, following)
        begin = _last(_ENDS, flat, last, number.start)
        close = _last(_BREAKS, flat, begin, number.start)
        clause = _last(_CLAUSES, flat, 0, number.start)
        if close == clause and clause - _last(_CLAUSES, flat, 0, max(clause - 1, 0)) <= _TOPIC:
            close = max(begin, _last(_CLAUSES, flat, 0, max(clause - 1, 0)))  # 公众号，推文192篇
        near, before = flat[close : number.end] + tail, flat[min(begin, clause) : number.end] + tail
        yield Counted(number, near, before, flat[clause : number.end] + tail)
        last = number.end


def _tail(flat: str, start: int, following: int) -> str:
    """Return the words after a number that are still its own: 对5个[…新媒体予以关停].

    In a list of numbers the words before the next one are that one's.
    """
    match = _TAIL.match(flat, start)
    tail = match.group() if match else ""
    if start + len(tail) < following:
        return tail
    return tail.partition("、")[0] if "、" in tail else ""


def _last(border: re.Pattern[str], flat: str, start: int, end: int) -> int:
    """Return where the last border before `end` ends, `start` if there is none after it."""
    return max((match.end() for match in border.finditer(flat, start, end)), default=start)
