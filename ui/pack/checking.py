"""What can be looked at in a pack: files, quotes, cells, workings. Each check yields its faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.answer import Answer, CitedFigure
from qa.gate import printed_value
from ui.citation import Citation, citations_of
from ui.pack.computed import faults_of, unfounded_numbers
from ui.pack.layout import (
    ANSWER,
    MANIFEST,
    MARKDOWN,
    PAGE,
    SPANS,
    Manifest,
    PackedReport,
    Span,
    Spans,
    sha256,
)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack taken apart: its members, and what the JSON ones say."""

    members: dict[str, bytes]
    manifest: Manifest
    answers: tuple[Answer, ...]
    spans: Spans
    texts: dict[str, str]


def reports_faults(pack: Pack) -> Iterator[str]:
    """Yield where reports, their files and what is cited do not belong together."""
    named = {ANSWER, MARKDOWN, PAGE, SPANS, MANIFEST}
    for report in pack.spans.reports:
        named |= {report.text, report.original or report.text}
        if sha256(pack.members[report.text]) != report.text_sha256:
            yield f"{report.id} 的文本与所记校验值不符"
        if report.original is not None and report.original not in pack.members:
            yield f"{report.id} 的原件 {report.original} 不在包里"
        elif report.original and sha256(pack.members[report.original]) != report.sha256:
            yield f"{report.id} 的原件与所记校验值不符"
    yield from (f"{name} 不属于任何一份报告" for name in sorted(set(pack.members) - named))
    cited = {one.report for answer in pack.answers for one in citations_of(answer)}
    known = {report.id for report in pack.spans.reports}
    yield from (f"回答引用了 {one}，包里没有这份报告" for one in sorted(cited - known))
    yield from (f"{one} 没有被任何回答引用" for one in sorted(known - cited))


def lost_originals(pack: Pack) -> tuple[str, ...]:
    """Say of which reports the pack has the text only."""
    lost = [report.id for report in pack.spans.reports if report.original is None]
    return tuple(f"{one} 的原件在打包时已不在库中，只能核对文本" for one in lost)


def quotes_faults(pack: Pack) -> Iterator[str]:
    """Yield citations whose span is not theirs, or where the text says something else."""
    cited = [
        (number, one) for number, answer in enumerate(pack.answers) for one in citations_of(answer)
    ]
    if len(cited) != len(pack.spans.spans):
        yield f"{SPANS} 有 {len(pack.spans.spans)} 处位置，回答里有 {len(cited)} 处引用"
        return
    reports = {report.id: report for report in pack.spans.reports}
    for (number, one), span in zip(cited, pack.spans.spans, strict=True):
        if one.report in reports:
            yield from _quote(number, one, span, reports[one.report], pack.texts[one.report])


def _quote(
    number: int,
    one: Citation,
    span: Span,
    report: PackedReport,
    text: str,
) -> Iterator[str]:
    source = one.source
    quote = one.quote if isinstance(one, CitedFigure) else one.text
    where = f"第 {number + 1} 问引用的 {one.report} {_cell(one)}".rstrip()
    told = (number, one.report, source.start, source.end, quote, _cell(one) or None)
    if told != (span.answer, span.report, span.start, span.end, span.quote, span.cell):
        yield f"{where}：{SPANS} 与 {ANSWER} 不一致"
    if (source.sha256, source.file) != (report.sha256, report.file):
        yield f"{where}：原件的名称或校验值与报告不一致"
    if (one.organ, one.year) != (report.organ, report.year):
        yield f"{where}：机关或年度与报告不一致"
    if source.start is None or source.end is None:
        if quote:
            yield f"{where}：引文没有位置"
        return
    if not 0 <= source.start <= source.end <= len(text):
        yield f"{where}：位置在文本之外"
    elif text[source.start : source.end] != quote:
        yield f"{where}：文本此处不是所引的原文"


def _cell(one: Citation) -> str:
    return f"{one.row}:{one.column}" if isinstance(one, CitedFigure) else ""


def figures_faults(pack: Pack) -> Iterator[str]:
    """Yield figures that their own cell does not bear out."""
    cells = (span for span in pack.spans.spans if span.cell is not None)
    cited = (figure for answer in pack.answers for figure in answer.figures)
    for figure, span in zip(cited, cells, strict=False):
        fault = _figure(figure, span, pack.texts.get(figure.report, ""))
        if fault:
            yield f"{figure.report} {_cell(figure)}：{fault}"


def _figure(figure: CitedFigure, span: Span, text: str) -> str:
    """Return what is wrong with a figure: its cell, its value, its line; "" if nothing is."""
    if span.cell_start is None or span.cell_end is None:
        return _unprinted(figure)
    if span.start is None or not span.start <= span.cell_start <= span.cell_end <= len(text):
        return "格子的位置不在文本里"
    standing = text[span.cell_start : span.cell_end]
    if standing != figure.printed.strip():
        return f"格子里是“{standing[:20]}”，不是“{figure.printed[:20]}”"
    if figure.state == "printed" and printed_value(standing) != figure.value:
        return f"格子里的“{standing[:20]}”不是 {figure.value}"
    if figure.state in ("blank", "not_applicable") and figure.value is not None:
        return f"空白的格子有了数值 {figure.value}"
    line = text.count("\n", 0, span.cell_start) + 1
    return f"格子在第 {line} 行，不是第 {figure.source.line} 行" * (line != figure.source.line)


def _unprinted(figure: CitedFigure) -> str:
    """An inferred figure has no cell; its digits must still be among those of its row."""
    if figure.state == "printed" and figure.value is not None:
        return "印出的数没有位置"
    if figure.value and not set(f"{abs(figure.value):f}") & set(figure.quote):
        return f"原文这一行里没有 {figure.value} 的数字"
    return ""


def computed_faults(pack: Pack) -> Iterator[str]:
    """Yield what an answer works out, but not from what it cites."""
    for number, answer in enumerate(pack.answers, 1):
        yield from (f"第 {number} 问：{fault}" for fault in faults_of(answer))


def unfounded_words(pack: Pack) -> tuple[str, ...]:
    """Say which numbers of the answers' wording stand in nothing that is cited."""
    return tuple(
        f"第 {number} 问：回答文字里的 {found} 在所附引文和算式里找不到，请自行判断"
        for number, answer in enumerate(pack.answers, 1)
        for found in unfounded_numbers(answer)
    )
