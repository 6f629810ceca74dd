"""`nianbao reports`: what the library holds."""

from __future__ import annotations

from dataclasses import asdict

from ui.commands.options import Arguments, Commands, add_json, new_command, open_library
from ui.terminal import aligned, say, say_json


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "reports", "列出库中的报告", run)
    parser.add_argument("name", nargs="?", metavar="NAME", help="只列出编号里含有这几个字的")
    add_json(parser, "每份报告的卡片")


def run(arguments: Arguments) -> int:
    """List the cards."""
    cards = open_library(arguments).cards()
    wanted = [card for card in cards if not arguments.name or arguments.name in card.id]
    if arguments.json:
        for card in wanted:
            say_json(asdict(card))
        return 0
    rows = [("编号", "年度", "格式", "表格", "段落", "提示")]
    rows += [
        (
            card.id,
            str(card.year),
            card.form,
            str(card.figures),
            str(card.passages),
            f"{len(card.warnings)} 条" if card.warnings else "",
        )
        for card in wanted
    ]
    if wanted:
        say("\n".join(aligned(rows, right=(3, 4))))
    say(f"共 {len(wanted)} 份报告。")
    return 0
