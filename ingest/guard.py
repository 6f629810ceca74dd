"""Readers that may hang or swell run in a child process with limits of time and memory.

The child is started anew (not forked: the parent may hold threads and a model) and imports only
what the reader needs. It answers in JSON, since what a stranger's file did to it is not trusted.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from ingest.document import Cell, Document, GridRow, Line
from ingest.errors import FileUnreadable, IngestError, ReaderMissing
from ingest.report import Place

_ERRORS: dict[str, type[IngestError]] = {
    kind.__name__: kind for kind in (FileUnreadable, ReaderMissing)
}
_TOO_LARGE = "读取这个文件需要的内存过多，已停止；文件可能损坏，或远大于一份年度报告。"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a reader may take, and how much address space it may claim (None: no limit)."""

    seconds: float = 25
    memory: int | None = 1024 * 2**20


def read_in_child(reader: str, data: bytes, limits: Limits) -> Document:
    """Call a reader ("ingest.readers.pdf:pdf_to_document") on `data` in a child process.

    Raises:
        FileUnreadable: the reader said so, took too long, too much memory, or crashed.
        ReaderMissing: the reader said so.
    """
    command = [sys.executable, "-c", "from ingest.guard import serve; serve()", reader]
    if limits.memory is not None:
        command.append(str(limits.memory))
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )
    try:
        answer, _ = child.communicate(data, timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        message = f"读取超过 {limits.seconds:.0f} 秒，已停止；文件可能损坏，或不是一份年度报告。"
        raise FileUnreadable(message) from error
    finally:
        _end(child)
    return _answer_to_document(answer)


def serve() -> None:
    """Read a file from standard input and write the Document, or the error, as JSON."""
    reader, *memory = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    if memory:
        _limit_memory(int(memory[0]))
    answers.write(json.dumps(_outcome(reader)).encode("utf-8"))
    answers.close()
    os._exit(0)  # skip the libraries' own tidying up, which may hang on a broken file


def _outcome(reader: str) -> dict[str, Any]:
    try:
        return {"document": asdict(_function(reader)(sys.stdin.buffer.read()))}
    except IngestError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        return {"error": "FileUnreadable", "message": _TOO_LARGE}
    except Exception as error:
        message = f"读取时出错（{type(error).__name__}），文件可能已损坏；请重新下载或另存后再试。"
        return {"error": "FileUnreadable", "message": message}


def _function(reader: str) -> Callable[[bytes], Document]:
    module, _, name = reader.partition(":")
    function: Callable[[bytes], Document] = getattr(importlib.import_module(module), name)
    return function


def _limit_memory(size: int) -> None:
    """Limit the address space; where the system cannot (Windows, macOS) the time limit remains."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and what it started (LibreOffice) if it still runs."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            stream.close()


def _answer_to_document(answer: bytes) -> Document:
    try:
        data = json.loads(answer)
    except ValueError as error:
        # no answer: the reader crashed, or the system killed it for want of memory
        raise FileUnreadable(
            "读取程序中途退出，文件可能已损坏；请重新下载或另存后再试。"
        ) from error
    if "error" in data:
        raise _ERRORS.get(data["error"], FileUnreadable)(data["message"])
    fields = data["document"]
    return Document(
        format=fields["format"],
        text=fields["text"],
        rows=tuple(_row(row) for row in fields["rows"]),
        page_starts=tuple(fields["page_starts"]),
        metadata=tuple((name, value) for name, value in fields["metadata"]),
        second_text=fields["second_text"],
        warnings=tuple(fields["warnings"]),
    )


def _row(fields: dict[str, Any]) -> Line | GridRow:
    place = Place(**fields["place"])
    if "cells" not in fields:
        return Line(fields["text"], place)
    cells = tuple(Cell(cell["text"], Place(**cell["place"])) for cell in fields["cells"])
    return GridRow(cells, place, fields["table"])
