"""Print a sheet in the layouts in which reports really arrive."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from html import escape

from tests.generate.sheet import NOTE, Sheet, SheetRow, Table

Lines = list[str]


def _text(sheet: Sheet, table: Callable[[Table], Lines], width: int = 60) -> str:
    lines = [sheet.title, ""]
    for block in sheet.blocks:
        if isinstance(block, Table):
            lines += table(block)
        else:
            lines += [block[start : start + width] for start in range(0, len(block), width)]
    return "\n".join(lines) + "\n"


def row_a_line(sheet: Sheet, generator: random.Random) -> str:
    """Each row on one line, spaces between cells; group labels on lines of their own."""

    def table(block: Table) -> Lines:
        lines: Lines = []
        for line in block.lines:
            if isinstance(line, SheetRow):
                lines += line.groups
                lines.append(" ".join(filter(None, [line.label, *line.cells])))
            else:
                lines.append(" ".join(line))
        return lines

    return _text(sheet, table)


def wrapped(sheet: Sheet, generator: random.Random) -> str:
    """Long labels over several lines, values on the next, totals now and then alone (PDF text)."""
    width = generator.choice((9, 13, 16))

    def row(line: SheetRow) -> Lines:
        lines: Lines = []
        for group in line.groups:
            lines += [group[:3], group[3:6], group[6:], ""]
        pieces = [line.label[at : at + width] for at in range(0, len(line.label), width)]
        values = " ".join(filter(None, line.cells))
        if len(pieces) == 1:
            return [*lines, f"{line.label} {values}"]
        if generator.random() < 0.4 and len(line.cells) == 7:
            values = " ".join(filter(None, line.cells[:-1]))
            return [*lines, *pieces, "", values, line.cells[-1]]
        return [*lines, *pieces, "", values]

    def table(block: Table) -> Lines:
        lines: Lines = []
        for line in block.lines:
            if isinstance(line, SheetRow):
                lines += row(line)
            else:
                for cell in line:
                    lines += [cell[at : at + 22] for at in range(0, len(cell), 22)]
        return [line for line in lines if line]

    return _text(sheet, table, 36)


def value_before_label(sheet: Sheet, generator: random.Random) -> str:
    """The values of a wrapped row stand on the line above its label's last piece."""

    def table(block: Table) -> Lines:
        lines: Lines = []
        for line in block.lines:
            if not isinstance(line, SheetRow):
                lines.append(" ".join(line))
                continue
            lines += line.groups
            values = " ".join(filter(None, line.cells))
            if len(line.label) > 12:
                half = len(line.label) * 2 // 3
                lines += [line.label[:half], values, line.label[half:]]
            else:
                lines.append(f"{line.label} {values}".strip())
        return lines

    return _text(sheet, table)


def cell_a_line(sheet: Sheet, generator: random.Random) -> str:
    """Each cell on a line of its own, an empty line between cells."""
    return _cells_on_lines(sheet, "")


def cell_a_line_pipe(sheet: Sheet, generator: random.Random) -> str:
    """Each cell on a line of its own, ended by a pipe."""
    return _cells_on_lines(sheet, " |")


def cell_then_pipe(sheet: Sheet, generator: random.Random) -> str:
    """Each cell on a line, the pipe alone on the next."""
    return _cells_on_lines(sheet, "\n|")


def _cells_on_lines(sheet: Sheet, end: str) -> str:
    def table(block: Table) -> Lines:
        lines: Lines = []
        for line in block.lines:
            cells = _grid_cells(line) if isinstance(line, SheetRow) else line
            lines += [f"{cell}{end}" if end else f"{cell}\n" for cell in cells if cell or end]
        return lines

    return _text(sheet, table)


def spaced_pipes(sheet: Sheet, generator: random.Random) -> str:
    """Cells of a row joined by ` | `, no pipe at the ends."""
    return _text(sheet, lambda block: [" | ".join(cells) for cells in _grid(block)])


def led_pipes(sheet: Sheet, generator: random.Random) -> str:
    """A pipe before and after every cell."""
    return _text(sheet, lambda block: [f"|{'|'.join(cells)}|" for cells in _grid(block)])


def broken_pipes(sheet: Sheet, generator: random.Random) -> str:
    """A pipe before every cell, and line breaks inside the cells."""
    return _text(
        sheet,
        lambda block: ["".join(f"| \n{cell}  " for cell in cells) + "|" for cells in _grid(block)],
    )


def tabs(sheet: Sheet, generator: random.Random) -> str:
    """Cells of a row joined by tabs, as pasted out of a spreadsheet."""
    return _text(sheet, lambda block: ["\t".join(cells) for cells in _grid(block)])


def markdown(sheet: Sheet, generator: random.Random) -> str:
    """A pipe table as converters write it: as many columns everywhere, a separator line."""

    def table(block: Table) -> Lines:
        rows = _grid(block)
        width = max(len(row) for row in rows)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        return ["", lines[0], f"|{' --- |' * width}", *lines[1:], ""]

    return _text(sheet, table).replace(sheet.title, f"# {sheet.title}", 1)


def run_together(sheet: Sheet, generator: random.Random) -> str:
    """Every table on one line with nothing between its cells."""

    def table(block: Table) -> Lines:
        return ["".join("".join(cells) for cells in _grid(block))]

    return _text(sheet, table, 400)


def html(sheet: Sheet, generator: random.Random) -> str:
    """A page with tables of spanned cells."""
    return _page(sheet, lambda text: f"<p>{escape(text)}</p>", escape)


def html_wps(sheet: Sheet, generator: random.Random) -> str:
    """A page as an office program writes it: words split over spans, blanks as o:p."""

    def spans(text: str) -> str:
        if not text:
            return '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        at = generator.randint(1, max(1, len(text) - 1))
        pieces = [piece for piece in (text[:at], text[at:]) if piece]
        inner = "".join(
            f'<span style="font-family:仿宋"><font face="仿宋">{escape(piece)}</font></span>'
            for piece in pieces
        )
        return f'<p class="MsoNormal">{inner}<span><o:p></o:p></span></p>'

    return _page(sheet, spans, spans)


def _page(sheet: Sheet, paragraph: Callable[[str], str], cell: Callable[[str], str]) -> str:
    body = [f"<h1>{escape(sheet.title)}</h1>"]
    for block in sheet.blocks:
        if isinstance(block, Table):
            body.append(_html_table(block, cell))
        else:
            body.append(paragraph(block))
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政府信息公开</title></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/zwgk'>政务公开</a></div><div class='main'>"
        f"{''.join(body)}</div><div class='foot'>主办单位：政府办公室</div></body></html>"
    )


def _html_table(block: Table, cell: Callable[[str], str]) -> str:
    spans = _group_spans(block)
    rows = []
    for number, line in enumerate(block.lines):
        if isinstance(line, SheetRow):
            first = "".join(
                f"<td rowspan='{span}'>{cell(group)}</td>"
                for group, span in zip(line.groups, spans.get(number, []), strict=True)
            )
            label = f"<td>{cell(line.label)}</td>" if block.number != 4 else ""
            rows.append(first + label + "".join(f"<td>{cell(value)}</td>" for value in line.cells))
        else:
            rows.append("".join(f"<td>{cell(head)}</td>" for head in line))
    return f"<table border='1'>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _group_spans(block: Table) -> dict[int, list[int]]:
    """Return how many rows each group label of a row spans."""
    spans: dict[int, list[int]] = {}
    for number, line in enumerate(block.lines):
        if not isinstance(line, SheetRow):
            continue
        for group in line.groups:
            rows = [each for each in block.lines[number:] if isinstance(each, SheetRow)]
            if group.startswith("三、"):
                span = sum(each.id != "carried_out" for each in rows)
            else:
                parent = line.id.partition(".")[0]
                span = sum(each.id.startswith(parent + ".") for each in rows)
            spans.setdefault(number, []).append(max(1, span))
    return spans


def docx(sheet: Sheet, generator: random.Random) -> bytes:
    """A Word file; group labels are merged over their rows."""
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading(sheet.title, 1)
    for block in sheet.blocks:
        if not isinstance(block, Table):
            document.add_paragraph(block)
            continue
        grid = _grid(block)
        width = max(len(row) for row in grid)
        table = document.add_table(rows=len(grid), cols=width)
        for number, (texts, row) in enumerate(zip(grid, table.rows, strict=True)):
            cells = row.cells
            data = isinstance(block.lines[number], SheetRow) and block.number == 3
            offset = width - len(texts) if data else 0
            for cell, text in zip(cells[offset:], texts, strict=False):
                cell.text = text
            if offset:
                cells[0].merge(cells[offset])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def comma_separated(sheet: Sheet, generator: random.Random) -> str:
    """A spreadsheet saved as text: one cell a paragraph, one line a row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([sheet.title])
    for block in sheet.blocks:
        if isinstance(block, Table):
            writer.writerows(_grid(block))
        else:
            writer.writerow([block])
    return stream.getvalue()


def spreadsheet(sheet: Sheet, generator: random.Random) -> bytes:
    """A workbook; numbers as numbers where they are whole, else as text."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.append([sheet.title])
    for block in sheet.blocks:
        rows = _grid(block) if isinstance(block, Table) else [[block]]
        for cells in rows:
            page.append([int(cell) if cell.isascii() and cell.isdigit() else cell or None
                         for cell in cells])  # fmt: skip
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _grid_cells(line: SheetRow) -> Lines:
    label = [line.label] if line.id != "review" else []
    return [*line.groups, *label, *line.cells]


def _grid(block: Table) -> list[Lines]:
    return [_grid_cells(line) if isinstance(line, SheetRow) else list(line) for line in block.lines]


Layout = Callable[[Sheet, random.Random], str | bytes]
LAYOUTS: dict[str, tuple[Layout, str]] = {
    "row_a_line": (row_a_line, "txt"),
    "wrapped": (wrapped, "txt"),
    "value_before_label": (value_before_label, "txt"),
    "cell_a_line": (cell_a_line, "txt"),
    "cell_a_line_pipe": (cell_a_line_pipe, "txt"),
    "cell_then_pipe": (cell_then_pipe, "txt"),
    "spaced_pipes": (spaced_pipes, "txt"),
    "led_pipes": (led_pipes, "txt"),
    "broken_pipes": (broken_pipes, "txt"),
    "tabs": (tabs, "txt"),
    "markdown": (markdown, "md"),
    "run_together": (run_together, "txt"),
    "html": (html, "html"),
    "html_wps": (html_wps, "html"),
    "docx": (docx, "docx"),
    "csv": (comma_separated, "csv"),
    "xlsx": (spreadsheet, "xlsx"),
}
HELD_OUT_LAYOUTS = frozenset({"tabs", "cell_then_pipe"})
"""Layouts nobody looks at while building; reported apart."""

__all__ = ["HELD_OUT_LAYOUTS", "LAYOUTS", "NOTE"]
