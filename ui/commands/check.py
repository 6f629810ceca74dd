"""`nianbao check`: do the numbers of a report agree (勾稽), also with last year's? Is it copied?

For a report of the library or a draft; what the library holds beside it is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryError
from ui.commands.options import Arguments, Commands, add_json, find_card, new_command, open_library
from ui.findings import Findings, of_card, of_report
from ui.labels import CHECK
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from index import Library

_MOST_REPEATED = 3  # reports named in words for what they share; all are in the JSON
_EXCERPT = 24  # characters

_MARK = {"PASS": "✓", "FAIL": "✗", "NOT_ASSESSABLE": "－"}


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
    from ingest import read_report

    for name in arguments.reports:
        if Path(name).is_file():
            yield of_report(read_report(Path(name)), name, _library_if_any(arguments))
        else:
            library = open_library(arguments)
            yield of_card(library, find_card(library, name), others=True)
    if not arguments.reports:
        library = open_library(arguments)
        for card in library.cards():
            yield of_card(library, card, others=False)


def _library_if_any(arguments: Arguments) -> Library | None:
    """Return the library; a draft can be checked without one, or beside one that is broken."""
    try:
        library = open_library(arguments)
        library.cards()
    except LibraryError:
        return None
    return library


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
    if not brief and not findings.previous and findings.year:
        earlier = f"同一机关、同一口径的{findings.year - 1}年报告"
        yield f"  跨年关系：库中没有{earlier}，未作核对。"
    if findings.compared and not brief:
        yield from _repeated_in_words(findings)


def _repeated_in_words(findings: Findings) -> Iterator[str]:
    """Yield the closing paragraph: last year's report first, then others by how much is shared."""
    if not findings.repeated:
        yield f"  雷同：与库中 {findings.compared} 份报告相比，没有大段相同的文字。"
        return
    ordered = sorted(
        findings.repeated, key=lambda one: (one.report != findings.previous, -one.share)
    )
    for one in ordered[:_MOST_REPEATED]:
        whose = "本机关上年报告" if one.report == findings.previous else "报告"
        first = max(one.passages, key=lambda passage: passage.share)
        words = " ".join(first.text.split())
        excerpt = words[:_EXCERPT] + ("……" if len(words) > _EXCERPT else "")
        yield (
            f"  雷同：有 {len(one.passages)} 段与{whose} {one.report} 大段相同，"
            f"约占正文 {one.share:.0%}；如第 {first.line} 行“{excerpt}”，"
            f"见该报告第 {first.other_line} 行。"
        )
    if len(ordered) > _MOST_REPEATED:
        yield f"  雷同：另有 {len(ordered) - _MOST_REPEATED} 份报告也有大段相同的文字。"
