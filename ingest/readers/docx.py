"""Word files (docx): paragraphs with their automatic numbers, tables as origin cells.

The XML is walked directly. python-docx repeats a merged cell in every row and column it covers,
which doubles figures.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.archive import check_archive, read_member
from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.readers.docx_numbering import Numbering
from ingest.readers.grid import printed_cells
from ingest.readers.office_xml import attribute, child, name_of
from ingest.readers.rendering import Block, blocks_to_document, paragraph, tidy

_DAMAGED = "Word 文件已损坏或不完整，无法打开；请重新下载，或用 Word、WPS 打开后另存一份。"
_LONGEST_CELL = 100  # a row of one cell with more is a paragraph in a frame
_TRANSPARENT = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "Choice"}
_WITHDRAWN = ("vanish", "strike", "dstrike")  # hidden or struck out
_UNSEEN = {"del", "moveFrom", "Fallback", "pPr", "rPr", "tcPr", "instrText", "delText"}


def docx_to_document(data: bytes, format: str = "docx") -> Document:
    """Return the paragraphs and tables of a Word file in reading order.

    Raises:
        FileUnreadable: damaged, unsafe (declares entities, unpacks to too much) or without text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_archive(package)
            parts = {name: _part(package, f"word/{name}.xml") for name in ("numbering", "styles")}
            body = _part(package, "word/document.xml")
            title = _title(_part(package, "docProps/core.xml"))
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise FileUnreadable(_DAMAGED) from error
    if body is None:
        raise FileUnreadable(_DAMAGED)
    walk = _Walk(Numbering(parts["numbering"], parts["styles"]))
    document = blocks_to_document(format, walk.blocks(body))
    return replace(document, metadata=(("title", title),) if title else ())


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """Return the root of an XML part, or None if the file has no such part."""
    from lxml import etree

    if name not in package.namelist():
        return None
    data = read_member(package, package.getinfo(name))
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise FileUnreadable("Word 文件里声明了外部实体（DTD），不是正常的 Word 文件，没有读取。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FileUnreadable(_DAMAGED) from error


def _title(core: Any) -> str:
    if core is None:
        return ""
    found = child(core, "title")
    return tidy(found.text or "")[:300] if found is not None else ""


class _Walk:
    """Walks a body in reading order; counts tables and automatic numbers on the way."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._tables = 0

    def blocks(self, element: Any) -> Iterator[Block]:
        for inner in element:
            name = name_of(inner)
            if name == "p":
                yield from self._paragraph(inner)
            elif name == "tbl":
                yield from self._table(inner)
            elif name in _TRANSPARENT or name in ("body", "AlternateContent"):
                yield from self.blocks(inner)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        text = _text(element)
        number = self._numbering.prefix(element) if text.strip() else ""
        for index, line in enumerate(text.split("\n")):
            yield paragraph(tidy((number if index == 0 else "") + line))
        for box in _text_boxes(element):
            yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[Block]:
        rows = [list(_origin_cells(row)) for row in _inside(table, "tr") if not _is_deleted(row)]
        several = any(len(row) > 1 for row in rows)
        if not several or any(_has_table(cell) for row in rows for _, cell in row):
            for row in rows:
                for _, cell in row:
                    yield from self.blocks(cell)
            return
        self._tables += 1
        number = self._tables
        texts = [[(column, self._cell_text(cell)) for column, cell in row] for row in rows]
        for row, cells, kept in zip(rows, texts, printed_cells(texts), strict=True):
            if len(cells) == 1 and len(cells[0][1]) > _LONGEST_CELL:
                yield from self.blocks(row[0][1])
            elif kept:
                yield Block(tuple(cells[index][1] for index in kept), number)

    def _cell_text(self, cell: Any) -> str:
        lines = []
        for element in _inside(cell, "p"):
            text = _text(element)
            lines.append((self._numbering.prefix(element) if text.strip() else "") + text)
        return tidy("\n".join(lines))


def _inside(element: Any, wanted: str) -> Iterator[Any]:
    """Yield children of this name, also those wrapped in content controls."""
    for inner in element:
        if name_of(inner) == wanted:
            yield inner
        elif name_of(inner) in _TRANSPARENT:
            yield from _inside(inner, wanted)


def _origin_cells(row: Any) -> Iterator[tuple[int, Any]]:
    """Yield (column, cell) of the cells that start in this row."""
    before = child(row, "trPr", "gridBefore")
    column = _number(before) if before is not None else 0
    for cell in _inside(row, "tc"):
        merged = child(cell, "tcPr", "vMerge")
        flat = child(cell, "tcPr", "hMerge")
        covered = any(
            mark is not None and (attribute(mark, "val") or "continue") == "continue"
            for mark in (merged, flat)
        )
        if not covered:
            yield column, cell
        span = child(cell, "tcPr", "gridSpan")
        column += _number(span) if span is not None else 1


def _number(element: Any) -> int:
    value = attribute(element, "val") or ""
    return int(value) if value.isdigit() else 1


def _is_deleted(row: Any) -> bool:
    return child(row, "trPr", "del") is not None


def _has_table(cell: Any) -> bool:
    return any(True for _ in _inside(cell, "tbl"))


def _text(element: Any) -> str:
    """Return what a paragraph shows; deleted, hidden and field-code text is left out."""
    name = name_of(element)
    if name in _UNSEEN or name in ("drawing", "pict", "object", "txbxContent"):
        return ""
    if name == "t":
        return element.text or ""
    if name in ("tab", "ptab"):
        return " "
    if name in ("br", "cr"):
        return "\n" if attribute(element, "type") in (None, "textWrapping") else ""
    if name == "noBreakHyphen":
        return "-"
    if name == "r" and any(_is_on(child(element, "rPr", mark)) for mark in _WITHDRAWN):
        return ""
    return "".join(_text(inner) for inner in element)


def _is_on(mark: Any) -> bool:
    return mark is not None and (attribute(mark, "val") or "1") not in ("0", "false", "off")


def _text_boxes(element: Any) -> Iterator[Any]:
    for inner in element:
        if name_of(inner) == "txbxContent":
            yield inner
        elif name_of(inner) not in _UNSEEN:
            yield from _text_boxes(inner)
