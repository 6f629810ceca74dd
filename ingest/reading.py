"""The whole path of a report: bytes, document, sections, identity, tables, checks, passages."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.align import Alignment, align
from ingest.check import check_report
from ingest.document import Document
from ingest.errors import FileUnreadable
from ingest.identity import Hints, identify
from ingest.mentions import check_text_against_tables
from ingest.neighbours import refuse_neighbours
from ingest.passages import narrative_passages, table_row_passages, unrecognised_row_passages
from ingest.readers import read_document
from ingest.report import Identity, Report
from ingest.sections import find_sections


def read_report(path: Path, hints: Hints | None = None) -> Report:
    """Read one file; what `hints` say overrides what the file says.

    Raises:
        IngestError: the file cannot be read, or is not an annual report; the message says why.
    """
    data = _bytes_of(path)
    document = read_document(data, path.name)
    sections = find_sections(document)
    refuse_neighbours(document, sections)
    identity = identify(document, path.name, hints)
    tables = align(document, sections)
    return Report(
        identity=identity,
        form=tables.form,
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=document.text,
        page_starts=document.page_starts,
        sections=sections,
        figures=tables.figures,
        passages=(
            *narrative_passages(document, sections, tables.table_places),
            *table_row_passages(tables.form, tables.figures, document.text),
            *unrecognised_row_passages(tables.unrecognised_rows, sections, document.text),
        ),
        checks=(
            *check_report(tables.form, tables.figures),
            *check_text_against_tables(
                sections, document.text, tables.figures, identity.scope, identity.year
            ),
        ),
        unrecognised_rows=tables.unrecognised_rows,
        warnings=tuple(_warnings(document, identity, tables)),
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileUnreadable(f"找不到文件：{path}") from error
    except IsADirectoryError as error:
        raise FileUnreadable(f"{path} 是文件夹，不是文件。") from error


def _warnings(document: Document, identity: Identity, tables: Alignment) -> list[str]:
    warnings = [*document.warnings, *tables.warnings]
    if identity.organ is None:
        warnings.append("未能确定机关名称，可用 --organ 指定。")
    if identity.year is None:
        warnings.append("未能确定年份，可用 --year 指定。")
    return warnings
