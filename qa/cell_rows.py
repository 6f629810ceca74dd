"""Which rows a question names, once the background is told from what is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from qa.cell_background import without_background
from qa.cell_catalogue import GENERAL_ROWS
from qa.cell_connections import (
    asks_each,
    asks_sum,
    connected,
    counted_apart,
    listed,
    says_except,
    says_including,
    takes_together,
)
from qa.cell_evidence import DECIDED, SURE, Evidence, Mention
from qa.cell_lists import with_listed
from qa.labels import RESULTS

# 三样, 八种: how many members a group is said to have.
_COUNTED = re.compile(r"([二两三五六八])(样|类|项|种|个|条|款)")
_MEMBERS = {"两": 2, "二": 2, "三": 3, "五": 5, "六": 6, "八": 8}
_REVIEW_RESULTS = frozenset({"not_processed", "other_result", "other_result.other", "granted"})
_ROWS_OF_FRAMES: dict[str, tuple[str, ...]] = {
    "both_suits": ("litigation",),
    "both_blocks": ("reconsideration", "litigation"),
    "results": RESULTS,
}
# 诉讼(含直接起诉): the kind of suit is part of the whole asked for.
_INCLUDED = re.compile(r"(?:含|包括|包含|连同|算上|涵盖)(?:了|经)?[^,。;]{0,4}$")
# 没经过复议: of a suit that names both, the direct one.
_WITHOUT_REVIEW = re.compile(r"(没|未|不|免|嫌|跳过|省|绕)[^,。、]{0,3}复议")


@dataclass(frozen=True, slots=True)
class RowChoice:
    """The rows named, in order of mention; with `conflict` they exclude one another."""

    rows: tuple[Mention, ...]
    conflict: bool = False


def choose_rows(evidence: Evidence, text: str) -> RowChoice:
    """Return the rows that `evidence` names."""
    fixed = _rows_by_frame(evidence, text)
    if fixed:
        return RowChoice(fixed)
    rows = _without_enclosed([row for row in evidence.rows if row.strength >= DECIDED])
    rows = with_listed(evidence, rows, text)
    rows = _one_block(evidence, rows, text)
    rows = _one_table(evidence, rows, text)
    rows = without_background(evidence, rows, text)
    rows = _with_neighbours(evidence, rows, text)
    rows = _gathered(evidence, rows, text)
    rows = _surest(rows, text)
    conflict = not all(connected(evidence, a, b, text) for a, b in pairwise(rows))
    conflict = conflict or (len(rows) > 1 and (says_except(text) or _rest_meant(rows, text)))
    return RowChoice(tuple(rows), conflict)


def _without_enclosed(rows: list[Mention]) -> list[Mention]:
    """Drop a row all of whose words help to name another: 收费…钱 in 收费通知发了没缴钱."""
    return [
        row
        for row in rows
        if not any(
            row.mask & other.mask == row.mask != other.mask and other.strength > row.strength
            for other in rows
        )
    ]


def _rest_meant(rows: list[Mention], text: str) -> bool:
    """Whether two of three kinds of 其他处理 may only be said to get at the third."""
    named = {row.id for row in rows}
    overdue = {"other_result.correction_overdue", "other_result.fee_overdue"}
    return named == overdue and any(word in text for word in ("其他", "其它", "别的"))


def _surest(rows: list[Mention], text: str) -> list[Mention]:
    """Keep the sure rows, and of the likely ones those that are listed or counted beside them."""
    sure = [row for row in rows if row.strength >= SURE]
    if not sure:
        return rows
    return [
        row
        for row in rows
        if row.strength >= SURE
        or any(listed(row, other, text) or counted_apart(row, other, text) for other in sure)
    ]


def _rows_by_frame(evidence: Evidence, text: str) -> tuple[Mention, ...]:
    """Return the rows of phrases that name several at once: 复议诉讼, 直诉加复议后."""
    named = {row.id for row in evidence.rows if row.strength >= DECIDED}
    specific = named - GENERAL_ROWS
    suits = named & {"litigation_direct", "litigation_after"}
    for frame, rows in _ROWS_OF_FRAMES.items():
        spans = evidence.frames.get(frame)
        if not spans or (frame == "both_blocks" and suits):
            continue
        if frame == "results" and specific:
            continue
        if frame == "results" and asks_sum(text):
            rows = ("processed_total",)
        if frame == "both_suits" and (asks_each(text) or "对比" in text):
            rows = ("litigation_direct", "litigation_after")
        if frame == "both_suits" and re.search("复议[、和与及]$", text[: spans[0][0]]):
            rows = ("reconsideration", *rows)  # 复议、直接起诉、复议后起诉三块
        return tuple(Mention(row, 0.95, spans[0], 0) for row in rows)
    return ()


def _one_block(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Keep the kind of lawsuit rather than the words 诉讼 and 复议 it is made of."""
    suits = [row for row in rows if row.id in ("litigation_direct", "litigation_after")]
    if len(suits) == 2 and suits[0].mask & suits[1].mask and _WITHOUT_REVIEW.search(text):
        suits = [row for row in suits if row.id == "litigation_direct"]
        rows = [row for row in rows if row.id != "litigation_after"]
    if not suits:
        return rows
    whole = any(row.id == "litigation" and row.strength >= SURE for row in rows)
    if whole and all(_INCLUDED.search(text[: suit.span[0]]) for suit in suits[:1]):
        return [row for row in rows if row not in suits]
    return [
        row
        for row in rows
        if row.id not in ("litigation", "reconsideration")
        or (row.id == "reconsideration" and listed(row, suits[0], text))
    ]


def _with_neighbours(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Add what words that fit two rows must mean beside one of them: 重复申请和反复申请."""
    named = {row.id for row in rows}
    added = list(rows)
    for mention in evidence.open_rows:
        rest = [row for row in mention.ids if row not in named]
        if len(rest) != 1 or len(mention.ids) != 2 or mention.strength < DECIDED:
            continue
        candidate = Mention(rest[0], mention.strength, mention.span, mention.mask)
        if any(listed(row, candidate, text) for row in rows if row.id in mention.ids):
            added.append(candidate)
    return sorted(added, key=lambda row: row.span)


def _one_table(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Keep the rows of one table where those of another only describe it."""
    review = _of_table(evidence, rows, "review")
    active = _of_table(evidence, rows, "active")
    requests = _of_table(evidence, rows, "requests")
    if review:
        requests = [row for row in requests if not _describes_review(evidence, row, text)]
        active = [row for row in active if row.id not in ("fees",)]
    if active and requests:
        return review + _active_or_requests(evidence, active, requests, text)
    return sorted(review + active + requests, key=lambda row: row.span)


def _of_table(evidence: Evidence, rows: list[Mention], table: str) -> list[Mention]:
    return [row for row in rows if evidence.catalogue[row.id].table == table]


def _describes_review(evidence: Evidence, row: Mention, text: str) -> bool:
    """Whether a row's words rather tell the outcome of a reconsideration or a lawsuit."""
    if row.id in ("carried_in", "carried_out"):
        return "结转" not in text
    if row.id in GENERAL_ROWS or row.id in _REVIEW_RESULTS or row.strength < SURE:
        return True
    outcomes = [c for c in evidence.columns if c.table == "review" and c.strength >= DECIDED]
    return any(row.mask & column.mask for column in outcomes)


def _active_or_requests(
    evidence: Evidence, active: list[Mention], requests: list[Mention], text: str
) -> list[Mention]:
    if any(connected(evidence, a, b, text) for a in active for b in requests):
        return sorted(active + requests, key=lambda row: row.span)
    measured = any(
        column.table == "active" and column.id != "decisions" for column in evidence.columns
    )
    specific = [row for row in requests if row.id not in GENERAL_ROWS]
    if not specific:
        return active
    charged = any(row.id == "fees" and row.strength >= SURE for row in active)
    if any(evidence.catalogue[row.id].parent for row in specific) and not (measured or charged):
        return specific
    if measured and all(row.id in ("carried_out", "carried_in") for row in specific):
        return active
    return sorted(active + specific, key=lambda row: row.span)


def _gathered(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Return the group for its members taken together: 不掌握、要另做、说不清三样加起来."""
    if len(rows) < 2 or not takes_together(text):
        return rows
    ids = {row.id for row in rows}
    parent = next(
        (known for known in evidence.catalogue.values() if ids <= set(known.children)), None
    )
    if parent is None or asks_each(text):
        return rows
    named = any(row.id == parent.id and row.strength >= DECIDED for row in evidence.rows)
    named = named and says_including(text)
    counted = _COUNTED.search(text)
    said = counted is not None and _MEMBERS[counted[1]] == len(parent.children)
    if not (named or said or len(rows) == len(parent.children)):
        return rows
    span = rows[0].span[0], rows[-1].span[1]
    return [Mention(parent.id, min(row.strength for row in rows), span, 0)]
