"""Web pages: the report inside the page, its paragraphs and its tables as origin cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.readers.grid import printed_cells
from ingest.readers.html_report import page_properties, report_range
from ingest.readers.html_table import INLINE, cell_text, is_data_table, is_unseen, table_rows
from ingest.readers.rendering import Block, blocks_to_document, paragraph, tidy
from ingest.readers.text import decode_bytes

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
_ARCHIVE = re.compile(
    rb"(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE
)
_PICTURE = re.compile(rb"data:[\w/+.;-]{1,60}base64,[A-Za-z0-9+/=\s]+")
_LARGEST_PAGE = 16 * 2**20
_LONGEST_LABEL = 200


def html_to_document(data: bytes) -> Document:
    """Return the report of a web page; menus and footers around it are cut away.

    Raises:
        FileUnreadable: the page is far too large, nested too deeply, or shows no text.
    """
    data = _without_pictures(_page_of_archive(data))
    if len(data) > _LARGEST_PAGE:
        raise FileUnreadable(f"网页有 {len(data) / 2**20:.0f} MB，不像一份年度报告，没有读取。")
    declared = _CHARSET.search(data[:4096])
    decoded = decode_bytes(data, declared.group(1).decode("ascii") if declared else "")
    root = _parse(decoded.text)
    walk = PageWalk()
    walk.enter(_body(root))
    if not any(block.cells != ("",) for block in walk.blocks):
        raise FileUnreadable("网页里没有可见的文字；请在浏览器中打开后另存为完整网页或 PDF。")
    span = report_range(walk.blocks, walk.ranges)
    outside = walk.blocks[: span.start] + walk.blocks[span.stop :]
    document = blocks_to_document("html", walk.blocks[span.start : span.stop])
    return replace(
        document,
        metadata=(*_head_properties(root), *page_properties(outside)),
        warnings=decoded.warnings,
    )


def _page_of_archive(data: bytes) -> bytes:
    """Return the page within a web archive (mht, as browsers save it), or `data` if it is none."""
    if not _ARCHIVE.match(data):
        return data
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            charset = (part.get_content_charset() or "").encode("ascii", "ignore")
            return b"<meta charset=%s>%s" % (charset, page) if isinstance(page, bytes) else data
    return data


def _without_pictures(data: bytes) -> bytes:
    """Drop pictures embedded as text, which can be most of a saved page."""
    return _PICTURE.sub(b"", data) if b"base64," in data else data


def _parse(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FileUnreadable("网页内容损坏，无法解析。") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        # libxml2 then returns an empty or cut page without raising
        raise FileUnreadable("网页标签嵌套太深或过大，无法解析；请另存为 PDF 或文本后再试。")
    return root


def _body(root: Any) -> Any:
    body = root.find("body")
    return root if body is None else body


def _head_properties(root: Any) -> list[tuple[str, str]]:
    """Return the page's titles and meta tags; some pages have two titles, the first is its own."""
    pairs = [("title", title.text_content()) for title in root.iter("title")]
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or ""
        pairs.append((name, meta.get("content") or ""))
    return [(name, tidy(value)[:300]) for name, value in pairs if name and tidy(value)]


class PageWalk:
    """Walks a page once, depth first, and keeps what it shows as blocks.

    `ranges` holds, for each element that is not inline, the half-open range of blocks inside it.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.ranges: list[range] = []
        self._pieces: list[str] = []
        self._tables = 0

    def enter(self, element: Any) -> None:
        """Walk `element` and what is in it (libxml2 allows at most 256 levels)."""
        if is_unseen(element):
            return
        if element.tag == "br":
            self._pieces.append("\n")
            self._end_paragraph()
        elif element.tag in INLINE:
            self._children(element)
        elif element.tag == "table" and is_data_table(element):
            self._end_paragraph()
            self._data_table(element)
        else:
            self._end_paragraph()
            start = len(self.blocks)
            self._children(element)
            self._end_paragraph()
            self.ranges.append(range(start, len(self.blocks)))

    def _children(self, element: Any) -> None:
        self._pieces.append(element.text or "")
        for child in element:
            self.enter(child)
            self._pieces.append(child.tail or "")

    def _end_paragraph(self) -> None:
        if text := tidy("".join(self._pieces)):
            self.blocks.append(paragraph(text))
        self._pieces.clear()

    def _data_table(self, table: Any) -> None:
        self._tables += 1
        number = self._tables
        start = len(self.blocks)
        rows = list(table_rows(table))
        texts = [[(column, cell_text(cell)) for column, cell in row] for row in rows]
        for row, cells, kept in zip(rows, texts, printed_cells(texts), strict=True):
            if len(cells) == 1 and len(cells[0][1]) > _LONGEST_LABEL:
                self.enter(row[0][1])  # a paragraph in a row of its own
            else:
                self.blocks.append(Block(tuple(cells[index][1] for index in kept), number))
        self.ranges.append(range(start, len(self.blocks)))
