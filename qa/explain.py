"""What was understood, slot by slot, in Chinese, with the words that decided it."""

from __future__ import annotations

from qa.labels import sentence_label
from qa.question import Question
from qa.themes import find_theme

_OPERATIONS = {
    "look_up": "查数",
    "share": "占比",
    "difference": "相差",
    "trend": "变化",
    "rank": "排名",
    "rank_within": "表内排序",
    "total": "合计",
    "average": "平均",
    "median": "中位数",
    "count": "计数",
    "list": "列举",
    "list_within": "表内列举",
    "compare": "比较",
    "compare_yes_no": "比较是否",
    "yes_no": "是否",
    "consistency": "核对勾稽",
    "definition": "解释",
    "similar": "相近案例",
    "inventory": "库内清单",
    "describe": "情况描述",
}


def understood(question: Question, sure: float | None = None) -> tuple[tuple[str, str, str], ...]:
    """Return (slot, reading, deciding words) for everything that was understood.

    `sure` is how surely what was found in the text answers, where it was searched.
    """
    slots: list[tuple[str, str, str]] = []
    for mention in question.organs:
        reading = "、".join(organ for organ, _ in mention.reports_of) or "库里没有"
        slots.append(("机关", reading, mention.words))
    if question.group is not None:
        slots.append(("范围", "、".join(question.group.kinds) or "全部机关", question.group.words))
    if question.years.named:
        years = "、".join(map(str, question.years.years))
        newest = f"最新{question.years.newest}年" if question.years.newest else ""
        slots.append(("年份", years or newest or "各年", question.years.words))
    for cell in question.cells:
        slots.append(("事项", sentence_label(cell.row, cell.column), cell.words))
    for cell in question.denominator:
        slots.append(("占比的分母", sentence_label(cell.row, cell.column), cell.words))
    for cell in question.alternatives:
        slots.append(("可能的事项", sentence_label(cell.row, cell.column), cell.words))
    theme = find_theme(question.theme or "")
    if theme is not None:
        slots.append(("主题", theme.name, question.theme_words))
    slots.append(("操作", _OPERATIONS[question.operation.name], question.operation.words))
    if question.premise is not None:
        slots.append(("前提", f"{question.premise}", ""))
    certainty = 1 - question.doubt if sure is None else sure
    slots.append(("把握", f"{certainty:.0%}", ""))
    return tuple(slots)
