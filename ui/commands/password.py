"""`nianbao password FILE`: set the password that opens the staff's pages."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from ui.commands.options import Arguments, Commands
from ui.faults import CommandFailed
from ui.password import write_hash
from ui.terminal import say


def add_to(commands: Commands) -> None:
    """Declare the command."""
    purpose = "设置工作人员的口令，供 serve --staff-password-file 使用"
    parser = commands.add_parser("password", help=purpose, description=purpose + "。")
    parser.add_argument("file", type=Path, metavar="FILE", help="存放口令散列值的文件")
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Ask for the password, twice where a person types it, and keep its hash."""
    try:
        write_hash(arguments.file, _asked())
    except (OSError, ValueError) as error:
        raise CommandFailed(str(error)) from error
    say(f"已写入 {arguments.file}。只存散列值，口令请自己记住。")
    return 0


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("新口令：")
    if password != getpass.getpass("再输一次："):
        raise CommandFailed("两次输入的不一样。")
    return password
