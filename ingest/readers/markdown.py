"""Markdown: text with marks for headings and bold words, and tables drawn with pipes."""

from __future__ import annotations

from ingest.document import Document
from ingest.readers.pipes import lines_to_rows, without_marks
from ingest.readers.text import text_to_lines, text_to_page_starts


def markdown_to_document(text: str) -> Document:
    """Return lines without their marks and pipe tables as rows, all with places in `text`."""
    lines = (line if "|" in line.text else without_marks(line) for line in text_to_lines(text))
    return Document(
        format="md",
        text=text,
        rows=tuple(lines_to_rows(lines)),
        page_starts=text_to_page_starts(text),
    )
