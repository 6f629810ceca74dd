"""Uploaded files on their way into the library: read, looked at by a person, added, undone."""

from __future__ import annotations

import secrets
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fastapi import HTTPException

from index.errors import LibraryError
from ui.commands.ingest import Outcome, take_in
from ui.faults import describe_unexpected
from ui.intake import Candidate, unpacked
from ui.reading import Reading, read_apart

if TYPE_CHECKING:
    from index import Library
    from ingest import Hints

State = Literal["reading", "read", "added", "undone"]

_MOST = 12


@dataclass
class Batch:
    """The files of one upload. `at_work` names the file being read; `outcomes` follow `readings`.

    `added` are the outcomes that changed the library, in their order; `superseded` gives, by their
    report, the ids of the reports that each put away: of the same bytes, or of the same organ and
    year.
    """

    owner: str
    folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="nianbao-")
    )
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: State = "reading"
    files: int = 0
    files_done: int = 0
    at_work: str = ""
    readings: list[Reading] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    superseded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fault: str | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def place(self) -> Path:
        """The folder in which the files lie until the batch is forgotten."""
        return Path(self.folder.name)

    @property
    def added(self) -> list[Outcome]:
        """What changed the library, in order."""
        return [one for one in self.outcomes.values() if one.status in ("added", "replaced")]


class Batches:
    """The latest batches of a server; each belongs to the visitor who sent it."""

    def __init__(self) -> None:
        self._batches: dict[str, Batch] = {}
        self._lock = threading.Lock()
        self._one_reads = threading.Lock()

    def start(self, batch: Batch, files: Sequence[Candidate]) -> None:
        """Keep the batch and read its files in the background, after those sent before.

        Raises:
            HTTPException: 503, too many batches are still being read.
        """
        with self._lock:
            for old in list(self._batches.values()):
                if len(self._batches) < _MOST:
                    break
                if old.state != "reading":
                    self._batches.pop(old.id).folder.cleanup()
            if len(self._batches) >= _MOST:
                raise HTTPException(503, "正在读取的文件太多，请过一会儿再传。")
            self._batches[batch.id] = batch
        batch.files = len(files)
        threading.Thread(target=self._read, args=(batch, files), daemon=True).start()

    def find(self, number: str, owner: str) -> Batch:
        """Return a batch of this visitor's.

        Raises:
            HTTPException: 404, there is none.
        """
        batch = self._batches.get(number)
        if batch is None or not secrets.compare_digest(batch.owner, owner):
            raise HTTPException(404, "没有这一批文件，可能已经过期；请重新上传。")
        return batch

    def _read(self, batch: Batch, files: Sequence[Candidate]) -> None:
        from ingest import Hints

        with self._one_reads:
            try:
                for file in files:
                    batch.at_work = file.shown
                    batch.readings.extend(read_apart(unpacked(file), Hints(None, None, None)))
                    batch.files_done += 1
            except Exception as error:
                batch.fault = describe_unexpected(error)
            batch.at_work = ""
            batch.state = "read"


def add_chosen(library: Library, batch: Batch, chosen: Mapping[int, Hints]) -> None:
    """Add the chosen readings of a batch; what a person corrected is read again with it.

    Raises:
        HTTPException: 409, the batch is not waiting for that; 503, the library cannot be written.
    """
    with batch.lock:
        if batch.state != "read":
            raise HTTPException(409, "这一批文件已经处理过了。")
        readings = {at: _corrected(batch.readings[at], hints) for at, hints in chosen.items()}
        try:
            with library.writing():
                for at, reading in readings.items():
                    _add(library, batch, at, reading)
        except LibraryError as error:
            raise HTTPException(503, str(error)) from error
        finally:
            if batch.outcomes:
                batch.state = "added"


def undo(library: Library, batch: Batch) -> None:
    """Take out what the batch added and bring back what it replaced.

    Raises:
        HTTPException: 409, there is nothing to undo, or one of its reports was changed since;
            503, the library cannot be written.
    """
    with batch.lock:
        if batch.state != "added":
            raise HTTPException(409, "没有可以撤销的。")
        _refuse_if_changed_since(library, batch)
        try:
            with library.writing():
                for outcome in reversed(batch.added):
                    assert outcome.report is not None
                    if outcome.status == "added":
                        library.remove(outcome.report)
                    for earlier in batch.superseded.get(outcome.report, ()):
                        library.restore(earlier)
        except LibraryError as error:
            raise HTTPException(503, str(error)) from error
        batch.state = "undone"


def _add(library: Library, batch: Batch, at: int, reading: Reading) -> None:
    """Take in one reading and note what it puts away."""
    before = _ids(library)
    batch.outcomes[at] = outcome = take_in(lambda: library, reading)
    if outcome.status == "replaced" and outcome.report is not None:
        # Its own id comes back first: what stands there now makes way for it.
        own = [outcome.report] if outcome.report in before else []
        batch.superseded[outcome.report] = (*own, *sorted(before - _ids(library)))


def _ids(library: Library) -> set[str]:
    return {card.id for card in library.cards()}


def _refuse_if_changed_since(library: Library, batch: Batch) -> None:
    now = {card.id: card.sha256 for card in library.cards()}
    for at, outcome in batch.outcomes.items():
        report = batch.readings[at].report
        if outcome in batch.added and report and now.get(outcome.report or "") != report.sha256:
            raise HTTPException(409, f"{outcome.report} 后来又有改动，这一批不能整个撤销。")


def _corrected(reading: Reading, hints: Hints) -> Reading:
    if reading.report is None or hints == _as_read(reading):
        return reading
    return next(read_apart([reading.candidate], hints))


def _as_read(reading: Reading) -> Hints:
    from ingest import Hints

    assert reading.report is not None
    who = reading.report.identity
    return Hints(who.organ, who.region, who.year)
