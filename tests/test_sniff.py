"""The kind of a file is told from its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.errors import FileUnreadable
from ingest.sniff import sniff, suffix_warning


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return buffer.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (b"%PDF-1.7\n", "a", "pdf"),
        (b"junk\n" * 9 + b"%PDF-1.4", "a.txt", "pdf"),
        (_zip("word/document.xml"), "a.zip", "docx"),
        (_zip("xl/workbook.xml"), "a", "xlsx"),
        (_zip("年报.pdf", "年报.txt"), "a.docx", "zip"),
        (_OLE + "WordDocument".encode("utf-16-le"), "a.wps", "doc"),
        (_OLE + "Workbook".encode("utf-16-le"), "a.xls", "xls"),
        (b"{\\rtf1\\ansi", "a.doc", "doc"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "scan"),
        (b"\xff\xd8\xff\xe0", "a", "scan"),
        ("<!DOCTYPE html><html>".encode("utf-16"), "a.txt", "html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "a.txt", "html"),
        ("<p>一</p>".encode("gbk") * 5, "a", "html"),
        ("一、总体情况\n1 < 2，<p> 为标签\n".encode(), "a.html", "txt"),
        ("# 年报\n\n一、总体情况".encode(), "a.txt", "md"),
        ("| 规章 | 0 |\n|---|---|\n| 规章 | 0 |".encode(), "a", "md"),
        ("规章 | 0 | 0 | 0 |\n".encode(), "a", "txt"),
        ("规章,0,0,0\n".encode("gbk"), "a.csv", "csv"),
        ("规章,0,0,0\n".encode(), "a.txt", "txt"),
        ("一、总体情况\n".encode("utf-16"), "a.txt", "txt"),
    ],
)
def test_the_content_decides_the_format(data: bytes, name: str, format: str) -> None:
    assert sniff(data, name) == format


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_zip("OFD.xml"), "OFD"),
        (_zip("mimetype", "content.xml"), "OpenDocument"),
        (_zip("ppt/presentation.xml"), "PowerPoint"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (_OLE, "Office"),
        (b"GIF89a" + bytes(20), "GIF"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(FileUnreadable, match=reason):
        sniff(data, "a.pdf")


@pytest.mark.parametrize(
    ("format", "name", "warning"),
    [
        ("html", "年报.pdf", "扩展名是 .pdf，内容是网页；已按网页读取。"),
        ("docx", "年报.DOC", "扩展名是 .doc，内容是Word（docx）；已按Word（docx）读取。"),
        ("md", "年报.txt", ""),
        ("pdf", "年报.PDF", ""),
        ("pdf", "年报", ""),
        ("html", "年报.2024", ""),
    ],
)
def test_only_a_suffix_that_promises_another_kind_is_remarked(
    format: str, name: str, warning: str
) -> None:
    assert suffix_warning(format, name) == warning
