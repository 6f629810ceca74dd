"""From the bytes of a file to a Document, whatever its kind.

`read_document` tells the kind from the content, chooses where to read it (small and harmless kinds
here, the others in a guarded child process) and refuses what holds no text or far too much.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.guard import Limits, read_in_child
from ingest.sniff import sniff, suffix_warning

LARGEST_FILE = 60 * 2**20
MOST_CHARACTERS = 2_000_000
_SMALL_PAGE = 1 * 2**20
_SMALL_PACKAGE = 2 * 2**20
_READERS = {
    "pdf": "ingest.readers.pdf:pdf_to_document",
    "html": "ingest.readers.html:html_to_document",
    "docx": "ingest.readers.docx:docx_to_document",
    "doc": "ingest.readers.doc:doc_to_document",
    "xlsx": "ingest.readers.sheet:xlsx_to_document",
    "xls": "ingest.readers.sheet:xls_to_document",
    "scan": "ingest.readers.scan:image_to_document",
}
# LibreOffice and the recognition of scans map far more memory than they use
_LIMITS = {
    "doc": Limits(seconds=28, memory=None),
    "xls": Limits(seconds=28, memory=None),
    "scan": Limits(seconds=600, memory=None),
}


def read_document(data: bytes, name: str) -> Document:
    """Return the text and tables of a file; its kind is told from `data`, not from `name`.

    Raises:
        FileUnreadable: the file is empty, damaged, encrypted, too large or of no known kind.
        ReaderMissing: reading this kind needs something that is not installed.
    """
    if len(data) > LARGEST_FILE:
        size = len(data) / 2**20
        raise FileUnreadable(f"文件有 {size:.0f} MB，超过 {LARGEST_FILE // 2**20} MB，没有读取。")
    format = sniff(data, name)
    if format == "zip":
        raise FileUnreadable("内容是 zip 压缩包；请解压后再添加。")
    document = _read(data, format)
    if len(document.text) > MOST_CHARACTERS:
        raise FileUnreadable(f"全文有 {len(document.text)} 字，不像一份年度报告，没有读取。")
    if not document.rows:
        raise FileUnreadable("文件里没有读到文字。")
    warning = suffix_warning(format, name)
    return replace(document, warnings=(*((warning,) if warning else ()), *document.warnings))


def _read(data: bytes, format: str) -> Document:
    if format in ("txt", "md", "csv"):
        return _read_text(data, format)
    if format == "html" and len(data) <= _SMALL_PAGE:
        from ingest.readers.html import html_to_document

        return html_to_document(data)
    if format == "docx" and _unpacked_size(data) <= _SMALL_PACKAGE:
        from ingest.readers.docx import docx_to_document

        return docx_to_document(data)
    document = read_in_child(_READERS[format], data, _LIMITS.get(format, Limits()))
    if format == "pdf" and document.format == "scan" and not document.text:
        reader = "ingest.readers.scan:pdf_scan_to_document"
        return read_in_child(reader, data, _LIMITS["scan"])
    return document


def _read_text(data: bytes, format: str) -> Document:
    from ingest.readers.markdown import markdown_to_document
    from ingest.readers.sheet import csv_to_document
    from ingest.readers.text import decode_bytes, text_to_document

    if len(data) > 4 * MOST_CHARACTERS:
        raise FileUnreadable(f"文本有 {len(data) / 2**20:.0f} MB，不像一份年度报告，没有读取。")
    decoded = decode_bytes(data)
    read = {"txt": text_to_document, "md": markdown_to_document, "csv": csv_to_document}[format]
    document = read(decoded.text)
    return replace(document, warnings=document.warnings + decoded.warnings)


def _unpacked_size(data: bytes) -> int:
    """Return how large a zip says it is unpacked; the reader takes no more than it says."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return sum(entry.file_size for entry in package.infolist())
    except zipfile.BadZipFile as error:
        raise FileUnreadable("文件已损坏或不完整，无法打开；请重新下载。") from error
