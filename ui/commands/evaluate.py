"""`nianbao eval FILE.jsonl`: how many questions of a file are answered right."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.options import Arguments, Commands, add_json, add_model, new_command, open_library
from ui.faults import CommandFailed
from ui.terminal import aligned, say, say_json

if TYPE_CHECKING:
    from index import Library
    from qa.answer import Answer
    from qa.evaluate import Tally, Verdict


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "eval", "用一份问题文件检验回答", run)
    parser.add_argument("file", metavar="FILE.jsonl", help="问题文件")
    parser.add_argument("--types", metavar="A,B", default="", help="只问这几类问题")
    parser.add_argument("--expect", metavar="FILE.jsonl", help="随库而定的预期，优先于问题文件")
    parser.add_argument("--floor", type=_share, metavar="0.95", help="答对比例的下限，且不许答错")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="“今天”")
    parser.add_argument("--show", action="store_true", help="逐条列出没有答对的问题")
    add_model(parser)
    add_json(parser, "每个问题的结果，最后是各类合计")


def run(arguments: Arguments) -> int:
    """Ask every question and print the table; return 1 if it misses the floor."""
    from qa.evaluate import QuestionFileError, evaluate, read_cases, read_expectations, tally

    try:
        cases = read_cases(Path(arguments.file), [t for t in arguments.types.split(",") if t])
        expectations = read_expectations(Path(arguments.expect)) if arguments.expect else {}
    except QuestionFileError as error:
        raise CommandFailed(str(error)) from error
    library = open_library(arguments)
    verdicts = list(evaluate(cases, expectations, lambda turns: _ask(library, turns, arguments)))
    tallies = tally(verdicts)
    _show_json(verdicts, tallies) if arguments.json else _show(verdicts, tallies, arguments.show)
    return 0 if arguments.floor is None else _below(tallies[-1], arguments.floor)


def _ask(library: Library, turns: Sequence[str], arguments: Arguments) -> list[Answer]:
    from qa import converse

    return converse(library, turns, today=arguments.today or date.today())


def _below(total: Tally, floor: float) -> int:
    return 1 if total.wrong or total.share_right < floor or not total.judged else 0


def _show(verdicts: Sequence[Verdict], tallies: Sequence[Tally], every_miss: bool) -> None:
    for verdict in verdicts:
        if verdict.outcome == "wrong" or (every_miss and verdict.outcome != "right"):
            turns = " / ".join(verdict.case.turns)
            say(f"{verdict.outcome:8}  {verdict.case.id}  {turns}\n          {verdict.reason}")
    rows: list[tuple[str, ...]] = [("类型", "答对", "未答", "答错", "未判", "答对率", "中位毫秒")]
    for tally in tallies:
        share = f"{tally.share_right:.0%}" if tally.judged else ""
        counts = (tally.right, tally.declined, tally.wrong, tally.unjudged)
        rows.append((tally.type, *map(str, counts), share, f"{tally.median_ms:.1f}"))
    say("\n".join(aligned(rows, right=range(1, 7))))


def _show_json(verdicts: Sequence[Verdict], tallies: Sequence[Tally]) -> None:
    for verdict in verdicts:
        say_json(
            {
                "id": verdict.case.id,
                "type": verdict.case.type,
                "outcome": verdict.outcome,
                "reason": verdict.reason,
                "ms": round(1000 * verdict.seconds, 2),
            }
        )
    for tally in tallies:
        say_json(
            {
                "type": tally.type,
                "right": tally.right,
                "declined": tally.declined,
                "wrong": tally.wrong,
                "unjudged": tally.unjudged,
                "median_ms": round(tally.median_ms, 2),
            }
        )


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"比例应在 0 到 1 之间，而不是 {text}")
    return share
