"""A corpus report written in each format that reports are published in."""

from __future__ import annotations

import csv
import io
import subprocess
import tempfile
import zipfile
from html import escape
from pathlib import Path
from typing import Any

from sheet import APPLICANTS, RESULTS, Cell, Part, Sheet

LINE_WIDTH = 40
LABEL_WIDTH = 16
SUBHEADS = "一二三四五六七八"
APPLICATION_WIDTHS = (1.3, 1.7, 4.4, 1.5, *(1.1,) * 5, 1.5)  # of table 三, in centimetres
EPOCH = (2025, 1, 1, 0, 0, 0)


def paragraphs(part: Part) -> list[str]:
    """Return the part's running text: （一）sub-heading and text as separate paragraphs."""
    lines: list[str] = []
    for index, (head, text) in enumerate(part.paragraphs):
        lines += [f"（{SUBHEADS[index]}）{head}", text] if head else [text]
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` cut into lines of at most `width` characters, as a PDF prints it."""
    return [text[start : start + width] for start in range(0, len(text), width)]


def to_txt(sheet: Sheet) -> str:
    """Return the report as text taken from a PDF: wrapped lines, wrapped labels, no borders."""
    lines = [*wrapped(sheet.title, 24), ""]
    for text in sheet.preamble():
        lines += wrapped(text, LINE_WIDTH)
    for part in sheet.parts():
        lines += ["", part.heading, ""]
        for text in paragraphs(part):
            lines += wrapped(text, LINE_WIDTH)
        if part.table:
            lines += table_to_lines(part.table)
    return "\n".join(lines) + "\n"


def table_to_lines(table: tuple[tuple[Cell, ...], ...]) -> list[str]:
    """Return a table as a PDF's text layer gives it: a row a line, long labels wrapped."""
    if len(table[0]) == 2 and table[0][0].text == "行政复议":
        return ["行政复议 行政诉讼", *_review_head(), " ".join(c.text for c in table[-1])]
    lines: list[str] = []
    for row in table:
        if row[0].text.startswith("（本列"):
            lines += [*wrapped(row[0].text, 20), "申请人情况"]
        elif row[0].text in {"自然人", APPLICANTS[0]}:
            lines += [cell.text for cell in row]
        else:
            lines += _row_to_lines(row)
    return lines


def _review_head() -> list[str]:
    halves = [half for label in RESULTS[:-1] for half in (label[:2], label[2:])]
    return [*halves, "总计", "未经复议直接起诉 复议后起诉", *halves, "总计", *halves, "总计"]


def _row_to_lines(row: tuple[Cell, ...]) -> list[str]:
    groups = [cell for cell in row if cell.rows > 1]
    rest = [cell.text for cell in row if cell.rows == 1]
    label, values = rest[0], " ".join(rest[1:])
    before = [piece for group in groups for piece in wrapped(group.text, 4)]
    if len(label) <= LABEL_WIDTH + 6:
        return [*before, f"{label} {values}".strip()]
    return [*before, *wrapped(label, LABEL_WIDTH), values]


def to_md(sheet: Sheet) -> str:
    """Return the report as Markdown with pipe tables."""
    lines = [f"# {sheet.title}", ""]
    for text in sheet.preamble():
        lines += [f"> {text}", ">"]
    for part in sheet.parts():
        lines += ["", f"## {part.heading}", ""]
        for text in paragraphs(part):
            lines += [f"### {text}" if text.startswith("（") else text, ""]
        rows = part.table and grid(part.table)
        for index, texts in enumerate(rows):
            lines.append(f"| {' | '.join(texts)} |")
            if index == 0:
                lines.append("|" + " --- |" * len(texts))
    return "\n".join(lines) + "\n"


def grid(table: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    """Return the table as a full grid; a field covered by a span is empty.

    >>> grid(((Cell("a", 1, 2), Cell("b")), (Cell("c"),)))
    [['a', 'b'], ['', 'c']]
    """
    width = sum(cell.columns for cell in table[0])
    fields: list[list[str | None]] = [[None] * width for _ in table]
    for y, row in enumerate(table):
        for cell in row:
            x = fields[y].index(None)
            for below in range(y, min(y + cell.rows, len(table))):
                fields[below][x : x + cell.columns] = [""] * cell.columns
            fields[y][x] = cell.text
    return [[text or "" for text in row] for row in fields]


def to_csv(sheet: Sheet) -> str:
    """Return the report as a spreadsheet exports it: a paragraph a row, then the tables."""
    file = io.StringIO()
    write = csv.writer(file, lineterminator="\n").writerow
    write([sheet.title])
    for text in sheet.preamble():
        write([text])
    for part in sheet.parts():
        write([part.heading])
        for text in paragraphs(part):
            write([text])
        for texts in part.table and grid(part.table):
            write(texts)
    return file.getvalue()


def to_html(sheet: Sheet) -> str:
    """Return the report as a page of a government site, with its menu and footer."""
    body = [f"<h1>{escape(sheet.title)}</h1>"]
    body += [f"<p>{escape(text)}</p>" for text in sheet.preamble()]
    for part in sheet.parts():
        body.append(f"<p><strong>{escape(part.heading)}</strong></p>")
        body += [f"<p>{escape(text)}</p>" for text in paragraphs(part)]
        body += table_to_html(part.table) if part.table else []
    meta = f'<meta name="SiteName" content="{escape(sheet.region)}">'
    return HTML_PAGE.format(
        title=escape(sheet.title), meta=meta, organ=escape(sheet.organ), body="\n".join(body)
    )


def table_to_html(table: tuple[tuple[Cell, ...], ...]) -> list[str]:
    """Return the lines of an HTML table with its spans."""
    lines = ['<table border="1">']
    for row in table:
        cells = "".join(
            f'<td colspan="{cell.columns}" rowspan="{cell.rows}">'
            f"{escape(cell.text) or '&nbsp;'}</td>"
            for cell in row
        )
        lines.append(f"<tr>{cells}</tr>")
    return [*lines, "</table>"]


HTML_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
{meta}
<style>body{{font-family:"Noto Serif CJK SC",serif;max-width:46em;margin:auto}}
table{{border-collapse:collapse;width:100%}}td{{border:1px solid;padding:.2em;text-align:center}}
@media print{{nav,footer{{display:none}}}}</style>
</head>
<body>
<nav>首页 | 政务公开 | 政府信息公开年报</nav>
<article>
{body}
</article>
<footer>摘编单位：nianbao 项目；数据来源：{organ}</footer>
</body>
</html>
"""


def to_docx(sheet: Sheet, path: Path) -> None:
    """Write the report as a Word file with merged cells; the same members each time."""
    from docx import Document

    document = Document()
    _set_chinese(document)
    document.add_heading(sheet.title, level=0)
    for text in sheet.preamble():
        document.add_paragraph(text)
    for part in sheet.parts():
        document.add_heading(part.heading, level=1)
        for text in paragraphs(part):
            document.add_paragraph(text)
        if part.table:
            _add_table(document, part.table)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in made.infolist():
            same_time = zipfile.ZipInfo(entry.filename, EPOCH)
            kept.writestr(same_time, made.read(entry), zipfile.ZIP_DEFLATED)


def _set_chinese(document: Any) -> None:
    from docx.oxml.ns import qn

    for name in ("Normal", "Title", "Heading 1"):
        properties = document.styles[name].element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for script in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{script}"), "Noto Serif CJK SC")


def _add_table(document: Any, table: tuple[tuple[Cell, ...], ...]) -> None:
    from docx.shared import Cm

    width = sum(cell.columns for cell in table[0])
    made = document.add_table(rows=len(table), cols=width, style="Table Grid")
    made.autofit = False
    widths = APPLICATION_WIDTHS if width == len(APPLICATION_WIDTHS) else (15 / width,) * width
    for column, centimetres in zip(made.columns, widths, strict=True):
        column.width = Cm(centimetres)
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table):
        for cell in row:
            x = next(x for x in range(width) if (y, x) not in taken)
            covered = [(y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)]
            taken.update(covered)
            origin = made.cell(y, x)
            if len(covered) > 1:
                origin = origin.merge(made.cell(*covered[-1]))
            origin.text = cell.text


def to_pdf(sheet: Sheet, path: Path) -> None:
    """Print the report's Word file to PDF with LibreOffice.

    Chromium would embed the CJK font in a way that gives radicals (⼈ for 人) as its text.
    """
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{path.stem}.docx"
        to_docx(sheet, word)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*convert, str(word)], check=True, capture_output=True, timeout=120)
        path.write_bytes(word.with_suffix(".pdf").read_bytes())
