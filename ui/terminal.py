"""The one place that writes to the terminal, and how wide Chinese text is there."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any


def use_utf8() -> None:
    """Make the three standard streams UTF-8, whatever the locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def quieten_other_packages() -> None:
    """Keep what pdfplumber, transformers and others log from standard error: a person reads it."""
    if os.environ.get("NIANBAO_DEBUG") != "1":
        logging.getLogger().addHandler(logging.NullHandler())
        logging.lastResort = None


def say(text: str = "") -> None:
    """Write one line for a person to standard output."""
    sys.stdout.write(_printable(text) + "\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Write one line for a person to standard error."""
    sys.stderr.write(_printable(text) + "\n")
    sys.stderr.flush()


def say_json(fields: dict[str, Any]) -> None:
    """Write one object as one line, at once: a reader of the pipe need not wait for the end."""
    sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def leave_broken_pipe() -> None:
    """Let Python exit quietly after the reader of our output has gone (as `| head` does)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def width(text: str) -> int:
    """Return how many terminal columns `text` takes.

    >>> width("年报2024")
    8
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def aligned(rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Return the rows as lines with aligned columns; the columns numbered in `right` end flush."""
    cells = [[_printable(cell) for cell in row] for row in rows]
    if not cells:
        return []
    widths = [max(width(row[column]) for row in cells) for column in range(len(cells[0]))]
    return [_line(row, widths, right) for row in cells]


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    padded = []
    for column, cell in enumerate(row):
        gap = " " * (widths[column] - width(cell))
        padded.append(gap + cell if column in right else cell + gap)
    return "  ".join(padded).rstrip()


def _printable(text: str) -> str:
    # Report text and file names are not ours: an escape sequence in them could rewrite the screen.
    return "".join(
        character if character in "\n\t" or unicodedata.category(character) != "Cc" else "\ufffd"
        for character in text
    )
