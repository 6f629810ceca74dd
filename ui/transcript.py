"""A conversation on paper: questions, answers, citations and quotes as Markdown or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from qa.answer import Answer
from ui.citation import CitedReport, cite_figure, cite_passage, cited_reports, reference
from ui.labels import DERIVED, PREMISE, STATE, STATUS, TRUST

Turn: TypeAlias = tuple[str, Answer]
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^([-+=]|\d+[.)](?=\s))")


def transcript_markdown(
    turns: Sequence[Turn], reports: Mapping[str, CitedReport], *, at: datetime, version: str
) -> str:
    """Return the conversation for reading; `reports` are those that the answers cite, by id."""
    lines = [
        "# 年报问答记录",
        "",
        f"整理时间：{at.isoformat(sep=' ', timespec='seconds')}　程序：{_plain(version)}　"
        f"共 {len(turns)} 问",
    ]
    for number, (question, answer) in enumerate(turns, 1):
        lines += ["", f"## {number}. {_plain(question)}", "", *_told(answer, reports)]
    listed = dict.fromkeys(one for _, answer in turns for one in cited_reports(answer))
    if listed:
        lines += ["", "## 参考文献", ""]
    known = [reports[one] for one in listed if one in reports]
    lines += [f"{at}. {_plain(reference(report))}" for at, report in enumerate(known, 1)]
    return "\n".join(lines) + "\n"


def transcript_json(
    turns: Sequence[Turn], reports: Mapping[str, CitedReport], *, at: datetime, version: str
) -> str:
    """Return the conversation for machines: the contract's object of each answer, with citations.

    `citations` stand in the order of the answer's figures, then of its passages.
    """
    told = [
        {
            "question": question,
            "answer": answer.to_json(),
            "citations": [citation for citation, _, _ in evidence(answer, reports)],
            "references": [
                reference(reports[one]) for one in cited_reports(answer) if one in reports
            ],
        }
        for question, answer in turns
    ]
    written = {"made_at": at.isoformat(timespec="seconds"), "version": version, "turns": told}
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def evidence(answer: Answer, reports: Mapping[str, CitedReport]) -> Iterator[tuple[str, str, str]]:
    """Yield (citation, what the report says there, how far to trust it) for all that is cited."""
    for figure in answer.figures:
        if figure.report in reports:
            printed = figure.printed.strip()
            state = f"印作“{printed}”" if printed else STATE.get(figure.state, "")
            worth = "，".join(filter(None, (state, TRUST.get(figure.trust, ""))))
            yield cite_figure(figure, reports[figure.report]), figure.quote, worth
    for passage in answer.passages:
        if passage.report in reports:
            yield cite_passage(passage, reports[passage.report]), passage.text, ""


def _told(answer: Answer, reports: Mapping[str, CitedReport]) -> Iterator[str]:
    state = STATUS[answer.status]
    yield f"**{state}**" + (f"　{PREMISE[answer.premise]}" if answer.premise else "")
    yield ""
    for line in answer.text.splitlines():
        yield f"{_plain(line)}  "
    if answer.computed is not None and answer.computed.formula:
        yield from ("", f"{DERIVED}：{_plain(answer.computed.formula)}")
    if answer.options:
        yield from ("", "可选：", "", *(f"- {_plain(option)}" for option in answer.options))
    cited = tuple(evidence(answer, reports))
    if cited:
        yield from ("", "### 依据", "")
    for at, (citation, quote, worth) in enumerate(cited, 1):
        yield f"{at}. {_plain(citation)}{f'（{_plain(worth)}）' if worth else ''}"
        yield from ("", f"   > {_plain(quote)}", "")
    if answer.notes:
        yield from ("", "### 说明", "", *(f"- {_plain(note)}" for note in answer.notes))


def _plain(text: str) -> str:
    r"""Return one line of text that Markdown shows just as it is.

    >>> print(_plain("1. <b>本年*新收*"))
    1\. \<b\>本年\*新收\*
    """
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", line)
