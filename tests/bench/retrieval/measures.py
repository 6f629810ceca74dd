"""Measures of ranked passages, with the doubt that a small set of questions leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MISSED = 0  # the rank of an answer that was not found at all
_RESAMPLES = 2000
_SEED = 5


@dataclass(frozen=True, slots=True)
class Share:
    """A mean with the bounds of its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.2f}, {self.high:.2f}]"


def share_of(values: Sequence[float]) -> Share:
    """Return the mean of one value a question, questions drawn anew 2000 times.

    >>> str(share_of([1.0, 1.0]))
    '1.000 [1.00, 1.00]'
    """
    given = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(_SEED).integers(0, len(given), (_RESAMPLES, len(given)))
    low, high = np.percentile(given[drawn].mean(axis=1), [2.5, 97.5])
    return Share(float(given.mean()), float(low), float(high))


def hit_at(ranks: Sequence[int], depth: int) -> Share:
    """Return the share of questions answered at this rank or above; ranks count from 1."""
    return share_of([float(MISSED < rank <= depth) for rank in ranks])


def mrr_at(ranks: Sequence[int], depth: int) -> Share:
    """Return the mean reciprocal rank; an answer below this depth counts as none."""
    return share_of([1 / rank if MISSED < rank <= depth else 0.0 for rank in ranks])


def milliseconds(seconds: Sequence[float]) -> str:
    """Return the median and the 95th percentile, as `1.2 / 3.4`."""
    median, slow = np.percentile(np.asarray(seconds) * 1000, [50, 95])
    return f"{median:.1f} / {slow:.1f}"


def markdown_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table with its columns in line, numbers to the right of the first column."""
    widths = [max(len(row[at]) for row in (headings, *rows)) for at in range(len(headings))]

    def line(cells: Sequence[str]) -> str:
        first = cells[0].ljust(widths[0])
        rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        return f"| {' | '.join((first, *rest))} |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join((line(headings), line(rule), *(line(row) for row in rows)))
