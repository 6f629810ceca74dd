"""Every format of the invented samples gives every cell right; whatever is read re-reads."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.align import align
from ingest.document import GridRow
from ingest.readers import read_document
from ingest.sections import find_sections

_SAMPLES = ["A_qingjiang_2024", "C_haizhou_2020"]
_FILES = [
    *("govpage_utf8.html", "govpage_gbk.html", "govpage_gb18030_wrongmeta.html", "report.html"),
    *("chromium.pdf", "libreoffice.pdf", "report.docx", "report.doc", "report.md"),
]


def _truth(folder: Path) -> dict[str, Decimal | None]:
    cells: list[dict[str, Any]] = json.loads((folder / "truth.json").read_text("utf-8"))["cells"]
    return {
        f"{cell['row']}:{cell['column']}": Decimal(cell["raw"].rstrip("万元"))
        if cell["raw"]
        else None
        for cell in cells
    }


@pytest.mark.reports
@pytest.mark.parametrize("sample", _SAMPLES)
@pytest.mark.parametrize("name", _FILES)
def test_all_cells_of_a_sample_are_right_in_every_format(
    samples_dir: Path, sample: str, name: str
) -> None:
    if name.endswith(".doc"):
        pytest.importorskip("shutil").which("soffice") or pytest.skip("LibreOffice is missing")
    document = read_document((samples_dir / sample / name).read_bytes(), name)
    found = {
        figure.cell: figure.value for figure in align(document, find_sections(document)).figures
    }
    truth = _truth(samples_dir / sample)
    assert {cell: found.get(cell, "missing") for cell in truth} == truth


@pytest.mark.reports
def test_every_line_and_cell_of_every_report_re_reads_from_its_text(reports_dir: Path) -> None:
    for path in sorted(reports_dir.glob("*_20*.*")):
        if path.suffix == ".json":
            continue
        document = read_document(path.read_bytes(), path.name)
        assert document.warnings == ()
        for row in document.rows:
            parts = row.cells if isinstance(row, GridRow) else (row,)
            assert all(part.place.read(document.text) == part.text for part in parts)
            assert document.text.count("\n", 0, row.place.start) == row.place.line - 1
