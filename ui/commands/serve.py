"""`nianbao serve`: the chat in the browser."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.options import Arguments, Commands, add_model, new_command, open_library
from ui.faults import CommandFailed
from ui.password import PasswordFileUnusable, read_hash
from ui.terminal import say

if TYPE_CHECKING:
    from ui.web.site import Settings


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "serve", "打开网页问答", run)
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认 127.0.0.1，只限本机）")
    parser.add_argument("--port", type=_port, default=7860, help="端口（默认 7860）")
    parser.add_argument(
        "--staff-password-file",
        type=Path,
        metavar="FILE",
        help="让工作人员凭口令上传报告；文件用 nianbao password 生成。不给则只读",
    )
    add_model(parser)


def run(arguments: Arguments) -> int:
    """Serve until interrupted."""
    library = open_library(arguments)
    from ui.web.app import serve
    from ui.web.site import Site

    address = f"http://{arguments.host}:{arguments.port}"
    try:
        serve(
            Site(library, _settings(arguments)),
            arguments.host,
            arguments.port,
            lambda: say(f"{address}（按 Ctrl+C 停止）"),
        )
    except OSError as error:
        raise CommandFailed(
            f"端口 {arguments.port} 不能用，可能已被占用；换一个：--port"
        ) from error
    except KeyboardInterrupt:
        say("已停止。")
    return 0


def _settings(arguments: Arguments) -> Settings:
    from ui.web.site import Settings

    file = arguments.staff_password_file
    if file is not None:
        try:
            read_hash(file)
        except PasswordFileUnusable as error:
            raise CommandFailed(str(error)) from error
    return Settings(file)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"端口应在 1 到 65535 之间，而不是 {text}")
    return int(text)
