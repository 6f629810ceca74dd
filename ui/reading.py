"""Files become reports: one after another here, or several at once, each in a process of its own.

Reading is work for the processor, so a folder is read on all cores. What comes out is always in the
order of the files. A worker that dies takes no other file with it: the file it read is failed.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, TypeAlias

from ingest.errors import IngestError
from ui.faults import describe_unexpected
from ui.intake import Candidate, on_disk
from ui.terminal import quieten_other_packages

if TYPE_CHECKING:
    from ingest import Hints, Report

FEWEST_FOR_WORKERS = 4  # below this, starting the workers takes longer than they save
MOST_WORKERS = 4
_AHEAD = 3  # files given out for each worker, so that none waits while an outcome is kept
_WORKER_DIED = "读取程序中途退出，文件可能已损坏；请重新下载或另存后再试。"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file: the report, or in `error` why there is none."""

    candidate: Candidate
    report: Report | None = None
    error: str | None = None


Read: TypeAlias = "Callable[[Candidate, Hints], Reading]"


def read_all(
    candidates: Iterable[Candidate],
    hints: Hints,
    workers: int | None = None,
    read: Read | None = None,
) -> Generator[Reading, None, None]:
    """Yield what came of each file, in their order; reads ahead where there are several.

    `workers` is one for each core, `MOST_WORKERS` at most, if not given; `read` reads one file and
    must be a function that another process can import.
    """
    read = read or read_one
    rest = iter(candidates)
    first = list(islice(rest, FEWEST_FOR_WORKERS))
    every = chain(first, rest)
    count = min(os.cpu_count() or 1, MOST_WORKERS) if workers is None else workers
    if len(first) < FEWEST_FOR_WORKERS or count < 2:
        yield from (read(candidate, hints) for candidate in every)
        return
    with _Workers(count, hints, read) as pool:
        yield from _read_ahead(every, pool, count * _AHEAD)


def read_apart(
    candidates: Iterable[Candidate], hints: Hints, read: Read | None = None
) -> Generator[Reading, None, None]:
    """Yield what came of each file, read in one other process: a server goes on serving meanwhile.

    Nothing is read ahead, so a file is being read exactly while the next reading is awaited.
    """
    with _Workers(1, hints, read or read_one) as pool:
        yield from _read_ahead(candidates, pool, 1)


def read_one(candidate: Candidate, hints: Hints) -> Reading:
    """Read one file here; a file that cannot be read is a Reading, never an exception."""
    from ingest import read_report

    try:
        with on_disk(candidate) as path:
            return Reading(candidate, read_report(path, hints))
    except IngestError as error:
        return Reading(candidate, error=str(error))
    except PermissionError:
        return Reading(candidate, error="没有读取权限。")
    except Exception as error:
        return Reading(candidate, error=describe_unexpected(error))


def _read_ahead(candidates: Iterable[Candidate], pool: _Workers, ahead: int) -> Iterator[Reading]:
    waiting: deque[tuple[Candidate, Future[Reading]]] = deque()
    for candidate in candidates:
        waiting.append((candidate, pool.submit(candidate)))
        if len(waiting) >= ahead:
            yield pool.reading(*waiting.popleft())
    while waiting:
        yield pool.reading(*waiting.popleft())


class _Workers:
    """Processes that read files, started anew after one of them has died."""

    def __init__(self, count: int, hints: Hints, read: Read) -> None:
        self._count = count
        self._hints = hints
        self._read = read
        self._pool = _start(count)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, candidate: Candidate) -> Future[Reading]:
        """Give out a file to be read."""
        try:
            return self._pool.submit(_read_interruptibly, self._read, candidate, self._hints)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = _start(self._count)
            return self._pool.submit(_read_interruptibly, self._read, candidate, self._hints)

    def reading(self, candidate: Candidate, future: Future[Reading]) -> Reading:
        """Wait for what came of a file.

        When a worker dies, all files then given out are lost; each is read again by itself, and so
        the one that kills its worker is found.
        """
        try:
            return future.result()
        except BrokenProcessPool:
            return self._read_alone(candidate)

    def _read_alone(self, candidate: Candidate) -> Reading:
        with _start(1) as pool:
            try:
                pool.submit(os.getpid).result()
            except BrokenProcessPool:  # no worker can start on this system: not the file's fault
                return self._read(candidate, self._hints)
            try:
                alone = pool.submit(_read_interruptibly, self._read, candidate, self._hints)
                return alone.result()
            except BrokenProcessPool:
                return Reading(candidate, error=_WORKER_DIED)


def _start(count: int) -> ProcessPoolExecutor:
    # Spawned, not forked: this process may hold threads, a database and a model.
    return ProcessPoolExecutor(count, get_context("spawn"), initializer=_prepare_worker)


def _prepare_worker() -> None:
    quieten_other_packages()
    # Ctrl-C reaches the workers too; one that waits for a file leaves it to the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Leave no worker behind when the parent is killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read_interruptibly(read: Read, candidate: Candidate, hints: Hints) -> Reading:
    """Read in a worker, so that Ctrl-C ends the reading and what it has started."""
    ignore = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return read(candidate, hints)
    finally:
        signal.signal(signal.SIGINT, ignore)
