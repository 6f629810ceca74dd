"""`nianbao ingest PATH…`: read reports and keep them in the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.errors import LibraryError, ReportIncomplete
from ui.commands.options import (
    Arguments,
    Commands,
    add_json,
    add_model,
    library_path,
    new_command,
)
from ui.faults import describe_unexpected
from ui.intake import Candidate, candidates, unpacked
from ui.labels import OUTCOME
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from index import Library
    from ingest import Hints, Report
    from ui.reading import Reading

Status = Literal["added", "unchanged", "replaced", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; the object of the contract."""

    file: str
    status: Status
    report: str | None = None
    organ: str | None = None
    region: str | None = None
    year: int | None = None
    form: str | None = None
    figures: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "ingest", "把报告文件、文件夹或 zip 收进报告库", run)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="文件、文件夹或 zip 压缩包")
    parser.add_argument("--organ", metavar="机关", help="报告没有写明时，指定机关名称")
    parser.add_argument("--region", metavar="地区", help="报告没有写明时，指定所属地区")
    parser.add_argument("--year", type=_year, metavar="年份", help="报告没有写明时，指定报告年度")
    add_model(parser)
    add_json(parser, "每个文件的结果")


def run(arguments: Arguments) -> int:
    """Read every file; return 1 if any of them could not be taken in."""
    from ui.reading import read_all

    files = candidates(Path(path) for path in arguments.paths)
    order = {file.path: at for at, file in enumerate(files)}
    unfolded = (candidate for file in files for candidate in unpacked(file))
    outcomes: list[Outcome] = []
    with ExitStack() as opened, _progress([file.shown for file in files]) as advance:
        library = _library(arguments, opened)
        with closing(read_all(unfolded, _hints(arguments))) as readings:
            for reading in readings:
                outcomes.append(take_in(library, reading))
                _show(outcomes[-1], as_json=arguments.json)
                one = reading.candidate
                advance(order[one.path] + (one.data is None))
    if not arguments.json:
        say(summary(outcomes))
    return 1 if any(outcome.status == "failed" for outcome in outcomes) else 0


def take_in(library: Callable[[], Library], reading: Reading) -> Outcome:
    """Keep what was read; a file that cannot be kept is an outcome, never an exception.

    Raises:
        LibraryError: the library itself cannot be written, so no further file can be kept.
    """
    shown = reading.candidate.shown
    if reading.report is None:
        return Outcome(shown, "failed", error=reading.error)
    try:
        return _keep(library, reading.candidate, reading.report)
    except ReportIncomplete as error:
        return Outcome(shown, "failed", error=str(error))
    except LibraryError:
        raise
    except Exception as error:
        return Outcome(shown, "failed", error=describe_unexpected(error))


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return the closing line: how many files, and what became of them."""
    counts = [
        f"{words} {count}"
        for status, words in OUTCOME.items()
        if (count := sum(outcome.status == status for outcome in outcomes))
    ]
    return f"共 {len(outcomes)} 个文件：{'，'.join(counts)}。"


def _library(arguments: Arguments, opened: ExitStack) -> Callable[[], Library]:
    """Return what opens the library: at once where there is one, else at the first report.

    It stays held for writing until `opened` closes, so that all vectors are made in one go.
    """
    from index import Library, LibraryMissing

    folder, model = library_path(arguments), arguments.model

    def hold(library: Library) -> Library:
        opened.enter_context(library)
        opened.enter_context(library.writing())
        return library

    try:
        there = hold(Library.open(folder, model=model))
    except LibraryMissing:
        return cache(lambda: hold(Library.open_or_create(folder, model=model)))
    return lambda: there


def _keep(library: Callable[[], Library], candidate: Candidate, report: Report) -> Outcome:
    original = candidate.path.read_bytes() if candidate.data is None else candidate.data
    added = library().add(report, original)
    return Outcome(
        candidate.shown,
        added.status,
        report=added.report_id,
        organ=report.identity.organ,
        region=report.identity.region,
        year=report.identity.year,
        form=report.form,
        figures=len(report.figures),
        passages=len(report.passages),
        warnings=report.warnings,
    )


def _hints(arguments: Arguments) -> Hints:
    from ingest import Hints

    return Hints(organ=arguments.organ, region=arguments.region, year=arguments.year)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 2008 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"年份应是四位数字，如 2024，而不是 {text}")
    return int(text)


def _show(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        say_json(asdict(outcome))
        return
    words = OUTCOME[outcome.status]
    if outcome.status == "failed":
        say(f"{words}  {outcome.file}\n        {outcome.error}")
        return
    say(f"{words}  {outcome.report}（表格 {outcome.figures} 格，段落 {outcome.passages} 段）")
    say(f"        {outcome.file}")
    for warning in outcome.warnings:
        say(f"        注意：{warning}")


@contextmanager
def _progress(names: Sequence[str]) -> Iterator[Callable[[int], None]]:
    """Yield what to call with the number of files done; draws a bar only where a person watches."""
    if not sys.stderr.isatty() or len(names) < 2:
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[shown]}", markup=False))
    # Rich would send our lines to its own console: right on one terminal, wrong for a pipe.
    both = sys.stdout.isatty()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=both) as bar:
        shown = [*(Path(name).name for name in names), ""]
        task = bar.add_task("", total=len(names), shown=shown[0])
        yield lambda done: bar.update(task, completed=done, shown=shown[done])
