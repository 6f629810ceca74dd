"""Why a file did not become a report.

```
IngestError
├── FileUnreadable      missing, empty, damaged, encrypted, too large, of no known kind
├── NotAnAnnualReport   readable, but not an annual report; says what it is instead
└── ReaderMissing       needs something that is not installed; says what
```
Each message is one line of Chinese for a person: the value and the remedy.
"""

from __future__ import annotations


class IngestError(Exception):
    """A file could not be taken in as a report."""


class FileUnreadable(IngestError):
    """The bytes cannot be read: missing, empty, damaged, encrypted, too large, unknown kind."""


class NotAnAnnualReport(IngestError):
    """The text was read and is not an annual report."""


class ReaderMissing(IngestError):
    """Reading this kind of file needs a program or extra that is not installed."""
