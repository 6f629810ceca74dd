"""From evidence for rows and columns to the cells that are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from qa.cell_catalogue import GENERAL_ROWS, ORGANIZATIONS
from qa.cell_evidence import DECIDED, Evidence, Mention, OpenMention

Cell = tuple[str, str | None, float, tuple[int, int]]
"""Row, column, confidence and the span of the words that decided."""

_CONNECTORS = (
    "、",
    "和",
    "与",
    "跟",
    "及",
    "还有",
    "加",
    "减",
    "同",
    "比",
    "占",
    "或",
    "还是",
    "/",
    "+",
    "-",
    "除以",
)
_TOGETHER = (
    "各",
    "分别",
    "加起来",
    "之和",
    "占",
    "比例",
    "比重",
    "差",
    "相比",
    "都",
    "哪个",
    "谁",
    "总和",
    "对比",
    "百分之",
    "比",
    "几成",
    "率",
)
_SUMMED = (
    "加",
    "合",
    "统统",
    "全部",
    "都算",
    "总",
    "之和",
    "相加",
    "累计",
    "求和",
    "一并",
    "算上",
    "汇总",
    "一共",
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Cells decided upon, or competing ones, and how much doubt is left."""

    readings: tuple[Cell, ...] = ()
    alternatives: tuple[Cell, ...] = ()
    theme: tuple[str, float, tuple[int, int]] | None = None
    doubt: float = 1.0


def compose(evidence: Evidence, text: str) -> Decision:
    """Return the cells that the evidence adds up to."""
    rows = _rows_named(evidence, text)
    theme = _theme(evidence, rows)
    if theme is not None:
        return Decision(theme=theme, doubt=1 - theme[1])
    if not rows:
        return _without_row(evidence)
    if len(rows) > 1 and not _joined(rows, text):
        rows_alternatives = tuple(_cell(evidence, row)[0] for row in rows)
        return Decision(alternatives=rows_alternatives, doubt=0.6)
    return _with_rows(evidence, rows, text)


def _theme(evidence: Evidence, rows: list[Mention]) -> tuple[str, float, tuple[int, int]] | None:
    if not evidence.themes:
        return None
    best = max(evidence.themes, key=lambda mention: mention.strength)
    if rows and "narrative" not in evidence.frames:
        return None
    return best.id, best.strength, best.span


# --- rows ---------------------------------------------------------------------------------------


def _rows_named(evidence: Evidence, text: str) -> list[Mention]:
    """Return the rows named, without those that are only the background of others."""
    rows = [row for row in evidence.rows if row.strength >= DECIDED]
    if "both_suits" in evidence.frames:
        spans = evidence.frames["both_suits"]
        rows = [Mention("litigation", 0.97, spans[0], 0)]
    rows = _one_block(rows)
    rows = _one_table(evidence, rows, text)
    rows = _without_background(evidence, rows, text)
    return _gathered(evidence, rows, text)


def _one_block(rows: list[Mention]) -> list[Mention]:
    """Keep the kind of lawsuit rather than the words 诉讼 and 复议 it is made of."""
    ids = {row.id for row in rows}
    direct, after = "litigation_direct" in ids, "litigation_after" in ids
    if not (direct or after):
        return rows
    rows = [row for row in rows if row.id not in ("litigation", "reconsideration")]
    if direct and after:
        return rows
    return rows


def _one_table(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    tables = {evidence.catalogue[row.id].table for row in rows}
    if len(tables) < 2:
        return rows
    by_table = {
        table: [row for row in rows if evidence.catalogue[row.id].table == table]
        for table in tables
    }
    if "review" in tables:
        others = [r for t, found in by_table.items() if t != "review" for r in found]
        if not any(
            _connected(a, b, text) for a in by_table["review"] for b in others if b.strength > 0.9
        ):
            return by_table["review"]
        return rows
    requests = [row for row in by_table["requests"] if row.id not in GENERAL_ROWS]
    if requests and not any(_connected(a, b, text) for a in requests for b in by_table["active"]):
        return requests
    if not requests and not any(
        _connected(a, b, text) for a in by_table["requests"] for b in by_table["active"]
    ):
        return by_table["active"]
    return rows


def _without_background(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Drop 办结 beside a kind of result, and 不予公开 beside one of its reasons."""
    specific = [row for row in rows if row.id not in GENERAL_ROWS]
    children = [row for row in specific if evidence.catalogue[row.id].parent]
    kept = []
    for row in rows:
        others = specific if row.id in GENERAL_ROWS else children
        others = [other for other in others if other.id != row.id]
        background = row.id in GENERAL_ROWS or bool(evidence.catalogue[row.id].children)
        if (
            background
            and others
            and not (row.strength > 0.9 and any(_connected(row, other, text) for other in others))
        ):
            continue
        kept.append(row)
    return kept


def _gathered(evidence: Evidence, rows: list[Mention], text: str) -> list[Mention]:
    """Return the group for all of its members: 不掌握、要另做、说不清三种之和."""
    if len(rows) < 3 or not any(word in text for word in _SUMMED):
        return rows
    parents = {evidence.catalogue[row.id].parent for row in rows}
    if len(parents) != 1 or None in parents:
        return rows
    parent = parents.pop()
    assert parent is not None
    span = rows[0].span[0], rows[-1].span[1]
    return [Mention(parent, min(row.strength for row in rows), span, 0)]


def _joined(rows: list[Mention], text: str) -> bool:
    return all(_connected(a, b, text) for a, b in zip(rows, rows[1:], strict=False))


def _connected(a: Mention, b: Mention, text: str) -> bool:
    """Whether two mentions stand side by side as things asked for: 许可、处罚各多少."""
    if a.mask & b.mask:
        return False
    first, second = sorted((a, b), key=lambda mention: mention.span)
    between = text[first.span[1] : second.span[0]]
    if len(between) > 12:
        return False
    if any(word in between for word in _CONNECTORS):
        return True
    return any(word in text for word in _TOGETHER) and len(between) <= 6


# --- columns ------------------------------------------------------------------------------------


def _with_rows(evidence: Evidence, rows: list[Mention], text: str) -> Decision:
    readings: list[Cell] = []
    alternatives: list[Cell] = []
    for row in rows:
        cells = _cells(evidence, row, rows, text)
        if len(cells) > 1 and not _columns_joined(evidence, row, text):
            alternatives += cells
        elif cells[0][1] is None:
            alternatives += _open_column(evidence, row)
        else:
            readings += cells
    if alternatives and not readings:
        return Decision(alternatives=tuple(alternatives), doubt=0.5)
    doubt = 1 - min(cell[2] for cell in readings)
    if alternatives:
        return Decision(alternatives=(*readings, *alternatives), doubt=0.5)
    return Decision(readings=tuple(readings), doubt=doubt)


def _columns_for(evidence: Evidence, row: Mention) -> list[Mention]:
    known = evidence.catalogue[row.id]
    columns = [
        column
        for column in evidence.columns
        if column.table == known.table
        and column.id in known.columns
        and column.strength >= DECIDED
        and not (column.mask & row.mask == column.mask)
    ]
    return _without_members(columns)


def _without_members(columns: list[Mention]) -> list[Mention]:
    ids = {column.id for column in columns}
    if "organization" in ids:
        return [column for column in columns if column.id not in ORGANIZATIONS]
    return columns


def _cells(evidence: Evidence, row: Mention, rows: list[Mention], text: str) -> list[Cell]:
    columns = _columns_for(evidence, row)
    if len(rows) > 1 and len(columns) > 1:
        columns = [_nearest(row, columns)]
    if not columns:
        return [_cell(evidence, row)[0]]
    return [(row.id, column.id, row.strength * column.strength, row.span) for column in columns]


def _nearest(row: Mention, columns: list[Mention]) -> Mention:
    return min(columns, key=lambda column: abs(column.span[0] - row.span[1]))


def _columns_joined(evidence: Evidence, row: Mention, text: str) -> bool:
    columns = _columns_for(evidence, row)
    return all(_connected(a, b, text) for a, b in zip(columns, columns[1:], strict=False))


def _cell(evidence: Evidence, row: Mention) -> list[Cell]:
    known = evidence.catalogue[row.id]
    return [(row.id, known.default_column, row.strength, row.span)]


def _open_column(evidence: Evidence, row: Mention) -> list[Cell]:
    known = evidence.catalogue[row.id]
    order = ("in_force", "made", "repealed", "projects", "amount")
    return [(row.id, column, 0.5, row.span) for column in order if column in known.columns]


def _without_row(evidence: Evidence) -> Decision:
    """Return the competing cells where only a column or an open word is known."""
    best: OpenMention | None = max(evidence.open_rows, key=lambda m: m.strength, default=None)
    if best is not None and best.strength >= DECIDED:
        cells = [
            cell
            for row in best.ids
            for cell in _cells(evidence, Mention(row, 0.5, best.span, best.mask), [], "")
        ]
        return Decision(alternatives=tuple(cells), doubt=0.5)
    return Decision()
