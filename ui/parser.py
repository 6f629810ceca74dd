"""An argument parser that speaks Chinese: headings, usage and errors."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

# argparse words its errors in English; each pattern is one of its sentences.
_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "缺少：{0}"),
    (r"one of the arguments (.+) is required", "下列选项须给出一个：{0}"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}"),
    (r"argument (.+?): expected one argument", "{0} 后面需要一个值"),
    (r"argument (.+?): expected at least one argument", "{0} 至少需要一个值"),
    (r"argument (.+?): expected (\d+) arguments?", "{0} 后面需要 {1} 个值"),
    (r"argument 命令: invalid choice: '(.+?)' .*", "没有“{0}”这个命令"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0} 不能是 {1}，可选：{2}"),
    (r"argument (.+?): invalid \w+ value: (.+)", "{0} 的值不对：{1}"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} 不能与 {1} 同时使用"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} 不带值，却给了 {1}"),
    (r"argument (.+?): (.+)", "{0}：{1}"),
)


class ChineseParser(argparse.ArgumentParser):
    """`argparse.ArgumentParser` whose every own word is Chinese."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("formatter_class", _ChineseFormatter)
        options.setdefault("allow_abbrev", False)
        options["add_help"] = False
        super().__init__(*arguments, **options)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and leave with exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：{chinese_error(message)}。用 {self.prog} --help 查看用法。\n")


class _ChineseFormatter(argparse.RawDescriptionHelpFormatter):
    """argparse's formatter without the line that only repeats 命令 above the commands."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):
            return "".join(
                self._format_action(sub) for sub in self._iter_indented_subactions(action)
            )
        return super()._format_action(action)


def chinese_error(message: str) -> str:
    """Return argparse's error in Chinese; a message that is already Chinese comes back as it is.

    >>> chinese_error("unrecognized arguments: --fast")
    '不认识的参数：--fast'
    """
    for pattern, wording in _ERRORS:
        match = re.fullmatch(pattern, message, flags=re.DOTALL)
        if match:
            return wording.format(*match.groups())
    return message
