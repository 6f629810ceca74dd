"""`nianbao remove REPORT` and `nianbao restore REPORT`: take a report out, bring it back."""

from __future__ import annotations

from ui.commands.options import (
    Arguments,
    Commands,
    find_card,
    new_command,
    open_library,
)
from ui.terminal import say


def add_to(commands: Commands) -> None:
    """Declare both commands; `undo` is another word for `restore`."""
    parser = new_command(commands, "remove", "从库中移除一份报告（可用 restore 恢复）", run)
    parser.add_argument("report", metavar="REPORT", help="报告编号，见 nianbao reports")
    for name in ("restore", "undo"):
        purpose = "恢复一份报告被移除或被替换前的版本"
        parser = new_command(commands, name, purpose, restore)
        parser.add_argument("report", metavar="REPORT", help="报告编号")


def run(arguments: Arguments) -> int:
    """Take the report out of the library."""
    library = open_library(arguments)
    card = find_card(library, arguments.report)
    library.remove(card.id)
    say(f"已移除 {card.id}。要恢复：nianbao restore {card.id}")
    return 0


def restore(arguments: Arguments) -> int:
    """Bring back the version that was last replaced or removed."""
    open_library(arguments).restore(arguments.report)
    say(f"已恢复 {arguments.report}。")
    return 0
