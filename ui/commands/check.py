"""`nianbao check`: do the report's own numbers agree (勾稽)? For a kept report or a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.options import Arguments, Commands, add_json, find_card, new_command, open_library
from ui.labels import CHECK
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from index import Library, ReportCard
    from ingest.report import Check

_MARK = {"PASS": "✓", "FAIL": "✗", "NOT_ASSESSABLE": "－"}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the check of one report found; `unrecognised` rows are verbatim and fit no label."""

    report: str | None
    file: str
    organ: str | None
    year: int | None
    form: str
    figures: int
    checks: tuple[Check, ...]
    unrecognised: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def disagreements(self) -> tuple[Check, ...]:
        """The relations that do not hold."""
        return tuple(check for check in self.checks if check.status == "FAIL")


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "check", "核对报告的勾稽关系：库中报告，或尚未收入的文件", run)
    parser.add_argument(
        "reports", nargs="*", metavar="REPORT|FILE", help="报告编号或文件；不写则核对全库"
    )
    parser.add_argument("--strict", action="store_true", help="有不平之处时以 1 退出")
    add_json(parser, "一份报告的核对结果")


def run(arguments: Arguments) -> int:
    """Show what was found; a file is only read, never added."""
    brief = not arguments.reports
    disagreeing = 0
    for findings in _all_findings(arguments):
        disagreeing += bool(findings.disagreements)
        if arguments.json:
            say_json(asdict(findings))
        else:
            say("\n".join(_in_words(findings, brief=brief)))
    return 1 if arguments.strict and disagreeing else 0


def _all_findings(arguments: Arguments) -> Iterator[Findings]:
    library: Library | None = None
    for name in arguments.reports:
        if Path(name).is_file():
            yield _of_file(Path(name))
        else:
            library = library or open_library(arguments)
            yield _of_card(library, find_card(library, name))
    if not arguments.reports:
        library = open_library(arguments)
        for card in library.cards():
            yield _of_card(library, card)


def _of_file(path: Path) -> Findings:
    from ingest import read_report

    report = read_report(path)
    return Findings(
        report=None,
        file=str(path),
        organ=report.identity.organ,
        year=report.identity.year,
        form=report.form,
        figures=len(report.figures),
        checks=report.checks,
        unrecognised=tuple(place.read(report.text) for place in report.unrecognised_rows),
        warnings=report.warnings,
    )


def _of_card(library: Library, card: ReportCard) -> Findings:
    text = library.text(card.id)
    return Findings(
        report=card.id,
        file=card.file,
        organ=card.organ,
        year=card.year,
        form=card.form,
        figures=card.figures,
        checks=library.checks(card.id),
        unrecognised=tuple(place.read(text) for place in library.unrecognised_rows(card.id)),
        warnings=card.warnings,
    )


def _in_words(findings: Findings, *, brief: bool) -> Iterator[str]:
    title = findings.report or f"{findings.organ or '机关不明'} {findings.year or '年度不明'}"
    counts = "，".join(
        f"{words} {count}"
        for status, words in CHECK.items()
        if (count := sum(check.status == status for check in findings.checks))
    )
    yield f"{title}：表格 {findings.figures} 格；勾稽关系{counts or '无可核对'}。"
    for check in findings.checks:
        if check.status == "FAIL" or not brief:
            reason = f"（{check.reason}）" if check.reason else ""
            yield f"  {_MARK[check.status]} {check.label}  {check.formula}{reason}"
    yield from (f"  未认出的表行：{' '.join(row.split())}" for row in findings.unrecognised)
    yield from (f"  注意：{warning}" for warning in findings.warnings)
