"""The answers of a pack as one page: it opens in any browser, without a network or a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from qa.answer import Answer
from ui.citation import CitedReport, cited_reports, reference
from ui.labels import DERIVED, STATUS
from ui.render import escape
from ui.transcript import Turn, evidence

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; line-height: 1.7;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
blockquote { margin: .25rem 0 1rem; padding: .25rem .9rem; border-inline-start: 3px solid #0b6e69;
  overflow-wrap: anywhere; }
code { overflow-wrap: anywhere; } small, .soft { color: GrayText; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def answers_page(
    turns: Sequence[Turn], reports: Mapping[str, CitedReport], *, at: datetime, version: str
) -> str:
    """Return the page; everything in it is escaped, and its policy lets nothing in."""
    told = "".join(
        _section(number, question, answer, reports)
        for number, (question, answer) in enumerate(turns, 1)
    )
    listed = dict.fromkeys(one for _, answer in turns for one in cited_reports(answer))
    entries = "".join(f"<li>{escape(reference(reports[one]))}</li>" for one in listed)
    references = f"<h2>参考文献</h2><ol>{entries}</ol>" if entries else ""
    made = f"整理时间：{at.isoformat(sep=' ', timespec='seconds')}　程序：{version}"
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>年报问答证据包</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>年报问答证据包</h1><p class="soft">{escape(made)}。'
        "各文件的校验值见 manifest.json，可用 nianbao verify 复核。</p>"
        f"{told}{references}</main></body></html>\n"
    )


def _section(number: int, question: str, answer: Answer, reports: Mapping[str, CitedReport]) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in answer.text.splitlines() if line.strip())
    formula = ""
    if answer.computed is not None and answer.computed.formula:
        formula = f"<p>{DERIVED}：<code>{escape(answer.computed.formula)}</code></p>"
    cited = "".join(
        f"<li>{escape(citation)}{_worth(worth)}"
        f"<blockquote>{escape(' '.join(quote.split()))}</blockquote></li>"
        for citation, quote, worth in evidence(answer, reports)
    )
    grounds = f"<h3>依据</h3><ol>{cited}</ol>" if cited else ""
    notes = "".join(f"<li>{escape(note)}</li>" for note in answer.notes)
    remarks = f"<h3>说明</h3><ul>{notes}</ul>" if notes else ""
    state = f'<p class="soft">{STATUS[answer.status]}</p>'
    heading = f"<h2>{number}. {escape(question)}</h2>"
    return f"<section>{heading}{state}{lines}{formula}{grounds}{remarks}</section>"


def _worth(worth: str) -> str:
    return f"<small>（{escape(worth)}）</small>" if worth else ""
