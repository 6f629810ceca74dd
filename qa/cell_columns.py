"""Which columns of a row a question names."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from qa.cell_catalogue import GENERAL_ROWS, ORGANIZATIONS
from qa.cell_connections import asks_sum, listed
from qa.cell_evidence import DECIDED, Evidence, Mention

WHOLE_THEN_PART = re.compile(
    r"(?:几|多少)[^,。;?!]{0,3}[,。;?!]{1,2}[^,。;?!]{0,2}(?:其中|里面|里头|当中|里边|这里面|这当中)"
)
_AND_SO_ON = re.compile("等(?:各种|各类|所有)?(?:单位|组织|机构|法人)")
_LEFT_OUT = re.compile(
    "(?:的|这类|那类)?(?:申请)?(?:不算|不计|除外|不含|不要算?|别算|不包括|排除|另算|刨开|撇开)"
)
Cell = tuple[str, str | None, float, tuple[int, int]]
"""Row, column, confidence and the span of the words that decided."""


def cells_of(evidence: Evidence, row: Mention, text: str, alone: bool) -> list[Cell]:
    """Return the cells of `row` that are named; several columns may be."""
    known = evidence.catalogue[row.id]
    columns = columns_of(evidence, row, text)
    if row.id == "denied.third_party" and len(columns) == 1 and not _applies(columns[0], text):
        return [(row.id, column, 0.5, row.span) for column in ("total", columns[0].id)]
    if len(columns) > 2 and _meant_together(columns, text):
        columns = [replace(columns[0], id="organization")]
    if len(columns) > 1 and not alone and _all_apart(columns, evidence, text):
        alone = True
    own = _of_its_own(columns, row, evidence, text) if known.table == "review" else []
    if own and not alone:
        return [(row.id, column.id, row.strength * column.strength, row.span) for column in own]
    if columns and not alone and len(columns) > 1:
        columns = [min(columns, key=lambda column: abs(column.span[0] - row.span[1]))]
    whole: list[Cell] = []
    if columns and known.default_column == "total" and _whole_too(row, columns[0], text):
        whole = [(row.id, "total", row.strength, row.span)]
    if columns:
        return whole + [(row.id, c.id, row.strength * c.strength, row.span) for c in columns]
    fitting = _open_columns(evidence, row) if not columns else ()
    if fitting:
        return [(row.id, column, 0.5 * row.strength, row.span) for column in fitting]
    if known.default_column:
        return [(row.id, known.default_column, row.strength, row.span)]
    order = ("in_force", "made", "repealed", "projects", "amount")
    return [(row.id, column, 0.5, row.span) for column in order if column in known.columns]


def _of_its_own(
    columns: list[Mention], row: Mention, evidence: Evidence, text: str
) -> list[Mention]:
    """Return the outcomes listed behind one kind of lawsuit: 直接起诉的其他,复后诉的维持、其他."""
    after = [one.span[0] for one in evidence.rows if one.span[0] > row.span[1]]
    end = min((at for at in after if "," in text[row.span[1] : at]), default=len(text))
    own = [column for column in columns if row.span[1] <= column.span[0] < end]
    others = next((column for column in columns if column.id == "other"), None)
    if others is not None and others not in own and "其他" in text[row.span[1] : end]:
        own.append(others)
    listed_here = "、" in text[row.span[1] : end]
    return own if listed_here and len(own) > 1 else []


def _all_apart(columns: list[Mention], evidence: Evidence, text: str) -> bool:
    """Whether kinds of applicants are listed before or behind all rows: each is of each row."""
    rows = [row for row in evidence.rows if row.strength >= DECIDED]
    before = max(column.span[1] for column in columns) <= min(row.span[0] for row in rows)
    behind = min(column.span[0] for column in columns) >= max(row.span[1] for row in rows)
    listed_all = all(listed(a, b, text) for a, b in pairwise(columns))
    return (before or behind) and listed_all


def _whole_too(row: Mention, column: Mention, text: str) -> bool:
    """Whether the row as a whole is asked for first: 新收多少件,其中自然人的又是多少."""
    whole = WHOLE_THEN_PART.search(text, row.span[0], column.span[0] + 1)
    return whole is not None and row.span[0] < column.span[0]


def columns_of(evidence: Evidence, row: Mention, text: str = "") -> list[Mention]:
    """Return the columns of `row` that are named, in order of mention."""
    known = evidence.catalogue[row.id]
    columns = [
        column
        for column in evidence.columns
        if column.table == known.table
        and column.id in known.columns
        and column.strength >= DECIDED
        and not _same_words(column, row, known.table)
        and not _LEFT_OUT.match(text, column.span[1])
        and not (row.id == "other_result.other" and column.id == "other")
    ]
    if known.table == "active" and len(columns) > 1:
        columns = [column for column in columns if column.id != "decisions"]
    if len(columns) > 1 and any(column.strength >= 0.9 for column in columns):
        columns = [column for column in columns if column.strength >= 0.9]
    return without_members(columns)


def _same_words(column: Mention, row: Mention, table: str) -> bool:
    """Whether a column was only read into the words that name the row: 别的单位 in 不掌握."""
    if table != "requests":
        return False
    shared = column.mask & row.mask
    return shared == column.mask or (shared.bit_count() > 1 and row.id not in GENERAL_ROWS)


def _open_columns(evidence: Evidence, row: Mention) -> tuple[str, ...]:
    known = evidence.catalogue[row.id]
    for column in evidence.open_columns:
        fitting = tuple(id for id in column.ids if id in known.columns)
        apart = row.id in GENERAL_ROWS or not column.mask & row.mask
        if column.table == known.table and column.strength >= DECIDED and fitting and apart:
            return fitting
    return ()


def without_members(columns: list[Mention]) -> list[Mention]:
    """Keep 法人或其他组织 rather than its parts, but 公益组织 rather than 组织申请."""
    columns = [c for c in columns if not any(_cut_short(c, other) for other in columns)]
    whole = next((column for column in columns if column.id == "organization"), None)
    if whole is None:
        return columns
    members = [column for column in columns if column.id in ORGANIZATIONS]
    if len(members) == 1:
        return [column for column in columns if column is not whole]
    return [column for column in columns if column.id not in ORGANIZATIONS]


def _cut_short(column: Mention, other: Mention) -> bool:
    """Whether `column` only repeats the end of `other`: 个人的申请 in 非个人的申请."""
    return bool(column.mask & other.mask) and other.span[0] < column.span[0]


def _applies(column: Mention, text: str) -> bool:
    """Whether a kind of applicant is said to have applied: 企业的商业秘密 says nothing of that."""
    start, end = column.span
    if text[:start].endswith(("没给", "不给", "未给", "没有给", "拒给")):
        return True
    around = text[max(0, start - 3) : start] + text[end : end + 4]
    return any(
        word in around
        for word in ("申请", "来", "要", "提", "栏", "列", "拒", "问", "被", "行", "格")
    )


def _meant_together(columns: list[Mention], text: str) -> bool:
    """Whether kinds of applicants are listed to say all organizations: 企业、律所等单位一共."""
    members = all(column.id in ORGANIZATIONS for column in columns)
    every = len(columns) == len(ORGANIZATIONS) or _AND_SO_ON.search(text) is not None
    return members and every and asks_sum(text)
