"""From the bytes of a file to a Document, whatever its kind."""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.readers.text import decode_bytes, text_to_document


def read_document(data: bytes, name: str) -> Document:
    """Return the text and tables of a file; its kind is told from `data`, not from `name`.

    Raises:
        FileUnreadable: the file is empty, damaged, encrypted, too large or of no known kind.
        ReaderMissing: reading this kind needs something that is not installed.
    """
    if not data.strip():
        raise FileUnreadable(f"{name}：文件是空的。")
    decoded = decode_bytes(data)
    document = text_to_document(decoded.text)
    return replace(document, warnings=document.warnings + decoded.warnings)
