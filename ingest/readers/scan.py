"""Scans and pictures of reports (extra `ocr`)."""

from __future__ import annotations

from ingest.document import Document
from ingest.errors import ReaderMissing


def pdf_scan_to_document(data: bytes) -> Document:
    """Return the recognised text and tables of a PDF without a text layer."""
    raise ReaderMissing("这份 PDF 是扫描件；识别扫描件需要安装 nianbao[ocr]。")


def image_to_document(data: bytes) -> Document:
    """Return the recognised text and tables of a picture."""
    raise ReaderMissing("这是图片；识别图片需要安装 nianbao[ocr]。")
