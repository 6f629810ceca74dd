"""`nianbao feedback`: what readers thought of the answers."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from ui.commands.options import Arguments, Commands, add_json, new_command, open_library
from ui.terminal import say, say_json


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "feedback", "列出读者对回答的评价", run)
    add_json(parser, "每条评价")


def run(arguments: Arguments) -> int:
    """List the marks, newest last."""
    marks = open_library(arguments).marks()
    for mark in marks:
        if arguments.json:
            say_json(asdict(mark))
        else:
            given = datetime.fromisoformat(mark.given_at).astimezone()
            say(f"{given:%Y-%m-%d %H:%M}  {mark.mark}  {' '.join(mark.question.split())}")
    if not arguments.json:
        say(f"共 {len(marks)} 条评价。")
    return 0
