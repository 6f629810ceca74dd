"""PDF: ruled tables as grids, everything else as text lines, and a second reading as witness.

pdfium opens the file first: it refuses damaged and encrypted files with a clear reason, counts the
pages, and its text is the second witness. pdfplumber then finds the ruled tables.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.readers.grid import printed_cells
from ingest.readers.page_numbers import without_page_numbers
from ingest.readers.pdf_page import PageItem, page_to_items
from ingest.readers.rendering import Block, blocks_to_document, paragraph
from ingest.readers.text import text_to_document

MOST_PAGES = 300
_FEWEST_CHARACTERS = 20  # with fewer Chinese characters, a text layer is absent or garbled


def pdf_to_document(data: bytes) -> Document:
    """Return the text and tables of a PDF.

    Raises:
        FileUnreadable: encrypted, damaged, without pages, or too long to be an annual report.
        ReaderMissing: it is a scan and the extra for scans is not installed.
    """
    witness = pdf_to_page_texts(data)
    if sum(_chinese(page.text) for page in witness) < _FEWEST_CHARACTERS:
        from ingest.readers.scan import pdf_scan_to_document

        return pdf_scan_to_document(data)
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


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    items: tuple[PageItem, ...]


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


def _pages(data: bytes) -> list[_Page]:
    import io

    import pdfplumber

    # Chromium embeds Chinese as Type 3 fonts; pdfminer complains once per glyph
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[_Page] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            pages.append(_Page(number, tuple(page_to_items(page))))
            page.close()
    kept = without_page_numbers([page.items for page in pages])
    return [replace(page, items=items) for page, items in zip(pages, kept, strict=True)]


def items_to_blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """Yield the items of all pages; a table that opens a page goes on from the page before."""
    tables: list[list[tuple[int, PageItem]]] = []
    order: list[Block | tuple[int, int]] = []
    open_table = False
    for page in pages:
        grid = -1
        for item in page.items:
            if item.grid is None:
                order.append(paragraph(item.text, page.number))
                open_table = False
                continue
            if item.grid != grid and not (open_table and grid == -1):
                tables.append([])
            grid, open_table = item.grid, True
            order.append((len(tables) - 1, len(tables[-1])))
            tables[-1].append((page.number, item))
    kept = [printed_cells([item.cells for _, item in table]) for table in tables]
    for entry in order:
        if isinstance(entry, Block):
            yield entry
            continue
        table, row = entry
        number, item = tables[table][row]
        cells = tuple(item.cells[index][1] for index in kept[table][row])
        yield Block(cells, table + 1, number)
