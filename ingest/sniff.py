"""What kind of file it is, told from its bytes; the suffix is only compared."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from ingest.errors import FileUnreadable

KINDS = {
    "txt": "纯文本",
    "md": "Markdown",
    "csv": "CSV 表格",
    "html": "网页",
    "pdf": "PDF",
    "docx": "Word（docx）",
    "doc": "Word（doc）",
    "xlsx": "Excel（xlsx）",
    "xls": "Excel（xls）",
    "scan": "图片",
    "zip": "zip 压缩包",
}
"""The formats that can be read, as a person calls them."""

_SUFFIXES = {
    "txt": "txt text log",
    "md": "md markdown",
    "csv": "csv tsv",
    "html": "html htm shtml xhtml mht mhtml jsp asp aspx php",
    "pdf": "pdf",
    "docx": "docx docm dotx",
    "doc": "doc wps dot rtf",
    "xlsx": "xlsx xlsm",
    "xls": "xls et",
    "scan": "png jpg jpeg bmp tif tiff webp",
    "zip": "zip",
}
_PLAIN = {"txt", "md", "csv"}
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*")
_OTHERS = (
    (b"Rar!\x1a\x07", "rar 压缩包；请解压后再添加"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包；请解压后再添加"),
    (b"\x1f\x8b", "gzip 压缩文件；请解压后再添加"),
    (b"GIF8", "GIF 图片；请另存为 PNG 或 PDF 后再试"),
    (b"MZ", "Windows 程序，不是报告"),
    (b"\x7fELF", "Linux 程序，不是报告"),
    (b"SQLite format 3", "SQLite 数据库，不是报告"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|table)[\s>]", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^MIME-Version:.*\n(?:.*\n){0,9}?Content-Type:\s*multipart", re.I | re.M)
_HTML_PART = re.compile(rb"<(?:p|div|td|span|br)[\s/>]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+\S|\|?(?:\s*:?-{3,}:?\s*\|)+)", re.MULTILINE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEAD = 65_536


def sniff(data: bytes, name: str) -> str:
    """Return the format id of a file's content: one of `KINDS`.

    `name` decides only between plain text, Markdown and CSV, which share their bytes.

    Raises:
        FileUnreadable: the content is of no kind that can be read; says what it is.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise FileUnreadable("文件是空的，没有内容。")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    if data.startswith(_OLE):
        return _ole_format(data)
    if data.startswith(b"{\\rtf"):
        return "doc"
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "scan"
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise FileUnreadable(f"{_said(name)}内容是 {what}。")
    return _text_format(data, name)


def suffix_warning(format: str, name: str) -> str:
    """Return what to say where the suffix promises another kind than the content is, or "".

    >>> suffix_warning("html", "年报.pdf")
    '扩展名是 .pdf，内容是网页；已按网页读取。'
    """
    suffix = _suffix(name)
    promised = next((kind for kind, known in _SUFFIXES.items() if suffix in known.split()), None)
    if promised is None or promised == format or {promised, format} <= _PLAIN:
        return ""
    return f"扩展名是 .{suffix}，内容是{KINDS[format]}；已按{KINDS[format]}读取。"


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def _said(name: str) -> str:
    suffix = _suffix(name)
    return f"扩展名是 .{suffix}，" if suffix else ""


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except zipfile.BadZipFile as error:
        raise FileUnreadable(
            "文件已损坏或不完整（docx、xlsx 或 zip 的目录缺失）；请重新下载。"
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        raise FileUnreadable("内容是 OFD 版式文件，暂不支持；请用阅读器另存为 PDF 后再试。")
    if "ppt/presentation.xml" in names:
        raise FileUnreadable("内容是 PowerPoint 演示文稿，不是报告；请另存为 PDF 后再试。")
    if "mimetype" in names:
        raise FileUnreadable("内容是 OpenDocument 或电子书；请另存为 docx 或 PDF 后再试。")
    return "zip"


def _ole_format(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise FileUnreadable("Office 文件有打开密码，无法读取；请去掉密码后再试。")
    if holds("WordDocument"):
        return "doc"
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise FileUnreadable("内容是老格式的 Office 文件，但不是 Word 或 Excel，或已损坏。")


def _text_format(data: bytes, name: str) -> str:
    head = data[:_HEAD]
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    control = len(_CONTROL.findall(head.replace(b"\0", b"") if not utf16 else b""))
    zeros = 0 if utf16 else head.count(b"\0")
    if control > 0.02 * len(head) or zeros > 0.1 * len(head):
        raise FileUnreadable(
            f"{_said(name)}内容是二进制数据，不是能读取的文件；请确认文件是否选对。"
        )
    ascii_head = head.replace(b"\0", b"")
    if (
        _ARCHIVE.search(ascii_head[:4096])
        or _HTML.search(ascii_head)
        or len(_HTML_PART.findall(ascii_head)) >= 5
    ):
        return "html"
    if ascii_head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise FileUnreadable(
            f"{_said(name)}内容是 XML 数据，不是网页或 Word 文件；请另存为 PDF 后再试。"
        )
    suffix = _suffix(name)
    if suffix in ("csv", "tsv"):
        return "csv"
    from ingest.readers.text import decode

    return "md" if suffix in ("md", "markdown") or _MARKDOWN.search(decode(head)) else "txt"
