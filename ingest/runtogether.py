"""Digits printed with no space between the cells of a row: every way to part them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

# Steps taken to part one row; a row that needs more is as good as ambiguous.
_MOST_STEPS = 30_000
# Digits of the longest number a cell can hold.
_LONGEST = 9

Way = tuple[int, ...]


def part_with_total(groups: Sequence[str], count: int) -> list[Way]:
    """Return the ways to part digits into `count` numbers of which the last is the others' sum.

    `groups` are the runs of digits as printed; a space between two runs parts two numbers, but the
    spaces need not be all. No number but 0 begins with 0. Returns [] if there are too many ways.

    >>> part_with_total(["21710000218"], 7)
    [(217, 1, 0, 0, 0, 0, 218)]
    >>> part_with_total(["20", "0", "0", "0", "02"], 7)
    [(2, 0, 0, 0, 0, 0, 2)]
    """
    return part_blocks(groups, 1, count)


def part_blocks(groups: Sequence[str], blocks: int, count: int) -> list[Way]:
    """Return the ways to part digits into `blocks` rows of `count`, each ending in its sum.

    >>> part_blocks(["10203120001200000"], 3, 5)
    [(1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0)]
    """
    digits = _Digits.of(groups, blocks * count)
    return _all(digits, _blocks(digits, 0, blocks, count)) if digits else []


def part(groups: Sequence[str], count: int) -> list[Way]:
    """Return the ways to part digits into `count` numbers, nothing being known of their sum.

    >>> part(["021"], 3)
    [(0, 2, 1)]
    """
    digits = _Digits.of(groups, count)
    return _all(digits, _parts(digits, 0, len(digits.text), count, None)) if digits else []


class _TooManyWays(Exception):
    """The digits can be parted in more ways than are worth trying."""


@dataclass(slots=True)
class _Digits:
    """Digits to be parted, the borders that a space marks, and the steps taken so far."""

    text: str
    borders: frozenset[int]
    steps: int = 0

    @classmethod
    def of(cls, groups: Sequence[str], count: int) -> _Digits | None:
        """Return the digits of all groups; None if they cannot be `count` numbers."""
        text = "".join(groups)
        if not text.isdecimal() or not count <= len(text) <= _LONGEST * count:
            return None
        return cls(text, frozenset(accumulate(map(len, groups))))

    def number(self, start: int, end: int) -> int | None:
        """Return the number at `start:end`, None if it has a leading 0 or a space inside."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _TooManyWays
        if end - start > _LONGEST or (end - start > 1 and self.text[start] == "0"):
            return None
        if end - start > 1 and any(at in self.borders for at in range(start + 1, end)):
            return None
        return int(self.text[start:end])


def _all(digits: _Digits, ways: Iterator[Way]) -> list[Way]:
    try:
        return list(ways)
    except _TooManyWays:
        return []


def _blocks(digits: _Digits, start: int, blocks: int, count: int) -> Iterator[Way]:
    end = len(digits.text)
    if blocks == 0:
        if start == end:
            yield ()
        return
    rest = (blocks - 1) * count
    for at in range(start + count - 1, end - rest):
        stops = range(at + 1, end - rest + 1) if rest else (end,)
        for stop in stops:
            total = digits.number(at, stop)
            if total is None:
                break
            for way in _parts(digits, start, at, count - 1, total):
                for others in _blocks(digits, stop, blocks - 1, count):
                    yield (*way, total, *others)


def _parts(digits: _Digits, start: int, end: int, count: int, total: int | None) -> Iterator[Way]:
    """Yield the ways to part `start:end` into `count` numbers, adding up to `total` if given."""
    if count == 0:
        if start == end and not total:
            yield ()
        return
    if total is not None and end - start > count * len(str(total)):
        return  # no number is longer than the total
    for stop in range(start + 1, end - count + 2):
        number = digits.number(start, stop)
        if number is None or (total is not None and number > total):
            break
        rest = None if total is None else total - number
        for others in _parts(digits, stop, end, count - 1, rest):
            yield (number, *others)
