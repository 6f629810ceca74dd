"""Reports that meet several conditions at once: 既有复议又有诉讼, 新收超过40件但公开不到20件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from index import ReportCard
from qa.cells import match_cells
from qa.conditions import read_condition
from qa.draft import Draft, not_found
from qa.evidence import CellTotal, Evidence
from qa.labels import sentence_label, unit_of
from qa.naming import naming
from qa.question import CellRef, Condition, Question
from qa.replies.asked import Asked
from qa.replies.fitting import MOST_LISTED, Picked, told
from qa.replies.over_reports import condition_in_words
from qa.replies.wording import amount, cell_name

_JOINT = re.compile("[,，、]?(?:但是?|而且?|并且|同时|又|却|且)|[,，、](?=没|无|未|不)")
_BOTH = re.compile(
    "既.{1,14}又|只?有.{1,12}[,，、]?没有?|(?:但|而|且|同时|却).{0,14}(?:件|零|没|有|无)"
)
_ALL = re.compile("(?:都|均|全)(?:没|无|未|为零|是零|不为零|有|发生|收到)")
_NONE = re.compile("没|未|零|无(?!法|正当|理由)")

Joined = tuple[tuple[CellRef, Condition], ...]


def joins_conditions(question: Question) -> bool:
    """Whether a list or count goes by conditions on several cells."""
    return bool(_conditions_of(question))


def only_joins(words: str) -> bool:
    """Whether words left unexplained are only what joins conditions: 但, 既有复议又."""
    return re.search("但|既|又|同时|却", words) is not None


def _conditions_of(question: Question) -> Joined:
    """Return each cell with its own condition, () where the question does not join several."""
    if question.operation.name not in ("list", "count"):
        return ()
    if len(question.cells) > 1 and _ALL.search(question.text):
        return tuple((cell, _condition(question.text, cell)) for cell in question.cells)
    if not _BOTH.search(question.text):
        return ()
    joined = []
    for part in _JOINT.split(question.text):
        readings = match_cells(part).readings
        cell = next((one for one in question.cells if _named(one, readings)), None)
        if cell is None and len(readings) == 1:
            cell = CellRef(readings[0].row, readings[0].column or "total", readings[0].words)
        if cell is not None:
            joined.append((cell, _condition(part, cell)))
    return tuple(joined) if len({cell for cell, _ in joined}) > 1 else ()


def _named(cell: CellRef, readings: Sequence[object]) -> bool:
    return any(getattr(one, "row", "") == cell.row for one in readings)


def _condition(part: str, cell: CellRef) -> Condition:
    """Read a part's condition; having any, or none, where no number is given."""
    found = read_condition(part)
    if found is not None:
        return found
    none = _NONE.search(part.replace(cell.words, " "))
    return Condition("=" if none else ">", Decimal(0))


def list_joined(asked: Asked) -> Draft:
    """List (or count) the reports that meet all the conditions."""
    joined = _conditions_of(asked.question)
    evidence = Evidence(asked.library)
    totals = [evidence.totals(asked.plan.cards, cell) for cell, _ in joined]
    known = [c for c in asked.plan.cards if all(t[c.id].value is not None for t in totals)]
    if not known:
        return not_found("范围内的报告没有同时写明这几项的数。", *asked.notes)
    fitting = [card for card in known if _meets(card, totals, joined)]
    names = naming(asked.plan.cards)
    rows = asked.operands([cell for cell, _ in joined], fitting[:MOST_LISTED] or known[:1])
    lines = (
        f"{names.of(row[0].card)}：{'，'.join(f'{cell_name(o)}{amount(o)}' for o in row)}"
        for row in rows
    )
    return told(
        asked,
        Picked(
            what="、".join(_condition_in_words(cell, one) for cell, one in joined),
            these="这几项的数",
            fitting=len(fitting),
            known=len(known),
            lines=tuple(lines) if fitting else (),
            operands=tuple(operand for row in rows for operand in row),
        ),
    )


def _meets(card: ReportCard, totals: Sequence[dict[str, CellTotal]], joined: Joined) -> bool:
    values = (total[card.id].value or Decimal(0) for total in totals)
    return all(one.holds(value) for value, (_, one) in zip(values, joined, strict=True))


def _condition_in_words(cell: CellRef, condition: Condition) -> str:
    words = condition_in_words(condition, unit_of(cell.row, cell.column))
    return f"“{sentence_label(cell.row, cell.column)}”{words}"
