"""Write the reports of `corpus/` from the data beside this script (`make corpus`).

    python tests/corpus_source/make_corpus.py [FOLDER [FORMAT …]]

PDF needs LibreOffice; everything else needs only the project's own dependencies.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sheet import Sheet, load_sheet
from writers import to_csv, to_docx, to_html, to_md, to_pdf, to_txt

HERE = Path(__file__).parent
TEXT_WRITERS = {"txt": to_txt, "md": to_md, "html": to_html, "csv": to_csv}
FILE_WRITERS = {"docx": to_docx, "pdf": to_pdf}


def write(sheet: Sheet, folder: Path) -> None:
    """Write one report into `folder` in its format."""
    path = folder / f"{sheet.name}.{sheet.format}"
    if sheet.format in TEXT_WRITERS:
        path.write_text(TEXT_WRITERS[sheet.format](sheet), encoding="utf-8")
    else:
        FILE_WRITERS[sheet.format](sheet, path)


def main() -> None:
    """Write the reports into the folder named (else `corpus/`), in the formats named (else all)."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "corpus"
    formats = set(sys.argv[2:]) or {*TEXT_WRITERS, *FILE_WRITERS}
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in map(load_sheet, sorted(HERE.glob("*.toml"))):
        if sheet.format in formats:
            write(sheet, folder)


if __name__ == "__main__":
    main()
