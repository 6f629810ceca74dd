"""The addresses of the pages, each part of them escaped."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode


def report_address(report_id: str, part: str = "") -> str:
    """Return the address of a report's page, or of `part` of it: original, text, figures.csv.

    >>> report_address("某局/a_2024", "text")
    '/report/%E6%9F%90%E5%B1%80%2Fa_2024/text'
    """
    address = f"/report/{quote(report_id, safe='')}"
    return f"{address}/{part}" if part else address


def line_address(report_id: str, line: int) -> str:
    """Return the address of a line of a report's stored text."""
    return f"{report_address(report_id)}#L{line}"


def cell_address(report_id: str, row: str, column: str, line: int | None) -> str:
    """Return the address at which a report's page marks this cell, at its line where it has one."""
    where = f"#L{line}" if line else ""
    return f"{report_address(report_id)}{cell_query(row, column)}{where}"


def cell_query(row: str, column: str) -> str:
    """Return the part of an address that marks a cell.

    >>> cell_query("denied.state_secret", "total")
    '?row=denied.state_secret&column=total'
    """
    return f"?{urlencode({'row': row, 'column': column})}"


def comparison_address(report_ids: Iterable[str], part: str = "", **choices: str) -> str:
    """Return the address that compares these reports; `choices` without a value are left out."""
    pairs = [("id", report_id) for report_id in report_ids]
    pairs += [(name, value) for name, value in choices.items() if value]
    address = f"/compare/{part}" if part else "/compare"
    return f"{address}?{urlencode(pairs)}" if pairs else address


def question_address(question: str) -> str:
    """Return the address at which the chat answers this question."""
    return f"/?{urlencode({'q': question})}"


def library_address(**choices: str) -> str:
    """Return the address of the library's page with these filters."""
    pairs = {name: value for name, value in choices.items() if value}
    return f"/library?{urlencode(pairs)}" if pairs else "/library"


ADDRESSES = {
    address.__name__: address
    for address in (
        report_address,
        line_address,
        cell_address,
        cell_query,
        comparison_address,
        question_address,
        library_address,
    )
}
"""For the templates, by name."""
