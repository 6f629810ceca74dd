"""Which rows named are only the background of another, and not asked for themselves."""

from __future__ import annotations

import re

from qa.cell_catalogue import GENERAL_ROWS
from qa.cell_columns import WHOLE_THEN_PART
from qa.cell_connections import (
    asks_each,
    asks_share,
    connected,
    counted_apart,
    listed,
    says_including,
)
from qa.cell_evidence import SURE, Evidence, Mention

# What may stand between a reason and its group where both are one row.
_ATTACHED = ("", "的", "类", "类的", "而", "为由")
# From one item of a list to the next: 221件、
_NEXT_ITEM = re.compile(r"[^,。;、]{0,6}、[^,。;、]{0,2}")


def without_background(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Drop 办结 beside a kind of result, and 不予公开 beside one of its reasons."""
    return [row for row in rows if not _is_background(evidence, row, rows, text)]


def _is_background(evidence: Evidence, row: Mention, rows: list[Mention], text: str) -> bool:
    known = evidence.catalogue[row.id]
    own_table = [
        other
        for other in rows
        if other.id != row.id and evidence.catalogue[other.id].table == known.table
    ]
    if row.id in GENERAL_ROWS:
        return _is_general_background(evidence, row, own_table, text)
    if known.children:
        return _is_group_of_reasons(evidence, row, own_table, text)
    return _is_member(evidence, row, own_table, text)


def _is_general_background(
    evidence: Evidence, row: Mention, others: list[Mention], text: str
) -> bool:
    """Whether 新收 or 办结 only leads up to a narrower row: 办结的里面公开了几件."""
    specific = [other for other in others if other.id not in GENERAL_ROWS]
    if not specific or _is_denominator(row, text) or _counted_whole(row, text):
        return False
    counted = any(counted_apart(row, other, text) for other in specific)
    if counted or any(_side_by_side(row, other, text) for other in others):
        return False
    together = asks_share(text) or asks_each(text)
    together = together or any(connected(evidence, row, other, text) for other in specific)
    return not (row.strength >= SURE and together)


def _is_group_of_reasons(
    evidence: Evidence, row: Mention, others: list[Mention], text: str
) -> bool:
    """Whether a group is only named to name one of its reasons: 信访类不予处理."""
    if _counted_whole(row, text):
        return False
    reasons = [other for other in others if evidence.catalogue[other.id].parent]
    before = [r for r in reasons if r.span[1] <= row.span[0] and not r.mask & row.mask]
    if any(text[r.span[1] : row.span[0]] in _ATTACHED for r in before):
        return not _is_denominator(row, text)  # 信访类不予处理 is one row
    children = evidence.catalogue[row.id].children
    whole = _is_whole(row, text) and all(r.id in children for r in reasons)
    shared = asks_share(text) or _is_denominator(row, text)
    shared = shared or any(listed(row, r, text, gap=2) for r in reasons if asks_each(text))
    return bool(reasons) and not whole and not (shared and row.strength >= SURE)


def _is_denominator(row: Mention, text: str) -> bool:
    """Whether `row` is what a share is of: 重复申请占不予处理的多少."""
    return "占" in text[: row.span[0]]


def _side_by_side(a: Mention, b: Mention, text: str) -> bool:
    """Whether two rows are neighbours in a list: 新收221件、办结222件、结转16件."""
    first, second = sorted((a, b), key=lambda mention: mention.span)
    between = text[first.span[1] : second.span[0]]
    return not a.mask & b.mask and _NEXT_ITEM.fullmatch(between) is not None


def _counted_whole(row: Mention, text: str) -> bool:
    """Whether a whole is asked for before its part: 不予公开几件,其中第三方的几件."""
    return bool(WHOLE_THEN_PART.search(text[row.span[0] : row.span[1] + 14]))


def _is_member(evidence: Evidence, row: Mention, others: list[Mention], text: str) -> bool:
    """Whether a row only says what its group includes: 其他处理，包括逾期没交钱的."""
    parent = evidence.catalogue[row.id].parent
    group = next((other for other in others if other.id == parent), None)
    return group is not None and _is_whole(group, text)


def _is_whole(group: Mention, text: str) -> bool:
    return group.strength >= SURE and says_including(text)
