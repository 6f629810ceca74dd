"""A Library holds reports: SQLite is the truth, Chroma holds the vectors."""

from index.cards import Added, CellSum, ExportRow, Hit, Mark, ReportCard, Standing
from index.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    ModelMismatch,
    ModelUnusable,
    ReportIncomplete,
    ReportMissing,
)
from index.everyday import Sought
from index.library import Library
from index.measures import asks_number, counts_alike, measure_asked
from index.reranking import rare_characters

__all__ = [
    "Added",
    "CellSum",
    "ExportRow",
    "Hit",
    "Library",
    "LibraryBusy",
    "LibraryDamaged",
    "LibraryError",
    "LibraryMissing",
    "Mark",
    "ModelMismatch",
    "ModelUnusable",
    "ReportCard",
    "ReportIncomplete",
    "ReportMissing",
    "Sought",
    "Standing",
    "asks_number",
    "counts_alike",
    "measure_asked",
    "rare_characters",
]
