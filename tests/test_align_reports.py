"""Figures of the real reports and of the samples beside the project, in the formats they have."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.align import Alignment, align
from ingest.readers import read_document

CELLS = {
    "new_total": "received_new:total",
    "carried_in_total": "carried_in:total",
    "granted_total": "granted:total",
    "partial_total": "partial:total",
    "state_secret_total": "denied.state_secret:total",
    "no_info_total": "unavailable.not_held:total",
    "processed_total": "processed_total:total",
    "carried_out_total": "carried_out:total",
    "review_total": "reconsideration:total",
    "review_unfinished": "reconsideration:pending",
    "new_natural": "received_new:natural_person",
    "new_business": "received_new:business",
    "new_other": "received_new:other",
    "litigation_direct_total": "litigation_direct:total",
    "litigation_after_review_total": "litigation_after:total",
    "rules_made": "regulations:made",
    "rules_total_public": "regulations:public_total",
    "normative_made": "normative_documents:made",
    "normative_repealed": "normative_documents:repealed",
    "normative_valid": "normative_documents:in_force",
    "licences": "licensing:decisions",
    "licensing_previous": "licensing:items_last_year",
    "licensing_change": "licensing:items_change",
    "licensing_decisions": "licensing:decisions",
    "penalties": "penalty:decisions",
    "coercions": "compulsion:decisions",
    "fees_wan": "fees:amount",
    "unclear_after_correction": "unavailable.still_unclear:total",
    "repeat": "not_processed.duplicate:total",
    "other_handling": "other_result:total",
}
REPORTS = (
    "淮安市人民政府_2024.pdf",
    "淮安市洪泽区人民政府_2024.pdf",
    "沭阳县发展和改革局_2023.html",
    "平潭综合实验区管委会_2024.txt",
    "平潭综合实验区管委会_2023.txt",
    "平潭综合实验区管委会_2021.txt",
    "平潭综合实验区管委会_2020.txt",
    "平潭综合实验区财政金融局_2024.txt",
)
SAMPLES = (
    "chromium.pdf", "libreoffice.pdf", "govpage_gbk.html", "report.html", "report.docx",
    "report.md", "chromium.layout.txt", "chromium.raw.txt", "chromium.pypdf.txt",
    "libreoffice.pdfium.txt",
)  # fmt: skip


def read(path: Path) -> Alignment:
    return align(read_document(path.read_bytes(), path.name))


def decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@pytest.mark.reports
@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_known_of_a_real_report_is_right_or_withheld(
    reports_dir: Path, name: str
) -> None:
    manifest = json.loads((reports_dir / "MANIFEST.json").read_text("utf-8"))
    known = next(entry["figures"] for entry in manifest if entry["file"] == name)
    figures = {figure.cell: figure for figure in read(reports_dir / name).figures}
    for key, value in known.items():
        figure = figures.get(CELLS.get(key, ""))
        if figure is not None and (figure.value is not None or figure.trust == "verified"):
            assert (key, figure.value) == (key, decimal(value))


@pytest.mark.reports
@pytest.mark.parametrize("year", [2021, 2023, 2024])
def test_run_together_rows_of_tables_three_and_four_are_all_solved(
    reports_dir: Path, year: int
) -> None:
    figures = read(reports_dir / f"平潭综合实验区管委会_{year}.txt").figures
    requests = [f for f in figures if f.unit == "件" and f.column in ("natural_person", "total")]
    assert len(figures) == 200
    assert [f.cell for f in requests if f.value is None] == []
    review = [f for f in figures if f.row.startswith(("reconsideration", "litigation"))]
    assert [f.cell for f in review if f.value is None] == []


@pytest.mark.reports
@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_the_busy_sample_is_right_and_verified(samples_dir: Path, name: str) -> None:
    folder = samples_dir / "A_qingjiang_2024"
    figures = {figure.cell: figure for figure in read(folder / name).figures}
    for cell in json.loads((folder / "truth.json").read_text("utf-8"))["cells"]:
        figure = figures[f"{cell['row']}:{cell['column']}"]
        assert (figure.value, figure.trust) == (decimal(cell["value"]), "verified")


@pytest.mark.reports
@pytest.mark.parametrize("name", SAMPLES)
def test_blanks_of_the_sample_of_2020_are_never_taken_for_numbers(
    samples_dir: Path, name: str
) -> None:
    folder = samples_dir / "C_haizhou_2020"
    figures = {figure.cell: figure for figure in read(folder / name).figures}
    open_cells = 0
    for cell in json.loads((folder / "truth.json").read_text("utf-8"))["cells"]:
        figure = figures[f"{cell['row']}:{cell['column']}"]
        if figure.value is None and cell["value"] is not None:
            assert figure.trust != "verified"
            open_cells += 1
        else:
            assert figure.value == decimal(cell["value"])
    assert open_cells <= (21 if name.endswith(".txt") else 0)
