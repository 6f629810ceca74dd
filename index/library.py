"""The Library: one folder that holds reports and finds what they say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from index.cards import Added, Hit
from index.embedded import EmbeddedPassages, Machinery, Progress
from index.embedder import SHIPPED_MODEL
from index.errors import LibraryError, LibraryMissing, ModelMismatch
from index.everyday import Sought
from index.folder import Folder, Model
from index.reranking import Signs
from index.search import Way, search_passages, signs_of_likely, sought_things
from index.shelf import Shelf
from index.store import writing
from index.store.database import Database
from index.words import words_of
from ingest.report import PassageKind, Report

_PENDING_AT_MOST = 5000  # vectors left to be made while several reports are added
_REAL = Machinery()


class Library(Shelf):
    """Reports in a folder; SQLite is the truth, the vectors are made from it.

    Safe to use from several threads. Several processes may read; one writes at a time. A question
    about figures loads neither the embedding model nor the vectors.
    """

    def __init__(self, folder: Folder, model: Model, machinery: Machinery) -> None:
        super().__init__(folder, Database(folder.database))
        self._embedded = EmbeddedPassages(folder, self._database, model, machinery)

    @classmethod
    def create(
        cls, folder: Path, model: str | None = None, machinery: Machinery = _REAL
    ) -> Library:
        """Make an empty library.

        Raises:
            LibraryError: there is one already.
        """
        place = Folder(Path(folder))
        if (place.path / "library.toml").exists():
            raise LibraryError(f"{folder} 里已经有一个库。")
        place.path.mkdir(parents=True, exist_ok=True)
        described = Model(_model_name(model))
        library = cls(place, described, machinery)
        with place.lock.hold():
            library._database.create_tables()
            place.write_model(described)
        return library

    @classmethod
    def open(cls, folder: Path, model: str | None = None, machinery: Machinery = _REAL) -> Library:
        """Open a library; `model` must be the one its vectors are made with.

        Raises:
            LibraryMissing: there is none in this folder.
            ModelMismatch: it was made with another model.
            LibraryDamaged: its files cannot be read.
        """
        place = Folder(Path(folder))
        described = place.read_model()
        wanted = _model_name(model)
        if wanted != described.name:
            raise ModelMismatch(
                f"{folder} 的向量是用模型 {described.name} 做的，现在要用的是 {wanted}。"
                "请运行 nianbao reindex 重做向量，或改回原来的模型。"
            )
        return cls(place, described, machinery)

    @classmethod
    def open_or_create(cls, folder: Path, model: str | None = None) -> Library:
        """Open the library in this folder, or make one."""
        try:
            return cls.open(folder, model)
        except LibraryMissing:
            return cls.create(folder, model)

    @classmethod
    def reindex(
        cls,
        folder: Path,
        model: str | None = None,
        progress: Progress | None = None,
        machinery: Machinery = _REAL,
    ) -> Library:
        """Make all vectors of a library anew, with this model or the one set, and open it.

        Raises:
            LibraryMissing: there is none in this folder.
            LibraryBusy: another process is writing.
            ModelUnusable: the model cannot be loaded; the old vectors are still there.
        """
        place = Folder(Path(folder))
        place.read_model()
        library = cls(place, Model(_model_name(model)), machinery)
        try:
            library._embedded.rebuild(progress)
        except BaseException:
            library.close()
            raise
        return library

    @property
    def path(self) -> Path:
        """The library's folder."""
        return self._folder.path

    def close(self) -> None:
        """Let go of the files."""
        self._embedded.close()
        self._database.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def writing(self, progress: Progress | None = None) -> Iterator[None]:
        """Keep other processes from writing during several changes; vectors follow at the end.

        Raises:
            LibraryBusy: another process is writing.
        """
        lock = self._folder.lock
        with lock.hold():
            yield
            if lock.outermost or self._embedded.behind() > _PENDING_AT_MOST:
                self._embedded.catch_up(progress)

    def add(self, report: Report, original: bytes) -> Added:
        """Keep a report and the bytes it was read from; the same again changes nothing.

        A report of the same organ, region, year and scope is replaced and kept as a version.

        Raises:
            LibraryBusy: another process is writing.
            ReportIncomplete: its organ or year is unknown.
            ModelMismatch: the model has changed since the vectors were made.
            ValueError: it was not read from these bytes.
        """
        if hashlib.sha256(original).hexdigest() != report.sha256:
            raise ValueError(f"the sha256 of {report.file} is not that of the bytes given")
        writing.key_of(report)
        self._embedded.embedder()
        words = [" ".join(words_of(passage.text)) for passage in report.passages]
        with self.writing():
            self._folder.keep_source(original, report.file)
            with self._database.writing() as connection:
                return writing.put_report(connection, report, words)

    def remove(self, report_id: str) -> None:
        """Take a report out; `restore` brings it back.

        Raises:
            ReportMissing: the library has no such report.
        """
        with self.writing(), self._database.writing() as connection:
            writing.take_away(connection, report_id)

    def restore(self, report_id: str) -> Added:
        """Bring back the version that was last replaced or removed; a current one is kept.

        Raises:
            ReportMissing: no version of it was kept.
        """
        with self.writing(), self._database.writing() as connection:
            number, report = writing.last_version(connection, report_id)
            words = [" ".join(words_of(passage.text)) for passage in report.passages]
            added = writing.put_report(connection, report, words)
            writing.drop_version(connection, number)
            return added

    def feedback(self, question: str, answer_json: str, mark: str) -> None:
        """Keep what a reader thought of an answer; nothing leaves the machine."""
        with self._database.writing() as connection:
            writing.put_feedback(connection, question, answer_json, mark)

    def search(
        self,
        query: str,
        report_ids: Sequence[str] | None = None,
        kind: PassageKind = "narrative",
        limit: int = 10,
        way: Way = "reranked",
    ) -> list[Hit]:
        """Return the passages that answer the query best, best first; `way` is for measuring.

        Where many reports are searched, at most two passages of one come before those of others.

        Raises:
            ModelMismatch: the model has changed since the vectors were made.
            ModelUnusable: it cannot be loaded.
        """
        return search_passages(self._database, self._embedded, query, report_ids, kind, limit, way)

    def signs(
        self, question: str, report_ids: Sequence[str] | None = None
    ) -> list[tuple[Hit, Signs]]:
        """Return the likely passages of the narrative and what orders them, for measuring."""
        return signs_of_likely(self._database, self._embedded, question, report_ids)

    def sought(self, question: str, kind: PassageKind = "narrative") -> tuple[Sought, ...]:
        """Return what a question looks for: words and what each of them tells; needs no model."""
        return sought_things(self._database, question, kind)

    def lexical_search(
        self,
        query: str,
        report_ids: Sequence[str] | None = None,
        kind: PassageKind = "narrative",
        limit: int = 10,
    ) -> list[Hit]:
        """Return the passages that share the query's words, best first; needs no model."""
        return search_passages(
            self._database, self._embedded, query, report_ids, kind, limit, way="words"
        )


def _model_name(model: str | None) -> str:
    """Return the model to use; a folder is named by its full path, wherever we stand later."""
    name = model or os.environ.get("NIANBAO_MODEL") or SHIPPED_MODEL
    return str(Path(name).resolve()) if Path(name).is_dir() else name
