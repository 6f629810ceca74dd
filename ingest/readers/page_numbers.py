"""Page numbers at the edges of pages, told from figures that stand alone on a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf_page import PageItem

_BARE = re.compile(r"\d{1,3}")
_MARKED = re.compile(
    r"[-—–－·•~～]\s*(\d{1,3})\s*[-—–－·•~～]|第\s*(\d{1,3})\s*页(?:[，,\s/]*共\s*\d+\s*页)?|Page\s*(\d{1,3})"
    r"|(\d{1,3})\s*/\s*\d{1,3}"
)


def without_page_numbers(pages: Sequence[tuple[PageItem, ...]]) -> list[tuple[PageItem, ...]]:
    """Drop the first or last line of a page where it is the page's number.

    A number with marks around it ("— 3 —", "第 3 页") is one; a bare one only if other pages bear
    it in step with their order, since a total may stand alone on the last line of a page.
    """
    bare = Counter(
        (edge, int(items[edge].text) - index)
        for index, items in enumerate(pages)
        for edge in (0, -1)
        if items and _BARE.fullmatch(items[edge].text)
    )
    return [
        _trimmed(items, [edge for edge in (0, -1) if _is_number(items, edge, index, bare)])
        for index, items in enumerate(pages)
    ]


def _is_number(
    items: tuple[PageItem, ...], edge: int, index: int, bare: Counter[tuple[int, int]]
) -> bool:
    if not items or items[edge].grid is not None:
        return False
    text = items[edge].text
    if _MARKED.fullmatch(text):
        return True
    return bool(_BARE.fullmatch(text)) and bare[edge, int(text) - index] >= 2


def _trimmed(items: tuple[PageItem, ...], edges: Sequence[int]) -> tuple[PageItem, ...]:
    if len(items) == 1 and edges:
        return ()
    start = 1 if 0 in edges else 0
    return items[start : len(items) - 1 if -1 in edges else len(items)]
