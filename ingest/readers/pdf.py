"""PDF: ruled tables as grids, everything else as text lines, and a second reading as witness.

pdfium opens the file first: it refuses damaged and encrypted files with a clear reason, counts the
pages, and its text is the second witness. pdfplumber then finds the ruled tables.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.readers.page_numbers import without_page_numbers
from ingest.readers.pdf_page import PageItem, items_to_blocks, page_to_items
from ingest.readers.rendering import blocks_to_document
from ingest.readers.text import text_to_document

MOST_PAGES = 300
_FEWEST_CHARACTERS = 20  # with fewer Chinese characters, a text layer is absent or garbled


def pdf_to_document(data: bytes) -> Document:
    """Return the text and tables of a PDF; of one without a usable text layer, an empty scan.

    Raises:
        FileUnreadable: encrypted, damaged, without pages, or too long to be an annual report.
    """
    witness = pdf_to_page_texts(data)
    if sum(_chinese(page.text) for page in witness) < _FEWEST_CHARACTERS:
        return Document("scan", "", ())
    second_text = "\f".join(page.text for page in witness)
    try:
        document = blocks_to_document("pdf", items_to_blocks(_pages(data)))
    except Exception as error:  # pdfminer raises whatever a damaged content stream trips over
        logging.getLogger(__name__).info("pdfplumber: %r", error)
        document = replace(
            text_to_document(second_text, "pdf"),
            warnings=("版面分析失败，只取得按行的文字，表格数字请以勾稽核对为准。",),
        )
    return replace(document, second_text=second_text, warnings=document.warnings + _gaps(witness))


@dataclass(frozen=True, slots=True)
class PageText:
    """pdfium's text of a page, and whether the page shows a picture."""

    text: str
    has_image: bool


def pdf_to_page_texts(data: bytes) -> list[PageText]:
    """Return pdfium's text of each page, in the order of the content stream.

    Raises:
        FileUnreadable: as for `pdf_to_document`.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise FileUnreadable("PDF 有打开密码，无法读取；请去掉密码后再试。") from error
        raise FileUnreadable("PDF 已损坏或不完整，无法打开；请重新下载或重新导出。") from error
    try:
        if not 0 < len(pdf) <= MOST_PAGES:
            raise FileUnreadable(_page_count_message(len(pdf)))
        return [_page_text(page) for page in pdf]
    except pypdfium2.PdfiumError as error:
        raise FileUnreadable("PDF 的页面已损坏，无法读取；请重新下载或重新导出。") from error
    finally:
        pdf.close()


def _page_count_message(count: int) -> str:
    if not count:
        return "PDF 里没有页面，文件已损坏；请重新下载或重新导出。"
    return f"PDF 有 {count} 页，超过 {MOST_PAGES} 页，不像一份年度报告；请只留下报告所在的页。"


def _page_text(page: Any) -> PageText:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    text: str = page.get_textpage().get_text_range()
    images = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return PageText(text, next(iter(images), None) is not None)


def _chinese(text: str) -> int:
    return sum("\u2e80" <= character <= "\u9fff" for character in text)


def _gaps(pages: Sequence[PageText]) -> tuple[str, ...]:
    unread = [
        str(number)
        for number, page in enumerate(pages, start=1)
        if page.has_image and _chinese(page.text) < _FEWEST_CHARACTERS
    ]
    if not unread:
        return ()
    return (f"第 {'、'.join(unread)} 页是图片，其中的内容没有读到。",)


def _pages(data: bytes) -> list[tuple[PageItem, ...]]:
    import io

    import pdfplumber

    # Chromium embeds Chinese as Type 3 fonts; pdfminer complains once per glyph
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[tuple[PageItem, ...]] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            pages.append(tuple(page_to_items(page)))
            page.close()
    return without_page_numbers(pages)
