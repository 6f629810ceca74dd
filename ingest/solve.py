"""Rows that print too few or too many numbers, solved by the form's arithmetic where unique.

Each such row has hypotheses: ways to put what is printed into its cells so that the row adds up.
The sums over columns then rule out the hypotheses that fit no solution of the whole table. What is
left is certain only in the cells on which all remaining hypotheses agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.form import Relation
from ingest.runtogether import part_blocks, part_with_total

Vector = tuple[int, ...]
# Sums formed for one row; beyond it a relation is left unused, so no table can take long.
_MOST_SUMS = 200_000
_MOST_ROUNDS = 4
_MOST_GAPS = 6
_MOST_DIGITS = 200


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of a row: its values, and for each cell which printed number stands there.

    `sources[i]` is the index of the number printed in cell i, None where nothing is printed there;
    `run_together` tells that all digits are used, only their borders are not printed.
    """

    values: Vector
    sources: tuple[int | None, ...]
    run_together: bool = False


def hypotheses(numbers: Sequence[str], count: int, blocks: int = 1) -> list[Hypothesis]:
    """Return the readings of a row of `blocks` times `count` cells, each block ending in its sum.

    `numbers` are the printed runs of digits (a printed blank is "").

    >>> [found.values for found in hypotheses(["37", "37"], 3)]
    [(37, 0, 37), (0, 37, 37)]
    """
    width = count * blocks
    if any(len(number) > _MOST_DIGITS for number in numbers):
        return []
    if len(numbers) == width:
        return [Hypothesis(tuple(map(_value, numbers)), tuple(range(width)))]
    if len(numbers) > width:
        return list(_without_strays(numbers, count, width))
    digits = [number for number in numbers if number]
    parted = part_with_total(digits, count) if blocks == 1 else part_blocks(digits, blocks, count)
    found = [Hypothesis(values, (None,) * width, run_together=True) for values in parted]
    if all(number == "0" or not number.startswith("0") for number in numbers):
        found.extend(_with_gaps(numbers, count, width))
    return found


def _value(number: str) -> int:
    return int(number) if number else 0


def _lacking(values: Sequence[int], count: int) -> list[int]:
    """Return for each block by how much its total is more than the sum of its other cells."""
    starts = range(0, len(values), count)
    return [2 * values[at + count - 1] - sum(values[at : at + count]) for at in starts]


def _without_strays(numbers: Sequence[str], count: int, width: int) -> Iterator[Hypothesis]:
    """Leave out one or two numbers that are not the row's, as a page number."""
    if len(numbers) > width + 2:
        return
    for kept in combinations(range(len(numbers)), width):
        values = tuple(_value(numbers[at]) for at in kept)
        if not any(_lacking(values, count)):
            yield Hypothesis(values, kept)


def _with_gaps(numbers: Sequence[str], count: int, width: int) -> Iterator[Hypothesis]:
    """Put the numbers into the cells in order; what is not printed is 0, or one lost number."""
    if width - len(numbers) > _MOST_GAPS:
        return
    for cells in combinations(range(width), len(numbers)):
        sources: list[int | None] = [None] * width
        for index, cell in enumerate(cells):
            sources[cell] = index
        values = [0 if index is None else _value(numbers[index]) for index in sources]
        lacking = _lacking(values, count)
        if width - len(numbers) == 1:
            (lost,) = set(range(width)) - set(cells)
            is_total = lost % count == count - 1
            values[lost] = -lacking[lost // count] if is_total else lacking[lost // count]
            lacking[lost // count] = 0
        if not any(lacking) and min(values) >= 0:
            yield Hypothesis(tuple(values), tuple(sources))


def consistent(
    rows: Mapping[str, Sequence[Vector]], relations: Sequence[Relation]
) -> dict[str, set[Vector]]:
    """Return for each row the values that occur in some solution of the relations.

    A relation is left out where a row of it has no reading, or where no choice makes it hold: then
    the report does not add up, and the relation proves nothing.
    """
    allowed = {row: set(vectors) for row, vectors in rows.items()}
    for _ in range(_MOST_ROUNDS):
        before = sum(map(len, allowed.values()))
        for relation in relations:
            narrowed = _narrow(allowed, relation)
            allowed.update(narrowed)
        if sum(map(len, allowed.values())) == before:
            break
    return allowed


def _narrow(allowed: Mapping[str, set[Vector]], relation: Relation) -> dict[str, set[Vector]]:
    """Return the vectors of the relation's rows that occur in a solution; {} if there is none."""
    signs = dict.fromkeys(relation.left, 1) | dict.fromkeys(relation.right, -1)
    if any(not allowed.get(row) for row in signs):
        return {}
    options = {
        row: {vector: tuple(sign * value for value in vector) for vector in allowed[row]}
        for row, sign in signs.items()
    }
    open_rows = sorted(
        (row for row in signs if len(options[row]) > 1), key=lambda r: len(options[r])
    )
    fixed = [next(iter(options[row].values())) for row in signs if len(options[row]) == 1]
    width = len(next(iter(next(iter(options.values())))))
    base = tuple(sum(column) for column in zip(*fixed, strict=True)) if fixed else (0,) * width
    forward = _partial_sums(base, [list(options[row].values()) for row in open_rows])
    zero = (0,) * width
    if forward is None or zero not in forward[-1]:
        return {}
    return _backward(options, open_rows, forward, zero)


def _partial_sums(base: Vector, open_rows: Sequence[Sequence[Vector]]) -> list[set[Vector]] | None:
    """Return the sums reachable after each open row that can still come to zero."""
    bounds = _bounds(open_rows, len(base))
    sums = [{base}]
    for vectors, (low, high) in zip(open_rows, bounds, strict=True):
        if len(sums[-1]) * len(vectors) > _MOST_SUMS:
            return None
        reached = {_plus(partial, vector) for partial in sums[-1] for vector in vectors}
        reached = {
            partial
            for partial in reached
            if all(
                least <= -value <= most
                for value, least, most in zip(partial, low, high, strict=True)
            )
        }
        sums.append(reached)
    return sums


def _bounds(open_rows: Sequence[Sequence[Vector]], width: int) -> list[tuple[Vector, Vector]]:
    """Return the least and most that the rows after each one can still add."""
    low: Vector = (0,) * width
    high: Vector = (0,) * width
    bounds = []
    for vectors in reversed(open_rows):
        bounds.append((low, high))
        low = _plus(low, tuple(map(min, zip(*vectors, strict=True))))
        high = _plus(high, tuple(map(max, zip(*vectors, strict=True))))
    return bounds[::-1]


def _backward(
    options: Mapping[str, Mapping[Vector, Vector]],
    open_rows: Sequence[str],
    forward: Sequence[set[Vector]],
    goal: Vector,
) -> dict[str, set[Vector]]:
    narrowed: dict[str, set[Vector]] = {}
    goals = {goal}
    for at in range(len(open_rows) - 1, -1, -1):
        kept: set[Vector] = set()
        earlier: set[Vector] = set()
        for vector, signed in options[open_rows[at]].items():
            for target in goals:
                start = tuple(a - b for a, b in zip(target, signed, strict=True))
                if start in forward[at]:
                    kept.add(vector)
                    earlier.add(start)
        narrowed[open_rows[at]] = kept
        goals = earlier
    return narrowed


def lost_row(
    row: str, rows: Mapping[str, Sequence[Vector]], relations: Sequence[Relation]
) -> Vector | None:
    """Return the only values with which a wholly lost row makes every relation hold, or None.

    Every other row must have exactly one reading.
    """
    found: set[Vector] = set()
    for relation in relations:
        signs = dict.fromkeys(relation.left, 1) | dict.fromkeys(relation.right, -1)
        others = [name for name in signs if name != row]
        if row not in signs or any(len(rows.get(name, ())) != 1 for name in others):
            continue
        columns = zip(*(rows[name][0] for name in others), strict=True)
        weights = [signs[name] for name in others]
        found.add(
            tuple(
                -signs[row] * sum(w * value for w, value in zip(weights, column, strict=True))
                for column in columns
            )
        )
    if len(found) != 1:
        return None
    (vector,) = found
    adds_up = sum(vector[:-1]) == vector[-1] and min(vector) >= 0
    return vector if adds_up else None


def _plus(one: Vector, other: Vector) -> Vector:
    return tuple(a + b for a, b in zip(one, other, strict=True))
