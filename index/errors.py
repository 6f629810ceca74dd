"""What can be wrong with a library.

```
LibraryError
├── LibraryMissing     there is none at this path
├── LibraryBusy        another process is writing to it
├── ModelMismatch      made with another embedding model
└── LibraryDamaged     its files cannot be read
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
