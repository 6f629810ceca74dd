"""The rules for one answer, by the kind of thing expected: a figure, a share, a passage, a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal

from ingest.form import load_form
from qa.answer import Answer
from qa.said import compact, core, items_said, says, yes_or_no

Outcome = Literal["right", "declined", "wrong", "unjudged"]
Judgement = tuple[Outcome, str]
RIGHT: Judgement = ("right", "")
# Shares are expected in per cent with two decimals: half of the last one may be rounded off.
_ROUNDED = Decimal("0.0051")


def judge_kind(kind: str, expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """Judge an answer by the rule for this kind of expected answer."""
    rule = _RULES.get(kind)
    return rule(expected, answer) if rule else ("unjudged", "没有这一类的判断规则")


def judge_table(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """The one number asked for, from the expected cells, in the expected unit."""
    value = answer.value
    if value is None and len(answer.figures) == 1:
        value = answer.figures[0].value
    if value != Decimal(str(expected["value"])):
        return "wrong", f"应为 {expected['value']}，却是 {value}"
    if answer.unit and expected.get("unit") and answer.unit != expected["unit"]:
        return "wrong", f"单位应为 {expected['unit']}，却是 {answer.unit}"
    return _cells(expected, answer)


def _table_multi(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    cited = _cited(answer)
    for cell, value in expected["value"].items():
        if cited.get(cell) != Decimal(str(value)):
            return "wrong", f"{cell} 应为 {value}，却是 {cited.get(cell)}"
    return RIGHT


def _derived(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """A number worked out; shares are per cent in the file (two decimals), 0..1 in answers."""
    if answer.value is None:
        return "wrong", "没有算出数"
    wanted = Decimal(str(expected["value"]))
    is_share = expected.get("unit") == "%"
    got = answer.value * 100 if is_share else answer.value
    if abs(got - wanted) > (_ROUNDED if is_share else 0):
        return "wrong", f"应为 {wanted}{expected.get('unit', '')}，却是 {got}"
    cited, cells = _cited(answer), expected.get("cells", [])
    return RIGHT if any(_is_cited(cell, cited) for cell in cells) else ("wrong", "引用了别的格")


def _narrative(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """The passage expected is quoted and, where a value is, that is said."""
    missing = _missing_evidence(expected, answer)
    if missing:
        return "wrong", f"没有引到：{'；'.join(missing)}"
    value = expected.get("value")
    if expected["kind"] == "narrative_text" or value is None:
        return RIGHT
    shown = compact(answer.text + "".join(passage.text for passage in answer.passages))
    place = answer.text if isinstance(value, int | float) else shown
    return RIGHT if says(place, str(value)) else ("wrong", f"回答里没有 {value}")


def _list(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """Every item named, its number with it, and no other row of the form named beside them."""
    cells = expected.get("cells", [])
    cited, text = _cited(answer), compact(answer.text)
    missing = [cell for cell in cells if not _is_cited(cell, cited)]
    if missing:
        return "wrong", f"缺少：{'、'.join(missing)}"
    absent = [
        item for item in items_said(expected["value"]) if not all(says(text, p) for p in item)
    ]
    if absent:
        return "wrong", f"没有说：{absent}"
    extra = [
        figure.row_label
        for figure in answer.figures
        if f"{figure.row}:{figure.column}" not in cells and core(figure.row_label) in text
    ]
    return ("wrong", f"多说了：{'、'.join(extra)}") if extra else RIGHT


def _yes_no(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    """The first sentence says yes or no as expected, on the evidence expected."""
    missing = _missing_evidence(expected, answer)
    if missing:
        return "wrong", f"没有引到：{'；'.join(missing)}"
    if expected.get("cells") and not any(_is_cited(c, _cited(answer)) for c in expected["cells"]):
        return "wrong", "引用了别的格"
    first = compact(re.split(r"[。！；\n]", answer.text.strip())[0])
    said = yes_or_no(first)
    if said is None:
        return "declined", f"只引了原文，没有明说是或否：{first}"
    return RIGHT if said == expected["value"] else ("wrong", f"应为{expected['value']}：{first}")


def _cells(expected: Mapping[str, Any], answer: Answer) -> Judgement:
    cited = _cited(answer)
    missing = [cell for cell in expected.get("cells", []) if not _is_cited(cell, cited)]
    return ("wrong", f"没有引用 {'、'.join(missing)}") if missing else RIGHT


def _cited(answer: Answer) -> dict[str, Decimal | None]:
    return {f"{figure.row}:{figure.column}": figure.value for figure in answer.figures}


def _is_cited(cell: str, cited: Mapping[str, Decimal | None]) -> bool:
    """Return whether the cell, or every printed cell it adds up, is cited."""
    row_id, _, column_id = cell.partition(":")
    row = load_form("2021").row(row_id)
    rows = row.sum if row and row.sum else (row_id,)
    column = row.column(column_id) if row else None
    columns = column.sum if column and column.sum else (column_id,)
    return cell in cited or all(f"{r}:{c}" in cited for r in rows for c in columns)


def _missing_evidence(expected: Mapping[str, Any], answer: Answer) -> list[str]:
    wanted = expected.get("evidence_substr") or []
    passages = [compact(passage.text) for passage in answer.passages]
    return [
        words
        for words in ([wanted] if isinstance(wanted, str) else wanted)
        if not any(compact(words) in passage for passage in passages)
    ]


_RULES: dict[str, Callable[[Mapping[str, Any], Answer], Judgement]] = {
    "table": judge_table,
    "table_multi": _table_multi,
    "derived": _derived,
    "narrative": _narrative,
    "narrative_text": _narrative,
    "list": _list,
    "yesno": _yes_no,
    "check": _yes_no,
}
