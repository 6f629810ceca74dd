"""`nianbao ask`: one question, a file of questions, or a conversation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.commands.options import Arguments, Commands, add_json, add_model, new_command, open_library
from ui.faults import CommandFailed, Misused, describe_unexpected
from ui.plain import answer_as_text
from ui.terminal import complain, say, say_json

if TYPE_CHECKING:
    from index import Library
    from qa.answer import Answer

_FAREWELLS = frozenset({"退出", "再见", "exit", "quit", "q"})


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "ask", "提一个问题；不写问题则进入对话", run)
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="问题")
    parser.add_argument("--batch", metavar="FILE.jsonl", help="回答文件中的问题（- 为标准输入）")
    parser.add_argument("--today", type=_date, metavar="YYYY-MM-DD", help="“去年”等词以这一天为准")
    parser.add_argument("--explain", action="store_true", help="显示问题是怎样被理解的")
    add_model(parser)
    add_json(parser, "回答及其依据")


def run(arguments: Arguments) -> int:
    """Answer what was asked."""
    if arguments.question is not None and arguments.batch:
        raise Misused("问题和 --batch 只能给一个。")
    if arguments.question is not None and not arguments.question.strip():
        raise Misused('问题是空的。例：nianbao ask "某某区政府办2024年收到多少件申请？"')
    library = open_library(arguments)
    if arguments.batch:
        return _answer_batch(library, arguments)
    if arguments.question is None:
        return _converse(library, arguments)
    _show(_answer(library, [arguments.question], arguments)[0], arguments)
    return 0


def _answer(library: Library, turns: list[str], arguments: Arguments) -> list[Answer]:
    from qa import converse

    return converse(library, turns, today=arguments.today or date.today())


def _show(answer: Answer, arguments: Arguments) -> None:
    if arguments.json:
        say_json(answer.to_json())
    else:
        say(answer_as_text(answer, explain=arguments.explain))


def _converse(library: Library, arguments: Arguments) -> int:
    from qa import Conversation, ask

    history = Conversation()
    options: tuple[str, ...] = ()
    today = arguments.today or date.today()
    for line in _questions():
        question = _chosen(line, options)
        try:
            answer = ask(library, question, today=today, history=history)
        except Exception as error:
            complain(describe_unexpected(error))
            continue
        options = answer.options
        _show(answer, arguments)
        if not arguments.json:
            say()
    return 0


def _questions() -> Iterator[str]:
    """Yield what is typed until a farewell or the end of the input."""
    watched = sys.stdin.isatty()
    if watched:
        say("请提问；可以接着追问，输入序号可选定选项，输入“退出”结束。")
        with suppress(ImportError):  # Windows has none
            import readline  # noqa: F401 - makes the arrow keys work in input()
    while True:
        try:
            line = input("问> " if watched else "").strip()
        except EOFError:
            return
        if line in _FAREWELLS:
            return
        if line:
            yield line


def _chosen(line: str, options: tuple[str, ...]) -> str:
    """Return the option a person chose by its number, or the line itself."""
    if line.isascii() and line.isdigit() and 1 <= int(line) <= len(options):
        return options[int(line) - 1]
    return line


def _answer_batch(library: Library, arguments: Arguments) -> int:
    failed = False
    for number, line in enumerate(_lines(arguments.batch), 1):
        if not line.strip():
            continue
        try:
            id_, turns = _batch_question(line)
            answers = _answer(library, turns, arguments)
        except Exception as error:
            failed = True
            _show_batch_failure(number, line, error, arguments)
            continue
        _show_batch_answers(id_, answers, arguments)
    return 1 if failed else 0


def _show_batch_answers(id_: Any, answers: list[Answer], arguments: Arguments) -> None:
    if not arguments.json:
        say(f"【{id_}】{answers[-1].question}")
        _show(answers[-1], arguments)
        say()
        return
    fields = {**answers[-1].to_json(), "id": id_}
    if len(answers) > 1:
        fields["turns"] = [answer.to_json() for answer in answers]
    say_json(fields)


def _show_batch_failure(number: int, line: str, error: Exception, arguments: Arguments) -> None:
    said = str(error) if isinstance(error, CommandFailed) else describe_unexpected(error)
    message = f"第 {number} 行：{said}"
    if arguments.json:
        say_json({"id": _id_of(line), "error": message})
    else:
        complain(message)


def _batch_question(line: str) -> tuple[Any, list[str]]:
    """Return the id and the turns of one line of a batch file.

    >>> _batch_question('{"id": "a", "turns": ["去年几件", "前年呢"]}')
    ('a', ['去年几件', '前年呢'])
    """
    fields = _object(line)
    turns = fields["turns"] if "turns" in fields else [fields.get("question")]
    if not (isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns)):
        raise CommandFailed('应写成 {"id", "question"} 或 {"id", "turns": […]}')
    return _id_of(line), turns


def _object(line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CommandFailed("不是完整的 JSON") from error
    if not isinstance(fields, dict):
        raise CommandFailed("应是一个 JSON 对象")
    return fields


def _id_of(line: str) -> Any:
    """Return the id a batch line carries, as it is written there, or None."""
    try:
        return _object(line).get("id")
    except CommandFailed:
        return None


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8-sig") as lines:
            yield from lines
    except FileNotFoundError as error:
        raise CommandFailed(f"找不到 {file}。") from error
    except UnicodeDecodeError as error:
        raise CommandFailed(f"{file} 不是 UTF-8 文本。") from error
    except OSError as error:
        raise CommandFailed(f"读不了 {file}（{error.strerror}）。") from error


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"日期应写成 2025-03-31 的样子，而不是 {text}"
        raise argparse.ArgumentTypeError(message) from error
