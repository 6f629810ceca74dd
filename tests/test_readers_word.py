"""Word files: merged cells, automatic numbers, revisions, text boxes; old files by LibreOffice."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from ingest.document import Document, GridRow, Line
from ingest.errors import FileUnreadable, ReaderMissing
from ingest.readers.doc import doc_to_document
from ingest.readers.docx import docx_to_document

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def _docx(body: str, *, space: str = _SPACE, **parts: str) -> bytes:
    def part(name: str, content: str) -> str:
        return f'<w:{name} xmlns:w="{space}">{content}</w:{name}>'

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", part(name, content))
    return buffer.getvalue()


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(text)}</w:tc>"


def _tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _rows(document: Document) -> list[str | list[str]]:
    for row in document.rows:
        if isinstance(row, GridRow):
            assert all(cell.place.read(document.text) == cell.text for cell in row.cells)
        else:
            assert row.place.read(document.text) == row.text
    return [
        row.text if isinstance(row, Line) else [cell.text for cell in row.cells]
        for row in document.rows
    ]


@pytest.mark.parametrize("space", [_SPACE, _STRICT])
def test_a_merged_cell_is_read_once(space: str) -> None:
    table = _tbl(
        _tc("三、本年度", '<w:vMerge w:val="restart"/>') + _tc("（一）", '<w:gridSpan w:val="2"/>')
        + _tc("3") + _tc(""),
        _tc("", "<w:vMerge/>") + _tc("（三）", '<w:vMerge w:val="restart"/>') + _tc("1.属于")
        + _tc("0") + _tc("5"),
        _tc("", '<w:vMerge w:val="continue"/>') + _tc("", "<w:vMerge/>") + _tc("2.其他")
        + _tc("1") + _tc(""),
        _tc("", "<w:vMerge/>") + _tc("（七）总计") + _tc("") + _tc("4") + _tc("5"),
    )  # fmt: skip
    assert _rows(docx_to_document(_docx(table, space=space))) == [
        ["三、本年度", "（一）", "3", ""],
        ["（三）", "1.属于", "0", "5"],
        ["2.其他", "1", ""],
        ["（七）总计", "4", "5"],
    ]


def test_paragraphs_of_a_cell_are_joined_but_two_numbers_stay_apart() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = _tbl(cell.format(_p("规") + _p("章")) + cell.format(_p("1") + _p("2")))
    assert _rows(docx_to_document(_docx(table))) == [["规章", "1 2"]]


def test_a_frame_of_one_cell_is_running_text() -> None:
    assert _rows(docx_to_document(_docx(_tbl(_tc("甲"), _tc("乙")) + _p("丙")))) == [
        "甲",
        "乙",
        "丙",
    ]


def test_a_table_within_a_layout_cell_is_read_as_its_own() -> None:
    inner = _tbl(_tc("规章") + _tc("0"))
    outer = _tbl(f"<w:tc>{_p('甲')}{inner}</w:tc>" + _tc("乙"))
    assert _rows(docx_to_document(_docx(outer))) == ["甲", ["规章", "0"], "乙"]


def test_deleted_hidden_struck_and_field_text_is_left_out() -> None:
    body = """<w:p><w:r><w:t>共12</w:t></w:r><w:del><w:r><w:delText>34</w:delText></w:r></w:del>
    <w:ins><w:r><w:t>件</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>
    <w:r><w:rPr><w:strike/></w:rPr><w:t>5</w:t></w:r>
    <w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>6</w:t></w:r>
    <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:br/><w:t>乙</w:t></w:r></w:p>"""
    assert _rows(docx_to_document(_docx(body))) == ["共12件6", "乙"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{_p('盒')}</w:txbxContent>"
    body = f"""<w:p><w:r><w:t>段</w:t></w:r><w:r><w:AlternateContent><w:Choice><w:drawing>{box}
    </w:drawing></w:Choice><w:Fallback><w:pict>{box}</w:pict></w:Fallback></w:AlternateContent></w:r>
    </w:p>"""
    assert _rows(docx_to_document(_docx(body))) == ["段", "盒"]


_LISTS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>"""
_STYLES = """<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>
</w:style>"""


def test_automatic_numbers_are_printed_as_word_prints_them() -> None:
    def item(text: str, depth: int) -> str:
        return _p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>')

    body = (
        item("总体情况", 0) + item("主动公开", 1) + item("依申请", 1) + item("点", 2)
        + _p("主动公开情况", '<w:pStyle w:val="H1"/>') + item("规章", 1)
        + _p("无号", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    document = docx_to_document(_docx(body, numbering=_LISTS, styles=_STYLES))
    assert _rows(document) == [
        *("一、总体情况", "（一）主动公开", "（二）依申请", "点"),
        *("二、主动公开情况", "（一）规章", "无号"),
    ]


def test_a_word_file_has_no_pages() -> None:
    document = docx_to_document(_docx(_p("甲")))
    assert (document.page_starts, document.rows[0].place.page) == ((), None)


def test_an_old_word_file_without_libreoffice_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReaderMissing, match=r"LibreOffice.*另存为 docx"):
        doc_to_document(b"{\\rtf1 a}")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_file_is_converted_and_nonsense_is_refused() -> None:
    document = doc_to_document(b"{\\rtf1\\ansi \\u24180?\\u25253?\\par 2024}")
    assert (document.format, _rows(document)) == ("doc", ["年报", "2024"])


def test_a_package_without_a_body_is_refused() -> None:
    with pytest.raises(FileUnreadable, match="损坏"):
        docx_to_document(_docx("").replace(b"document.xml", b"documenX.xml"))
