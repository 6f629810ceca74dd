"""A share of all reports taken together: the sums divided, each shown as it was added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.replies.measure import Measurement
from qa.replies.shares import Share
from qa.replies.wording import number, percent


def pooled_share(taken: Measurement) -> str:
    """Divide the sums over all reports: what the share is of all taken together."""
    shares = _shares(taken)
    whole = Share(
        tuple(_added(terms) for terms in _tops(shares)),
        tuple(_added(terms) for terms in _bottoms(shares)),
    )
    return f"{len(shares)}份报告合起来是{percent(whole.value or Decimal(0))}（{whole.division}）。"


def pooled_sums(taken: Measurement) -> Iterator[str]:
    """Show how both sides of the share over all reports were added up."""
    shares = _shares(taken)
    for terms in (*_tops(shares), *_bottoms(shares)):
        yield f"{' + '.join(number(term) for term in terms)} = {number(_added(terms))}"


def _shares(taken: Measurement) -> list[Share]:
    return [one.share for one in taken.measured if one.share is not None]


def _tops(shares: Sequence[Share]) -> list[list[Decimal]]:
    """Return, of each cell above the line, the figures of all reports."""
    return _by_cell([share.tops for share in shares])


def _bottoms(shares: Sequence[Share]) -> list[list[Decimal]]:
    return _by_cell([share.bottoms for share in shares])


def _by_cell(sides: Sequence[Sequence[Decimal | None]]) -> list[list[Decimal]]:
    return [[figure or Decimal(0) for figure in cell] for cell in zip(*sides, strict=True)]


def _added(terms: Sequence[Decimal]) -> Decimal:
    return sum(terms, Decimal(0))
