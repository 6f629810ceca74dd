"""A file becomes a Report: text, identity, sections, figures, checks, passages.

This package knows no index and no model. `ingest/reading.py` shows the whole path of a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import FileUnreadable, IngestError, NotAnAnnualReport, ReaderMissing
from ingest.report import Report

if TYPE_CHECKING:
    from ingest.identity import Hints
    from ingest.reading import read_report

__all__ = [
    "FileUnreadable",
    "Hints",
    "IngestError",
    "NotAnAnnualReport",
    "ReaderMissing",
    "Report",
    "read_report",
]


def __getattr__(name: str) -> object:
    """Load what reads a file only when a file is read: a question needs the types alone."""
    if name == "read_report":
        from ingest.reading import read_report

        return read_report
    if name == "Hints":
        from ingest.identity import Hints

        return Hints
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
