"""The library's folder: what library.toml says, the original files, and who may write."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryMissing
from index.store.schema import FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model of a library; fingerprint and dim are known once vectors were made."""

    name: str
    fingerprint: str = ""
    dim: int = 0


class Folder:
    """Paths inside a library's folder and the small files kept there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "reports.db"
        self.vectors = path / "chroma"
        self.lock = WriterLock(path / "writer.lock")

    def read_model(self) -> Model:
        """Return the model named in library.toml.

        Raises:
            LibraryMissing: there is no library here.
            LibraryDamaged: library.toml or reports.db is not as it should be.
            LibraryError: the library was made by a newer program.
        """
        manifest = self.path / "library.toml"
        try:
            content = tomllib.loads(manifest.read_text(encoding="utf-8"))
            version, model = content["format"], content["model"]
            described = Model(model["name"], model["fingerprint"], model["dim"])
        except (FileNotFoundError, NotADirectoryError) as error:
            raise LibraryMissing(
                f"{self.path} 里还没有库。请先导入报告：nianbao ingest 文件或文件夹"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LibraryDamaged(f"读不了 {manifest}（{error}）。请从备份恢复这个文件。") from error
        if version > FORMAT_VERSION:
            raise LibraryError(f"{self.path} 的格式（{version}）比本程序新，请升级 nianbao。")
        if not self.database.is_file():
            raise LibraryDamaged(
                f"{self.path} 里缺少 reports.db。请从备份恢复，或换一个库重新导入。"
            )
        return described

    def write_model(self, model: Model) -> None:
        """Write library.toml anew, in one step."""
        text = (
            f"format = {FORMAT_VERSION}\n\n[model]\nname = {_quoted(model.name)}\n"
            f"fingerprint = {_quoted(model.fingerprint)}\ndim = {model.dim}\n"
        )
        write_whole(self.path / "library.toml", text.encode())

    def keep_source(self, original: bytes, file: str) -> str:
        """Keep the original file under its sha256, which is returned."""
        digest = hashlib.sha256(original).hexdigest()
        suffix = Path(file).suffix.lower()
        path = self.path / "sources" / f"{digest}{suffix if suffix[1:].isalnum() else '.bin'}"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            write_whole(path, original)
        return digest

    def source(self, sha256: str) -> Path | None:
        """Return where the original with this sha256 is kept, or None."""
        return next(iter((self.path / "sources").glob(f"{sha256}.*")), None)


class WriterLock:
    """One writer at a time, over all processes; may be taken again by the thread that holds it.

    The lock is an exclusive transaction on an otherwise empty SQLite file: every system has it,
    and it ends with its process, however that ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.RLock()
        self._depth = 0
        self._held: sqlite3.Connection | None = None

    @property
    def outermost(self) -> bool:
        """Whether the lock is held once only, so that letting go now frees it."""
        return self._depth == 1

    @contextmanager
    def hold(self, wait_seconds: float = 1.0) -> Iterator[None]:
        """Hold the lock.

        Raises:
            LibraryBusy: another process holds it and has not let go within `wait_seconds`.
        """
        with self._thread:
            if self._held is None:
                self._held = self._take(wait_seconds)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._held.close()
                    self._held = None

    def _take(self, wait_seconds: float) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=wait_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            connection.close()
            raise LibraryBusy(
                f"另一个程序正在写入 {self._path.parent}，请等它结束后再试。"
            ) from error
        return connection


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, and a crash, finds all of it or nothing."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
