"""An answer as plain text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from qa.answer import Answer, CitedFigure, CitedPassage, Source
from ui.labels import DERIVED, PARTS, STATE, TRUST

_MOST_CITATIONS = 12
_MOST_QUOTE = 300


def answer_as_text(answer: Answer, *, explain: bool = False) -> str:
    """Return the answer, its formula, its evidence with the verbatim quotes, and its notes."""
    blocks = [[answer.text], *([understanding(answer)] if explain else [])]
    blocks.append(_computation(answer))
    blocks.append(_evidence(answer))
    blocks.append([f"说明：{note}" for note in answer.notes])
    blocks.append([f"  {number}. {option}" for number, option in enumerate(answer.options, 1)])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def understanding(answer: Answer) -> list[str]:
    """Return what each slot of the question was taken to be, and by which words."""
    if not answer.understood:
        return ["理解：没有从问题中认出机关、年份或项目。"]
    return ["理解："] + [
        f"  {slot}：{reading}" + (f"（依据“{words}”）" if words else "")
        for slot, reading, words in answer.understood
    ]


def where(source: Source, part: str = "") -> str:
    """Return the place in words: part, page and line, as far as they are known."""
    page = f"第 {source.page} 页" if source.page else ""
    line = f"第 {source.line} 行" if source.line else ""
    return " · ".join(filter(None, (part, page, line)))


def _computation(answer: Answer) -> list[str]:
    if answer.computed is None:
        return []
    coverage = answer.computed.coverage
    lines = [f"{DERIVED}：{answer.computed.formula}"]
    if coverage.known > 1 or coverage.used != coverage.known:
        lines.append(f"覆盖：{coverage.known} 份报告中用到 {coverage.used} 份")
    return lines


def _evidence(answer: Answer) -> list[str]:
    lines = [line for figure in answer.figures[:_MOST_CITATIONS] for line in _figure(figure)]
    left = len(answer.figures) - _MOST_CITATIONS
    if left > 0:
        lines.append(f"……另有 {left} 条依据，用 --json 可看到全部")
    lines += [line for passage in answer.passages[:_MOST_CITATIONS] for line in _passage(passage)]
    return ["依据：", *lines] if lines else []


def _figure(figure: CitedFigure) -> Iterator[str]:
    state = STATE.get(figure.state, "")
    badge = "，".join(filter(None, (TRUST.get(figure.trust, figure.trust), state)))
    place = where(figure.source)
    yield f"  {figure.organ} {figure.year} 年报告 · {figure.row_label} × {figure.column_label}"
    yield f"    {place}〔{badge}〕" if place else f"    〔{badge}〕"
    yield from (f"    │ {line}" for line in _quote(figure.quote))


def _passage(passage: CitedPassage) -> Iterator[str]:
    part = PARTS.get(passage.section, passage.section)
    yield f"  {passage.organ} {passage.year} 年报告 · {where(passage.source, part)}"
    yield from (f"    │ {line}" for line in _quote(passage.text))


def _quote(text: str) -> list[str]:
    shown = text if len(text) <= _MOST_QUOTE else text[:_MOST_QUOTE] + "……"
    return [line.strip() for line in shown.splitlines() if line.strip()]
