"""PDF: ruled tables as grids, everything else as text lines, and a second reading as witness.

pdfium opens the file first: it refuses damaged and encrypted files with a clear reason, counts the
pages, and its text is the second witness. pdfplumber then finds the ruled tables.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Document
from ingest.readers.page_numbers import without_page_numbers
from ingest.readers.pdf_page import PageItem, items_to_blocks, page_to_items
from ingest.readers.pdf_witness import PageText, read_page_texts, set_upright
from ingest.readers.rendering import blocks_to_document
from ingest.readers.text import text_to_document

_FEWEST_CHARACTERS = 20  # with fewer Chinese characters, a text layer is absent or garbled


def pdf_to_document(data: bytes) -> Document:
    """Return the text and tables of a PDF; of one without a usable text layer, an empty scan.

    Raises:
        FileUnreadable: encrypted, damaged, without pages, or too long to be an annual report.
    """
    witness = read_page_texts(data)
    if sum(page.chinese for page in witness) < _FEWEST_CHARACTERS:
        return Document("scan", "", ())
    second_text = "\f".join(page.text for page in witness)
    try:
        document = blocks_to_document("pdf", items_to_blocks(_pages(set_upright(data))))
    except Exception as error:  # pdfminer raises whatever a damaged content stream trips over
        logging.getLogger(__name__).info("pdfplumber: %r", error)
        document = replace(
            text_to_document(second_text, "pdf"),
            warnings=("版面分析失败，只取得按行的文字，表格数字请以勾稽核对为准。",),
        )
    format = "scan" if any(page.is_recognised for page in witness) else "pdf"
    warnings = (*document.warnings, *_remarks(witness))
    return replace(document, format=format, second_text=second_text, warnings=warnings)


def _remarks(pages: Sequence[PageText]) -> list[str]:
    remarks = []
    unread = [page.has_image and page.chinese < _FEWEST_CHARACTERS for page in pages]
    if any(unread):
        remarks.append(f"第 {_numbers(unread)} 页是图片，其中的内容没有读到。")
    recognised = [page.is_recognised for page in pages]
    if any(recognised):
        remarks.append(
            f"第 {_numbers(recognised)} 页是扫描图，文字层由识别软件生成，可能有误；请核对原件。"
        )
    return remarks


def _numbers(marked: Sequence[bool]) -> str:
    return "、".join(str(number) for number, is_it in enumerate(marked, start=1) if is_it)


def _pages(data: bytes) -> list[tuple[PageItem, ...]]:
    import pdfplumber

    # Chromium embeds Chinese as Type 3 fonts; pdfminer complains once per glyph
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[tuple[PageItem, ...]] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            pages.append(tuple(page_to_items(page)))
            page.close()
    return without_page_numbers(pages)
