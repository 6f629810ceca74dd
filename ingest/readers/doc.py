"""Old office files (doc, wps, rtf, xls): LibreOffice converts them, then the usual reader reads."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.document import Document
from ingest.errors import FileUnreadable, ReaderMissing
from ingest.readers.docx import docx_to_document

_SECONDS = 25
# A fresh profile per call: LibreOffice refuses to run twice in one, and an old one may ask things.
# Neither macros nor linked files of a stranger's document are of use here.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
</oor:items>
"""


def doc_to_document(data: bytes) -> Document:
    """Return the paragraphs and tables of a doc, wps or rtf file.

    Raises:
        ReaderMissing: LibreOffice is not installed.
        FileUnreadable: LibreOffice could not read the file.
    """
    return docx_to_document(convert(data, "doc", "docx"), "doc")


def convert(data: bytes, suffix: str, wanted: str) -> bytes:
    """Return the file as LibreOffice converts it to `wanted` (docx, xlsx).

    Raises:
        ReaderMissing: LibreOffice is not installed.
        FileUnreadable: it took too long or wrote nothing; LibreOffice exits 0 even then.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReaderMissing(
            "读取老格式的 Word/Excel 文件需要 LibreOffice，本机没有安装；"
            "请安装 LibreOffice，或用 Word、WPS 另存为 docx（xlsx）后再试。"
        )
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = Path(name)
        source = folder / f"report.{suffix}"
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        _run(program, source, wanted, folder)
        converted = folder / "out" / f"report.{wanted}"
        if not converted.is_file() or not converted.stat().st_size:
            raise FileUnreadable(
                "LibreOffice 打不开这个文件，可能已损坏；请用 Word、WPS 另存后再试。"
            )
        return converted.read_bytes()


def _run(program: str, source: Path, wanted: str, folder: Path) -> None:
    command = [
        *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
        *("--norestore", "--nolockcheck", "--convert-to", wanted),
        *("--outdir", str(folder / "out"), str(source)),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise FileUnreadable(f"LibreOffice 在 {_SECONDS} 秒内没有读完这个文件，已停止。") from error
