"""Formal citations: where a figure or a passage stands, and a report's entry in a reference list.

The form follows GB/T 7714—2015 for reports as far as it fits: responsible body, title, type [R],
date of publication, place; the file's SHA-256 stands for what a public address would give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from index import ReportCard
from qa.answer import Answer, CitedFigure, CitedPassage, Source
from ui.evidence import place_in_words, title_of
from ui.labels import PARTS
from ui.table_view import form_table

Citation: TypeAlias = CitedFigure | CitedPassage
_JOINT = " › "


@dataclass(frozen=True, slots=True)
class CitedReport:
    """What a citation says of a report; `published` is ISO 8601 or None, `form` a form's id."""

    id: str
    organ: str
    year: int
    title: str
    published: str | None
    form: str
    file: str
    sha256: str

    @classmethod
    def of(cls, card: ReportCard) -> CitedReport:
        """Return what a library's card says; a report without a title gets the usual one."""
        return cls(
            id=card.id,
            organ=card.organ,
            year=card.year,
            title=title_of(card),
            published=card.published,
            form=card.form,
            file=card.file,
            sha256=card.sha256,
        )


def cite_figure(figure: CitedFigure, report: CitedReport) -> str:
    """Return the citation of a cell.

    `《…2024年政府信息公开工作年度报告》第三部分“收到和处理政府信息公开申请情况”，第69行，
    “1.属于国家秘密”之“总计”。`
    """
    found = form_table(report.form, [f"{figure.row}:{figure.column}"])
    part = _part(found[1].section) if found else ""
    cell = f"“{figure.row_label}”之“{figure.column_label}”"
    return _sentence(report, part, figure.source, cell)


def cite_passage(passage: CitedPassage, report: CitedReport) -> str:
    """Return the citation of a passage, by part or headings, page and line."""
    return _sentence(report, _part(passage.section), passage.source, "")


def reference(report: CitedReport) -> str:
    """Return the report as an entry of a reference list.

    `某办公室. 某办公室2024年政府信息公开工作年度报告[R]. 2025-01-20. 文件：a.pdf，SHA-256：9f….`
    """
    published = f"{report.published}. " if report.published else ""
    file = f"文件：{report.file}，SHA-256：{report.sha256}" if report.sha256 else report.file
    return f"{report.organ}. {report.title}[R]. {published}{file}."


def citations_of(answer: Answer) -> tuple[Citation, ...]:
    """Return all that an answer cites, figures first."""
    return (*answer.figures, *answer.passages)


def cited_reports(answer: Answer) -> tuple[str, ...]:
    """Return the ids of the reports that an answer cites, in the order of first citing."""
    return tuple(dict.fromkeys(one.report for one in citations_of(answer)))


def _part(section: str) -> str:
    """Return 第三部分“…” for a statutory part, the quoted headings for anything else."""
    if section in PARTS:
        number, _, title = PARTS[section].partition(" ")
        return f"{number}“{title}”"
    headings = [heading for heading in section.split(_JOINT) if heading]
    return "—".join(f"“{heading}”" for heading in headings)


def _sentence(report: CitedReport, part: str, source: Source, cell: str) -> str:
    place = "".join(place_in_words(source).replace("·", "").split())
    told = "，".join(filter(None, (f"《{report.title}》{part}", place, cell)))
    return f"{told}。"
