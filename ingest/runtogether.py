"""Digits printed with no space between the cells of a row: every way to part them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

# More ways than this to part one row are as good as none.
MOST_WAYS = 3000
# Digits of the longest number a cell can hold.
_LONGEST = 9


def part_with_total(groups: Sequence[str], count: int) -> list[tuple[int, ...]]:
    """Return the ways to part digits into `count` numbers of which the last is the others' sum.

    `groups` are the runs of digits as printed; a space between two runs parts two numbers, but the
    spaces need not be all. No number but 0 begins with 0. Returns [] if there are too many ways.

    >>> part_with_total(["21710000218"], 7)
    [(217, 1, 0, 0, 0, 0, 218)]
    >>> part_with_total(["20", "0", "0", "0", "02"], 7)
    [(2, 0, 0, 0, 0, 0, 2)]
    """
    digits = "".join(groups)
    if not digits.isdecimal() or not count <= len(digits) <= _LONGEST * count:
        return []
    borders = _borders(groups)
    ways: list[tuple[int, ...]] = []
    for at in range(len(digits) - 1, count - 2, -1):
        total = _number(digits, at, len(digits), borders)
        if total is not None:
            parts = _parts(digits, 0, at, borders, count - 1, total)
            ways += [(*way, total) for way in islice(parts, MOST_WAYS + 1)]
            if len(ways) > MOST_WAYS:
                return []
    return ways


def part_blocks(groups: Sequence[str], blocks: int, count: int) -> list[tuple[int, ...]]:
    """Return the ways to part digits into `blocks` rows of `count`, each ending in its sum.

    >>> part_blocks(["10203120001200000"], 3, 5)
    [(1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0)]
    """
    digits = "".join(groups)
    if not digits.isdecimal() or not count * blocks <= len(digits) <= _LONGEST * count * blocks:
        return []
    borders = _borders(groups)
    ways = list(islice(_blocks(digits, 0, borders, blocks, count), MOST_WAYS + 1))
    return ways if len(ways) <= MOST_WAYS else []


def part(groups: Sequence[str], count: int) -> list[tuple[int, ...]]:
    """Return the ways to part digits into `count` numbers, nothing being known of their sum.

    >>> part(["021"], 3)
    [(0, 2, 1)]
    """
    digits = "".join(groups)
    if not digits.isdecimal() or not count <= len(digits) <= _LONGEST * count:
        return []
    ways = list(islice(_parts(digits, 0, len(digits), _borders(groups), count, None), MOST_WAYS))
    return ways if len(ways) < MOST_WAYS else []


def _blocks(
    digits: str, start: int, borders: frozenset[int], blocks: int, count: int
) -> Iterator[tuple[int, ...]]:
    if blocks == 0:
        if start == len(digits):
            yield ()
        return
    rest = (blocks - 1) * count
    for at in range(start + count - 1, len(digits) - rest):
        for end in range(at + 1, len(digits) - rest + 1):
            total = _number(digits, at, end, borders)
            if total is None:
                break
            for way in _parts(digits, start, at, borders, count - 1, total):
                for others in _blocks(digits, end, borders, blocks - 1, count):
                    yield (*way, total, *others)


def _parts(
    digits: str, start: int, end: int, borders: frozenset[int], count: int, total: int | None
) -> Iterator[tuple[int, ...]]:
    """Yield the ways to part `digits[start:end]` into `count` numbers, adding up to `total`."""
    if count == 0:
        if start == end and not total:
            yield ()
        return
    if total is not None and end - start > count * len(str(total)):
        return  # no number is longer than the total
    for stop in range(start + 1, end - count + 2):
        number = _number(digits, start, stop, borders)
        if number is None or (total is not None and number > total):
            break
        rest = None if total is None else total - number
        for others in _parts(digits, stop, end, borders, count - 1, rest):
            yield (number, *others)


def _number(digits: str, start: int, end: int, borders: frozenset[int]) -> int | None:
    """Return the number at `start:end`, None if it has a leading 0 or a space inside."""
    if end - start > _LONGEST or (end - start > 1 and digits[start] == "0"):
        return None
    if any(at in borders for at in range(start + 1, end)):
        return None
    return int(digits[start:end])


def _borders(groups: Sequence[str]) -> frozenset[int]:
    borders, at = set(), 0
    for group in groups:
        at += len(group)
        borders.add(at)
    return frozenset(borders)
