"""What can be wrong with a library.

```
LibraryError
├── LibraryMissing     there is none at this path
├── LibraryBusy        another process is writing to it
├── ModelMismatch      made with another embedding model
├── ModelUnusable      the embedding model cannot be loaded
├── LibraryDamaged     its files cannot be read
├── ReportMissing      it holds no such report, or no earlier version of it
└── ReportIncomplete   the report's organ or year is unknown
```
Each message is one line of Chinese for a person: the value and the remedy.
"""

from __future__ import annotations


class LibraryError(Exception):
    """A library cannot be used."""


class LibraryMissing(LibraryError):
    """There is no library at the path."""


class LibraryBusy(LibraryError):
    """Another process holds the writer's lock."""


class ModelMismatch(LibraryError):
    """The library's vectors were made with another model."""


class LibraryDamaged(LibraryError):
    """The library's files cannot be read."""


class ReportMissing(LibraryError):
    """The library holds no such report, or no earlier version of it."""


class ReportIncomplete(LibraryError):
    """The report's organ or year is unknown, so it cannot be told from others."""


class ModelUnusable(LibraryError):
    """The embedding model cannot be loaded."""
