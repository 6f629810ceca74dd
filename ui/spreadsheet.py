"""Tables as CSV that a spreadsheet opens rightly and takes nothing in for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# Excel in Chinese takes the wide signs for the narrow ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_HARMLESS = re.compile(r"[-+]?\d+(\.\d+)?|[-－]+")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table in UTF-8 with a byte order mark, without which Excel takes it for GBK."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([formula_safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def formula_safe(cell: str) -> str:
    """Return text so that no spreadsheet takes it for a formula; numbers and dashes stay.

    >>> formula_safe("=1+1"), formula_safe("-8.5"), formula_safe("-8+cmd"), formula_safe("－")
    ("'=1+1", '-8.5', "'-8+cmd", '－')
    """
    suspect = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(_FORMULA_STARTS)
    return f"'{cell}" if suspect and not _HARMLESS.fullmatch(cell) else cell
