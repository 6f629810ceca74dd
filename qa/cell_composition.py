"""From evidence for rows and columns to the cells that are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.cell_catalogue import GENERAL_ROWS, OUTCOMES
from qa.cell_columns import Cell, cells_of, columns_of, without_members
from qa.cell_connections import asks_sum, connected, says_including
from qa.cell_evidence import DECIDED, SURE, Evidence, Mention, OpenMention
from qa.cell_rows import choose_rows
from qa.cell_spread import DOCUMENT_COLUMNS, spread_out
from qa.cell_themes import text_about, theme_meant

_GIVEN = {"granted", "partial"}
# A number is asked for, not the text.
_HOW_MANY = re.compile(
    "几|多少|[\\d一二三四五六七八九十百][件份宗起个]|件数|数量|占|比例|比重|总数|合计|一共"
)
_SHORT = 6
_SOME, _MUCH = 2, 3
"""So many characters unexplained make a broad row doubtful."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Cells decided upon, or competing ones, and how much doubt is left.

    `residue`, `explained` and `understood` are those of the evidence.
    """

    readings: tuple[Cell, ...] = ()
    alternatives: tuple[Cell, ...] = ()
    theme: tuple[str, float, tuple[int, int]] | None = None
    doubt: float = 1.0
    residue: int = 0
    explained: int = 0
    understood: int = 0


def compose(evidence: Evidence, text: str) -> Decision:
    """Return the cells that the evidence adds up to."""
    decision = _composed(evidence, text)
    asks_why = "why" in evidence.frames and not _counts_reasons(evidence, text)
    if decision.readings and decision.theme is None and asks_why:
        theme = text_about(evidence, decision.readings[0][0], evidence.frames["why"])
        decision = replace(decision, theme=theme)
    return replace(
        decision,
        residue=evidence.residue,
        explained=evidence.explained,
        understood=evidence.understood(cell[0] for cell in decision.readings),
    )


def _counts_reasons(evidence: Evidence, text: str) -> bool:
    """Whether 原因 only names the reasons counted in the table: 不公开的原因里第三方占几成."""
    words = {text[start:end] for start, end in evidence.frames["why"]}
    return words == {"原因"} and bool(_HOW_MANY.search(text))


def _composed(evidence: Evidence, text: str) -> Decision:
    choice = choose_rows(evidence, text)
    theme = theme_meant(evidence, choice.rows, text)
    if theme is not None and not (choice.rows and "why" in evidence.frames):
        return Decision(theme=theme, doubt=1 - theme[1])
    if not choice.rows and "by_applicant" not in evidence.frames:
        return _without_row(evidence, text)
    narrower = _narrower(evidence, choice.rows, text)
    if narrower is not None:
        return _open_rows(evidence, narrower, text)
    spread = spread_out(evidence, choice.rows, text)
    if spread:
        return Decision(readings=spread, doubt=0.15)
    if choice.conflict:
        cells = [c for row in choice.rows for c in cells_of(evidence, row, text, alone=False)]
        return Decision(alternatives=_distinct(cells), doubt=0.6)
    return _with_rows(evidence, list(choice.rows), text)


def _with_rows(evidence: Evidence, rows: list[Mention], text: str) -> Decision:
    readings: list[Cell] = []
    undecided: list[Cell] = []
    for row in rows:
        cells = cells_of(evidence, row, text, alone=len(rows) == 1)
        columns = columns_of(evidence, row, text)
        listed = all(connected(evidence, a, b, text) for a, b in pairwise(columns))
        listed = listed and (len(columns) > 1 or (len(cells) == 2 and cells[0][1] == "total"))
        if len(cells) > 1 and not listed:
            undecided += cells
        else:
            readings += cells
    if undecided:
        return Decision(alternatives=_distinct([*readings, *undecided]), doubt=0.5)
    doubts = [_doubted(evidence, row, text) for row in rows]
    if any(doubts):
        return Decision(
            alternatives=_distinct([*readings, *(c for d in doubts for c in d)]), doubt=0.55
        )
    return Decision(_distinct(readings), doubt=1 - min(cell[2] for cell in readings))


def _doubted(evidence: Evidence, row: Mention, text: str) -> list[Cell]:
    """Return other cells that much unexplained wording may mean, where the row is a broad one.

    A group, 新收, 办结 or 复议 are also the background of something narrower that the book may
    have no words for; the more of a question is unexplained, the less they are to be trusted.
    """
    known = evidence.catalogue[row.id]
    columns = columns_of(evidence, row, text)
    column = columns[0].id if columns else known.default_column
    if known.table == "review":
        if evidence.unknown < (_MUCH if columns else _SOME):
            return []
        return [(row.id, outcome, 0.4, row.span) for outcome in OUTCOMES]
    if evidence.unknown < _MUCH or known.table != "requests":
        return []
    if known.children and not asks_sum(text):
        return [(child, column, 0.4, row.span) for child in known.children]
    if row.id in GENERAL_ROWS:
        return [(other, column, 0.4, row.span) for other in ("received_new", "processed_total")]
    return []


def _narrower(evidence: Evidence, rows: tuple[Mention, ...], text: str) -> OpenMention | None:
    """Return words that fit several parts of the one broad row named: 内部的不给看."""
    if len(rows) != 1 or asks_sum(text) or says_including(text):
        return None
    row = rows[0]
    known = evidence.catalogue[row.id]
    if not (known.children or row.id in GENERAL_ROWS) or known.table != "requests":
        return None
    if row.strength < SURE and known.children:
        # 反复申请被拒的: words for other rows count for more than 被拒.
        others = (one for one in evidence.open_rows if not one.mask & row.mask)
        for mention in others:
            outside = not set(mention.ids) & {row.id, *known.children, *GENERAL_ROWS}
            if outside and mention.strength >= DECIDED and len(mention.ids) > 1:
                return mention
    for mention in evidence.open_rows:
        parts = set(mention.ids) - GENERAL_ROWS - {row.id}
        inside = parts <= set(known.children) if known.children else bool(parts)
        groups = any(evidence.catalogue[part].children for part in parts)
        weighty = mention.strength >= DECIDED and not mention.mask & row.mask
        if weighty and len(parts) > 1 and inside and not groups and parts != _GIVEN:
            return mention
    return None


def _without_row(evidence: Evidence, text: str) -> Decision:
    """Return the competing cells where only a column or words that fit several rows are known."""
    named = [mention for mention in evidence.open_rows if mention.strength >= DECIDED]
    asked = any(row.id == "received_new" for row in evidence.rows)
    counts = _HOW_MANY.search(text) or len(text) <= _SHORT
    if not asked and counts:
        named = named or evidence.open_rows  # 公开了几件: nothing else is said
    if not counts:
        named = [mention for mention in named if set(mention.ids) != _GIVEN]
    best: OpenMention | None = max(
        named, key=lambda m: (m.strength, m.mask.bit_count()), default=None
    )
    return _columns_alone(evidence, text) if best is None else _open_rows(evidence, best, text)


def _open_rows(evidence: Evidence, mention: OpenMention, text: str) -> Decision:
    rows = [Mention(row, 0.5, mention.span, mention.mask) for row in mention.ids]
    cells = [cell for row in rows for cell in cells_of(evidence, row, text, alone=False)]
    return Decision(alternatives=_distinct(cells), doubt=0.5)


def _columns_alone(evidence: Evidence, text: str) -> Decision:
    """Return what columns without a row may mean; beside 申请 it is what was received."""
    columns = [c for c in evidence.columns if c.strength >= DECIDED and c.id != "decisions"]
    columns = without_members(columns)
    asked = any(row.id == "received_new" for row in evidence.rows) or "申请" in text
    if not columns:
        return _open_columns_alone(evidence, asked)
    table = max(columns, key=lambda found: (found.strength, found.mask.bit_count())).table
    columns = [column for column in columns if column.table == table]
    listed_all = all(connected(evidence, a, b, text) for a, b in pairwise(columns))
    if table == "requests" and asked:
        received = [("received_new", c.id, 0.8 * c.strength, c.span) for c in columns]
        found = _distinct(list(received))
        if listed_all:
            return Decision(readings=found, doubt=0.22)
        return Decision(alternatives=found, doubt=0.6)
    rows = ["received_new", "processed_total"]
    documents = table == "active" and all(c.id in DOCUMENT_COLUMNS for c in columns)
    if documents and "规章" not in text and listed_all and len(columns) > 1:
        return Decision(
            readings=_distinct([("normative_documents", c.id, 0.9, c.span) for c in columns]),
            doubt=0.2,
        )
    if table != "requests":
        known = evidence.catalogue.values()
        rows = [r.id for r in known if r.table == table and columns[0].id in r.columns]
    cells: list[Cell] = [(row, c.id, 0.4, c.span) for row in rows for c in columns]
    fitting = [cell for cell in cells if cell[1] in evidence.catalogue[cell[0]].columns]
    return Decision(alternatives=_distinct(fitting), doubt=0.7)


def _open_columns_alone(evidence: Evidence, asked: bool) -> Decision:
    for mention in evidence.open_columns:
        if mention.table == "requests" and mention.strength >= DECIDED:
            found: list[Cell] = [("received_new", id, 0.4, mention.span) for id in mention.ids]
            return Decision(alternatives=_distinct(found), doubt=0.6)
    received = next((row for row in evidence.rows if row.id == "received_new"), None)
    if received is None:
        return Decision()
    cells: list[Cell] = [
        (row, "total", 0.76, received.span) for row in ("received_new", "processed_total")
    ]
    if evidence.unknown < _SOME:
        return Decision(readings=(cells[0],), doubt=0.24)
    return Decision(alternatives=_distinct(cells), doubt=0.75)


def _distinct(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    seen: dict[tuple[str, str | None], Cell] = {}
    for cell in cells:
        seen.setdefault((cell[0], cell[1]), cell)
    return tuple(seen.values())
