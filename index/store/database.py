"""Connections to reports.db, safe to use from several threads and processes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import LibraryBusy, LibraryDamaged
from index.store.schema import SCHEMA

_WAIT_SECONDS = 10.0


class Database:
    """One SQLite file; idle connections are kept and lent, one to a thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    def create_tables(self) -> None:
        """Make the tables that are not there yet."""
        with self.reading() as connection:
            connection.executescript(SCHEMA)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection.

        Raises:
            LibraryBusy: another process is writing, and went on for longer than we wait.
            LibraryDamaged: the file is not a sound SQLite database.
        """
        connection = self._borrow()
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            with suppress(sqlite3.Error):
                connection.rollback()
            raise self._explain(error) from error
        except BaseException:
            connection.rollback()
            raise
        finally:
            self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside one transaction: all of it is kept, or none."""
        with self.reading() as connection:
            connection.execute("begin immediate")
            yield connection
            connection.commit()

    def close(self) -> None:
        """Close all connections; those still lent are closed when they come back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _borrow(self) -> sqlite3.Connection:
        with self._guard:
            if self._idle:
                return self._idle.pop()
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            raise self._explain(error) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma foreign_keys = on")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _explain(self, error: sqlite3.DatabaseError) -> LibraryBusy | LibraryDamaged:
        if "locked" in str(error):
            return LibraryBusy(f"另一个程序正在写入 {self.path}，请等它结束后再试。")
        return LibraryDamaged(
            f"读不了库文件 {self.path}（{error}）。"
            "请从备份恢复，或换一个库重新导入 sources 里的原件。"
        )
