"""Files that are damaged, locked, huge or made to harm: each ends soon, with a clear message."""

from __future__ import annotations

import io
import re
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from ingest.archive import expand_bytes
from ingest.document import Document
from ingest.errors import FileUnreadable, IngestError
from ingest.readers import read_document

_MOST_SECONDS = 30
_MOST_MEMORY = 2**30
_REPORT = "某某区2024年政府信息公开工作年度报告\n一、总体情况\n"


def _pdf(pages: int, *, loop: bool = False, trailer: bytes = b"") -> bytes:
    """Write a PDF of empty pages; with `loop` its page tree contains itself."""
    kids = b" ".join(b"%d 0 R" % (3 + page) for page in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"2 0 R" if loop else kids, pages),
    ]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * (0 if loop else pages)
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def _encrypted_pdf() -> bytes:
    key = b"<" + b"41" * 32 + b">"
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O%s/U%s>>/ID[<00><00>]" % (key, key)
    return _pdf(1, trailer=lock)


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _docx(body: str, prologue: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    xml = f'<?xml version="1.0"?>{prologue}{document}'
    return _zip({"word/document.xml": xml.encode()})


def _bomb() -> bytes:
    return _docx("<w:p><w:r><w:t>" + "0" * 250_000_000 + "</w:t></w:r></w:p>")


def _lying_bomb() -> bytes:
    """Write a zip whose directory declares far less than its member unpacks to."""
    packed = bytearray(_zip({"word/document.xml": b"0" * 5_000_000}))
    size = (5_000_000).to_bytes(4, "little")
    return bytes(packed).replace(size, (100).to_bytes(4, "little"))


def _huge_picture() -> bytes:
    """Write a PNG of a few bytes that says it is 50,000 by 50,000 pixels."""
    content = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    header = struct.pack(">I", 13) + content + struct.pack(">I", zlib.crc32(content))
    return b"\x89PNG\r\n\x1a\n" + header + b"\0\0\0\0IEND\xaeB`\x82"


_XXE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "encrypted PDF": (_encrypted_pdf, "a.pdf", "密码"),
    "truncated PDF": (lambda: _pdf(3)[:200], "a.pdf", "损坏"),
    "zero bytes": (lambda: b"", "a.pdf", "空的"),
    "blanks only": (lambda: b" \r\n" * 40, "a.txt", "空的"),
    "NUL bytes only": (lambda: bytes(5000), "a.docx", "空的"),
    "page loop": (lambda: _pdf(1, loop=True), "a.pdf", "损坏|没有"),
    "600 pages": (lambda: _pdf(600), "a.pdf", "600 页"),
    "PDF without text": (lambda: _pdf(2), "a.pdf", "没有|识别"),
    "docx bomb": (_bomb, "a.docx", "压缩炸弹"),
    "docx bomb that lies": (_lying_bomb, "a.docx", "损坏|炸弹"),
    "docx with external entity": (lambda: _docx("<w:p/>", _XXE), "a.docx", "外部实体"),
    "docx without text": (lambda: _docx("<w:p/>"), "a.docx", "没有读到文字"),
    "truncated docx": (lambda: _docx("<w:p/>")[:100], "a.docx", "损坏"),
    "docx of broken XML": (lambda: _docx("<w:p>"), "a.docx", "损坏"),
    "100,000 nested tags in HTML": (
        lambda: b"<html><body>" + b"<div>" * 100_000 + b"x",
        "a.html",
        "嵌套",
    ),
    "100,000 nested tags in docx": (lambda: _docx("<w:p>" * 100_000), "a.docx", "损坏"),
    "page of 50 MB": (
        lambda: b"<html><body>" + "<p>政府信息公开</p>".encode() * 2_000_000,
        "a.html",
        "不像|过多|秒",
    ),
    "text of 50 MB": (lambda: "政府信息公开\n".encode() * 2_700_000, "a.txt", "不像"),
    "file of 61 MB": (lambda: b"0" * 61 * 2**20, "a.pdf", "61 MB"),
    "program named txt": (lambda: b"\x7fELF" + bytes(range(256)) * 20, "a.txt", r"\.txt.*程序"),
    "binary named txt": (lambda: bytes(range(256)) * 40, "a.txt", r"\.txt.*二进制"),
    "XML": (lambda: f'<?xml version="1.0"?>{_XXE}<d>&x;</d>'.encode(), "a.xml", "XML"),
    "rar": (lambda: b"Rar!\x1a\x07\x00" + b"0" * 100, "a.rar", "rar"),
    "broken doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "Office"),
    "picture of 2,500 megapixels": (_huge_picture, "a.png", "像素|图片"),
    "broken picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 500, "a.png", "图片"),
}


@pytest.mark.parametrize("kind", list(_REFUSED))
def test_a_hostile_file_is_refused_in_time_with_the_reason(kind: str) -> None:
    make, name, reason = _REFUSED[kind]
    data = make()
    before = _peak(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    with pytest.raises(IngestError) as caught:
        read_document(data, name)
    message = str(caught.value)
    assert re.search(reason, message), message
    assert "\n" not in message
    assert "Traceback" not in message
    assert time.monotonic() - started < _MOST_SECONDS
    # Over the whole run the peak is that of all children, a browser among them, and a child starts
    # with the peak of its parent; run alone, this file's own readers are what is measured.
    own = _peak(resource.RUSAGE_SELF)
    assert _peak(resource.RUSAGE_CHILDREN) <= max(before, own, _MOST_MEMORY)


def _peak(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss * 1024


def test_external_entities_of_a_web_page_are_not_read() -> None:
    page = f"{_XXE}<html><body><p>一、总体情况&x;</p></body></html>".encode()
    assert "root:" not in read_document(page, "a.html").text


def test_nul_bytes_within_a_text_are_dropped_and_said_so() -> None:
    data = _REPORT.encode().replace(b"\n", b"\n\0\0")
    document = read_document(data, "a.txt")
    assert document.text == _REPORT
    assert any("NUL" in warning for warning in document.warnings)


def test_nul_bytes_within_a_web_page_do_not_cut_it() -> None:
    page = "<html><body><p>一、总体\0情况</p><p>全年</p></body></html>".encode()
    assert read_document(page, "a.html").text == "一、总体情况\n全年\n"


@pytest.mark.parametrize("name", ["年报.pdf", "年报.docx", "年报.doc", "年报.png", "年报.xlsx"])
def test_a_wrong_suffix_is_read_by_its_content_with_a_warning(name: str) -> None:
    page = "<html><body><p>一、总体情况</p></body></html>".encode()
    document: Document = read_document(page, name)
    assert document.format == "html"
    suffix = name.rpartition(".")[2]
    assert f"扩展名是 .{suffix}，内容是网页；已按网页读取。" in document.warnings


def test_a_member_of_an_archive_cannot_name_a_place_outside_it() -> None:
    members = expand_bytes(_zip({"../../etc/年报.txt": b"1", "/a/b.txt": b"2", "C:\\c.txt": b"3"}))
    assert [member.name for member in members] == ["etc/年报.txt", "a/b.txt", "c.txt"]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(FileUnreadable, match="压缩炸弹"):
        expand_bytes(_zip({"a.txt": b"0" * 50_000_000}))


def test_an_archive_cut_short_is_refused() -> None:
    with pytest.raises(FileUnreadable, match="损坏"):
        expand_bytes(_zip({"a.txt": b"0" * 500})[:-30])


def test_an_archive_with_gbk_names_keeps_them_and_skips_what_systems_add() -> None:
    data = _zip({"__MACOSX/a.txt": b"0", "dir/.DS_Store": b"0", "XXXX.txt": b"1"})
    members = expand_bytes(data.replace(b"XXXX", "年报".encode("gbk")))
    assert [member.name for member in members] == ["年报.txt"]
