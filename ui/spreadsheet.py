"""Tables as CSV that a spreadsheet opens rightly and takes nothing in for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table in UTF-8 with a byte order mark, without which Excel takes it for GBK."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([formula_safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def formula_safe(cell: str) -> str:
    """Return text so that no spreadsheet takes it for a formula; numbers stay as they are.

    >>> formula_safe("=1+1"), formula_safe("-8"), formula_safe("-8.5")
    ("'=1+1", '-8', '-8.5')
    """
    if not cell.lstrip().startswith(_FORMULA_STARTS) and not cell.startswith(_FORMULA_STARTS):
        return cell
    return cell if cell[1:].replace(".", "", 1).isdecimal() and cell[0] == "-" else f"'{cell}"
