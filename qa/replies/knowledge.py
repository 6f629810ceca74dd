"""What is known about the form and the library itself: terms, contents, structure."""

from __future__ import annotations

import re

from index import Library, ReportCard
from ingest.report import Passage, Place
from qa.draft import Draft, Quotation, not_found
from qa.evidence import Evidence, Operand
from qa.labels import find_row
from qa.lacking import held
from qa.plan import name_of
from qa.question import CellRef, Question
from qa.replies.asked import Asked
from qa.terms import Term, find_term

_STRUCTURE = re.compile(r"几个部分|哪几部分|哪些部分|分几部分|目录|结构|几章|有哪几块")
_MOST_LISTED = 20


def define(question: Question, library: Library) -> Draft:
    """Explain a term, with its legal basis and a row of a report where it stands."""
    term = find_term(question.text) or _term_of_row(question)
    if term is None:
        return not_found("这个词不在年度报告的表格用语里，库里没有它的解释。")
    basis = f"\n依据：{'；'.join(term.basis)}。" if term.basis else ""
    operand = _example(term, library)
    example = f"\n例如{name_of(operand.card)}的报告中有这一栏。" if operand else ""
    text = f"{term.name}：{term.definition}{basis}{example}"
    notes = ("以上解释是本程序的通俗说明，引用法条请以条例原文为准。",)
    return Draft("answered", text, operands=(operand,) if operand else (), notes=notes)


def _term_of_row(question: Question) -> Term | None:
    for cell in question.cells:
        row = find_row(cell.row)
        found = find_term(row.label) if row is not None else None
        if found is not None:
            return found
    return None


def _example(term: Term, library: Library) -> Operand | None:
    cards = sorted(library.cards(), key=lambda card: -card.year)[:5]
    for row_id in term.rows or ("processed_total",):
        row = find_row(row_id)
        if row is None:
            continue
        column = "total" if row.column("total") else row.columns[0].id
        cell = CellRef(row_id, column)
        for operand in Evidence(library).operands(cards, (cell,)).values():
            if operand.figures and operand.trusted:
                return operand
    return None


def inventory(question: Question, library: Library, asked: Asked | None) -> Draft:
    """Say what the library holds, all of it or for the organs asked about."""
    cards = asked.plan.cards if asked is not None and asked.plan.cards else library.cards()
    if not cards:
        return not_found("库里还没有报告。")
    if _STRUCTURE.search(question.text):
        return structure(cards[0], library)
    by_organ: dict[str, list[int]] = {}
    for card in cards:
        by_organ.setdefault(card.organ, []).append(card.year)
    lines = [
        f"{organ}：{'、'.join(map(str, sorted(years)))}年"
        for organ, years in list(by_organ.items())[:_MOST_LISTED]
    ]
    if len(by_organ) > _MOST_LISTED:
        lines.append(f"另有{len(by_organ) - _MOST_LISTED}个机关，从略。")
    text = f"{held(cards)}\n" + "\n".join(lines)
    titles = tuple(_title(card, library) for card in cards[:_MOST_LISTED])
    return Draft("answered", text, quotations=tuple(title for title in titles if title))


def structure(card: ReportCard, library: Library) -> Draft:
    """List the parts of a report."""
    parts = [section for section in library.sections(card.id) if section.level == 1]
    lines = [section.title for section in parts]
    text = f"{name_of(card)}的报告有{len(parts)}个部分：\n" + "\n".join(lines)
    report_text = library.text(card.id)
    quotations = []
    for section in parts:
        start = section.place.start
        end = report_text.find("\n", start)
        end = min(section.place.end, end if end > 0 else section.place.end)
        quotations.append(_span(card, report_text, start, end, section.place.line, section.id))
    return Draft("answered", text, quotations=tuple(quotations))


def _title(card: ReportCard, library: Library) -> Quotation | None:
    text = library.text(card.id)
    title = card.title or card.organ
    start = text.find(title)
    if start < 0:
        flat = r"\s*".join(map(re.escape, title))
        match = re.search(flat, text)
        if match is None:
            return None
        return _span(card, text, match.start(), match.end(), _line(text, match.start()), "title")
    return _span(card, text, start, start + len(title), _line(text, start), "title")


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1


def _span(card: ReportCard, text: str, start: int, end: int, line: int, section: str) -> Quotation:
    place = Place(start, end, line)
    return Quotation(card, Passage("narrative", section, (), place.read(text), place))
