"""Whether a question asks for the text of a report rather than for a figure of its tables."""

from __future__ import annotations

from collections.abc import Sequence

from qa.cell_catalogue import GENERAL_ROWS
from qa.cell_evidence import SURE, Evidence, Mention

_COUNTED_TOPICS = frozenset(
    {
        *("active_total", "site_info", "wechat", "new_media", "media", "interpretation"),
        *("press", "interview", "survey", "interaction", "meeting", "gazette", "proposals"),
        *("training", "zone", "budget", "platform", "grassroots"),
    }
)
"""Themes whose facts are counts too: 发布会办了多少次 asks for none of the table's rows."""
_TEXT_OF_TABLE = {"requests": "request_text", "review": "review_text"}
_PROBLEMS = ("improvements", "problems")
_REQUESTED = ("申请", "要求", "不予处理", "不处理", "索", "不予公开", "不公开", "拒")


def theme_meant(
    evidence: Evidence, rows: Sequence[Mention], text: str
) -> tuple[str, float, tuple[int, int]] | None:
    """Return the theme asked for instead of `rows`, its confidence and the deciding words."""
    narrative = evidence.frames.get("narrative")
    topic = _topic(evidence)
    if topic is None:
        return text_about(evidence, rows[0].id, narrative) if rows else None
    if rows and not _outweighs(topic, rows, bool(narrative), text):
        return None
    return topic.id, topic.strength, topic.span


def _topic(evidence: Evidence) -> Mention | None:
    """Return the theme that decides; what to improve comes before what is to be improved."""
    if not evidence.themes:
        return None
    for preferred in _PROBLEMS:
        for mention in evidence.themes:
            if mention.id == preferred:
                return mention
    return max(evidence.themes, key=lambda mention: (mention.strength, mention.mask.bit_count()))


def _outweighs(topic: Mention, rows: Sequence[Mention], narrative: bool, text: str) -> bool:
    if narrative:
        return True
    requested = any(word in text for word in _REQUESTED)
    if topic.id not in _COUNTED_TOPICS or requested:
        return False
    return all(
        row.id in GENERAL_ROWS or row.strength < SURE or not row.mask & ~topic.mask for row in rows
    )


def text_about(
    evidence: Evidence, row: str, frame: list[tuple[int, int]] | None
) -> tuple[str, float, tuple[int, int]] | None:
    """Return the theme of the text about a row: 文字部分怎么说复议诉讼."""
    theme = _TEXT_OF_TABLE.get(evidence.catalogue[row].table)
    if row == "fees":
        theme = "fee_text"
    if row in ("normative_documents", "regulations"):
        theme = "normative"
    return (theme, 0.85, frame[0]) if theme and frame else None
