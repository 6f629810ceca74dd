"""The command line `nianbao`: reads the arguments, runs one command, sets the exit code.

Exit codes: 0 done, 1 something failed (the rest is kept), 2 misused.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from index.errors import LibraryError
from ingest.errors import IngestError
from ui.commands import COMMANDS
from ui.faults import CommandFailed, describe_unexpected
from ui.parser import ChineseParser
from ui.terminal import complain, leave_broken_pipe, quieten_other_packages, use_utf8

_DESCRIPTION = """\
年报问答：用中文询问《政府信息公开工作年度报告》，每个数字都附原文出处。

  nianbao ingest 报告文件夹        先把报告收进库
  nianbao ask "某某区政府办2024年收到多少件申请？"
  nianbao serve                    打开网页问答"""

_EPILOG = "报告库的位置：--library，其次环境变量 NIANBAO_LIBRARY，再次 ./library。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never lets a traceback out."""
    use_utf8()
    quieten_other_packages()
    try:
        arguments = build_parser().parse_args(argv)
        code: int = arguments.run(arguments)
        return code
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 2
    except BrokenPipeError:
        leave_broken_pipe()
        return 0
    except KeyboardInterrupt:
        complain("已中断。")
        return 1
    except Exception as error:
        return _report_failure(error)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command of `ui.commands`."""
    parser = ChineseParser(prog="nianbao", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action="version", version=_version(), help="显示版本")
    commands = parser.add_subparsers(
        title="命令", metavar="命令", required=True, parser_class=ChineseParser
    )
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def _report_failure(error: Exception) -> int:
    if isinstance(error, CommandFailed):
        complain(str(error))
        return error.exit_code
    expected = isinstance(error, LibraryError | IngestError)
    complain(str(error) if expected else describe_unexpected(error))
    return 1


def _version() -> str:
    try:
        return f"nianbao {version('nianbao')}"
    except PackageNotFoundError:
        return "nianbao（未安装的源码）"


if __name__ == "__main__":
    sys.exit(main())
