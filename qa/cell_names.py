"""Cells named by their full name, as the program itself writes it: 其他处理（商业企业）.

Options that are clicked come back as such names, so they must never be read as anything else.
"""

from __future__ import annotations

from functools import cache

from qa.cell_catalogue import load_catalogue
from qa.labels import sentence_label
from qa.normalise import normalise


def named_in_full(text: str) -> tuple[str, str, tuple[int, int]] | None:
    """Return row, column and span of the longest full name in a normalised text.

    >>> named_in_full('2024年"其他处理(商业企业)"几件')
    ('other_result', 'business', (6, 16))
    """
    found = [(name, text.find(name)) for name in _names() if name in text]
    if not found:
        return None
    name, start = max(found, key=lambda one: len(one[0]))
    row, column = _names()[name]
    return row, column, (start, start + len(name))


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Return the full names that say the column in brackets, by their normalised spelling."""
    names: dict[str, tuple[str, str]] = {}
    for row in load_catalogue().values():
        for column in row.columns:
            name = normalise(sentence_label(row.id, column)).text
            if row.table == "requests" and name.endswith(")"):
                names[name] = (row.id, column)
    return names
