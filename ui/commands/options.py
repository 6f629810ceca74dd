"""Options and look-ups that several commands share."""

from __future__ import annotations

import argparse
import difflib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ui.faults import CommandFailed

if TYPE_CHECKING:
    from index import Library, ReportCard

Arguments: TypeAlias = argparse.Namespace
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def new_command(
    commands: Commands, name: str, purpose: str, run: Callable[[Arguments], int]
) -> argparse.ArgumentParser:
    """Add a command with the options every command has and return its parser."""
    parser = commands.add_parser(name, help=purpose, description=purpose + "。")
    parser.add_argument("--library", metavar="DIR", help="报告库所在文件夹")
    parser.set_defaults(run=run)
    return parser


def add_json(parser: argparse.ArgumentParser, what: str) -> None:
    """Add `--json`: one object a line instead of text."""
    parser.add_argument("--json", action="store_true", help=f"每行输出一个 JSON 对象：{what}")


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add `--model`, which embedding model the library's vectors are made with."""
    parser.add_argument(
        "--model",
        metavar="MODEL",
        help="向量模型的名称或文件夹（默认：环境变量 NIANBAO_MODEL，再次为随附的模型）",
    )


def library_path(arguments: Arguments) -> Path:
    """Return where the library is: `--library`, else `NIANBAO_LIBRARY`, else `./library`."""
    return Path(arguments.library or os.environ.get("NIANBAO_LIBRARY") or "library")


def open_library(arguments: Arguments) -> Library:
    """Open the library there is.

    Raises:
        LibraryMissing: there is none at the path.
    """
    from index import Library

    return Library.open(library_path(arguments), model=getattr(arguments, "model", None))


def find_card(library: Library, report: str) -> ReportCard:
    """Return the card of the report a person named, by its id or by an unmistakable part of it.

    Raises:
        CommandFailed: no report, or more than one, goes by that name.
    """
    cards = library.cards()
    exact = [card for card in cards if card.id == report]
    near = exact or [card for card in cards if report and report in card.id]
    if len(near) == 1:
        return near[0]
    if near:
        raise CommandFailed(f"“{report}”不止一份：{_some(card.id for card in near)}。请写全编号。")
    close = difflib.get_close_matches(report, [card.id for card in cards], n=3, cutoff=0.3)
    hint = f"相近的有：{_some(close)}" if close else "用 nianbao reports 查看库中报告"
    raise CommandFailed(f"库中没有报告“{report}”。{hint}。")


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:5]) + (f" 等 {len(listed)} 份" if len(listed) > 5 else "")
