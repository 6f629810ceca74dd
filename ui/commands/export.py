"""`nianbao export --format csv|jsonl`: every figure of the library, one a row."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TextIO

from index.cards import ExportRow
from qa.answer import plain_number
from ui.commands.options import Arguments, Commands, find_card, new_command, open_library
from ui.faults import CommandFailed
from ui.spreadsheet import formula_safe


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "export", "导出库中全部数字", run)
    parser.add_argument("report", nargs="*", metavar="REPORT", help="只导出这几份报告")
    parser.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="默认 csv")
    parser.add_argument("--output", metavar="FILE", help="写到文件（默认写到屏幕）")


def run(arguments: Arguments) -> int:
    """Write the rows."""
    library = open_library(arguments)
    wanted = {find_card(library, name).id for name in arguments.report}
    rows = (row for row in library.export_rows() if not wanted or row.report in wanted)
    with _writing_to(arguments) as stream:
        if arguments.format == "csv":
            _write_csv(stream, map(row_fields, rows))
        else:
            _write_jsonl(stream, map(row_fields, rows))
    return 0


def row_fields(row: ExportRow) -> dict[str, Any]:
    """Return the contract's export object."""
    value = None if row.value is None else plain_number(row.value)
    return {**asdict(row), "value": value}


def _write_csv(stream: TextIO, rows: Iterator[dict[str, Any]]) -> None:
    columns = [column.name for column in fields(ExportRow)]
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        texts = {name: formula_safe(value) for name, value in row.items() if isinstance(value, str)}
        writer.writerow({**row, **texts})


def _write_jsonl(stream: TextIO, rows: Iterator[dict[str, Any]]) -> None:
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")


@contextmanager
def _writing_to(arguments: Arguments) -> Iterator[TextIO]:
    if arguments.output is None:
        yield sys.stdout
        return
    # Excel takes a CSV file for UTF-8 only if it starts with a byte order mark.
    encoding = "utf-8-sig" if arguments.format == "csv" else "utf-8"
    try:
        with Path(arguments.output).open("w", encoding=encoding, newline="") as stream:
            yield stream
    except OSError as error:
        raise CommandFailed(f"写不了 {arguments.output}（{error.strerror}）。") from error
