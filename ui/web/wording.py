"""How a report stands, in Chinese words, and which badge says so."""

from __future__ import annotations

from index.cards import ReportCard, Standing
from ingest.form import load_form
from ui.labels import PARTS

SCOPE_MEANING = {
    "own": "只统计本机关自己收到和办理的申请",
    "consolidated": "汇总本行政区域各机关的数字",
    "gov+office": "政府与其办公室合并统计",
    "unknown": "报告没有写明统计的是本机关还是全区",
}
TABLES = {"active": "主动公开表", "requests": "申请办理表", "review": "复议诉讼表"}
_STATUTORY = ("2021", "2019", "hybrid")


def form_notice(form_id: str) -> str:
    """Return the notice that prescribes a form, "" where there is no one form."""
    return load_form(form_id).notice if form_id in ("2021", "2019") else ""


def balance(standing: Standing) -> tuple[str, str]:
    """Return how the arithmetic checks (勾稽) ended: kind of badge and words."""
    if standing.failed:
        return "bad", f"{standing.failed} 处不平"
    if not standing.passed:
        return "", "无法核对"
    if standing.not_assessable:
        return "good", f"成立，{standing.not_assessable} 处无法核对"
    return "good", "全部成立"


def missing(card: ReportCard, standing: Standing) -> tuple[str, ...]:
    """Return what was not found in the report, in words."""
    lacks = []
    if card.form in _STATUTORY:
        lacks += [f"无{name}" for table, name in TABLES.items() if table not in standing.tables]
        parts = [name for part, name in PARTS.items() if part not in standing.parts]
        lacks += [f"未见{name.split()[0]}" for name in parts]
    elif card.form == "none":
        lacks.append("没有统计表")
    if standing.unrecognised:
        lacks.append(f"{standing.unrecognised} 行未认出")
    return tuple(lacks)
