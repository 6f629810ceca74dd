"""An answer and its evidence as HTML. Pure: text in, HTML out, everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from qa.answer import Answer, CitedPassage
from ui.chips import Chip
from ui.citation import CitedReport, cite_figure, cite_passage
from ui.evidence import Exhibit
from ui.labels import DERIVED, PREMISE, STATE, STATUS, TRUST, TRUST_MEANING
from ui.render_table import overview_html, table_html
from ui.source_view import SourceLine
from ui.web.links import cell_address, line_address

# From so many reports on, one list of numbers reads better than a card for each.
_OVERVIEW_FROM = 4
_LONGEST_FORMULA = 80
_HAN = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"


def escape(text: str) -> str:
    """Return text as HTML that shows just these characters, in an element or an attribute."""
    return html.escape(text, quote=True)


def answer_html(
    answer: Answer,
    exhibits: Iterable[Exhibit] | None,
    chips: Iterable[str] = (),
    picture: str = "",
) -> str:
    """Return the whole answer; `exhibits` is None while the evidence is still being gathered.

    `chips` are what was understood and `picture` the chart, both as HTML.
    """
    understood = "".join(chips)
    parts = [headline(answer), _formula(answer)]
    if understood:
        parts.append(f'<ul class="nb-understood" aria-label="问题的理解">{understood}</ul>')
    parts.append(picture)
    if exhibits is None:
        parts.append('<p class="nb-pending">正在取出原文……</p>')
    else:
        parts.append(_evidence(tuple(exhibits)))
    parts.append(_notes(answer))
    kind = f"nb-answer nb-{answer.status}"
    return f'<article class="{kind}" lang="zh-CN">{"".join(parts)}</article>'


def chip_html(chip: Chip, turn: str, choices: str) -> str:
    """Return a chip: a button where `choices` is the address of what can be chosen instead."""
    words = f' title="依据“{escape(chip.words)}”"' if chip.words else ""
    told = f"<b>{escape(chip.name)}</b>{escape(chip.reading)}"
    if not choices:
        return f"<li{words}><span>{told}</span></li>"
    given = f'data-turn="{escape(turn)}" data-slot="{chip.slot}" data-choices="{escape(choices)}"'
    return (
        f'<li{words}><button type="button" {given} data-value="{escape(chip.value)}"'
        f' data-name="{escape(chip.name)}" aria-haspopup="dialog" aria-expanded="false">{told}'
        '<span class="nb-sr">，更改</span></button></li>'
    )


def headline(answer: Answer) -> str:
    """Return the first lines: the figure, how far it can be trusted, and the sentence."""
    figure = value_in_words(answer)
    number = ""
    if figure:
        digits, unit = figure
        shown = f'<span class="nb-number">{escape(digits)}</span>'
        shown += f'<span class="nb-unit">{escape(unit)}</span>' if unit else ""
        number = f'<p class="nb-figure">{shown}{_badges(answer)}</p>'
    elif answer.status != "answered":
        number = f'<p class="nb-figure"><span class="nb-status">{STATUS[answer.status]}</span></p>'
    elif answer.figures:
        number = f'<p class="nb-figure">{_badges(answer)}</p>'
    paragraphs = [line for line in _after_figure(answer, figure).splitlines() if line.strip()]
    text = "".join(f"<p>{escape(line)}</p>" for line in paragraphs)
    return f'{number}<div class="nb-text">{text}</div>'


def value_in_words(answer: Answer) -> tuple[str, str] | None:
    """Return the one number asked for as (digits, unit): as printed, a share in per cent."""
    if answer.value is None:
        return None
    if answer.unit == "比例":
        share = (answer.value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"{share}", "%"
    printed = {figure.printed.strip() for figure in answer.figures if figure.value == answer.value}
    if len(printed) == 1 and len(answer.figures) == 1 and re.fullmatch(r"[\d.]+", min(printed)):
        return printed.pop(), answer.unit or ""
    return f"{answer.value:f}", answer.unit or ""


def _after_figure(answer: Answer, figure: tuple[str, str] | None) -> str:
    """Return the answer's text without the figure it starts with: it stands above already."""
    if figure is None:
        return answer.text
    start = re.match(r"(.*?)[。，；：]", answer.text)
    said = "".join(start[1].split()) if start else ""
    return answer.text[start.end() :] if start and said == "".join(figure) else answer.text


def _badges(answer: Answer) -> str:
    badges = []
    if answer.computed is not None or (len(answer.figures) > 1 and answer.value is not None):
        badges.append(_badge("derived", DERIVED, "由所列各数算出，算式见下"))
    if any(figure.state == "inferred" for figure in answer.figures):
        badges.append(_badge("derived", "勾稽推定", STATE["inferred"]))
    trusts = {figure.trust for figure in answer.figures}
    for trust in ("conflicting", "unverified", "verified"):
        if trust in trusts:
            badges.append(_badge(trust, TRUST[trust], TRUST_MEANING[trust]))
            break
    if answer.premise:
        badges.append(_badge(answer.premise, PREMISE[answer.premise], ""))
    return "".join(badges)


def _badge(kind: str, words: str, meaning: str) -> str:
    title = f' title="{escape(meaning)}"' if meaning else ""
    return f'<span class="nb-badge nb-{kind}"{title}>{escape(words)}</span>'


def _formula(answer: Answer) -> str:
    if answer.computed is None:
        return ""
    coverage = answer.computed.coverage
    of_all = ""
    if coverage.known > 1 or coverage.used != coverage.known:
        of_all = f'<span class="nb-coverage">用到 {coverage.used} / {coverage.known} 份报告</span>'
    formula = answer.computed.formula
    if "=" not in formula:  # the order of a ranking is no sum to check
        return f'<p class="nb-formula">{of_all}</p>' if of_all else ""
    code = f"<code>{escape(formula)}</code>"
    if len(formula) <= _LONGEST_FORMULA:
        return f'<p class="nb-formula"><span>{DERIVED}</span>{code}{of_all}</p>'
    fold = f"<details><summary>{DERIVED}，看算式</summary>{code}</details>"
    return f'<div class="nb-formula">{fold}{of_all}</div>'


def _evidence(exhibits: tuple[Exhibit, ...]) -> str:
    if not exhibits:
        return ""
    reports = {(exhibit.organ, exhibit.year) for exhibit in exhibits if exhibit.figures}
    if len(reports) < _OVERVIEW_FROM:
        return "".join(map(exhibit_html, exhibits))
    cards = "".join(map(exhibit_html, exhibits))
    many = f'<details class="nb-more"><summary>逐份查看 {len(reports)} 份报告的原表</summary>'
    return f"{overview_html(exhibits)}{many}{cards}</details>"


def exhibit_html(exhibit: Exhibit) -> str:
    """Return the evidence card of one table or passage."""
    place = " · ".join(filter(None, (f"{exhibit.year} 年度", exhibit.part, exhibit.place)))
    actions = f'<div class="nb-actions">{_report_link(exhibit)}{_copy_button(exhibit)}</div>'
    heading = (
        f'<header class="nb-source">{actions}'
        f"<cite>《{escape(exhibit.title)}》</cite><span>{escape(place)}</span></header>"
    )
    passages = "".join(map(passage_html, exhibit.passages))
    body = passages or table_html(exhibit)
    return f'<section class="nb-card">{heading}{body}{source_html(exhibit)}</section>'


def citation(exhibit: Exhibit) -> str:
    """Return the formal citations of an exhibit, as they are put in footnotes, a line each.

    `《…2024年政府信息公开工作年度报告》第三部分“收到和处理政府信息公开申请情况”，第69行，…。`
    """
    report = CitedReport.of(exhibit.card)
    cited = [cite_figure(figure, report) for figure in exhibit.figures]
    cited += [cite_passage(passage, report) for passage in exhibit.passages]
    return "\n".join(dict.fromkeys(cited))


def _copy_button(exhibit: Exhibit) -> str:
    copied = escape(citation(exhibit))
    return f'<button type="button" class="nb-small" data-copy="{copied}">复制出处</button>'


def _report_link(exhibit: Exhibit) -> str:
    """Return the link to the report's page, at the first cell or line that is cited."""
    if exhibit.figures:
        figure = exhibit.figures[0]
        line = figure.source.line
        address = cell_address(exhibit.card.id, figure.row, figure.column, line)
    else:
        line = next((passage.source.line for passage in exhibit.passages), None)
        address = line_address(exhibit.card.id, line or 1)
    return f'<a class="nb-small" href="{escape(address)}">在报告中查看</a>'


def passage_html(passage: CitedPassage) -> str:
    """Return the passage with its highlighted words marked."""
    pieces, at = [], 0
    for start, end in sorted(passage.highlights):
        if start < at or end <= start:
            continue
        pieces += [_flowing(passage.text[at:start]), _mark(passage.text[start:end])]
        at = end
    pieces.append(_flowing(passage.text[at:]))
    return f'<blockquote class="nb-passage">{"".join(pieces)}</blockquote>'


def source_html(exhibit: Exhibit) -> str:
    """Return the stored lines around the quote, folded away under 查看原文."""
    if not exhibit.lines:
        return ""
    first, last = exhibit.lines[0].number, exhibit.lines[-1].number
    which = escape(f"{exhibit.file} · 第 {first}–{last} 行")
    lines = "".join(map(_line, exhibit.lines))
    return (
        f'<details class="nb-original"><summary>查看原文<span>{which}</span></summary>'
        f'<ol class="nb-lines">{lines}</ol></details>'
    )


def _line(line: SourceLine) -> str:
    quoted = f"<mark>{escape(line.quoted)}</mark>" if line.quoted else ""
    text = f"{escape(line.before)}{quoted}{escape(line.after)}"
    return f'<li value="{line.number}"><span>{text or "&nbsp;"}</span></li>'


def _mark(text: str) -> str:
    return f"<mark>{_flowing(text)}</mark>"


def _flowing(text: str) -> str:
    """Join the lines a page broke, so that the passage reads as one; 查看原文 keeps the lines."""
    joined = re.sub(rf"(?<={_HAN})[ \t]*\n+[ \t]*(?={_HAN})", "", text)
    return escape(joined)


def _notes(answer: Answer) -> str:
    if not answer.notes:
        return ""
    notes = "".join(f"<li>{escape(note)}</li>" for note in answer.notes)
    return f'<ul class="nb-notes" aria-label="说明">{notes}</ul>'
